import { SealedKey, upperSnake } from '../../secrets/sealed';

/** Keys of one sealed login. Its user name is text that the owner and the secret must agree on. */
export interface Login {
  readonly username: SealedKey;
  readonly password: SealedKey;
}

/** @param hint what the variables that hold it are named after: `shop-db` gives `SHOP_DB_USERNAME` */
export function loginOf(secret: string, hint: string): Login {
  const key = (name: 'username' | 'password') => new SealedKey(secret, name, upperSnake(`${hint}-${name}`));
  return { username: key('username'), password: key('password') };
}
