import { madeOf, podsOfOperator } from '.';

/** Labels of each set of pods, by its part. */
const labels = (kind: string, json: object) =>
  Object.fromEntries(podsOfOperator(kind, json as never).map(({ part = '', labels: own }) => [part, own]));

const cluster = (spec: object) => labels('Cluster.postgresql.cnpg.io', { metadata: { name: 'db' }, spec });

describe('pods of CloudNativePG', () => {
  it('inherited labels come over the standard ones, the own ones over all', () => {
    const inherited = { 'app.kubernetes.io/name': 'db', 'cnpg.io/cluster': 'other', team: 'a' };
    expect(cluster({ inheritedMetadata: { labels: inherited } })['instance']).toMatchObject({
      'app.kubernetes.io/name': 'db',
      'app.kubernetes.io/managed-by': 'cloudnative-pg',
      'cnpg.io/cluster': 'db',
      'cnpg.io/podRole': 'instance',
      team: 'a',
    });
  });

  it.each([
    [{}, ['initdb', 'join']],
    [{ initdb: { database: 'a' } }, ['initdb', 'join']],
    [{ initdb: { import: { type: 'microservice' } } }, ['import', 'join']],
    [{ recovery: { source: 'a' } }, ['full-recovery', 'join']],
    [{ recovery: { volumeSnapshots: {} } }, ['snapshot-recovery', 'join']],
    [{ pg_basebackup: { source: 'a' } }, ['pgbasebackup', 'join']],
  ])('%j is prepared by jobs of the roles %j', (bootstrap, roles) => {
    const jobs = cluster({ bootstrap });
    expect(Object.keys(jobs)).toEqual(['instance', ...roles]);
    for (const role of roles) expect(jobs[role]).toMatchObject({ 'cnpg.io/cluster': 'db', 'cnpg.io/jobRole': role });
  });

  it('poolers carry the cluster as well, and labels of the template only where the operator has none', () => {
    const template = { metadata: { labels: { 'app.kubernetes.io/name': 'mine', team: 'a' } } };
    expect(
      labels('Pooler.postgresql.cnpg.io', { metadata: { name: 'pool' }, spec: { cluster: { name: 'db' }, template } })[
        ''
      ],
    ).toMatchObject({
      'app.kubernetes.io/name': 'postgresql',
      'cnpg.io/cluster': 'db',
      'cnpg.io/poolerName': 'pool',
      'cnpg.io/podRole': 'pooler',
      team: 'a',
    });
  });
});

test('a pooler answers at the port of its template, if that takes the place of the own one', () => {
  const ports = (spec: object) =>
    madeOf('Pooler.postgresql.cnpg.io', { metadata: { name: 'pool' }, spec } as never)[0]!.ports;
  const template = (name: string) => ({ serviceTemplate: { spec: { ports: [{ name, port: 6432 }] } } });
  expect([ports({}), ports(template('pgbouncer'))]).toEqual([
    [{ name: 'pgbouncer', port: 5432 }],
    [{ name: 'pgbouncer', port: 6432 }],
  ]);
});

describe('what Flagger makes of a Canary', () => {
  const made = (spec: object) =>
    madeOf('Canary.flagger.app', {
      metadata: { name: 'release' },
      spec: { targetRef: { name: 'api' }, ...spec },
    } as never).map(({ kind, name }) => `${kind} ${name}`);
  const services = ['Service api', 'Service api-primary', 'Service api-canary'];

  it.each([
    [
      'istio',
      [
        ...services,
        'VirtualService.networking.istio.io api',
        'DestinationRule.networking.istio.io api-primary',
        'DestinationRule.networking.istio.io api-canary',
      ],
    ],
    ['gatewayapi:v1', [...services, 'HTTPRoute.gateway.networking.k8s.io api']],
    ['nginx', services],
    [undefined, services],
  ])('by %s', (provider, expected) => {
    expect(made({ provider, service: { port: 80 } })).toEqual(expected);
  });

  it('by another name', () => {
    expect(made({ provider: 'gatewayapi:v1', service: { name: 'public', port: 80 } })).toEqual([
      'Service public',
      'Service public-primary',
      'Service public-canary',
      'HTTPRoute.gateway.networking.k8s.io public',
    ]);
  });
});
