/** How Istio calls a host. */
import type { Kind } from '../kind';

export const destinationRule: Kind = {
  kind: 'DestinationRule.networking.istio.io',
  destinations: ['spec'],
  fields: {
    durations: [
      'connectionPool.tcp.connectTimeout',
      'connectionPool.http.idleTimeout',
      'outlierDetection.interval',
      'outlierDetection.baseEjectionTime',
    ].map((field) => ({ path: `spec.trafficPolicy.${field}`, format: 'istio' })),
  },
};
