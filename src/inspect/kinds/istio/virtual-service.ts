/** Routes of Istio. */
import { istioGateways } from '../site';
import type { Kind } from '../kind';

export const virtualService: Kind = {
  kind: 'VirtualService.networking.istio.io',
  references: [istioGateways('spec.gateways[*]')],
  destinations: [
    ...['http', 'tls', 'tcp'].map((protocol) => `spec.${protocol}[*].route[*].destination`),
    'spec.http[*].mirror',
    'spec.http[*].mirrors[*].destination',
  ],
  fields: {
    hosts: ['spec.hosts[*]'],
    durations: ['timeout', 'retries.perTryTimeout', 'fault.delay.fixedDelay', 'corsPolicy.maxAge'].map((field) => ({
      path: `spec.http[*].${field}`,
      format: 'istio',
    })),
  },
};
