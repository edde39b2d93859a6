/** TLS between callers and the stores that Lockstep runs itself, or hands to an operator that does not bring its own authority. */
import { parse } from 'yaml';
import { environments, told, withoutAdvice } from '../../../laws/example.test-support';
import { WebService } from '../../workload/web-service';
import { MongoDb } from '../mongodb/mongodb';
import { RabbitMq } from '../rabbitmq/rabbitmq';
import { Redis } from '../redis/redis';
import { sealedKeys } from '../../secrets/sealed';
import {
  accepted,
  appOf,
  filesOf,
  only,
  PLAIN_CLUSTER,
  refusalsOf,
  vary,
  wholeOf,
  type Declare,
} from './store.test-support';

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};
const STORAGE = { size: '10Gi' };
const TLS = { tls: 'verify-full' } as const;

type Containers = readonly {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
}[];

function containersOf(yaml: string | undefined): Containers {
  const { spec } = parse(yaml!) as { spec: { template: { spec: { containers: Containers } } } };
  return spec.template.spec.containers;
}
const named = (containers: Containers, name: string) => containers.find((container) => container.name === name)!;
const valueOf = (containers: Containers, container: string, variable: string) =>
  named(containers, container).env!.find(({ name }) => name === variable)!.value;

const rabbit =
  (props: object = {}): Declare =>
  (shop) => {
    const own = new RabbitMq(shop, 'rabbitmq', {
      image: 'rabbitmq',
      replicas: 3,
      storage: STORAGE,
      users: { orders: {} },
      ...TLS,
      ...props,
    });
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      env: { BROKER_URL: own.urlAs('orders'), NODE_EXTRA_CA_CERTS: '/etc/broker/ca.crt' },
      secretFiles: { '/etc/broker/ca.crt': own.ca },
    });
  };
const redis =
  (props: object = {}): Declare =>
  (shop) => {
    const own = new Redis(shop, 'redis', { image: 'redis', users: { orders: {} }, ...TLS, ...props });
    if ('persistence' in props) accepted(own);
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      env: { CACHE_URL: own.url, CACHE_AS: own.urlAs('orders') },
      secretFiles: { '/etc/cache/ca.crt': own.ca },
    });
  };
const mongo =
  (props: object = {}): Declare =>
  (shop) => {
    const own = new MongoDb(shop, 'mongo', {
      image: 'mongo',
      version: '1.4.2',
      members: vary({ dev: 1, staging: 3, prod: 3 }),
      storage: STORAGE,
      backup: BACKUP,
      ...TLS,
      ...props,
    });
    new WebService(shop, 'api', { image: 'api', port: 3000, env: { MONGO_URI: own.url } });
  };

test('one authority of the platform signs, and nobody else is asked', () => {
  const both: Declare = (shop) => {
    rabbit()(shop);
    void new Redis(shop, 'redis', { image: 'redis', ...TLS });
  };
  const { findings, files } = appOf(both).preview();
  expect(told(withoutAdvice(findings))).toEqual([]);
  const prod = [...files]
    .filter(([path]) => path.includes('shop/prod/'))
    .map(([path, content]) => [path.slice(path.indexOf('prod/') + 5), content] as const);
  const kinds = (pattern: RegExp) =>
    prod
      .map(([path]) => path)
      .filter((path) => pattern.test(path))
      .sort();
  expect(kinds(/Issuer|Certificate/)).toEqual([
    'platform/Certificate-stores-authority.yaml',
    'platform/Issuer-stores-authority.yaml',
    'platform/Issuer-stores-self-signed.yaml',
    'rabbitmq/Certificate-rabbitmq-tls.yaml',
    'redis/Certificate-redis-tls.yaml',
  ]);
  const own = parse(Object.fromEntries(prod)['rabbitmq/Certificate-rabbitmq-tls.yaml']!) as {
    spec: { dnsNames: readonly string[]; issuerRef: object; secretName: string };
  };
  expect(own.spec).toMatchObject({
    secretName: 'rabbitmq-tls',
    issuerRef: { kind: 'Issuer', name: 'stores-authority' },
    dnsNames: ['rabbitmq', 'rabbitmq.shop-prod', 'rabbitmq.shop-prod.svc', 'localhost'],
  });
  const authority = parse(Object.fromEntries(prod)['platform/Certificate-stores-authority.yaml']!) as {
    spec: { isCA: boolean; privateKey: { rotationPolicy: string } };
  };
  expect([authority.spec.isCA, authority.spec.privateKey.rotationPolicy]).toEqual([true, 'Never']);
});

test('the issuer of hosts is asked for nothing, so no challenge is let in', () => {
  const cluster = {
    ...PLAIN_CLUSTER,
    gateway: { class: 'nginx', api: 'ingress', namespace: 'ingress-nginx', labels: { app: 'nginx' } },
    issuer: { name: 'letsencrypt', challenge: 'http-01' },
  };
  const stores = wholeOf((shop) => void new Redis(shop, 'redis', { image: 'redis', ...TLS }), cluster);
  expect(stores).toContain('redis-tls');
  expect(stores).not.toContain('acme-http01-solver');
});

test('without it nothing of it is there', () => {
  const files = filesOf(
    (shop) => void new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', replicas: 3, storage: STORAGE }),
    'prod',
  );
  expect(JSON.stringify(files)).not.toMatch(/tls\.crt|Certificate|5671/);
});

describe('RabbitMQ', () => {
  test('listens for nothing but TLS, and lets callers in where it does', () => {
    const files = filesOf(rabbit({ management: true }), 'prod');
    const configuration = files['rabbitmq/ConfigMap-rabbitmq.yaml']!;
    expect(configuration).toContain('listeners.tcp = none\n');
    expect(configuration).toContain('listeners.ssl.default = 5671\n');
    expect(configuration).toContain('ssl_options.keyfile = /etc/rabbitmq-tls/tls.key\n');
    expect(configuration).toContain('management.ssl.port = 15671\n');
    const set = files['rabbitmq/StatefulSet-rabbitmq.yaml']!;
    expect(set).not.toMatch(/\b5672$/m);
    expect(named(containersOf(set), 'rabbitmq').volumeMounts!.map(({ mountPath }) => mountPath)).toContain(
      '/etc/rabbitmq-tls',
    );
    const policy = files['rabbitmq/NetworkPolicy-rabbitmq.yaml']!;
    expect(policy).toContain('port: 5671\n');
    expect(policy).not.toContain('port: 5672\n');
    const [api] = containersOf(files['api/Deployment-api.yaml']);
    expect(api!.env!.find(({ name }) => name === 'BROKER_URL')!.value).toMatch(
      /^amqps:\/\/orders:\$\(\w+\)@rabbitmq:5671\/%2F$/,
    );
    expect(files['api/Deployment-api.yaml']).toMatch(/- key: ca.crt\s+path: ca.crt\s+name: rabbitmq-tls/);
  });

  test('gives the address of its web interface by https', () => {
    const web: Declare = (shop) => {
      const own = new RabbitMq(shop, 'rabbitmq', {
        image: 'rabbitmq',
        replicas: 3,
        storage: STORAGE,
        management: true,
        ...TLS,
      });
      new WebService(shop, 'api', { image: 'api', port: 3000, env: { WEB: own.managementUrl } });
    };
    const files = filesOf(web, 'prod');
    expect(files['api/Deployment-api.yaml']).toContain('value: https://rabbitmq:15671\n');
    expect(files['rabbitmq/NetworkPolicy-rabbitmq.yaml']).toContain('port: 15671\n');
  });
});

describe('Redis', () => {
  test.each([
    ['a cache', redis(), 'redis/Deployment-redis.yaml'],
    ['a store', redis({ persistence: { size: '10Gi' } }), 'redis/StatefulSet-redis.yaml'],
  ])('%s listens for nothing but TLS, is asked by it, and learns of renewals', (_, declare, path) => {
    const files = filesOf(declare, 'prod');
    const containers = containersOf(files[path]);
    expect(named(containers, 'redis').args!.join(' ')).toContain(
      '--port 0 --tls-port 6379 --tls-cert-file /etc/redis-tls/tls.crt --tls-key-file /etc/redis-tls/tls.key --tls-ca-cert-file /etc/redis-tls/ca.crt --tls-auth-clients no',
    );
    expect(named(containers, 'redis')).toMatchObject({
      readinessProbe: { exec: { command: ['redis-cli', '-e', '--tls', '--cacert', '/etc/redis-tls/ca.crt', 'ping'] } },
    });
    expect(valueOf(containers, 'exporter', 'REDIS_ADDR')).toBe('rediss://localhost:6379');
    expect(valueOf(containers, 'exporter', 'REDIS_EXPORTER_TLS_CA_CERT_FILE')).toBe('/etc/redis-tls-authority/ca.crt');
    // The exporter calls, so it has no key.
    expect(named(containers, 'exporter').volumeMounts!.map(({ mountPath }) => mountPath)).toEqual([
      '/etc/redis-tls-authority',
    ]);
    expect(named(containers, 'reload-certificate').command![2]).toContain(
      'CONFIG SET tls-cert-file /etc/redis-tls/tls.crt tls-key-file /etc/redis-tls/tls.key',
    );
    const api = containersOf(files['api/Deployment-api.yaml']);
    expect(valueOf(api, 'api', 'CACHE_URL')).toBe('rediss://:$(REDIS_PASSWORD)@redis:6379');
    expect(valueOf(api, 'api', 'CACHE_AS')).toMatch(/^rediss:\/\/orders:/);
  });

  test('is dumped by TLS', () => {
    const dump = filesOf(redis({ persistence: { size: '10Gi' }, backup: BACKUP }), 'prod')[
      'redis/CronJob-redis-backup.yaml'
    ]!;
    expect(dump).toMatch(/- --tls\n\s+- --cacert\n\s+- \/certificates\/ca.crt\n\s+- -h\n/);
    expect(dump).toContain('name: redis-tls\n');
  });
});

describe('MongoDB', () => {
  test('members take nothing but TLS, by certificates for the names in URLs', () => {
    const [prod, dev] = [filesOf(mongo(), 'prod'), filesOf(mongo(), 'dev')];
    expect(
      (parse(prod['mongo/MongoDBCommunity-mongo.yaml']!) as { spec: { security: object } }).spec.security,
    ).toMatchObject({
      tls: {
        enabled: true,
        certificateKeySecretRef: { name: 'mongo-tls' },
        caCertificateSecretRef: { name: 'mongo-tls' },
      },
    });
    const namesIn = (yaml: string | undefined) =>
      (parse(yaml!) as { spec: { dnsNames: readonly string[] } }).spec.dnsNames;
    const common = (environment: string) => [
      'mongo-svc',
      `*.mongo-svc.shop-${environment}.svc`,
      `*.mongo-svc.shop-${environment}.svc.cluster.local`,
      'localhost',
    ];
    expect(namesIn(prod['mongo/Certificate-mongo-tls.yaml'])).toEqual([
      'mongo-0.mongo-svc',
      'mongo-1.mongo-svc',
      'mongo-2.mongo-svc',
      ...common('prod'),
    ]);
    expect(namesIn(dev['mongo/Certificate-mongo-tls.yaml'])).toEqual(['mongo-0.mongo-svc', ...common('dev')]);
  });

  test('callers, exporter and dump verify them', () => {
    const files = filesOf(mongo(), 'prod');
    const api = containersOf(files['api/Deployment-api.yaml']);
    expect(valueOf(api, 'api', 'MONGO_URI')).toMatch(
      /\?authSource=admin&replicaSet=mongo&tls=true&tlsCAFile=\/etc\/mongo-tls\/ca.crt$/,
    );
    expect(named(api, 'api').volumeMounts!.map(({ mountPath }) => mountPath)).toContain('/etc/mongo-tls');
    expect(files['mongo/MongoDBCommunity-mongo.yaml']).toContain(
      'mongodb://localhost:27017/admin?tls=true&tlsCAFile=/etc/mongo-tls-authority/ca.crt',
    );
    expect(files['mongo/MongoDBCommunity-mongo.yaml']).toContain('mountPath: /etc/mongo-tls-authority\n');
    const dump = files['mongo/CronJob-mongo-backup.yaml']!;
    expect(dump).toContain('&readPreference=secondaryPreferred&tls=true&tlsCAFile=/certificates/ca.crt');
    expect(dump).toContain('mountPath: /certificates\n');
  });
});

test('a certificate is where its store is', () => {
  const declare: Declare = (shop) =>
    void new RabbitMq(shop, 'rabbitmq', {
      image: 'rabbitmq',
      replicas: 3,
      storage: STORAGE,
      ...TLS,
      only: only(['prod'], 'a test'),
    });
  expect(filesOf(declare, 'dev')['rabbitmq/Certificate-rabbitmq-tls.yaml']).toBeUndefined();
  expect(filesOf(declare, 'prod')['rabbitmq/Certificate-rabbitmq-tls.yaml']).toBeDefined();
  expect(environments.names).toContain('dev');
});

test.each<readonly [string, Declare, string]>([
  [
    'an authority that is not there',
    (shop) =>
      void new WebService(shop, 'api', {
        image: 'api',
        port: 3000,
        secretFiles: { '/a/ca.crt': accepted(new Redis(shop, 'redis', { image: 'redis' })).ca },
      }),
    'LS103 shop/redis tls: `ca` is used, but connections are unencrypted',
  ],
  [
    'Sentinel',
    (shop) =>
      accepted(
        new Redis(shop, 'redis', { image: 'redis', replicas: 3, persistence: { size: '10Gi' }, sentinel: {}, ...TLS }),
      ),
    'LS114 shop/redis tls: TLS and Sentinel are both declared',
  ],
  [
    'an image of Bitnami',
    (shop) => accepted(new Redis(shop, 'redis', { image: 'redis', flavour: 'bitnami', ...TLS })),
    'LS114 shop/redis tls: TLS is declared, but the Bitnami image',
  ],
])('refuses %s', (_, declare, start) => {
  expect(refusalsOf(declare).map((line) => line.slice(0, start.length))).toContain(start);
});
