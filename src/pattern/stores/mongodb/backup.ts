/** Backup of a MongoDB: an archive of all databases with the oplog of the meantime, so that it is of one moment. */
import { NO_BACKUP, type BackupMethod, type StoreBackup } from '../backup/backup';
import { RESTORE, BACKUP } from '../backup/steps';
import type { Subject } from '../../engine/build';
import { authorityOf } from '../stateful/server-certificate';
import type { Target } from '../../workload/account';
import { MONGO_PORT } from './members';
import { mongoLogin, type Account } from './users';

const USER = 'backup';
const AUTHORITY_FILE = '/certificates/ca.crt';
const ARCHIVE = `${BACKUP}/mongodb.archive.gz`;

/** The user that dumps, with the built-in role that may read everything. */
export function backupAccount(mongo: string): Account {
  return { login: mongoLogin(mongo, USER), roles: [{ db: 'admin', name: 'backup' }], because: NO_BACKUP };
}

export interface MongoBackupParts {
  /** Image of mongod, which has the tools as well. */
  readonly image: string;
  /** Members as a connection string lists them. */
  readonly hosts: string;
  readonly endpoint: Target;
  /** Whether members take nothing but TLS. */
  readonly encrypted: boolean;
  readonly volume: BackupMethod['volume'];
}

export function mongoBackup(
  { name }: Pick<Subject, 'name'>,
  { resources, tools: given }: StoreBackup,
  { image, hosts, endpoint, encrypted, volume }: MongoBackupParts,
): BackupMethod {
  const login = mongoLogin(name, USER);
  const tools = given ?? image;
  const server = `--uri=mongodb://localhost:${MONGO_PORT}`;
  const tls = encrypted ? `&tls=true&tlsCAFile=${AUTHORITY_FILE}` : '';
  const uri = `--uri=mongodb://${login.username}:$(${login.password.variable})@${hosts}/?authSource=admin&replicaSet=${name}&readPreference=secondaryPreferred${tls}`;
  return {
    dump: [
      {
        name: 'dump',
        image: tools,
        command: ['mongodump'],
        args: [uri, '--oplog', '--gzip', `--archive=${ARCHIVE}`],
        variables: { [login.password.variable]: login.password },
        ...(resources !== undefined && { resources }),
      },
    ],
    check: [
      {
        name: 'mongod',
        image: tools,
        command: ['mongod'],
        args: [
          '--bind_ip=127.0.0.1',
          `--port=${MONGO_PORT}`,
          `--dbpath=${RESTORE}`,
          '--nounixsocket',
          '--wiredTigerCacheSizeGB=0.25',
        ],
        resources: {
          ...resources,
          requests: { memory: '512Mi', ...resources?.requests },
          limits: { memory: '1Gi', ...resources?.limits },
        },
        ready: [
          'mongosh',
          `mongodb://localhost:${MONGO_PORT}/`,
          '--quiet',
          '--norc',
          '--eval',
          'db.adminCommand({ ping: 1 })',
        ],
      },
      {
        name: 'restore',
        image: tools,
        command: ['mongorestore'],
        args: [server, '--oplogReplay', '--gzip', `--archive=${ARCHIVE}`],
        ...(resources !== undefined && { resources }),
      },
      {
        name: 'verify',
        image: tools,
        command: ['mongosh'],
        args: [`mongodb://localhost:${MONGO_PORT}/`, '--quiet', '--norc', '--eval', VERIFY],
      },
    ],
    calls: [endpoint],
    ...(encrypted && { files: { [AUTHORITY_FILE]: authorityOf(name) } }),
    volume,
  };
}

/** Counts what came back; a backup without a collection of the application's is none. */
const VERIFY = [
  "const names = db.adminCommand({ listDatabases: 1 }).databases.map((found) => found.name).filter((name) => !['admin', 'config', 'local'].includes(name));",
  'const counts = names.map((name) => [name, db.getSiblingDB(name).getCollectionNames().length]);',
  'print(JSON.stringify(Object.fromEntries(counts)));',
  'if (counts.every(([, count]) => count === 0)) quit(1);',
].join(' ');
