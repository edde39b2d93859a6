import { environmentOf } from '../examples/environment';
import { deployment, documents } from '../examples/example';
import { PARITY_EXAMPLES } from '../examples/parity';
import { inspectUndeclared } from './undeclared';
import { isProduction, rankOf, withoutStage } from './environment-names';

const compare = (...environments: readonly (readonly [name: string, yaml: string])[]) =>
  inspectUndeclared(environments.map(([name, yaml]) => environmentOf(yaml, name))).map(
    ({ code, environments: own = [], message }) => `${code} ${own.join()}: ${message}`,
  );
const parts = (example: string) => {
  const [, dev = '', prod = ''] = example.split(/^# (?:dev|prod)\n/m);
  return inspectUndeclared([environmentOf(dev, 'dev'), environmentOf(prod, 'prod')]);
};

describe.each(Object.entries(PARITY_EXAMPLES))('%s', (code, { bad, good, message, fix }) => {
  it('fires on the bad example, and only it does', () => {
    expect(parts(bad)).toEqual([expect.objectContaining({ code, message, fix, environments: ['prod'] })]);
  });
  it('is silent on its twin', () => {
    expect(parts(good)).toEqual([]);
  });
});

test('what production has less of is told for pods, databases and volumes, and for production only', () => {
  const cluster = (memory: string, size: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: postgres-db}
spec: {instances: 1, storage: {size: ${size}}, resources: {limits: {memory: ${memory}}}}
`;
  expect(compare(['dev', cluster('8Gi', '20Gi')], ['prod', cluster('1Gi', '10Gi')])).toEqual([
    'LS866 prod: `spec.storage.size` is 10Gi in prod, less than 20Gi in dev.',
    'LS866 prod: `spec.resources.limits.memory` is 1Gi in prod, less than 8Gi in dev.',
  ]);
  expect(compare(['dev', cluster('1Gi', '10Gi')], ['prod', cluster('8Gi', '20Gi')])).toEqual([]);
  expect(compare(['dev', cluster('8Gi', '20Gi')], ['staging', cluster('1Gi', '10Gi')])).toEqual([]);
});

test('what environments are there for is no finding', () => {
  const app = (stage: string, host: string, replicas: number, tag: string) =>
    documents(
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop-${stage}}`,
      deployment(
        `image: registry.example/api:${tag}, env: [{name: URL, value: "https://${host}"}, {name: STAGE, value: ${stage}}]`,
        '',
        `replicas: ${replicas}`,
      ).replace('{name: api}', `{name: api-${stage}, namespace: shop-${stage}}`),
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ${stage}-api}\nspec: {rules: [{host: ${host}}], tls: [{hosts: [${host}], secretName: tls-${stage}}]}`,
    );
  expect(
    compare(
      ['dev', app('dev', 'dev.example.org', 1, '2.0')],
      ['staging', app('staging', 'stg.example.org', 2, '1.9')],
      ['production', app('prod', 'example.org', 5, '1.8')],
    ),
  ).toEqual([]);
});

test('what is for production only is missed in production, not before it', () => {
  const budget = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: api}\nspec: {maxUnavailable: 1}\n';
  const [with_, without] = [documents(deployment(), budget), deployment()];
  expect(compare(['dev', without], ['prod', with_])).toEqual([]);
  expect(compare(['dev', with_], ['prod', without])).toEqual([
    'LS861 prod: PodDisruptionBudget `api` is in dev, but not in prod.',
  ]);
});

test('environments that have little in common are not measured by what they lack', () => {
  const many = (prefix: string) =>
    documents(
      ...Array.from({ length: 6 }, (_, index) => deployment().replace('{name: api}', `{name: ${prefix}${index}}`)),
    );
  expect(compare(['dev', many('a')], ['prod', many('b')])).toEqual([]);
});

test('a container that is missing is told by its name', () => {
  const two = deployment().replace(/$/, '        - {name: log}\n');
  expect(compare(['dev', two], ['prod', deployment()])).toEqual([
    'LS862 prod: Container `log` is in dev, but not in prod.',
  ]);
});

test.each([
  [
    'a probe',
    'readinessProbe: {tcpSocket: {port: 1}}',
    '',
    'LS862 prod: The readiness probe of container `api` is in dev, but not in prod.',
  ],
  [
    'a port',
    'ports: [{containerPort: 1}, {containerPort: 2}]',
    'ports: [{containerPort: 1}]',
    'LS862 prod: Port `2` is in dev, but not in prod.',
  ],
  [
    'a security context',
    'securityContext: {privileged: false}',
    '',
    'LS863 prod: The security context is in dev, but not in prod.',
  ],
  [
    'a seccomp profile',
    'securityContext: {seccompProfile: {type: RuntimeDefault}}',
    'securityContext: {seccompProfile: {type: Unconfined}}',
    'LS863 prod: `seccompProfile` is `Unconfined` in prod, but `RuntimeDefault` in dev.',
  ],
  [
    'a switch',
    'env: [{name: DB_SSL, value: "true"}]',
    'env: [{name: DB_SSL, value: "false"}]',
    'LS863 prod: Variable `DB_SSL` is `false` in prod, but `true` in dev.',
  ],
  [
    'an inverted switch',
    'env: [{name: TLS_SKIP_VERIFY, value: "0"}]',
    'env: [{name: TLS_SKIP_VERIFY, value: "1"}]',
    'LS863 prod: Variable `TLS_SKIP_VERIFY` is `1` in prod, but `0` in dev.',
  ],
  [
    'a secret',
    'env: [{name: KEY, valueFrom: {secretKeyRef: {name: a, key: b}}}]',
    'env: [{name: KEY, value: x}]',
    'LS863 prod: The Secret behind variable `KEY` is in dev, but not in prod.',
  ],
])('%s', (_, dev, prod, finding) => {
  expect(compare(['dev', deployment(dev)], ['prod', deployment(prod)])).toEqual([finding]);
});

test.each([
  ['a privileged container', 'privileged: true', ['`privileged` is `true` in dev, but not in prod.']],
  ['a user root', 'runAsUser: 0', []],
  ['added capabilities', 'capabilities: {drop: [ALL], add: [NET_ADMIN]}', []],
  ['a user of its own', 'runAsUser: 1000', ['`runAsUser` of the security context is in dev, but not in prod.']],
])('only what protects is missed where it is not: %s', (_, more, messages) => {
  const own = (field: string) => deployment(`securityContext: {readOnlyRootFilesystem: true, ${field}}`);
  const plain = own(more.startsWith('capabilities') ? 'capabilities: {drop: [ALL]}' : 'runAsNonRoot: true');
  const found = compare(
    ['dev', own(more.startsWith('capabilities') ? more : `runAsNonRoot: true, ${more}`)],
    ['prod', plain],
  );
  expect(found.filter((line) => line.startsWith('LS863')).map((line) => line.replace(/^LS863 \w+: /, ''))).toEqual(
    messages,
  );
});

test('names of stages', () => {
  expect(['dev', 'eu-staging', 'customer', 'prod', 'k8s/live'].map(rankOf)).toEqual([1, 4, 2.5, 5, 5]);
  expect(['prod', 'us-production', 'preprod', 'staging', 'products'].map(isProduction)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(['api-prod', 'prod-api', 'shop.prod.svc', 'product', 'reproduction'].map(withoutStage('production'))).toEqual([
    'api',
    'api',
    'shop.svc',
    'product',
    'reproduction',
  ]);
});

describe('how objects are built', () => {
  const policy = (rule: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [${rule}]}
`;
  const toDatabase = '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}';
  const three = (dev: string, staging: string, production: string) =>
    compare(['dev', dev], ['staging', staging], ['production', production]);

  it.each([
    [
      'a part that one of three lacks',
      deployment('', 'enableServiceLinks: false'),
      deployment(),
      'LS862 staging: `spec.template.spec.enableServiceLinks` is in dev, production, but not in staging.',
    ],
    [
      'a part that one of three has alone',
      deployment(),
      deployment('', 'shareProcessNamespace: true'),
      'LS862 staging: `spec.template.spec.shareProcessNamespace` is only in staging.',
    ],
    [
      'a port',
      deployment('readinessProbe: {tcpSocket: {port: 80}}'),
      deployment('readinessProbe: {tcpSocket: {port: 81}}'),
      'LS880 staging: `spec.template.spec.containers[name=api].readinessProbe.tcpSocket.port` is 81 in staging, but 80 in dev, production.',
    ],
    [
      'a port of a rule',
      policy(toDatabase),
      policy(toDatabase.replace('5432', '5433')),
      'LS880 staging: `spec.egress.ports.0.port` is 5433 in staging, but 5432 in dev, production.',
    ],
    [
      'a rule for any port',
      policy(toDatabase),
      policy(toDatabase.replace(', ports: [{port: 5432}]', '')),
      'LS863 staging: `spec.egress` allows more in staging than in dev, production: any port, through {"to":[{"podSelector":{"matchLabels":{"app":"db"}}}]}.',
    ],
    [
      'a rule for everybody',
      policy(toDatabase),
      policy('{ports: [{port: 5432}]}'),
      'LS863 staging: `spec.egress` allows more in staging than in dev, production: everybody, through {"ports":[{"port":5432}]}.',
    ],
    [
      'an order',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api, annotations: {argocd.argoproj.io/sync-wave: "1"}}',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}',
      'LS880 staging: `metadata.annotations["argocd.argoproj.io/sync-wave"]` is nothing in staging, but "1" in dev, production.',
    ],
    [
      'a namespace of the node',
      deployment(),
      deployment('', 'hostNetwork: true'),
      'LS863 staging: `hostNetwork` is `true` in staging, but not in dev, production.',
    ],
  ])('is told where one of three is unlike the others: %s', (_, alike, other, finding) => {
    expect(three(alike, other, alike)).toEqual([finding]);
    expect(three(alike, alike, alike)).toEqual([]);
  });

  const labels = (text: string) => deployment().replace('{name: api}', `{name: api, labels: {${text}}}`);
  const server = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {selector: {app: api}, ports: [{name: ${name}, port: 80}]}\n`;
  const rules = (label: string) =>
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: api}\nspec: {groups: [{name: api, rules: [{alert: Down, expr: up == 0${label}}]}]}\n`;
  const user = (id: number) => deployment('', `securityContext: {runAsUser: ${id}}`);

  it.each([
    [
      'a label of the system',
      labels('app.kubernetes.io/part-of: shop'),
      labels('app.kubernetes.io/part-of: shpo'),
      '`metadata.labels["app.kubernetes.io/part-of"]` is "shpo" in staging, but "shop" in dev, production.',
    ],
    [
      'a label that is left out',
      labels('app.kubernetes.io/part-of: shop, app: api'),
      labels('app: api'),
      '`metadata.labels["app.kubernetes.io/part-of"]` is nothing in staging, but "shop" in dev, production.',
    ],
    [
      'the name of a port',
      server('http'),
      server('web'),
      '`spec.ports[port=80].name` is "web" in staging, but "http" in dev, production.',
    ],
    [
      'the severity of an alert',
      rules(', labels: {severity: page}'),
      rules(', labels: {severity: pager}'),
      '`spec.groups[name=api].rules[alert=Down].labels.severity` is "pager" in staging, but "page" in dev, production.',
    ],
    [
      'a path with the name of a stage',
      deployment('readinessProbe: {httpGet: {path: /health/live, port: 80}}'),
      deployment('readinessProbe: {httpGet: {path: /, port: 80}}'),
      '`spec.template.spec.containers[name=api].readinessProbe.httpGet.path` is "/" in staging, but "/health/live" in dev, production.',
    ],
    [
      'a user',
      user(10001),
      user(10002),
      '`spec.template.spec.securityContext.runAsUser` is 10002 in staging, but 10001 in dev, production.',
    ],
    [
      'a number that is none',
      deployment('env: [{name: POOL, value: "5"}]'),
      deployment('env: [{name: POOL, value: 5x}]'),
      '`spec.template.spec.containers[name=api].env[name=POOL].value` is "5x" in staging, but "5" in dev, production.',
    ],
    [
      'no replica',
      deployment('', '', 'replicas: 2'),
      deployment('', '', 'replicas: 0'),
      '`spec.replicas` is 0 in staging, but 2 in dev, production.',
    ],
  ])('is told where one of three is unlike the others: %s', (_, alike, other, message) => {
    expect(three(alike, other, alike)).toEqual([`LS880 staging: ${message}`]);
    expect(three(alike, alike, alike)).toEqual([]);
  });

  it('tells an amount whose unit slipped, and lets production have more', () => {
    const limit = (memory: string) => deployment(`resources: {limits: {memory: ${memory}}}`);
    const path = '`spec.template.spec.containers[name=api].resources.limits.memory`';
    expect(three(limit('256Mi'), limit('256000Mi'), limit('512Mi'))).toEqual([
      `LS866 production: ${path} is 512Mi in production, less than 256000Mi in staging.`,
    ]);
    expect(three(limit('256Mi'), limit('512Mi'), limit('512Gi'))).toEqual([
      `LS880 production: ${path} is "512Gi" in production, but "256Mi" in dev, staging.`,
    ]);
    expect(three(limit('64Mi'), limit('512Mi'), limit('16Gi'))).toEqual([]);
    const claim = (size: string) =>
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {resources: {requests: {storage: ${size}}}}\n`;
    expect(three(claim('1Gi'), claim('10Gi'), claim('10Ti'))).toEqual([]);
    expect(compare(['dev', claim('10000Gi')], ['staging', claim('10Gi')])).toEqual([
      'LS880 dev: `spec.resources.requests.storage` is "10000Gi" in dev, but "10Gi" in staging.',
    ]);
  });

  it('lets environments call themselves what they are, and run less', () => {
    const of = (stage: string, replicas: number) =>
      deployment('', '', `replicas: ${replicas}`).replace(
        '{name: api}',
        `{name: api, labels: {environment: ${stage}, app.kubernetes.io/part-of: shop-${stage}}}`,
      );
    expect(three(of('dev', 0), of('staging', 0), of('production', 3))).toEqual([]);
    expect(three(of('dev', 1), of('staging', 2), of('production', 3))).toEqual([]);
  });

  it('tells what lies in another namespace than what it lies beside elsewhere', () => {
    const map = (name: string, namespace: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata: {a: b}\n`;
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const all = (namespace: string, odd = namespace) =>
      documents(...names.map((name) => map(name, name === 'd' ? odd : namespace)));
    expect(three(all('blue'), all('green', 'greem'), all('red'))).toEqual([
      'LS880 staging: ConfigMap/d is in namespace `greem` in staging; the objects that share its namespace in dev, production are in `green`.',
    ]);
    expect(three(all('blue', 'own'), all('green', 'own'), all('red', 'own'))).toEqual([]);
  });

  it('tells the first environment of the part that it lacks, and not of what it has no use for', () => {
    const application = (retry: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {syncPolicy: {retry: {${retry}}}}\n`;
    expect(
      three(application('limit: 5'), application('limit: 5, refresh: true'), application('limit: 5, refresh: true')),
    ).toEqual(['LS862 dev: `spec.syncPolicy.retry.refresh` is in staging, production, but not in dev.']);
    expect(
      three(
        application(''),
        application('limit: 5, refresh: true, backoff: {}'),
        application('limit: 5, refresh: true, backoff: {}'),
      ),
    ).toEqual([]);
    const calls = (...apps: readonly string[]) =>
      documents(
        deployment(),
        deployment().replace('{name: api}', '{name: db}'),
        policy(apps.map((app) => `{to: [{podSelector: {matchLabels: {app: ${app}}}}]}`).join(', ')),
      );
    expect(three(calls('api2'), calls('api2', 'db'), calls('api2', 'db'))).toEqual([
      'LS862 dev: {"to":[{"podSelector":{"matchLabels":{"app":"db"}}}]} of `spec.egress` is in staging, production, but not in dev.',
    ]);
    expect(three(calls('db'), calls('db', 'backup'), calls('db', 'backup'))).toEqual([]);
    expect(three(calls('db'), calls('db', 'api'), calls('db', 'api'))).toEqual([]);
  });

  it('is not told where environments before production have less of it, or name what is their own', () => {
    const spread = deployment(
      '',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]',
    );
    expect(three(deployment(), deployment(), spread)).toEqual([]);
    expect(three(deployment(), spread, spread)).toEqual([]);
    expect(three(spread, spread, deployment())).toEqual([
      'LS862 production: `spec.template.spec.topologySpreadConstraints` is in dev, staging, but not in production.',
    ]);
    const address = (cidr: string) => policy(`{to: [{ipBlock: {cidr: ${cidr}}}], ports: [{port: 443}]}`);
    expect(three(address('10.1.0.0/16'), address('10.2.0.0/16'), address('10.3.0.0/16'))).toEqual([]);
    const home = (namespace: string) =>
      policy(`{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}}]}`).replace(
        '{name: api}',
        `{name: api, namespace: ${namespace}}`,
      );
    expect(three(home('blue'), home('green'), home('red'))).toEqual([]);
  });

  it('says nothing where environments were not written alike', () => {
    const many = (port: number) =>
      documents(
        ...Array.from({ length: 30 }, (_, index) =>
          deployment(`readinessProbe: {tcpSocket: {port: ${index < 8 ? port : 80}}}`).replace(
            '{name: api}',
            `{name: api${index}}`,
          ),
        ),
      );
    expect(compare(['dev', many(80)], ['prod', many(81)])).toEqual([]);
  });

  it('tells what is left out between environments that come before and after', () => {
    const rule =
      'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: api}\nspec: {groups: []}\n';
    const [with_, without] = [documents(deployment(), rule), deployment()];
    expect(three(without, with_, with_)).toEqual([]);
    expect(three(with_, without, with_)).toEqual([
      'LS861 staging: PrometheusRule `api` is in dev and production, but not in staging.',
    ]);
  });
});

test.each([
  ['with the same tag and a different digest', 'api:1@sha256:aa', 'api:1@sha256:bb', true],
  ['with the same digest and a different tag', 'api:1@sha256:aa', 'api:2@sha256:aa', true],
  ['which is pinned', 'api:1@sha256:aa', 'api:1', true],
  ['promoted later', 'api:1@sha256:aa', 'api:2@sha256:bb', false],
])('an image %s', (why, dev, prod, told) => {
  const image = (name: string) => deployment(`image: "registry.example/${name}"`);
  const finding = `LS864 prod: prod runs image \`registry.example/${prod}\`, but dev runs \`registry.example/${dev}\`, ${why}.`;
  expect(compare(['dev', image(dev)], ['prod', image(prod)])).toEqual(told ? [finding] : []);
});
