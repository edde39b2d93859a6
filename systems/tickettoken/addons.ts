import type { PlatformInput } from 'cdk8s-lockstep';
import { vary } from './environments';

const replicas = vary({ dev: 1, staging: 2, production: 2 });

/** What each of the three clusters gets before the platform, at the versions of the list. */
export const addOns: PlatformInput['addOns'] = {
  certManager: { replicas },
  ingressNginx: {
    replicas: vary({ dev: 1, staging: 3, production: 3 }),
    values: {
      controller: { service: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } } },
    },
  },
  externalSecrets: { replicas },
  reloader: { replicas },
  cloudNativePg: { replicas },
  mongoDb: {},
  elastic: { replicas },
  metricsServer: { replicas },
  kubePrometheusStack: {
    replicas,
    retention: '30d',
    storage: vary({ dev: '50Gi', staging: '100Gi', production: '200Gi' }),
    grafanaAdmin: 'grafana-admin',
  },
  loki: { retention: '90d', storage: vary({ dev: '20Gi', staging: '50Gi', production: '200Gi' }) },
  fluentBit: {},
  tempo: { storage: '20Gi' },
  openTelemetryCollector: { replicas },
  flagger: { replicas },
};
