/** The path of an object's file in the directory of an environment. */
import { createHash } from 'node:crypto';

export interface PlacedObject {
  /** Folder: the app that the object belongs to. */
  readonly app: string;
  /** API group without version; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** `undefined` when it varies between environments: the construct's id takes its place. */
  readonly name: string | undefined;
  /** `undefined` for cluster-scoped kinds, and when it varies between environments. */
  readonly namespace?: string | undefined;
  /** Id of the construct, unique among the objects that share all of the above. */
  readonly id: string;
}

/** Longest file name in bytes. File systems allow 255; archives and encrypting ones less. */
const LONGEST_NAME = 200;
const EXTENSION = '.yaml';

/**
 * Paths such as `api/Deployment-api.yaml`, aligned with the objects and independent of their order. The group
 * (`Kind.group-name`) and the namespace (`Kind-name@namespace`) are added to those objects only that would otherwise share a
 * path, also on file systems that ignore case; when these do not tell them apart, a hash of the object's identity is.
 * Two objects that agree in every property get the same path.
 */
export function filePaths(objects: readonly PlacedObject[]): string[] {
  const paths = objects.map((object) => pathOf(object, false, false));
  for (const clash of clashes(paths)) {
    const group = differ(clash.map((index) => objects[index]!.group));
    for (const index of clash) {
      const object = objects[index]!;
      const siblings = clash.map((other) => objects[other]!).filter((other) => other.group === object.group);
      paths[index] = pathOf(object, group, differ(siblings.map(({ namespace }) => namespace)));
    }
  }
  for (const clash of clashes(paths)) {
    for (const index of clash)
      paths[index] = withHash(paths[index]!.slice(0, -EXTENSION.length), identity(objects[index]!));
  }
  return paths;
}

function pathOf(object: PlacedObject, withGroup: boolean, withNamespace: boolean): string {
  const group = withGroup && object.group !== '' ? `.${escapeName(object.group)}` : '';
  const namespace = withNamespace && object.namespace !== undefined ? `@${escapeName(object.namespace)}` : '';
  const name = `${escapeName(object.kind)}${group}-${escapeName(object.name ?? object.id)}${namespace}`;
  const path = `${escapeFolder(object.app)}/${name}`;
  return name.length + EXTENSION.length > LONGEST_NAME ? withHash(path, path) : path + EXTENSION;
}

/** Cuts the file name where it would get too long; `~` occurs in no escaped name. */
function withHash(path: string, hashed: string): string {
  const hash = `~${createHash('sha256').update(hashed).digest('hex').slice(0, 10)}${EXTENSION}`;
  const slash = path.indexOf('/');
  return path.slice(0, slash + 1 + LONGEST_NAME - hash.length) + hash;
}

function identity({ app, group, kind, name, namespace, id }: PlacedObject): string {
  return JSON.stringify([app, group, kind, name ?? null, namespace ?? null, id]);
}

/** Indices of paths that are one file where case does not count. */
function clashes(paths: readonly string[]): number[][] {
  const byPath = new Map<string, number | number[]>();
  paths.forEach((path, index) => {
    const folded = path.toLowerCase();
    const seen = byPath.get(folded);
    if (seen === undefined) byPath.set(folded, index);
    else if (typeof seen === 'number') byPath.set(folded, [seen, index]);
    else seen.push(index);
  });
  return [...byPath.values()].filter((indices) => typeof indices !== 'number');
}

function differ(values: readonly (string | undefined)[]): boolean {
  return values.some((value) => value !== values[0]);
}

/**
 * `system:reader` becomes `system__reader`;
 * any other character that a file name should not have, `_<its hex code>_`. Reversible.
 */
function escapeName(name: string): string {
  if (/^[A-Za-z0-9.-]*$/.test(name)) return name;
  return name.replace(/[^A-Za-z0-9.-]/gu, (character) => (character === ':' ? '__' : hexadecimal(character)));
}

/** A folder is neither empty nor hidden, nor does it lead upwards. */
function escapeFolder(name: string): string {
  const escaped = escapeName(name);
  if (escaped === '') return '_';
  const visible = escaped.startsWith('.') ? `${hexadecimal('.')}${escaped.slice(1)}` : escaped;
  return visible.length > LONGEST_NAME ? withHash(`/${visible}`, visible).slice(1, -EXTENSION.length) : visible;
}

function hexadecimal(character: string): string {
  return `_${character.codePointAt(0)!.toString(16)}_`;
}
