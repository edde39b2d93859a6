/** The declared differences as `proof/<platform>/matrix.yaml` has them, and objects as it looks at them. */
import { fingerprint } from '../../emit/proof';
import { judgeParity } from '../../inspect/parity';
import type { InspectedEnvironment, InspectedObject } from '../../inspect/types';
import { isObject, type Json, type JsonObject } from '../../model/json';
import type { Finding } from '../../model/finding';
import type { MatrixEntry, MatrixOrigin } from '../../model/matrix';

const NAMESPACE = 'metadata.namespace';
const SEALED = /(?:^|\/)SealedSecret[.-]/;

/** Objects of one environment, by file below its folder. */
export type Objects = ReadonlyMap<string, Json>;

/**
 * Law 2 on committed files alone: nobody is asked but the files.
 * @param matrix text of the file
 * @returns `undefined` when the matrix cannot be read
 */
export function undeclaredIn(platform: string, environments: ReadonlyMap<string, Objects>, matrix: string): readonly Finding[] | undefined {
  const inspected = [...environments].map(([environment, objects]): InspectedEnvironment => ({
    platform,
    environment,
    objects: [...objects].flatMap(([file, own]): InspectedObject[] => (isObject(own) ? [{ file, json: own as JsonObject }] : [])),
    provided: [],
  }));
  return undeclaredAmong(inspected, matrix);
}

/**
 * @param environments named as the matrix names them, files below the folder of each
 * @param matrix text of the file
 * @returns `undefined` when the matrix cannot be read
 */
export function undeclaredAmong(environments: readonly InspectedEnvironment[], matrix: string): readonly Finding[] | undefined {
  const { parse } = require('yaml') as typeof import('yaml');
  let json: unknown;
  try {
    json = parse(matrix, { logLevel: 'error' }) ?? {};
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const names = environments.map(({ environment }) => environment);
  const compared = environments.map((environment): InspectedEnvironment => ({
    ...environment,
    objects: environment.objects.map((object) => ({ ...object, json: comparable(object.file, object.json) })),
  }));
  return judgeParity(compared, entriesOf(json, names, compared));
}

/** The matrix shows sealed values by a fingerprint. */
function comparable(file: string, json: JsonObject): JsonObject {
  const { spec } = json;
  if (!SEALED.test(file) || !isObject(spec) || !isObject(spec.encryptedData)) return json;
  const encryptedData = Object.fromEntries(
    Object.entries(spec.encryptedData).map(([key, value]) => [key, typeof value === 'string' ? `ciphertext ${fingerprint(value)}` : (value as Json)]),
  );
  return { ...json, spec: { ...spec, encryptedData } as JsonObject };
}

function entriesOf(json: Record<string, unknown>, names: readonly string[], environments: readonly InspectedEnvironment[]): readonly MatrixEntry[] {
  const entries: MatrixEntry[] = [];
  for (const [file, slots] of Object.entries(json)) {
    if (file === '*' || !isObject(slots)) continue;
    for (const [path, slot] of Object.entries(slots)) entries.push(...slotEntries(file, path === '(object)' ? '' : path, slot, names));
  }
  const shared = isObject(json['*']) ? json['*'][NAMESPACE] : undefined;
  return isObject(shared) ? [...entries, ...namespaces(shared, names, environments, entries)] : entries;
}

function slotEntries(file: string, path: string, slot: unknown, names: readonly string[]): readonly MatrixEntry[] {
  if (!isObject(slot)) return [];
  if (typeof slot.origin !== 'string' || (!Array.isArray(slot.in) && !isObject(slot.values))) {
    return [{ file, path, origin: 'value', values: names.map((name) => slot[name] as Json | undefined) }];
  }
  const { in: present, values } = slot;
  const origin = slot.origin.split(', ').find((one) => one !== 'presence') as MatrixOrigin | undefined;
  return [
    ...(Array.isArray(present) ? [{ file, path, origin: 'presence' as const, values: names.map((name) => (present.includes(name) ? true : undefined)) }] : []),
    ...(isObject(values) ? [{ file, path, origin: origin ?? 'value', values: names.map((name) => values[name] as Json | undefined) }] : []),
  ];
}

/** Every object in the namespace of its environment has one entry in the matrix, all together. */
function namespaces(
  shared: Record<string, unknown>,
  names: readonly string[],
  environments: readonly InspectedEnvironment[],
  entries: readonly MatrixEntry[],
): readonly MatrixEntry[] {
  const own = new Set(entries.filter(({ path }) => path === NAMESPACE).map(({ file }) => file));
  const values = names.map((name) => shared[name] as Json | undefined);
  const inNamespace = new Map<string, boolean>();
  environments.forEach(({ objects }, index) => {
    for (const { file, json } of objects) {
      const is = isObject(json.metadata) && json.metadata.namespace === values[index];
      inNamespace.set(file, is && inNamespace.get(file) !== false);
    }
  });
  return [...inNamespace].flatMap(([file, is]): MatrixEntry[] => (is && !own.has(file) ? [{ file, path: NAMESPACE, origin: 'value', values }] : []));
}
