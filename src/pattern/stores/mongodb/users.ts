/** Who may log in to a MongoDB: one user for each service, each with a sealed password. Users live in the database `admin`. */
import { fixed, list, object, oneOf, record, required, text, type PropsOf } from '../../../model/shape';
import { dnsLabel } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { MongoDBCommunity } from '../../manifests';
import { SealedKey, upperSnake } from '../../secrets/sealed';

/** Built-in roles on one database (MongoDB, "Built-In Roles"). */
const DATABASE_ROLES = ['read', 'readWrite', 'dbAdmin', 'dbOwner', 'userAdmin'] as const;
/** Built-in roles on the whole server, which are given on `admin`. */
const SERVER_ROLES = [
  'readAnyDatabase',
  'readWriteAnyDatabase',
  'dbAdminAnyDatabase',
  'clusterMonitor',
  'clusterManager',
  'backup',
  'restore',
  'root',
] as const;
export type MongoRole = (typeof DATABASE_ROLES)[number] | (typeof SERVER_ROLES)[number];

/** User name and sealed password, for clients that take them apart from the address. */
export interface MongoLogin {
  readonly username: string;
  readonly password: SealedKey;
}

/** MongoDB refuses these characters in names on some system; dots would tell a collection. */
export const databaseName = text('a name of a database (letters, digits, _ and -, 63 at most)', 'shop', (name) =>
  /^[A-Za-z0-9_-]{1,63}$/.test(name),
);

/** An additional user, besides the one of the application. */
export interface MongoUser extends PropsOf<typeof mongoUserProps> {}
const mongoUserProps = {
  /** Login name; a DNS label, because it is part of the names of the operator's Secrets. */
  name: required(fixed(dnsLabel)),
  /** What it may do, by database: `{ orders: 'readWrite', payments: 'read' }`. Roles of the whole server are under `admin`. */
  access: required(record(oneOf(...DATABASE_ROLES, ...SERVER_ROLES), databaseName)),
  /** Sealed secret with the key `password`. Default: `<name of the MongoDB>-<user>-credentials`. */
  secret: fixed(dnsLabel),
};
export const usersShape = list(object<MongoUser>(mongoUserProps));

/** `spec.users[*]`, before it is written. */
export interface Account {
  readonly login: MongoLogin;
  readonly roles: readonly { readonly db: string; readonly name: string }[];
  /** Why other environments may lack it. */
  readonly because?: string;
}

/** @param secret name of the sealed secret that holds its password */
export function mongoLogin(mongo: string, user: string, secret: string = `${mongo}-${user}-credentials`): MongoLogin {
  return { username: user, password: new SealedKey(secret, 'password', upperSnake(`${mongo}-${user}-password`)) };
}

export function userLogin(mongo: string, { name, secret }: Pick<MongoUser, 'name' | 'secret'>): MongoLogin {
  return mongoLogin(mongo, name, secret);
}

/** Roles as the resource wants them. */
export function rolesOf(access: MongoUser['access']): Account['roles'] {
  return Object.entries(access)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([db, name]) => ({ db, name }));
}

/** Users of the agent, and those that this construct makes itself. */
const RESERVED = ['mms-automation', 'exporter', 'backup'];

export function refuseUsers({ parts }: Subject, owner: string, users: readonly MongoUser[]): void {
  const refuse = (path: string, message: string, fix: string) => parts.report({ code: 'LS177', path, message, fix });
  const names = [owner, ...users.map(({ name }) => name)];
  names.forEach((name, index) => {
    const path = index === 0 ? 'user' : `users[${index - 1}].name`;
    if (RESERVED.includes(name))
      refuse(path, `the user "${name}" is created by the operator or by this construct`, 'Choose another name.');
    else if (names.indexOf(name) < index)
      refuse(
        path,
        `the user "${name}" is declared twice`,
        'Declare it once; the user of the application needs no entry.',
      );
  });
  users.forEach(({ access }, index) => {
    for (const [database, name] of Object.entries(access)) {
      if (database === 'admin' || !SERVER_ROLES.some((other) => other === name)) continue;
      refuse(
        `users[${index}].access.${database}`,
        `the role ${name} applies to the whole server and exists only on "admin"`,
        `Set access: { admin: '${name}' }, or use a role of a single database.`,
      );
    }
  });
}

/** `spec.users`, with what the resource would default written out: Argo CD compares lists as they stand. */
export function writeUsers({ parts, name }: Subject, accounts: readonly Account[]): readonly User[] {
  return accounts.map(({ login, roles, because }) => {
    parts.read({ key: login.password, readBy: name, ...(because !== undefined && { because }) });
    return {
      name: login.username,
      db: 'admin',
      passwordSecretRef: { name: login.password.secret, key: login.password.key },
      roles,
      scramCredentialsSecretName: `${name}-${login.username}`,
      connectionStringSecretName: `${name}-${login.username}-connection`,
    };
  });
}

type User = NonNullable<NonNullable<MongoDBCommunity['spec']>['users']>[number];
