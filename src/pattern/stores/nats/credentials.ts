/** Who may connect to a server of NATS: clients with the token, or one login. Both are sealed. */
import { Expression, type Part } from '../../../model/expression';
import { fixed, object, required, type PropsOf } from '../../../model/shape';
import type { Endpoint } from '../../network/connections';
import { authKey, sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import type { Values } from '../../workload/variables';
import { CLIENT_PORT } from './ports';

const key = required(fixed(sealedKeyShape));

/** Keys of one sealed login. */
export interface NatsLogin extends PropsOf<typeof natsLoginProps> {}
const natsLoginProps = {
  username: key,
  password: key,
};
export const loginShape = object<NatsLogin>(natsLoginProps);

/** Keys under the names of the variables that hold them. */
export type Credentials = { readonly token: SealedKey } | NatsLogin;

/** The token is key `token` of the sealed secret `<name>-auth`, unless something else is given. */
export function credentialsOf(
  name: string,
  { token, login }: { readonly token?: SealedKey; readonly login?: NatsLogin },
): Credentials {
  if (login === undefined) return { token: tokenOf(name, token) };
  return { username: authKey(name, 'username', login.username), password: authKey(name, 'password', login.password) };
}

export function tokenOf(name: string, given?: SealedKey): SealedKey {
  return authKey(name, 'token', given);
}

/** URL with the credentials expanded from the sealed ones: `nats://$(NATS_TOKEN)@nats:4222`. */
export function urlOf(
  name: string,
  credentials: Credentials,
  endpoint: Endpoint,
  scheme: 'nats' | 'tls' = 'nats',
): Expression {
  const user: readonly Part[] =
    'token' in credentials ? [credentials.token] : [credentials.username, ':', credentials.password];
  return new Expression([`${scheme}://`, ...user, `@${name}:${CLIENT_PORT}`, endpoint]);
}

const quoted = (key: 'token' | 'username' | 'password') => `NATS_QUOTED_${key.toUpperCase()}`;

/** The credentials in quotes: the server reads a value as a piece of configuration, where `3e8` is a number. */
export function quotedVariables(credentials: Credentials): Values {
  const inQuotes = (sealed: SealedKey) => new Expression(['"', sealed, '"']);
  if ('token' in credentials) return { [quoted('token')]: inQuotes(credentials.token) };
  const { username, password } = credentials;
  return { [quoted('username')]: inQuotes(username), [quoted('password')]: inQuotes(password) };
}

/** How the configuration names those variables. */
export function authorizationOf(credentials: Credentials): readonly string[] {
  if ('token' in credentials) return [`token: $${quoted('token')}`];
  return [`user: $${quoted('username')}`, `password: $${quoted('password')}`];
}
