import { AlertReceivers, Migration, Platform, Verification, absent, type App } from 'cdk8s-lockstep';
import { addOns } from './addons';
import { cluster } from './cluster';
import { stores } from './data';
import { env, environments, text, vary } from './environments';
import { outside } from './outside';
import { alertKey, secretStore } from './secrets';
import { service } from './service';
import { services } from './services';

/** A ticketing platform: one gateway, nineteen services behind it, and the data services that keep their state. */
export function tickettoken(app: App): Platform {
  const platform = new Platform(app, 'tickettoken', {
    environments,
    edition: '2026',
    owner: 'tickettoken',
    cluster,
    addOns,
    secretStore,
    rotation: { default: '90d' },
    alerts: { volumeFilling: { threshold: 85 } },
    delivery: {
      repository: 'https://github.com/tickettoken/k8s-manifests',
      revision: env.revision,
      argocdPerEnvironment: true,
      notifications: {
        slack: 'deployments',
        pagerDuty: vary({ dev: absent, staging: absent, production: 'tickettoken' }),
      },
    },
    quota: {
      cpu: {
        requests: vary({ dev: '30', staging: '50', production: '150' }),
        limits: vary({ dev: '120', staging: '180', production: '540' }),
      },
      memory: {
        requests: vary({ dev: '40Gi', staging: '60Gi', production: '200Gi' }),
        limits: vary({ dev: '120Gi', staging: '180Gi', production: '530Gi' }),
      },
      pods: vary({ dev: 120, staging: 160, production: 400 }),
      storage: vary({ dev: '200Gi', staging: '600Gi', production: '1200Gi' }),
    },
    pullSecrets: { 'registry.tickettoken.com': 'registry-credentials' },
  });
  const slack = { webhook: alertKey('slack-webhook'), channel: '#tickettoken-alerts' };
  new AlertReceivers(platform, 'on-call', {
    critical: { pagerDuty: { routingKey: alertKey('pagerduty-key') }, slack },
    warning: { slack },
  });
  const targets = outside(platform);
  const data = stores(platform, targets);
  const made = Object.fromEntries(
    Object.entries(services).map(([name, row]) => [name, service(platform, name, row, data, targets)]),
  );

  new Migration(platform, 'migrate', {
    database: data.postgres,
    image: 'migrations',
    command: ['npm', 'run', 'migrate'],
    ...npm,
  });
  new Verification(platform, 'smoke-test', {
    image: 'smoke-tests',
    command: ['npm', 'run', 'test:smoke', '--', text`--env=${env.namespace}`],
    env: { ...npm.env, API_URL: made['api-gateway']!.url, AUTH_URL: made['auth-service']!.url },
    user: npm.user,
    writable: npm.writable,
  });
  return platform;
}

/** npm writes its logs to a directory of its own. */
const npm = {
  user: 1001,
  env: { NPM_CONFIG_CACHE: '/tmp/npm', NPM_CONFIG_UPDATE_NOTIFIER: false },
  writable: { '/tmp': '128Mi' },
};
