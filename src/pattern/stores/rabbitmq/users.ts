/** Who may log in to RabbitMQ, and what each may do there. Passwords are sealed; everything else is in the definition file. */
import { Expression, type Part } from '../../../model/expression';
import { choose } from '../../../model/nearest';
import { fixed, list, object, oneOf, record, required, text, wrong, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import { authKey, sealedKeyShape, type SealedKey } from '../../secrets/sealed';

const key = fixed(sealedKeyShape);

/** Keys of one sealed login, of the administrator. */
export interface RabbitLogin extends PropsOf<typeof rabbitLoginProps> {}
const rabbitLoginProps = {
  username: required(key),
  password: required(key),
};

/** A user in addition to the administrator: one per service keeps services out of each other's queues. */
export interface RabbitUser extends PropsOf<typeof rabbitUserProps> {}
const rabbitUserProps = {
  /** Default: key `<user>-password` of the sealed secret `<name>-auth`. It is used in a URL and in JSON: letters, digits, `-` and `_` are safe in both. */
  password: key,
  /** The virtual host that it may use. Default: the first one. */
  vhost: fixed(anyText),
  /**
   * Resources that the user may declare and delete: a regular expression for names of queues and exchanges. Default:
   * `.*`.
   */
  configure: fixed(anyText),
  /** Resources that it may publish to. Default: `.*`. */
  write: fixed(anyText),
  /** Resources that it may consume from. Default: `.*`. */
  read: fixed(anyText),
  /** Permissions in the management UI. Default: none. */
  tags: fixed(list(oneOf('administrator', 'monitoring', 'policymaker', 'management'))),
};
export const loginShape = object<RabbitLogin>(rabbitLoginProps);

const user = object<RabbitUser>(rabbitUserProps);
/** Users are the same in every environment, as the services are that log in. */
export const usersShape = record<RabbitUser>(
  (value, at) =>
    at.environment === undefined
      ? user(value, at)
      : wrong(at, value, 'the same in every environment', 'Use one value.'),
  dnsLabel,
);
const printable = text('a name of a virtual host', 'orders', (name) => name !== '' && !/["\\\s$]/.test(name));
export const vhostsShape = list(printable, { atLeast: 1 });

/** The administrator, under the names of the variables that hold the login: `<NAME>_USERNAME`, `<NAME>_PASSWORD`. */
export function loginOf(name: string, given?: RabbitLogin): RabbitLogin {
  return { username: authKey(name, 'username', given?.username), password: authKey(name, 'password', given?.password) };
}

export function passwordOf(name: string, user: string, given: RabbitUser | undefined): SealedKey {
  return authKey(name, `${user}-password`, given?.password);
}

export interface Definitions {
  readonly name: string;
  readonly login: RabbitLogin;
  readonly users: Readonly<Record<string, RabbitUser>>;
  readonly vhosts: readonly string[];
  readonly queueType: string;
}

const ALL = '.*';

/**
 * The definition file: virtual hosts, users and permissions. The kubelet expands the passwords into it; RabbitMQ imports it
 * at each start, so that a rotated password holds once its pods were replaced.
 */
export function definitionsOf({ name, login, users, vhosts, queueType }: Definitions): Expression {
  const hosts = vhosts.map((vhost): readonly Part[] => [
    JSON.stringify({ name: vhost, metadata: { description: '', tags: [], default_queue_type: queueType } }),
  ]);
  const others = Object.entries(users).sort(([a], [b]) => (a < b ? -1 : 1));
  const logins: readonly (readonly Part[])[] = [
    ['{"name":"', login.username, '","password":"', login.password, '","tags":["administrator"]}'],
    ...others.map(([own, given]) => [
      `{"name":${JSON.stringify(own)},"password":"`,
      passwordOf(name, own, given),
      `","tags":${JSON.stringify(given.tags ?? [])}}`,
    ]),
  ];
  const permissions: readonly (readonly Part[])[] = [
    ...vhosts.map((vhost) => ['{"user":"', login.username, `",${permission({ vhost })}`]),
    ...others.map(([own, given]) => [
      `{"user":${JSON.stringify(own)},${permission({ ...given, vhost: given.vhost ?? vhosts[0]! })}`,
    ]),
  ];
  return new Expression([
    '{"vhosts":[',
    ...joined(hosts),
    '],"users":[',
    ...joined(logins),
    '],"permissions":[',
    ...joined(permissions),
    ']}',
  ]);
}

function permission({ vhost, configure = ALL, write = ALL, read = ALL }: RabbitUser): string {
  return JSON.stringify({ vhost, configure, write, read }).slice(1);
}

function joined(parts: readonly (readonly Part[])[]): readonly Part[] {
  return parts.flatMap((own, index) => (index === 0 ? own : [',', ...own]));
}

export function refuseUnknownVhosts(
  { parts }: Subject,
  users: Readonly<Record<string, RabbitUser>>,
  vhosts: readonly string[],
): void {
  for (const [name, { vhost }] of Object.entries(users)) {
    if (vhost === undefined || vhosts.includes(vhost)) continue;
    parts.report({
      code: 'LS188',
      path: `users.${name}.vhost`,
      message: `the user "${name}" belongs to the virtual host "${vhost}", which is not declared`,
      fix: `${choose(vhost, vhosts)} Or add it to \`vhosts\`.`,
    });
  }
}
