/** Backup of a Redis that persists: the snapshot that a replica would get, which the server writes without stopping. */
import type { BackupMethod, StoreBackup } from '../backup/backup';
import { BACKUP } from '../backup/steps';
import type { Subject } from '../../engine/build';
import type { SealedKey } from '../../secrets/sealed';
import { headlessOf } from '../stateful/replicas';
import { authorityOf } from '../stateful/server-certificate';
import type { Target } from '../../workload/account';
import { client } from './encryption';
import { REDIS_PORT } from './flavours';

export interface RedisBackupParts {
  readonly image: string;
  readonly endpoint: Target;
  readonly password: SealedKey;
  /** Whether it speaks TLS. */
  readonly encrypted: boolean;
  /** Memory limit of the store: what is restored needs as much. */
  readonly memory: string;
  readonly volume: BackupMethod['volume'];
}

const FILE = 'dump.rdb';
const AUTHORITY_FILE = '/certificates/ca.crt';

export function redisBackup(
  { name }: Pick<Subject, 'name'>,
  { resources, tools: given }: StoreBackup,
  { image, endpoint, password, encrypted, memory, volume }: RedisBackupParts,
): BackupMethod {
  const tools = given ?? image;
  const [program = 'redis-cli', ...trust] = client(encrypted ? AUTHORITY_FILE : undefined);
  const own = resources === undefined ? {} : { resources };
  return {
    dump: [
      {
        name: 'dump',
        image: tools,
        command: [program],
        // The first one, whatever its role: a replica has what its master has.
        args: [...trust, '-h', `${name}-0.${headlessOf(name)}`, '-p', String(REDIS_PORT), '--rdb', `${BACKUP}/${FILE}`],
        variables: { REDISCLI_AUTH: password },
        ...own,
      },
    ],
    check: [
      {
        name: 'redis',
        image: tools,
        command: ['redis-server'],
        args: [
          '--bind',
          '127.0.0.1',
          '--port',
          String(REDIS_PORT),
          '--dir',
          BACKUP,
          '--dbfilename',
          FILE,
          '--save',
          '',
          '--appendonly',
          'no',
        ],
        resources: {
          ...resources,
          requests: { memory, ...resources?.requests },
          limits: { memory, ...resources?.limits },
        },
        // An error such as LOADING does not count as a response: the next steps wait until everything is loaded.
        ready: ['redis-cli', '-e', '-p', String(REDIS_PORT), 'ping'],
      },
      {
        name: 'verify',
        image: tools,
        command: ['redis-cli'],
        args: ['-e', '-p', String(REDIS_PORT), 'EVAL', VERIFY, '0'],
        ...own,
      },
    ],
    calls: [endpoint],
    ...(encrypted && { files: { [AUTHORITY_FILE]: authorityOf(name) } }),
    volume,
  };
}

/** Counts the keys of all databases; a backup without any is none. */
const VERIFY = [
  'local count = 0',
  "for keys in string.gmatch(redis.call('INFO', 'keyspace'), 'keys=(%d+)') do count = count + tonumber(keys) end",
  "if count == 0 then return redis.error_reply('EMPTY no key came back') end",
  'return count',
].join(' ');
