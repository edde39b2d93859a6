import { absent } from '../../../model/varying';
import { deviate } from '../../engine/deviate';
import { sealedKeys } from '../../secrets/sealed';
import { Migration } from '../../jobs/migration';
import { StatefulService } from '../stateful/stateful-service';
import { Worker } from '../../workload/worker';
import { Postgres } from './postgres';
import type { PostgresProps } from './props';
import type { Input } from '../../../model/fields';
import { objects, only, synth, vary, type Declare } from './shop.test-support';

type Props = Partial<Input<PostgresProps, 'image' | 'name' | 'tls' | 'credentials' | 'roles' | 'metrics' | 'only'>>;

const backup = {
  destination: 's3://backups/shop',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};

function db(props: Props = {}): Declare {
  return (shop) =>
    new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '10Gi' },
      backup,
      ...props,
    });
}

function files(declare: Declare): Record<string, string> {
  return Object.fromEntries([...synth(declare).files].filter(([path]) => /\/(db|secrets|pooler)\//.test(path)));
}

test('a database with everything, in both environments', () => {
  const result = synth((shop) => {
    const database = new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: vary({ dev: 1, prod: 3 }),
      storage: { size: vary({ dev: '10Gi', prod: '200Gi' }) },
      walStorage: vary({ dev: absent, prod: { size: '50Gi' } }),
      resources: { limits: { memory: vary({ dev: '1Gi', prod: '8Gi' }) } },
      parameters: vary({
        dev: { log_lock_waits: true },
        prod: { autovacuum: false, max_connections: 200, random_page_cost: '1.0' },
      }),
      preload: ['pg_stat_statements'],
      database: 'shop',
      owner: 'shop_user',
      roles: [{ name: 'reporting', inRoles: ['pg_read_all_data'] }],
      pooler: { instances: vary({ dev: 1, prod: 2 }) },
      backup: {
        destination: vary({ dev: absent, prod: 's3://backups/shop' }),
        endpoint: 'https://s3.acme.example:9000',
        credentials: sealedKeys('prod-storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
      },
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: {
        DATABASE_URL: database.pooledUrl,
        MIGRATION_URL: database.url,
        REPORTING_URL: database.urlAs('reporting'),
      },
    });
  });
  expect(Object.fromEntries([...result.files].filter(([path]) => /\/(db|secrets)\//.test(path)))).toMatchSnapshot();
});

test('a pooler is called by the name and port that it is given', () => {
  const result = synth((shop) => {
    const database = new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '1Gi' },
      backup,
      pooler: { name: 'pgbouncer', servicePort: vary({ dev: 6432, prod: 6433 }) },
    });
    new Worker(shop, 'api', { image: 'api', env: { DB_HOST: database.pooledHost, URL: database.pooledUrl } });
  });
  const deployment = result.files.get('shop/prod/api/Deployment-api.yaml');
  expect(deployment).toContain('value: pgbouncer\n');
  expect(deployment).toContain('@pgbouncer:6433/app\n');
  expect(result.files.get('shop/prod/db/Pooler-pgbouncer.yaml')).toMatch(
    /name: pgbouncer\n +port: 6433\n +protocol: TCP\n +targetPort: pgbouncer/,
  );
  expect(result.files.get('shop/prod/api/NetworkPolicy-api.yaml')).toContain('cnpg.io/poolerName: pgbouncer');
});

test('TLS is demanded by server and pooler, and callers check whom they talk to', () => {
  const result = synth((shop) => {
    const database = new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '1Gi' },
      backup,
      pooler: {},
      tls: 'verify-full',
    });
    new Worker(shop, 'api', { image: 'api', configMap: 'api', env: { URL: database.url, POOLED: database.pooledUrl } });
    new Migration(shop, 'migrate', { database, image: 'api' });
    new StatefulService(shop, 'login', {
      image: 'api',
      port: 1,
      volumes: { data: { path: '/data', size: '1Gi' } },
      replicas: 0,
      env: { URL: database.url },
    });
  });
  const all = objects(result, 'prod');
  expect(all['Cluster/db']).toMatchObject({
    spec: {
      certificates: { serverAltDNSNames: ['db-pooler', 'db-pooler.shop-prod', 'db-pooler.shop-prod.svc'] },
      postgresql: { pg_hba: ['hostnossl all all all reject'] },
    },
  });
  expect(all['Pooler/db-pooler']).toMatchObject({
    spec: { pgbouncer: { parameters: { client_tls_sslmode: 'require' } } },
  });
  for (const name of ['Deployment/api', 'Job/migrate', 'StatefulSet/login']) {
    const { spec } = (
      all[name] as unknown as {
        spec: {
          template: {
            spec: { volumes: object[]; containers: { env: { value?: string }[]; volumeMounts: object[] }[] };
          };
        };
      }
    ).spec.template;
    expect(spec.volumes).toContainEqual({
      name: 'db-ca',
      secret: { secretName: 'db-ca', defaultMode: 0o440, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
    expect(spec.containers[0]!.volumeMounts).toContainEqual({ name: 'db-ca', mountPath: '/etc/db-ca', readOnly: true });
    expect(spec.containers[0]!.env.map(({ value }) => value)).toContain(
      'postgresql://$(DB_USERNAME):$(DB_PASSWORD)@db-rw:5432/app?sslmode=verify-full&sslrootcert=/etc/db-ca/ca.crt',
    );
  }
});

test('variables of two databases are told apart', () => {
  const result = synth((shop) => {
    const first = new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '1Gi' },
      backup,
    });
    const second = new Postgres(shop, 'other', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '1Gi' },
      backup,
      database: 'o+t',
    });
    new Worker(shop, 'api', { image: 'api', env: { A: first.url, B: second.url, C: second.readOnlyUrl } });
  });
  const { spec } = objects(result, 'prod')['Deployment/api'] as {
    spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
  };
  expect(
    Object.fromEntries(spec.template.spec.containers[0]!.env.map(({ name, value }) => [name, value ?? 'secret'])),
  ).toEqual({
    DB_PASSWORD: 'secret',
    DB_USERNAME: 'secret',
    OTHER_PASSWORD: 'secret',
    OTHER_USERNAME: 'secret',
    A: 'postgresql://$(DB_USERNAME):$(DB_PASSWORD)@db-rw:5432/app',
    B: 'postgresql://$(OTHER_USERNAME):$(OTHER_PASSWORD)@other-rw:5432/o%2Bt',
    C: 'postgresql://$(OTHER_USERNAME):$(OTHER_PASSWORD)@other-ro:5432/o%2Bt',
  });
});

test('a restore starts from the history of another cluster, in the environment that declares it', () => {
  const recovery = {
    ...backup,
    destination: vary({ dev: 's3://backups/shop', prod: absent }),
    server: 'db',
    until: '2026-11-20T08:00:00Z',
  };
  const result = synth(db({ recovery, backup: { ...backup, server: 'db-2' } }));
  const bootstrap = (environment: 'dev' | 'prod') =>
    (objects(result, environment)['Cluster/db'] as { spec: Record<string, unknown> }).spec;
  expect(bootstrap('dev')).toMatchObject({
    bootstrap: {
      recovery: {
        source: 'origin',
        database: 'app',
        owner: 'app',
        secret: { name: 'db-credentials' },
        recoveryTarget: { targetTime: '2026-11-20T08:00:00Z' },
      },
    },
    externalClusters: [
      { name: 'origin', barmanObjectStore: { destinationPath: 's3://backups/shop', serverName: 'db' } },
    ],
    backup: { barmanObjectStore: { serverName: 'db-2' } },
  });
  expect(Object.keys(bootstrap('dev').bootstrap as object)).toEqual(['recovery']);
  for (const environment of ['dev', 'prod'] as const) {
    const { spec } = objects(result, environment)['NetworkPolicy/db'] as { spec: { egress: unknown[] } };
    expect(JSON.stringify(spec.egress)).toContain('0.0.0.0/0');
  }
  expect(bootstrap('prod').bootstrap).toEqual({
    initdb: {
      database: 'app',
      dataChecksums: true,
      encoding: 'UTF8',
      owner: 'app',
      secret: { name: 'db-credentials' },
    },
  });
});

test('without a backup there, nothing is reachable outside of the cluster, and no empty secret is left', () => {
  const credentials = sealedKeys('prod-storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']);
  const given = {
    credentials,
    destination: vary({ dev: absent, prod: 's3://backups/shop' }),
    cidrs: ['192.0.2.0/24', '198.51.100.0/24'],
  };
  const result = synth(db({ backup: given }));
  const [dev, prod] = [objects(result, 'dev'), objects(result, 'prod')];
  expect(Object.keys(prod).filter((name) => !(name in dev) && !name.startsWith('Namespace/'))).toEqual([
    'ScheduledBackup/db',
    'SealedSecret/prod-storage-credentials',
  ]);
  const { egress } = prod['NetworkPolicy/db']!.spec as { egress: unknown[] };
  expect(egress).toContainEqual({
    ports: [{ port: 443, protocol: 'TCP' }],
    to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '198.51.100.0/24' } }],
  });
  const own = (dev['NetworkPolicy/db']!.spec as { egress: { to?: unknown[] }[] }).egress;
  expect(own).toHaveLength(egress.length - 1);
  expect(own.every(({ to }) => to !== undefined && to.length > 0)).toBe(true);
  expect(JSON.stringify(own)).not.toContain('192.0.2.0');
});

test('every environment protects the Cluster from pruning and deletion', () => {
  const result = synth(db());
  for (const environment of ['dev', 'prod'] as const) {
    expect(objects(result, environment)['Cluster/db']!.metadata).toMatchObject({
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'argocd.argoproj.io/sync-wave': '-4',
      },
    });
  }
});

test('one instance in production, and none to fall back on, are accepted with their reasons', () => {
  const result = synth((shop) => {
    const database = new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 1,
      storage: { size: '1Gi' },
    });
    deviate(database, { opinion: 'single-instance', in: ['prod'], reason: 'reads a copy' });
    deviate(database, { opinion: 'no-backup', in: ['prod'], reason: 'loaded anew each night' });
  });
  const { spec } = objects(result, 'prod')['Cluster/db'] as { spec: Record<string, unknown> };
  expect(spec).toMatchObject({ enablePDB: false, primaryUpdateMethod: 'restart' });
});

test('an only-production database leaves nothing in the other environment', () => {
  const result = synth(db({ only: only(['prod'], 'dev uses a fake') }));
  expect(Object.keys(objects(result, 'dev')).filter((name) => /db|storage/.test(name))).toEqual([]);
});

/** Each prop, with a value that differs from its default, and what it changes. */
const effects: readonly (readonly [string, Props])[] = [
  ['version', { image: 'postgresql-17', version: 17 }],
  ['instances', { instances: 3 }],
  ['storage.size', { storage: { size: '20Gi' } }],
  ['storage.class', { storage: { size: '10Gi', class: 'local' } }],
  ['walStorage', { walStorage: { size: '5Gi' } }],
  ['resources', { resources: { requests: { cpu: '1' } } }],
  ['database', { database: 'shop' }],
  ['owner', { owner: 'shop' }],
  ['credentials', { credentials: 'other-credentials' }],
  ['roles', { roles: [{ name: 'reporting' }] }],
  ['roles.secret', { roles: [{ name: 'reporting', secret: 'reporting-login' }] }],
  ['roles.login', { roles: [{ name: 'reporting', login: false }] }],
  ['roles.createdb', { roles: [{ name: 'reporting', createdb: true }] }],
  ['roles.inRoles', { roles: [{ name: 'reporting', inRoles: ['app'] }] }],
  ['roles.connectionLimit', { roles: [{ name: 'reporting', connectionLimit: 5 }] }],
  ['parameters', { parameters: { jit: false } }],
  ['preload', { preload: ['pg_stat_statements'] }],
  ['synchronous', { synchronous: { replicas: 1 } }],
  ['synchronous.durability', { synchronous: { replicas: 1, durability: 'preferred' } }],
  ['probes.readiness', { probes: { readiness: { period: '5s' } } }],
  ['probes.readiness.timeout', { probes: { readiness: { timeout: '3s' } } }],
  ['probes.readiness.failures', { probes: { readiness: { failures: 5 } } }],
  ['probes.liveness', { probes: { liveness: { period: '5s' } } }],
  ['probes.startup', { probes: { startup: { failures: 10 } } }],
  ['tls', { tls: 'verify-full' }],
  ['pooler', { pooler: {} }],
  ['pooler.instances', { pooler: { instances: 3 } }],
  ['pooler.name', { pooler: { name: 'pgbouncer' } }],
  ['pooler.servicePort', { pooler: { servicePort: 6432 } }],
  ['pooler.mode', { pooler: { mode: 'session' } }],
  ['pooler.image', { pooler: { image: 'api' } }],
  ['pooler.maxClientConnections', { pooler: { maxClientConnections: 50 } }],
  ['pooler.parameters', { pooler: { parameters: { query_wait_timeout: 10 } } }],
  ['pooler.resources', { pooler: { resources: { requests: { cpu: '50m' } } } }],
  ['backup.destination', { backup: { ...backup, destination: 's3://elsewhere' } }],
  ['backup.endpoint', { backup: { ...backup, endpoint: 'https://s3.acme.example' } }],
  ['backup.cidrs', { backup: { ...backup, cidrs: ['192.0.2.0/24'] } }],
  ['backup.credentials', { backup: { destination: backup.destination } }],
  [
    'backup.credentials.REGION',
    {
      backup: {
        ...backup,
        credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION']),
      },
    },
  ],
  ['backup.server', { backup: { ...backup, server: 'db-2' } }],
  ['backup.retention', { backup: { ...backup, retention: '7d' } }],
  ['backup.schedule', { backup: { ...backup, schedule: '0 0 4 * * *' } }],
  ['backup.encryption', { backup: { ...backup, encryption: 'AES256' } }],
  ['recovery', { recovery: { ...backup, server: 'old' } }],
  ['recovery.until', { recovery: { ...backup, server: 'old', until: '2026-11-20T08:00:00Z' } }],
  ['metrics', { metrics: false }],
  ['priorityClass', { priorityClass: 'databases' }],
  ['antiAffinity', { antiAffinity: 'preferred' }],
  ['smartShutdownTimeout', { smartShutdownTimeout: '1m' }],
  ['stopDelay', { stopDelay: '10m' }],
  ['switchoverDelay', { switchoverDelay: '1m' }],
  ['primaryUpdateStrategy', { primaryUpdateStrategy: 'supervised' }],
  ['only', { only: only(['prod'], 'dev uses a fake') }],
];

test('each prop has an effect of its own', () => {
  const seen = new Map<string, string>([[JSON.stringify(files(db())), 'the defaults']]);
  for (const [prop, props] of effects) {
    const written = JSON.stringify(files(db(props)));
    expect([prop, seen.get(written)]).toEqual([prop, undefined]);
    seen.set(written, prop);
  }
});
