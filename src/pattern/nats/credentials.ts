/** Who may connect to a server of NATS: whoever has the token, or one login. Both are sealed. */
import { Expression, type Part } from '../../model/expression';
import { fixed, instance, object, required, type Shape } from '../../model/shape';
import type { Endpoint } from '../connections';
import { SealedKey, upperSnake } from '../sealed';
import { CLIENT_PORT } from './ports';

/** Keys of one sealed login. */
export interface NatsLogin {
  readonly username: SealedKey;
  readonly password: SealedKey;
}

const key = required(fixed(instance('a sealed key', (value) => value instanceof SealedKey)));
export const tokenShape: Shape = instance('a sealed key', (value) => value instanceof SealedKey);
export const loginShape: Shape = object<NatsLogin>({ username: key, password: key });

/** Keys under the names of the variables that hold them. */
export type Credentials = { readonly token: SealedKey } | NatsLogin;

/** The token is key `token` of the sealed secret `<name>-auth`, unless something else is given. */
export function credentialsOf(name: string, token: unknown, login?: unknown): Credentials {
  const held = (given: SealedKey, as: string) => new SealedKey(given.secret, given.key, upperSnake(`${name}-${as}`));
  if (isLogin(login)) return { username: held(login.username, 'username'), password: held(login.password, 'password') };
  return { token: held(token instanceof SealedKey ? token : new SealedKey(`${name}-auth`, 'token'), 'token') };
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

function isLogin(value: unknown): value is NatsLogin {
  const { username, password } = (value ?? {}) as Partial<NatsLogin>;
  return username instanceof SealedKey && password instanceof SealedKey;
}
