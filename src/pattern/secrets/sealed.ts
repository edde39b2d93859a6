/** Keys of secrets, as constructs name them (law 3): from where their values come is the platform's to say. */
import { Reference } from '../../model/expression';
import { instance } from '../../model/shape';

/** One key of a secret. Use it in `secrets`, in `env`, or inside `text`. */
export class SealedKey extends Reference {
  constructor(
    readonly secret: string,
    readonly key: string,
    /** Variable that holds it where an expression needs one. */
    readonly variable: string = upperSnake(`${secret}-${key}`),
  ) {
    super();
  }

  override describe(): string {
    return `key ${this.key} of secret ${this.secret}`;
  }
}

export const sealedKeyShape = instance('a sealed key', (value) => value instanceof SealedKey);

/**
 * A sealed key of a store, under the name of the variable that holds it.
 * @param as its key in the secret `<name>-auth`, where no other is given
 */
export function authKey(name: string, as: string, given?: SealedKey): SealedKey {
  const { secret, key } = given ?? { secret: `${name}-auth`, key: as };
  return new SealedKey(secret, key, upperSnake(`${name}-${as}`));
}

/**
 * A key of a secret. Its value is sealed in `secrets/<platform>/<environment>/<secret>.yaml`, in every environment that
 * reads it (`npx lockstep seal <platform>/<environment> <secret> <key>`), or stored in the `secretStore` of the
 * platform.
 * @param secret name of the Secret
 * @param key key in it
 */
export function sealed(secret: string, key: string): SealedKey {
  return new SealedKey(secret, key);
}

/**
 * Variables with the same names as the keys of one secret: `...sealedKeys('api-secrets', ['JWT_KEY', 'STRIPE_KEY'])`.
 */
export function sealedKeys<const K extends string>(secret: string, keys: readonly K[]): { [P in K]: SealedKey } {
  return Object.fromEntries(keys.map((key) => [key, sealed(secret, key)])) as { [P in K]: SealedKey };
}

export function upperSnake(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1');
}
