/** Monitoring, delivery, and what the API server calls. */
import type { Site, SiteBlock } from '../site';

const WEBHOOK: Site = {
  path: 'webhooks[*].clientConfig.service',
  to: 'Service',
  namespace: 'namespace',
  port: 'port',
  late: true,
};

const MONITOR_SECRETS = [
  'basicAuth.username',
  'basicAuth.password',
  'bearerTokenSecret',
  'authorization.credentials',
  'tlsConfig.ca.secret',
];

export const OPERATION_SITES: readonly SiteBlock[] = [
  {
    kinds: ['ServiceMonitor', 'PodMonitor'].map((kind) => `${kind}.monitoring.coreos.com`),
    sites: ['endpoints', 'podMetricsEndpoints'].flatMap((list) =>
      MONITOR_SECRETS.map((field): Site => ({
        path: `spec.${list}[*].${field}`,
        to: 'Secret',
        key: 'key',
        late: true,
      })),
    ),
  },
  {
    kinds: ['AlertmanagerConfig.monitoring.coreos.com'],
    sites: [
      'pagerdutyConfigs[*].routingKey',
      'pagerdutyConfigs[*].serviceKey',
      'slackConfigs[*].apiURL',
      'webhookConfigs[*].urlSecret',
      'emailConfigs[*].authPassword',
    ].map((field): Site => ({ path: `spec.receivers[*].${field}`, to: 'Secret', key: 'key' })),
  },
  { kinds: ['Application.argoproj.io'], sites: [{ path: 'spec.project', to: 'AppProject.argoproj.io', name: '' }] },
  {
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(
      (kind) => `${kind}.admissionregistration.k8s.io`,
    ),
    sites: [WEBHOOK],
  },
  {
    kinds: ['APIService.apiregistration.k8s.io'],
    sites: [{ path: 'spec.service', to: 'Service', namespace: 'namespace', port: 'port', late: true }],
  },
];
