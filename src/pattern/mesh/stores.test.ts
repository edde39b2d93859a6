/** Stores in a mesh: what operators and scrapers outside of it reach, and what callers in it must prove. */
import { Postgres } from '../stores/postgres/postgres';
import { CLUSTER, objects, synth } from '../stores/postgres/shop.test-support';
import { Redis } from '../stores/redis/redis';
import { sealed, sealedKeys } from '../secrets/sealed';
import { WebService } from '../workload/web-service';

const shop = synth(
  (own) => {
    const db = new Postgres(own, 'db', {
      image: 'postgresql',
      version: 18,
      storage: { size: '10Gi' },
      instances: 2,
      backup: {
        destination: 's3://backups/db',
        credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
      },
    });
    const cache = new Redis(own, 'cache', {
      image: 'redis',
      maxMemory: '64mb',
      password: sealed('redis-auth', 'REDIS_PASSWORD'),
    });
    new WebService(own, 'api', {
      image: 'api',
      port: 3000,
      replicas: 2,
      env: { DATABASE_URL: db.url, REDIS_URL: cache.url },
    });
  },
  { ...CLUSTER, mesh: 'sidecar' },
);

const called = (name: string) => {
  const found = objects(shop, 'prod');
  const [{ spec: rules }, { spec: peers }] = [
    found[`AuthorizationPolicy/${name}`],
    found[`PeerAuthentication/${name}`],
  ] as never as [{ spec: Authorization }, { spec: Peers }];
  return {
    rules: rules.rules.map(({ from, to }) => [from[0].source, to[0].operation]),
    plain: Object.keys(peers.portLevelMtls),
  };
};
interface Authorization {
  readonly rules: readonly {
    readonly from: readonly [{ readonly source: object }];
    readonly to: readonly [{ readonly operation: object }];
  }[];
}
interface Peers {
  readonly portLevelMtls: object;
}
const PLAIN = { notPrincipals: ['*'] };
const account = (name: string) => ({ principals: [`cluster.local/ns/shop-prod/sa/${name}`] });

it('the operator and Prometheus reach a database without a sidecar, its callers and its own instances by who they are', () => {
  expect(called('db')).toEqual({
    rules: [
      [PLAIN, { ports: ['5432', '8000'] }],
      [PLAIN, { ports: ['9187'] }],
      [account('api'), { ports: ['5432'] }],
      [account('db'), { ports: ['5432', '8000'] }],
    ],
    plain: ['5432', '8000', '9187'],
  });
});

it('a cache takes plain text on the port of its exporter alone', () => {
  expect(called('cache')).toEqual({
    rules: [
      [PLAIN, { ports: ['9121'], paths: ['/metrics'], methods: ['GET'] }],
      [account('api'), { ports: ['6379'] }],
    ],
    plain: ['9121'],
  });
});
