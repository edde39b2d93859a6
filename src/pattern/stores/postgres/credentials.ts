/** Who may log in to a database, each with a sealed Secret of type `kubernetes.io/basic-auth`. */
import { fixed, flag, integer, list, object, required, text, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import { loginOf, type Login } from '../operated/login';
import type { ClusterSpec } from './cluster';

/** Names as PostgreSQL keeps them: 63 bytes, and no quotes, which nobody wants to escape. */
export const identifier = text('a name of a database or role (63 characters at most, no quotes)', 'shop', (name) =>
  /^[^"'\s$\\]{1,63}$/.test(name),
);

/** An additional role of the database, besides its owner (`spec.managed.roles`). */
export interface Role extends PropsOf<typeof roleProps> {}
const roleProps = {
  name: required(fixed(identifier)),
  /**
   * Its sealed secret, with the keys `username` (the name of the role) and `password`; `lockstep seal … --login <role>`
   * creates both. Default: `<database>-<role>-credentials`.
   */
  secret: fixed(dnsLabel),
  /** Whether it may log in. Default: true. */
  login: flag,
  createdb: flag,
  /** Roles that it is a member of, such as `pg_read_all_data`. */
  inRoles: list(anyText),
  /** Maximum concurrent connections. Default: no limit. */
  connectionLimit: integer({ min: 0 }),
};
export const rolesShape = list(object<Role>(roleProps));

/**
 * Declares that the operator reads a login. The label lets it apply a rotated password without a restart.
 * @param role whose login it is: what the key `username` must hold
 */
export function useLogin({ parts, name }: Subject, { username, password }: Login, role: string): void {
  for (const key of [username, password])
    parts.read({
      key,
      readBy: name,
      type: 'kubernetes.io/basic-auth',
      labels: { 'cnpg.io/reload': 'true' },
      login: role,
    });
}

export function roleLogin(name: string, role: Pick<Role, 'name' | 'secret'>): Login {
  const label = role.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return loginOf(role.secret ?? `${name}-${label}-credentials`, `${name}-${label}`);
}

/** `spec.managed.roles`. What the resource would default is written out: Argo CD compares lists as they stand. */
export function managedRoles(
  subject: Subject,
  owner: string,
  roles: readonly Role[],
): NonNullable<NonNullable<ClusterSpec['managed']>['roles']> {
  const own = roles.filter(({ name }, index) => {
    const twice = name === owner || roles.slice(0, index).some((other) => other.name === name);
    if (twice) refuse(subject, name, 'is declared twice', 'Declare it once; the owner of the database needs no entry.');
    else refuseReserved(subject, name);
    return !twice;
  });
  return own.map((role) => {
    const login = roleLogin(subject.name, role);
    useLogin(subject, login, role.name);
    return {
      name: role.name,
      ensure: 'present',
      login: role.login ?? true,
      inherit: true,
      connectionLimit: role.connectionLimit ?? -1,
      createdb: role.createdb,
      inRoles: role.inRoles,
      passwordSecret: { name: login.password.secret },
    };
  });
}

/** CloudNativePG (`pkg/postgres/roles.go`) and PostgreSQL keep these names for themselves. */
export function refuseReserved(subject: Subject, name: string): void {
  if (!/^(postgres|streaming_replica|cnpg_.*|pg_.*)$/.test(name)) return;
  refuse(subject, name, 'is reserved for PostgreSQL or its operator', 'Choose another name.');
}

function refuse({ parts }: Subject, name: string, what: string, fix: string): void {
  parts.report({ code: 'LS682', path: 'roles', message: `the role "${name}" ${what}`, fix });
}
