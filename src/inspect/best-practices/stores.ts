/** Data stores that people run from plain images: what each needs to be safe, determined from its image, arguments and variables. */
import { phrase, type Phrase } from '../../model/phrase';
import { list, text, type Node } from '../read';
import { imageName } from '../image-reference';

export interface Store {
  readonly name: string;
  /** Whether replicas with the given words and variables know of each other. */
  readonly replicates: RegExp;
  /** What turns authentication on, in words or names of variables; `undefined` where it is on unless turned off. */
  readonly guarded: RegExp | undefined;
  /** What turns authentication off. */
  readonly open: RegExp | undefined;
  /** How authentication is turned on. */
  readonly fix: Phrase;
  /** Whether a loss of its files is a loss of data. */
  readonly keeps: boolean;
}

const redis: Store = {
  name: 'Redis',
  replicates: /replicaof|slaveof|sentinel|cluster-enabled|REPLICATION_MODE/i,
  guarded: /requirepass|aclfile|--user\b|REDIS_PASSWORD|VALKEY_PASSWORD|REDIS_ACLFILE|\.conf\b/i,
  open: /ALLOW_EMPTY_PASSWORD=(yes|true)|--protected-mode no/i,
  fix: phrase`Start it with \`--requirepass $(REDIS_PASSWORD)\` from a Secret, or with an ACL file.`,
  keeps: false,
};
const mongo: Store = {
  name: 'MongoDB',
  replicates: /replset|REPLICA_SET/i,
  guarded: /--auth\b|--keyFile|MONGO_INITDB_ROOT_USERNAME|MONGODB_ROOT_PASSWORD|\.conf\b|--config/,
  open: /--noauth\b/,
  fix: phrase`Set \`MONGO_INITDB_ROOT_USERNAME\` and \`MONGO_INITDB_ROOT_PASSWORD\` from a Secret, which turns on authentication.`,
  keeps: true,
};
const mysql: Store = {
  name: 'MySQL',
  replicates: /group_replication|wsrep|REPLICATION_MODE|GALERA|server-id/i,
  guarded: undefined,
  open: /(MYSQL|MARIADB)_ALLOW_EMPTY(_ROOT)?_PASSWORD=|--skip-grant-tables/i,
  fix: phrase`Set \`MYSQL_ROOT_PASSWORD\` from a Secret.`,
  keeps: true,
};
const nats: Store = {
  name: 'NATS',
  replicates: /cluster|routes/i,
  guarded: /--auth\b|--user\b|--pass\b|-auth\b|\.conf\b|--config|-c\b/,
  open: undefined,
  fix: phrase`Start it with \`--auth $(NATS_AUTH_TOKEN)\` from a Secret, or with accounts in its configuration.`,
  keeps: true,
};

/** By the last part of the image. */
export const STORES: Readonly<Record<string, Store>> = {
  redis,
  valkey: redis,
  'redis-stack-server': redis,
  mongo,
  mongodb: mongo,
  mysql,
  mariadb: mysql,
  postgres: {
    name: 'PostgreSQL',
    replicates: /primary_conninfo|standby|REPLICATION_MODE|patroni|repmgr/i,
    guarded: undefined,
    open: /POSTGRES_HOST_AUTH_METHOD=trust/,
    fix: phrase`Remove \`POSTGRES_HOST_AUTH_METHOD\`, and set \`POSTGRES_PASSWORD\` from a Secret.`,
    keeps: true,
  },
  rabbitmq: {
    name: 'RabbitMQ',
    replicates: /peer_discovery|RABBITMQ_ERLANG_COOKIE|cluster/i,
    guarded: /RABBITMQ_DEFAULT_USER|RABBITMQ_DEFAULT_PASS|definitions|\.conf\b|RABBITMQ_USERNAME/,
    open: /RABBITMQ_DEFAULT_(USER|PASS)=guest$|loopback_users\s*=\s*none/m,
    fix: phrase`Set \`RABBITMQ_DEFAULT_USER\` and \`RABBITMQ_DEFAULT_PASS\` from a Secret.`,
    keeps: true,
  },
  nats,
  'nats-streaming': nats,
  elasticsearch: {
    name: 'Elasticsearch',
    replicates: /discovery\.seed_hosts|cluster\.initial_master_nodes/,
    guarded: undefined,
    open: /xpack\.security\.enabled=false/i,
    fix: phrase`Remove \`xpack.security.enabled: false\`, and set \`ELASTIC_PASSWORD\` from a Secret.`,
    keeps: true,
  },
};

/** The configuration of a container, as text: command, arguments, and variables as NAME=value. */
export function settingsText(container: Node): string {
  const words = [...list(container, 'command'), ...list(container, 'args')].map(String).join(' ');
  const variables = list(container, 'env').map(
    (variable) => `${text(variable, 'name') ?? ''}=${text(variable, 'value') ?? ''}`,
  );
  return [words, ...variables].join('\n');
}

/** What starts a server, in a command that replaces that of the image. */
const STARTS =
  /(?:redis|valkey)-(?:server|sentinel)|mongo[ds]\b|mysqld|mariadbd|postgres|rabbitmq-server|nats-(?:streaming-)?server|elasticsearch|entrypoint|\brun\.sh\b/;

/** The store that a container runs: the same image may also run a script in a sidecar. */
export function storeOf(container: Node): Store | undefined {
  const name = imageName(text(container, 'image') ?? '');
  if (list(container, 'command').length > 0 && !STARTS.test(settingsText(container).split('\n')[0]!)) return undefined;
  return Object.hasOwn(STORES, name) ? STORES[name] : undefined;
}

/** A file of its own may say anything. */
export function configured(container: Node): boolean {
  return list(container, 'volumeMounts').some((mount) =>
    /\.(conf|ya?ml|cfg|ini)$|\/(conf|config|etc)(\/|$)/.test(text(mount, 'mountPath') ?? ''),
  );
}
