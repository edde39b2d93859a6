/**
 * Paths as the matrix writes them: `spec.template.spec.containers[name=api].env[name=LOG_LEVEL].value`. List elements
 * are named by the key that Kubernetes merges them by, so that a path means the same element in every environment.
 */
import { isObject } from './json';

/** Fields that identify the elements of a list, by the name of the list; `name` serves for lists not named here. */
const LIST_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ports: [['containerPort', 'protocol'], ['port', 'protocol'], ['name']],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  conditions: [['type']],
  ownerReferences: [['uid']],
  endpoints: [['port'], ['targetPort']],
  metrics: [],
  ingress: [],
  egress: [],
  rules: [['alert'], ['record'], ['host']],
  http: [],
  items: [['key']],
};
const BY_NAME = [['name']] as const;

/**
 * The fields that tell the elements of a list apart, or `undefined` when only their position does: an element is not a
 * map, lacks the first of the fields, or shares its values with another.
 * @param field name of the list in its parent, such as `env`
 */
export function listKey(field: string, elements: readonly unknown[]): readonly string[] | undefined {
  if (elements.length === 0 || !elements.every(isObject)) return undefined;
  const candidates = Object.hasOwn(LIST_KEYS, field) ? LIST_KEYS[field]! : BY_NAME;
  return candidates.find((fields) => {
    const seen = new Set<string>();
    for (const element of elements) {
      if (element[fields[0]!] === undefined) return false;
      const key = elementKey(fields, element);
      if (key === undefined || seen.has(key)) return false;
      seen.add(key);
    }
    return true;
  });
}

/** Whether a field can take part in telling the elements of a list apart. @param field name of the list in its parent */
export function canIdentify(field: string, entry: string): boolean {
  const candidates = Object.hasOwn(LIST_KEYS, field) ? LIST_KEYS[field]! : BY_NAME;
  return candidates.some((fields) => fields.includes(entry));
}

/** `name=api`, or `port=80,protocol=TCP`; `undefined` when a key is not a scalar. Fields that the element lacks are left out. */
export function elementKey(fields: readonly string[], element: Record<string, unknown>): string | undefined {
  const parts: string[] = [];
  for (const field of fields) {
    const value = element[field];
    if (value === undefined) continue;
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    parts.push(`${field}=${value}`);
  }
  return parts.join(',');
}

/** Appends a map key to a path; keys with dots or brackets are written as `["app.kubernetes.io/name"]`. */
export function childPath(path: string, key: string): string {
  if (/[.[\]"=,\s]/.test(key) || key === '') return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
