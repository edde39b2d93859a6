/** What Kubernetes demands of the names, keys and types of Secrets. */
import { phrase } from '../model/phrase';

/** RFC 1123 subdomain, as object names are (API conventions, "Names"). */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** RFC 1123 label, as namespaces and the names of platforms and environments are. */
export function isLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** Key of `Secret.data`: letters, digits, "-", "_" and "."; not "." and nothing that begins with "..". */
export function isSecretKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}

export const SECRET_KEY_RULE = phrase`Use at most 253 letters, digits, "-", "_" and ".".`;

export const OPAQUE = 'Opaque';

/** Types of Secret that the API server checks, with the keys it demands: all of them, or one at least. */
const TYPES: Readonly<Record<string, { readonly every?: readonly string[]; readonly some?: readonly string[] }>> = {
  'kubernetes.io/dockerconfigjson': { every: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { every: ['.dockercfg'] },
  'kubernetes.io/tls': { every: ['tls.crt', 'tls.key'] },
  'kubernetes.io/ssh-auth': { every: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { some: ['username', 'password'] },
};

/** The type that a set of keys indicates. `username` and `password` count only if there are no other keys. */
export function inferType(keys: Iterable<string>): string {
  const present = new Set(keys);
  if (present.size === 2 && present.has('username') && present.has('password')) return 'kubernetes.io/basic-auth';
  return Object.keys(TYPES).find((type) => TYPES[type]!.every?.every((key) => present.has(key))) ?? OPAQUE;
}

/** The keys that the API server demands of a type and that are not there. */
export function missingKeys(type: string, keys: Iterable<string>): readonly string[] {
  const present = new Set(keys);
  const demanded = Object.hasOwn(TYPES, type) ? TYPES[type]! : {};
  if (demanded.some !== undefined && !demanded.some.some((key) => present.has(key))) return demanded.some;
  return (demanded.every ?? []).filter((key) => !present.has(key));
}
