import { parse } from 'yaml';
import type { MatrixEntry } from '../model/matrix';
import { renderDeviations, renderImages, renderMatrix, renderReachability, renderSecrets } from './proof';

const ENVIRONMENTS = ['dev', 'staging', 'prod'];

const MATRIX: MatrixEntry[] = [
  { file: 'api/Deployment-api.yaml', path: 'spec.replicas', values: [1, 2, 3], origin: 'value' },
  {
    file: 'api/Deployment-api.yaml',
    path: 'spec.template.metadata.annotations["checksum/config"]',
    values: ['0a', '0b', '0c'],
    origin: 'derived',
  },
  {
    file: 'api/Deployment-api.yaml',
    path: 'spec.template.spec.containers[name=api].env[name=LOG].value',
    values: ['debug', 'info', 'info'],
    origin: 'value',
  },
  {
    file: 'api/Deployment-api.yaml',
    path: 'spec.template.spec.hostNetwork',
    values: [undefined, undefined, true],
    origin: 'deviation',
    reason: 'needs raw sockets',
  },
  {
    file: 'api/CronJob-report.yaml',
    path: '',
    values: [undefined, undefined, true],
    origin: 'presence',
    reason: 'no mail in dev',
  },
  { file: 'api/CronJob-report.yaml', path: 'spec.suspend', values: [undefined, true, true], origin: 'presence' },
  { file: 'api/CronJob-report.yaml', path: 'spec.suspend', values: [undefined, true, false], origin: 'value' },
  {
    file: 'api/Ingress-api.yaml',
    path: 'spec.tls',
    values: [[], [{ hosts: ['s.example'] }], [{ hosts: ['p.example'] }]],
    origin: 'value',
  },
];

test('the matrix, as people read it', () => {
  expect(`\n${renderMatrix(MATRIX, ENVIRONMENTS)}`).toBe(`
# Everything in which environments differ: by file, field and environment.
# An environment that a field does not name lacks it. "*" is every object in the namespace of its environment.
# Written by Lockstep; do not edit.
api/CronJob-report.yaml:
  (object):
    origin: presence
    reason: no mail in dev
    in:
    - prod
  spec.suspend:
    origin: presence, value
    in:
    - staging
    - prod
    values:
      staging: true
      prod: false
api/Deployment-api.yaml:
  spec.replicas:
    dev: 1
    staging: 2
    prod: 3
  spec.template.metadata.annotations["checksum/config"]:
    origin: derived
    values:
      dev: "0a"
      staging: "0b"
      prod: "0c"
  spec.template.spec.containers[name=api].env[name=LOG].value:
    dev: debug
    staging: info
    prod: info
  spec.template.spec.hostNetwork:
    origin: deviation
    reason: needs raw sockets
    values:
      prod: true
api/Ingress-api.yaml:
  spec.tls:
    dev: []
    staging:
    - hosts:
      - s.example
    prod:
    - hosts:
      - p.example
`);
});

test('one changed value is one changed line of the matrix', () => {
  const lines = renderMatrix(MATRIX, ENVIRONMENTS).split('\n');
  const changed = renderMatrix(
    MATRIX.map((entry) => (entry.path === 'spec.replicas' ? { ...entry, values: [1, 2, 5] } : entry)),
    ENVIRONMENTS,
  ).split('\n');
  expect(changed).toHaveLength(lines.length);
  expect(changed.filter((line, i) => line !== lines[i])).toEqual(['    prod: 5']);
});

test('the order of the entries does not matter', () => {
  expect(renderMatrix([...MATRIX].reverse(), ENVIRONMENTS)).toBe(renderMatrix(MATRIX, ENVIRONMENTS));
});

test('two values for one place are a bug', () => {
  const twice = [MATRIX[0]!, MATRIX[0]!];
  const message = 'BUG: the matrix has api/Deployment-api.yaml spec.replicas more than once.';
  expect(() => renderMatrix(twice, ENVIRONMENTS)).toThrow(message);
});

test('a platform without differences says so', () => {
  expect(parse(renderMatrix([], ENVIRONMENTS))).toEqual({});
});

test('deviations', () => {
  const deviations = [
    { construct: 'shop/db', what: 'single-replica', in: ['dev'], reason: 'saves money' },
    {
      construct: 'shop/api',
      object: 'Deployment/api',
      what: 'override of spec.template.spec.hostNetwork',
      in: ['prod'],
      reason: 'needs raw sockets',
      until: '2026-12-31',
    },
    { construct: 'shop/api', what: 'single-replica', in: ['dev', 'prod'], reason: 'keeps sessions in memory' },
  ];
  const text = renderDeviations(deviations);
  expect(renderDeviations([...deviations].reverse())).toBe(text);
  expect(`\n${text}`).toBe(`
# Everything in which this platform departs from the pattern, with its reason.
# Written by Lockstep; do not edit.
shop/api:
- what: override of spec.template.spec.hostNetwork
  object: Deployment/api
  in:
  - prod
  reason: needs raw sockets
  until: "2026-12-31"
- what: single-replica
  in:
  - dev
  - prod
  reason: keeps sessions in memory
shop/db:
- what: single-replica
  in:
  - dev
  reason: saves money
`);
});

test('images', () => {
  const pin = (tag: string, example = false) => ({
    repository: 'ghcr.io/shop/api',
    tag,
    digest: `sha256:${tag}`,
    example,
  });
  const images = [
    { image: 'web', pins: new Map([['dev', pin('3')]]) },
    {
      image: 'api',
      pins: new Map([
        ['prod', pin('1')],
        ['dev', pin('2', true)],
      ]),
    },
  ];
  expect(`\n${renderImages(images, ENVIRONMENTS)}`).toBe(`
# Every image that runs, by environment. \`examples\` have invented digests: no registry has them.
# Written by Lockstep; do not edit.
images:
  api:
    dev: ghcr.io/shop/api:2@sha256:2
    prod: ghcr.io/shop/api:1@sha256:1
  web:
    dev: ghcr.io/shop/api:3@sha256:3
examples:
  api:
  - dev
`);
});

test('secrets: readers of a key given twice are put together', () => {
  const item = {
    revision: '8f3a000000000000',
    certificate: 'ab12',
    sealedAt: '2026-01-31T10:00:00Z',
    shared: undefined,
  };
  const unknown = { revision: undefined, certificate: undefined, sealedAt: undefined, shared: 'one bot' };
  const secrets = [
    { secret: 'jwt', key: 'key', items: new Map([['prod', item]]), readBy: ['Deployment/web', 'Deployment/api'] },
    { secret: 'db', key: 'password', items: new Map([['dev', unknown]]), readBy: ['Cluster/db'] },
    { secret: 'jwt', key: 'key', items: new Map([['prod', item]]), readBy: ['Deployment/api', 'CronJob/a'] },
  ];
  expect(`\n${renderSecrets(secrets, ENVIRONMENTS)}`).toBe(`
# Every secret key: its readers and, by environment, the revision of its value and how it was sealed,
# or its location in a secret store.
# Contains no values, and nothing computed from them.
# Written by Lockstep; do not edit.
db:
  password:
    readBy:
    - Cluster/db
    environments:
      dev:
        revision: unknown
        certificate: unknown
        sealedAt: unknown
        shared: one bot
jwt:
  key:
    readBy:
    - CronJob/a
    - Deployment/api
    - Deployment/web
    environments:
      prod:
        revision: "8f3a000000000000"
        certificate: ab12
        sealedAt: "2026-01-31T10:00:00Z"
`);
});

it('reachability: one line for each pair, what all environments share once, in an order of its own', () => {
  const shared = [
    { from: 'web', to: 'api', ports: 'TCP 3000' },
    { from: 'gateway (istio=ingressgateway in istio-system)', to: 'web', ports: 'TCP 8080' },
    { from: 'web', to: 'a: b', ports: 'TCP 53; UDP 53' },
  ];
  const dev = [...shared, { from: 'api', to: 'db', ports: 'TCP 5432' }];
  const prod = [{ from: 'api', to: 'db', ports: 'TCP 6432' }, ...shared].reverse();
  expect(`\n${renderReachability([dev, shared, prod], ENVIRONMENTS)}`).toBe(`
# Connections that the NetworkPolicies allow: for each sender and receiver, the ports of the receiving pods.
# All other connections are blocked. Policies do not apply between pods and their node (probes), nor to pods on the host network.
# Written by Lockstep; do not edit.
everywhere:
  gateway (istio=ingressgateway in istio-system):
    web: TCP 8080
  web:
    "a: b": TCP 53; UDP 53
    api: TCP 3000
only:
  dev:
    api:
      db: TCP 5432
  staging: {}
  prod:
    api:
      db: TCP 6432
`);
});
