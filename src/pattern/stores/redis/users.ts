/** Who may log in to Redis in addition to the default user, and what each may do there (Redis, "ACL"). */
import { fixed, list, object, record, text, wrong, type Shape, type PropsOf } from '../../../model/shape';
import { dnsLabel } from '../../../model/syntax';
import { authKey, sealedKeyShape, type SealedKey } from '../../secrets/sealed';

const pattern = text('a pattern without spaces', 'orders:*', (value) => /^[^\s"'$\\]+$/.test(value));
const rule = text('a rule of a command or of a category', '+@read', (value) =>
  /^([+-]@?[a-z][a-z0-9_|-]*|allcommands|nocommands)$/.test(value),
);

/** A user in addition to the default one: one per service keeps services out of each other's keys. */
export interface RedisUser extends PropsOf<typeof redisUserProps> {}
const redisUserProps = {
  /** Default: key `<user>-password` of the sealed secret `<name>-auth`. It is used in a URL: letters, digits, `-` and `_` are safe there. */
  password: fixed(sealedKeyShape),
  /** Key patterns that it may read and write: `orders:*`. Default: all. */
  keys: fixed(list(pattern, { atLeast: 1 })),
  /** Channel patterns that it may publish and subscribe to. Default: none. */
  channels: fixed(list(pattern, { atLeast: 1 })),
  /**
   * Command rules, in order: `+@read`, `-flushall`. Default: `+@all -@admin -@dangerous +info`; clients run `info` when
   * they connect.
   */
  commands: fixed(list(rule, { atLeast: 1 })),
};

const user = object<RedisUser>(redisUserProps);

/** Users are the same in every environment, as the services are that log in. */
const same: Shape<RedisUser> = (value, at) =>
  at.environment === undefined ? user(value, at) : wrong(at, value, 'the same in every environment', 'Use one value.');
const named: Shape = (value, at) =>
  value === 'default'
    ? wrong(at, value, 'a name of a further user', 'The default user has the `password` of the Redis.')
    : dnsLabel(value, at);
export const usersShape = record(same, named);

export type RedisUsers = Readonly<Record<string, RedisUser>>;

/** The sealed password of a user, under the name of the variable that holds it: `CACHE_ORDERS_PASSWORD`. */
export function userPassword(name: string, user: string, given?: RedisUser): SealedKey {
  return authKey(name, `${user}-password`, given?.password);
}

const COMMANDS = ['+@all', '-@admin', '-@dangerous', '+info'];

/**
 * `user` directives as arguments of the server. They take the place of an ACL file, in which the passwords would have to be
 * put by a shell; the kubelet expands them here, as it does the one of the default user.
 */
export function userArguments(name: string, users: RedisUsers): readonly string[] {
  return entries(users).flatMap(([user, { keys = ['*'], channels = [], commands = COMMANDS }]) => [
    ...['--user', user, 'on', `>$(${userPassword(name, user).variable})`],
    ...keys.map((key) => `~${key}`),
    ...['resetchannels', ...channels.map((channel) => `&${channel}`)],
    ...commands,
  ]);
}

export function userVariables(name: string, users: RedisUsers): Readonly<Record<string, SealedKey>> {
  const passwords = entries(users).map(([user, given]) => userPassword(name, user, given));
  return Object.fromEntries(passwords.map((password) => [password.variable, password]));
}

function entries(users: RedisUsers): readonly (readonly [string, RedisUser])[] {
  return Object.entries(users).sort(([a], [b]) => (a < b ? -1 : 1));
}
