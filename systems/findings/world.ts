/** What assertions look at: the objects of each environment, and files of the repository. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readBlock } from '../../src/inputs/manifests/block';
import { ROOT, SYSTEMS, type Change, type Place } from './answers';
import { put, select } from './places';

export interface Manifest {
  readonly file: string;
  readonly json: Record<string, unknown>;
}

export interface World {
  readonly environments: ReadonlyMap<string, readonly Manifest[]>;
  readonly files: ReadonlyMap<string, unknown>;
}

const worlds = new Map<string, World>();

/** What is committed below `dist/`. */
export function committed(system: string): World {
  return readOnce(join(ROOT, 'dist', system), [], (text) => [readBlock(text) ?? parse(text)]);
}

/** The manifests as the audit found them. */
export function asFound(system: string): World {
  return readOnce(join(SYSTEMS, system, 'as-found'), ['programs'], (text) =>
    parseAllDocuments(text).map((document): unknown => document.toJS()),
  );
}

/** The documents of a file. What we wrote ourselves is read ten times faster by the reader of the audit. */
type Read = (text: string) => readonly unknown[];

function readOnce(folder: string, except: readonly string[], read: Read): World {
  let world = worlds.get(folder);
  if (world === undefined)
    worlds.set(folder, (world = { environments: environmentsIn(folder, except, read), files: new Map() }));
  return world;
}

function environmentsIn(
  folder: string,
  except: readonly string[],
  read: Read,
): ReadonlyMap<string, readonly Manifest[]> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !except.includes(entry.name),
  );
  return new Map(names.map(({ name }) => [name, manifestsIn(join(folder, name), read)]));
}

function manifestsIn(folder: string, read: Read): readonly Manifest[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return files.flatMap((file) =>
    read(readFileSync(join(folder, file), 'utf8')).map((json) => ({ file, json: json as Manifest['json'] })),
  );
}

export function nameOf({ json }: Manifest): string {
  return `${String(json.kind)}/${String((json.metadata as { name?: unknown } | undefined)?.name)}`;
}

/** @param object `Kind/name`, `Kind/*` or `*` @param having a path at which there is something in each of them */
export function objectsNamed(
  manifests: readonly Manifest[],
  object: string,
  environment: string,
  having?: string,
): readonly Manifest[] {
  const wanted = object.replaceAll('<environment>', environment);
  const named = manifests.filter(
    (manifest) =>
      wanted === '*' ||
      (wanted.endsWith('/*') ? nameOf(manifest).startsWith(wanted.slice(0, -1)) : nameOf(manifest) === wanted),
  );
  return having === undefined ? named : named.filter(({ json }) => select(json, fill(having, environment)).length > 0);
}

const committedFiles = new Map<string, unknown>();

/** A file of the repository: parsed when it is YAML, else its text. */
export function fileIn(world: World, file: string): unknown {
  if (world.files.has(file)) return world.files.get(file);
  if (!committedFiles.has(file)) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    committedFiles.set(file, /\.ya?ml$/.test(file) ? (parse(text) as unknown) : text);
  }
  return committedFiles.get(file);
}

/** A copy in which one environment has the defect. The files of the repository are changed for all of them. */
export function changed(
  world: World,
  environment: string,
  changes: readonly Change[],
  { object, having, file, path }: Place,
): World {
  let manifests = [...(world.environments.get(environment) ?? [])];
  const files = new Map(world.files);
  for (const change of changes) {
    if (change.add !== undefined) {
      manifests.push({ file: 'added.yaml', json: fill(change.add, environment) });
      continue;
    }
    const targetFile = fill(change.file ?? (change.object === undefined ? file : undefined), environment);
    const at = fill(change.path ?? path ?? '', environment);
    const value = fill(change.value ?? null, environment);
    if (targetFile !== undefined) {
      const content = copy(fileIn({ ...world, files }, targetFile));
      if (typeof content === 'string') files.set(targetFile, String(value ?? ''));
      else {
        put(content as object, at, value);
        files.set(targetFile, content);
      }
      continue;
    }
    const [target] = objectsNamed(
      manifests,
      change.object ?? object ?? '*',
      environment,
      change.object === undefined ? having : undefined,
    );
    if (target === undefined) throw new Error(`there is no ${change.object ?? object} in ${environment} to change`);
    if (at === '') {
      manifests = manifests.filter((manifest) => manifest !== target);
      continue;
    }
    // A copy of the one object: those that stay the same objects are not inspected again.
    const defective = { ...target, json: copy(target.json) };
    put(defective.json, at, value);
    manifests = manifests.map((manifest) => (manifest === target ? defective : manifest));
  }
  return { environments: new Map([...world.environments, [environment, manifests]]), files };
}

/** Of data alone. `structuredClone` would make objects of another realm under jest, which parity takes for no maps at all. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Text with the name of the environment, at any depth. */
export function fill<T>(value: T, environment: string): T {
  if (typeof value === 'string') return value.replaceAll('<environment>', environment) as T;
  if (Array.isArray(value)) return value.map((element: unknown) => fill(element, environment)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, fill(element as unknown, environment)]),
  ) as T;
}
