/** A prop of a database that is absent in an environment counts as not given there. */
import { absent } from '../../../model/varying';
import { sealedKeys } from '../../secrets/sealed';
import { Postgres } from './postgres';
import { CLUSTER, objects, synth, vary } from './shop.test-support';

const inProd = (value: unknown) => vary<unknown>({ dev: absent, prod: value });
const own = { image: 'postgresql', version: 18, instances: 2, storage: { size: '10Gi' } };
const backup = { destination: 's3://backups/shop' };

/** Objects of both environments, by kind and name. */
function written(more: object, cluster: object = CLUSTER) {
  const result = synth((shop) => new Postgres(shop, 'db', { ...own, backup, ...more } as never), cluster);
  return { dev: objects(result, 'dev'), prod: objects(result, 'prod') };
}

it.each<[string, (of: (value: unknown) => unknown) => object, object?]>([
  ['antiAffinity', (of) => ({ antiAffinity: of('preferred') })],
  ['switchoverDelay', (of) => ({ switchoverDelay: of('30m') })],
  ['smartShutdownTimeout', (of) => ({ smartShutdownTimeout: of('2m') })],
  ['stopDelay', (of) => ({ stopDelay: of('20m') })],
  ['primaryUpdateStrategy', (of) => ({ primaryUpdateStrategy: of('supervised') })],
  ['the mode of the pooler', (of) => ({ pooler: { mode: of('session') } }), { pooler: {} }],
  ['the clients of the pooler', (of) => ({ pooler: { maxClientConnections: of(500) } }), { pooler: {} }],
  ['the instances of the pooler', (of) => ({ pooler: { instances: of(3) } }), { pooler: {} }],
  ['the retention of backups', (of) => ({ backup: { ...backup, retention: of('20d') } })],
  ['the folder of backups', (of) => ({ backup: { ...backup, server: of('archive') } })],
  ['the schedule of backups', (of) => ({ backup: { ...backup, schedule: of('0 0 4 * * *') } })],
  ['one probe', (of) => ({ probes: { readiness: of({ period: '7s' }) } }), { probes: {} }],
  [
    'the connection limit of a role',
    (of) => ({ roles: [{ name: 'reporting', connectionLimit: of(5) }] }),
    { roles: [{ name: 'reporting' }] },
  ],
])('%s', (_, props, none = {}) => {
  const varied = written(props(inProd));
  const plain = written(none);
  const there = written(props((value) => value));
  expect(withoutEmpty(varied.dev)).toEqual(withoutEmpty(plain.dev));
  expect(varied.prod).toEqual(there.prod);
  expect(varied.prod).not.toEqual(plain.prod);
});

it('a backup with credentials may be absent as a whole', () => {
  const whole = { ...backup, credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']) };
  const varied = written({ backup: vary<object | typeof absent>({ dev: absent, prod: whole }) });
  expect(varied.dev['Cluster/db']).not.toHaveProperty('spec.backup');
  expect(varied.prod).toEqual(written({ backup: whole }).prod);
});

it.each<[string, unknown]>([
  [
    'the API server',
    vary({ dev: { cidrs: ['10.0.0.1/32'], port: 6443 }, prod: { cidrs: ['10.1.0.1/32'], port: 443 } }),
  ],
  ['its ranges', { cidrs: vary({ dev: ['10.0.0.1/32'], prod: ['10.1.0.1/32', '10.1.0.2/32'] }), port: 6443 }],
])('%s may vary as a whole', (_, apiServer) => {
  const { dev, prod } = written({}, { ...CLUSTER, apiServer });
  expect(JSON.stringify(dev['NetworkPolicy/db'])).toContain('10.0.0.1/32');
  expect(JSON.stringify(prod['NetworkPolicy/db'])).toContain('10.1.0.1/32');
});

/** Empty maps and lists say what none say. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => typeof inner !== 'object' || inner === null || Object.keys(inner).length > 0),
  );
}
