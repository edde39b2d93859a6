/** What Prometheus scrapes: monitors of Services and of pods, which differ in the name of one list. */
import { secretKeys } from '../site';
import type { Kind } from '../kind';

const CREDENTIALS = [
  'basicAuth.username',
  'basicAuth.password',
  'bearerTokenSecret',
  'authorization.credentials',
  'tlsConfig.ca.secret',
];

const ENDPOINTS = { ServiceMonitor: 'endpoints', PodMonitor: 'podMetricsEndpoints' };

export const MONITORS: readonly Kind[] = Object.entries(ENDPOINTS).map(([kind, list]) => ({
  kind: `${kind}.monitoring.coreos.com`,
  references: secretKeys(`spec.${list}[*]`, CREDENTIALS, { late: true }),
  fields: {
    durations: ['interval', 'scrapeTimeout'].map((field) => ({
      path: `spec.${list}[*].${field}`,
      format: 'prometheus',
    })),
  },
}));
