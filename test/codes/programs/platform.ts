import type { ProgramExample } from '../program-example';

const api = (lines: string): string => `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
${lines}});`;
const delivered = (addOns: string): string => `const shop = new Platform(app, 'shop', {
  ...defaults,
  delivery: { repository: 'https://git.shop.acme/shop.git', revision: 'main' },
  addOns: ${addOns},
});`;
const schema = (values: string): string => `const settings = configuration({
  LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn']),
  POOL_SIZE: setting.integer({ min: 1, max: 50 }),
});
new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  configuration: settings({ ${values} }),
});`;
const store = (
  more: string,
  role = `vary({
      dev: 'arn:aws:iam::111111111111:role/shop',
      prod: 'arn:aws:iam::222222222222:role/shop',
    })`,
): string => `const shop = new Platform(app, 'shop', {
  ...defaults,
  secretStore: {
    name: 'aws-secrets-manager',
    aws: { region: 'eu-central-1', role: ${role} },
${more}  },
});
new WebService(shop, 'api', { image: 'api', port: 3000, secrets: { JWT_KEY: sealed('jwt', 'key') } });`;

/** Settings, permissions, secrets, alerts, add-ons and the construct tree. */
export const PLATFORM_PROGRAMS = {
  LS201: {
    bad: `new ApiObject(shop, 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { started: NaN },
} as never);`,
    good: `new ApiObject(shop, 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { started: '0' },
} as never);`,
  },
  LS202: {
    bad: `class Config extends ApiObject {
  override toJson() {
    return { ...super.toJson(), data: { region: 'eu' } };
  }
}
new Config(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });`,
    good: `const config = new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
config.addJsonPatch(JsonPatch.add('/data', { region: 'eu' }));`,
  },
  LS203: {
    bad: `const api = ${api('')}
deviate(api, {
  object: 'StatefulSet',
  in: ['prod'],
  reason: 'rollbacks go further back',
  values: { spec: { revisionHistoryLimit: 9 } },
});`,
    good: `const api = ${api('')}
deviate(api, {
  object: 'Deployment',
  in: ['prod'],
  reason: 'rollbacks go further back',
  values: { spec: { revisionHistoryLimit: 9 } },
});`,
  },
  LS204: {
    bad: `const api = ${api('  replicas: 2,\n')}
deviate(api, { opinion: 'single-replica', in: ['prod'], reason: 'sessions are kept in memory' });`,
    good: `const api = ${api('  replicas: 1,\n')}
deviate(api, { opinion: 'single-replica', in: ['prod'], reason: 'sessions are kept in memory' });`,
  },
  LS205: {
    bad: `new ApiObject(new Chart(app, 'config'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });`,
    good: `new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });`,
  },
  LS206: {
    bad: `new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api-config' } });
new ApiObject(shop, 'more', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api-config' } });`,
    good: `new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api-config' } });`,
  },
  LS207: {
    bad: `const api = ${api('')}
api.node.addValidation({ validate: () => ['the license of the API has expired'] });`,
    good: `const api = ${api('')}
api.node.addValidation({ validate: () => [] });`,
  },
  LS560: {
    bad: store(`    path: (secret, key) => \`shop \${secret}/\${key}\`,\n`),
    good: store(`    path: (secret, key) => \`shop/\${secret}/\${key}\`,\n`),
  },
  LS561: {
    bad: store(`    except: ['jwt-key'],\n`),
    good: store(`    except: ['jwt'],\n`),
  },
  LS562: {
    bad: store('', `'arn:aws:iam::111111111111:role/shop'`),
    good: store(''),
  },
  LS567: {
    bad: schema(`LOG_LEVEL: 'info', POOL_SIZE: 100`),
    good: schema(`LOG_LEVEL: 'info', POOL_SIZE: 20`),
  },
  LS568: {
    bad: `const settings = configuration({ JWT_KEY: setting.secret(), JWT_SECRET: setting.secret() });
${api(`  configuration: settings({ JWT_KEY: sealed('jwt', 'key'), JWT_SECRET: sealed('jwt', 'key') }),\n`)}`,
    good: `const settings = configuration({ JWT_KEY: setting.secret({ replaces: ['JWT_SECRET'] }) });
${api(`  configuration: settings({ JWT_KEY: sealed('jwt', 'key') }),\n`)}`,
  },
  LS570: {
    bad: schema(`LOG_LEVL: 'info', LOG_LEVEL: 'info', POOL_SIZE: 20`),
    good: schema(`LOG_LEVEL: 'info', POOL_SIZE: 20`),
  },
  LS571: {
    bad: api(`  permissions: [{ apiGroups: [''], resources: ['secrets'], verbs: ['*'] }],\n`),
    good: api(`  permissions: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],\n`),
  },
  LS572: {
    bad: api(`  permissions: [{ apiGroups: [''], resources: ['pods/log'], verbs: ['read'] }],\n`),
    good: api(`  permissions: [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }],\n`),
  },
  LS580: {
    bad: api('').replace("image: 'api'", "image: 'backend', // images.lock.yaml does not have it"),
    good: api(''),
    missing: ['backend'],
  },
  LS620: {
    bad: delivered('{ certManager: {} }'),
    good: delivered(`{ certManager: {}, in: only(['prod'], 'both environments are on one cluster') }`),
  },
  LS621: {
    bad: `const shop = new Platform(app, 'shop', { ...defaults, addOns: { certManager: {} } });`,
    good: delivered(`{ certManager: {}, in: only(['prod'], 'both environments are on one cluster') }`),
  },
  LS622: {
    bad: delivered(`{ fluentBit: {}, in: only(['prod'], 'both environments are on one cluster') }`),
    good: delivered(`{ fluentBit: {}, loki: {}, in: only(['prod'], 'both environments are on one cluster') }`),
  },
  LS623: {
    bad: delivered(`{
    certManager: { values: { webhook: { password: 'hunter2' } } },
    in: only(['prod'], 'both environments are on one cluster'),
  }`),
    good: delivered(`{
    certManager: { values: { webhook: { existingSecret: 'webhook-credentials' } } },
    in: only(['prod'], 'both environments are on one cluster'),
  }`),
  },
  LS625: {
    bad: `new Worker(shop, 'mailer', {
  image: 'mailer',
  probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
  autoscaling: { min: vary({ dev: 0, prod: 2 }), max: 3 },
});`,
    good: `new Worker(shop, 'mailer', {
  image: 'mailer',
  probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
  autoscaling: { min: vary({ dev: 1, prod: 2 }), max: 3 },
});`,
  },
  LS730: {
    bad: api(
      `  metrics: {},\n  alerts: { PodRestartLoop: { expr: 'up == 0', severity: 'warning', summary: 'The API restarts.' } },\n`,
    ),
    good: api(
      `  metrics: {},\n  alerts: { ApiIsDown: { expr: 'up == 0', severity: 'warning', summary: 'The API is down.' } },\n`,
    ),
  },
  LS731: {
    bad: api(`  metrics: {},\n  alerts: { atMaximum: { for: '1h' } }, // there is no autoscaler\n`),
    good: api(`  metrics: {},\n  autoscaling: { min: 2, max: 6 },\n  alerts: { atMaximum: { for: '1h' } },\n`),
  },
  LS732: {
    bad: api(
      `  metrics: {},\n  alerts: { SlowOrders: { expr: 'sum(rate(orders_total[5m]) < 1', severity: 'warning', summary: 'Few orders.' } },\n`,
    ),
    good: api(
      `  metrics: {},\n  alerts: { SlowOrders: { expr: 'sum(rate(orders_total[5m])) < 1', severity: 'warning', summary: 'Few orders.' } },\n`,
    ),
  },
  LS733: {
    bad: api(`  slo: { availability: 99.9 },\n`),
    good: api(`  metrics: {},\n  slo: { availability: 99.9 },\n`),
  },
  LS734: {
    bad: api(`  metrics: {},\n  slo: { availability: 90 },\n`),
    good: api(`  metrics: {},\n  slo: { availability: 99.5 },\n`),
  },
  LS735: {
    bad: api(`  env: { INSTANCE: text\`api-\${podField('metadata.uid')}\` },\n`),
    good: api(`  env: { POD_UID: podField('metadata.uid'), INSTANCE: text\`api-\${podField('metadata.uid')}\` },\n`),
  },
} as const satisfies Record<string, ProgramExample>;
