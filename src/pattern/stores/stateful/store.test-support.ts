/** A platform with the images and sealed values that stores need, for what they come to and what is refused. */
import {
  CLUSTER,
  environments,
  findingsOf,
  platform,
  told,
  withoutAdvice,
  vary,
} from '../../../laws/example.test-support';
import type { Platform } from '../../platform/platform';
import { deviate } from '../../engine/deviate';

export { CLUSTER as PLAIN_CLUSTER, only, vary } from '../../../laws/example.test-support';

export type Declare = (shop: Platform) => unknown;

const CHANGES = {
  images: [
    'api',
    'store',
    'other',
    'nats',
    'nats-streaming',
    'nats-exporter',
    'nats-reloader',
    'redis',
    'redis-exporter',
    'store-exporter',
    'mongo',
    'mongodb-exporter',
    'mongodb-agent',
    'mongodb-readinessprobe',
    'mongodb-version-upgrade-hook',
    'rclone',
    'elasticsearch',
    'elasticsearch-exporter',
    'curl',
    'rabbitmq',
    'rabbitmq-3',
  ],
  tags: {
    elasticsearch: '8.19.8',
    rabbitmq: '4.1.4-management-alpine',
    other: '4.2.0',
    'rabbitmq-3': '3.13.7-management',
  },
  secrets: {
    'store-auth': ['password', 'token', 'other'],
    'nats-auth': ['token', 'other', 'username', 'password'],
    'redis-auth': ['password', 'sentinel-password', 'orders-password', 'other'],
    'search-credentials': ['username', 'password', 'roles'],
    'search-exporter-credentials': ['username', 'password', 'roles'],
    'search-backup-credentials': ['username', 'password', 'roles'],
    'search-indexer-credentials': ['username', 'password', 'roles'],
    'mongo-credentials': ['password'],
    'mongo-exporter-credentials': ['password'],
    'mongo-reports-credentials': ['password'],
    'mongo-backup-credentials': ['password'],
    'orders-login': ['password'],
    'storage-credentials': ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION'],
    'rabbitmq-auth': ['username', 'password', 'erlang-cookie', 'orders-password', 'mailer-password', 'other'],
    registry: ['.dockerconfigjson'],
  },
};

const OPERATORS = {
  mongoDb: { namespace: 'mongodb-system', labels: { name: 'mongodb-kubernetes-operator' } },
  elastic: { namespace: 'elastic-system', labels: { 'control-plane': 'elastic-operator' } },
};
const STANDARD = {
  ...CLUSTER,
  operators: OPERATORS,
  storageClass: vary({ dev: 'standard', staging: 'fast', prod: 'fast' }),
  provides: [
    { group: 'storage.k8s.io', kind: 'StorageClass', name: 'local' },
    { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'databases' },
  ],
};

/** The environments in which one replica is a matter of production. */
const PRODUCTION = environments.names.filter((name) => name === 'prod');

/** The app of a declaration, not yet looked at. */
export function appOf(declare: Declare, cluster: object = STANDARD, props: object = {}) {
  const { app, shop } = platform(CHANGES, { cluster, ...props });
  declare(shop);
  return app;
}

/** The files of an environment that a declaration comes to, by their path below it; nothing was found wrong. */
export function filesOf(
  declare: Declare,
  environment: 'dev' | 'staging' | 'prod',
  cluster: object = STANDARD,
): Readonly<Record<string, string>> {
  const app = appOf(declare, cluster);
  const { findings, files } = app.preview();
  expect(told(withoutAdvice(findings))).toEqual([]);
  const folder = `shop/${environment}/`;
  const own = [...files].map(
    ([path, text]) => [path.slice(path.indexOf(folder) + folder.length), text, path.includes(folder)] as const,
  );
  return Object.fromEntries(
    own.filter(([path, , inside]) => inside && !path.startsWith('platform/')).map(([path, text]) => [path, text]),
  );
}

/** Everything that a declaration comes to, in all environments, as one text. */
export function wholeOf(declare: Declare, cluster: object = STANDARD): string {
  const { findings, files } = appOf(declare, cluster).preview();
  expect(told(withoutAdvice(findings))).toEqual([]);
  return JSON.stringify([...files]);
}

/** What is wrong with a declaration, each as one line. */
export function refusalsOf(declare: Declare, cluster: object = STANDARD): readonly string[] {
  return told(findingsOf(appOf(declare, cluster)));
}

/** A store whose single replica in production is accepted. */
export function accepted<T extends Parameters<typeof deviate>[0]>(store: T): T {
  deviate(store, { opinion: 'single-replica', in: PRODUCTION, reason: 'minutes without it are accepted' });
  return store;
}
