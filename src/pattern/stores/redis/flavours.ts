/** How an image of Redis takes its settings, and what it writes to while it starts. */
import type { SealedKey } from '../../secrets/sealed';
import type { ServerCertificate } from '../stateful/server-certificate';
import type { Values } from '../../workload/variables';

export const REDIS_PORT = 6379;

/** `official`: docker.io/library/redis and images built like it. `bitnami`: bitnami/redis of 2024 and later. */
export type Flavour = 'official' | 'bitnami';

export interface Settings {
  readonly cap: string;
  readonly eviction: string;
  readonly password: SealedKey;
  /** When the log of writes goes to disk (`appendfsync`); `undefined` where nothing is kept. */
  readonly fsync: string | undefined;
  /** When all of it is written to disk at once, as Redis writes it: `900 1 300 10`; `undefined` for never. */
  readonly save: string | undefined;
  /** Where callers speak TLS. */
  readonly certificate: ServerCertificate | undefined;
  /** Users in addition to the default one, as arguments, with the variables that these expand. */
  readonly users: { readonly args: readonly string[]; readonly variables: Values };
}

export interface Start {
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly variables: Values;
  readonly writable: Record<string, string>;
  /** Directory of the data. */
  readonly data: string;
  /** The user that the image is built for. */
  readonly user: number;
}

/** What does not persist does not grow: pid file, and the configuration that the Bitnami image writes. */
const SMALL = '16Mi';

/** The same port for TLS, and none for plain text. Callers prove who they are by their passwords. */
function encryption({ certificate, key, authority }: ServerCertificate): readonly string[] {
  return [
    '--port',
    '0',
    '--tls-port',
    String(REDIS_PORT),
    '--tls-cert-file',
    certificate,
    '--tls-key-file',
    key,
    '--tls-ca-cert-file',
    authority,
    '--tls-auth-clients',
    'no',
  ];
}

export const FLAVOURS: Readonly<Record<Flavour, (settings: Settings) => Start>> = {
  /**
   * The server itself, without the image's shell script. The kubelet expands the password into the arguments; Redis
   * replaces its process title at once, so that /proc shows no argument from then on. What remains, the container's
   * definition on the node, holds the variable as well: a file would hide it no better, and needs a shell to be read.
   */
  official: ({ cap, eviction, password, fsync, save, certificate, users }) => ({
    command: ['redis-server'],
    args: [
      ...(certificate === undefined ? ['--port', String(REDIS_PORT)] : encryption(certificate)),
      '--dir',
      '/data',
      '--save',
      save ?? '',
      ...(fsync === undefined ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', fsync]),
      '--maxmemory',
      cap,
      '--maxmemory-policy',
      eviction,
      '--requirepass',
      '$(REDIS_PASSWORD)',
      // The log begins with a snapshot whenever it is rewritten, which is what Redis does by itself since 5.
      ...(fsync === undefined ? [] : ['--aof-use-rdb-preamble', 'yes']),
      ...users.args,
    ],
    variables: { REDIS_PASSWORD: password, REDISCLI_AUTH: password, ...users.variables },
    writable: { '/data': SMALL },
    data: '/data',
    user: 999,
  }),

  /**
   * By the variables that the image documents. Snapshots are turned off by REDIS_RDB_POLICY_DISABLED: a `--save ''` among
   * the extra flags reaches Redis with its quotes, since the image splits them at spaces only, and is refused. Snapshots are
   * written to it with a `#` in place of the space. The image copies its default configuration to etc, edits it there, and keeps pid file, log and data below its own directories.
   */
  bitnami: ({ cap, eviction, password, fsync, save, users }) => ({
    command: undefined,
    args: undefined,
    variables: {
      ALLOW_EMPTY_PASSWORD: 'no',
      REDIS_AOF_ENABLED: fsync === undefined ? 'no' : 'yes',
      ...(save === undefined
        ? { REDIS_RDB_POLICY_DISABLED: 'yes' }
        : {
            REDIS_RDB_POLICY: save.replace(/(\d+) (\d+)/g, '$1#$2'),
            REDIS_RDB_POLICY_DISABLED: 'no',
          }),
      REDIS_EXTRA_FLAGS: [
        ...['--maxmemory', cap, '--maxmemory-policy', eviction],
        ...(fsync === undefined ? [] : ['--appendfsync', fsync, '--aof-use-rdb-preamble', 'yes']),
        ...users.args,
      ].join(' '),
      REDIS_PASSWORD: password,
      REDISCLI_AUTH: password,
      ...users.variables,
    },
    writable: {
      '/bitnami/redis/data': SMALL,
      '/opt/bitnami/redis/etc': SMALL,
      '/opt/bitnami/redis/logs': SMALL,
      '/opt/bitnami/redis/tmp': SMALL,
      '/tmp': SMALL,
    },
    data: '/bitnami/redis/data',
    user: 1001,
  }),
};
