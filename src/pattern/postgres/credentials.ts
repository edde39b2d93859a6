/** Who may log in to a database, each with a sealed Secret of type `kubernetes.io/basic-auth`. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, flag, integer, list, object, required, text, type Shape } from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import type { Identity } from '../identity';
import { SealedKey, upperSnake } from '../sealed';

/** Keys of one sealed login. Its user name is text that the owner and the secret must agree on. */
export interface Login {
  readonly username: SealedKey;
  readonly password: SealedKey;
}

/** A further role of the database, beside its owner (`spec.managed.roles`). */
export interface Role {
  readonly name: string;
  /**
   * Its sealed secret, with the keys `username` (the name of the role) and `password`; `lockstep seal … --login <role>` makes
   * both. Default: `<database>-<role>-credentials`.
   */
  readonly secret?: string;
  /** Whether it may log in. Default: true. */
  readonly login?: boolean;
  readonly createdb?: boolean;
  /** Roles that it is a member of, such as `pg_read_all_data`. */
  readonly inRoles?: readonly string[];
  /** Most connections at a time. Default: no limit of its own. */
  readonly connectionLimit?: number;
}

/** Names as PostgreSQL keeps them: 63 bytes, and no quotes, which nobody wants to escape. */
export const identifier: Shape = text(
  'a name of a database or role (63 characters at most, no quotes)',
  'shop',
  (name) => /^[^"'\s$\\]{1,63}$/.test(name),
);

export const rolesShape: Shape = list(
  object<Role>({
    name: required(fixed(identifier)),
    secret: fixed(dnsLabel),
    login: flag,
    createdb: flag,
    inRoles: list(anyText),
    connectionLimit: integer({ min: 0 }),
  }),
);

/** @param hint what the variables that hold it are named after: `shop-db` gives `SHOP_DB_USERNAME` */
export function loginOf(secret: string, hint: string): Login {
  const key = (name: 'username' | 'password') => new SealedKey(secret, name, upperSnake(`${hint}-${name}`));
  return { username: key('username'), password: key('password') };
}

/**
 * Declares that the operator reads a login. The label lets it apply a rotated password without a restart.
 * @param role whose login it is: what the key `username` must hold
 */
export function useLogin({ platform, name, pods }: Identity, { username, password }: Login, role: unknown): void {
  const needs = {
    labels: { 'cnpg.io/reload': 'true' },
    presence: pods.presence,
    ...(typeof role === 'string' && { login: role }),
  };
  for (const key of [username, password]) platform.secrets.use(key, name, 'kubernetes.io/basic-auth', needs);
}

export function roleLogin(name: string, role: Pick<Normal<Role>, 'name' | 'secret'>): Login {
  const own = String(role.name);
  const label = own.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return loginOf((role.secret as string | undefined) ?? `${name}-${label}-credentials`, `${name}-${label}`);
}

/** `spec.managed.roles`. What the resource would default is written out: Argo CD compares lists as they stand. */
export function managedRoles(identity: Identity, owner: unknown, roles: readonly Normal<Role>[]): readonly unknown[] {
  const own = roles.filter(({ name }, index) => {
    const twice = name === owner || roles.slice(0, index).some((other) => other.name === name);
    if (twice)
      refuse(identity, String(name), 'is declared twice', 'Declare it once; the owner of the database needs no entry.');
    else refuseReserved(identity, name);
    return !twice;
  });
  return own.map((role) => {
    const login = roleLogin(identity.name, role);
    useLogin(identity, login, role.name);
    return {
      name: role.name,
      ensure: 'present',
      login: role.login ?? true,
      inherit: true,
      connectionLimit: role.connectionLimit ?? -1,
      ...(role.createdb !== undefined && { createdb: role.createdb }),
      ...(role.inRoles !== undefined && { inRoles: role.inRoles }),
      passwordSecret: { name: login.password.secret },
    };
  });
}

/** CloudNativePG (`pkg/postgres/roles.go`) and PostgreSQL keep these names for themselves. */
export function refuseReserved(identity: Identity, name: unknown): void {
  if (typeof name !== 'string' || !/^(postgres|streaming_replica|cnpg_.*|pg_.*)$/.test(name)) return;
  refuse(identity, name, 'is reserved for PostgreSQL or its operator', 'Take another name.');
}

function refuse({ construct }: Identity, name: string, what: string, fix: string): void {
  report(construct, { code: 'LS682', path: 'roles', message: `the role "${name}" ${what}`, fix });
}
