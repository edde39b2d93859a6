/** What was read, as environments: by what the command line says, else by the names of folders and files. */
import { append, obtain } from '../../model/append';
import { posix } from 'node:path';
import { identityOf, type AuditedObject } from './audited';
import { rankOf } from '../../inspect/parity/environment-names';
import { isShared, recognise, recogniseFile } from './names';

export interface Unit {
  /** Name of the environment; of a part of it where several systems in it define the same objects. */
  readonly name: string;
  /** `undefined` where nothing says that it is an environment. */
  readonly environment: string | undefined;
  /** Folder of the system; empty for the whole. */
  readonly system: string;
  readonly objects: readonly AuditedObject[];
}

/** Name of the unit if there are no environments. */
export const WHOLE = 'the files';

/** @returns environments in the order in which changes reach them, then what belongs to none */
export function unitsOf(objects: readonly AuditedObject[]): readonly Unit[] {
  const placed = place(objects);
  const groups = new Map<string, { environment: string | undefined; system: string; objects: AuditedObject[] }>();
  for (const { environment, system, object } of placed) {
    const key = JSON.stringify([environment, system]);
    obtain(groups, key, () => ({ environment, system, objects: [] })).objects.push(object);
  }
  const environments = [...new Set([...groups.values()].flatMap(({ environment }) => environment ?? []))].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1),
  );
  const units = environments.flatMap((environment): Unit[] => {
    const own = [...groups.values()].filter((group) => group.environment === environment);
    const all = own.flatMap((group) => group.objects);
    if (own.length === 1 || !clash(all)) return [{ name: environment, environment, system: '', objects: all }];
    return own.map(({ system, objects: part }) => ({
      name: `${system === '' ? '.' : system}:${environment}`,
      environment,
      system,
      objects: part,
    }));
  });
  const rest = [...groups.values()]
    .filter(({ environment }) => environment === undefined)
    .flatMap((group) => group.objects);
  const parts = rest.length === 0 ? [] : split(rest, '');
  return [
    ...units,
    ...parts.map((part) => ({
      name: part.folder === '' ? WHOLE : part.folder,
      environment: undefined,
      system: part.folder,
      objects: part.objects,
    })),
  ];
}

interface Placed {
  readonly environment: string | undefined;
  readonly system: string;
  readonly object: AuditedObject;
}

function place(objects: readonly AuditedObject[]): readonly Placed[] {
  const folders = new Map<string, { environment: string; system: string } | undefined>();
  const byFolder = objects.map((object) => {
    if (object.named !== undefined) return { environment: object.named, system: '' };
    const folder = posix.dirname(object.folder);
    if (!folders.has(folder)) folders.set(folder, recognise(folder));
    return folders.get(folder);
  });
  const byFile = environmentsOfFiles(objects.filter((_, index) => byFolder[index] === undefined));
  const recognised = objects.map((object, index) => byFolder[index] ?? byFile.get(object.folder));
  const systems = new Map<string, Set<string>>();
  for (const one of recognised)
    if (one !== undefined) obtain(systems, one.system, () => new Set()).add(one.environment);
  const everywhere = new Set([...systems.values()].flatMap((names) => (names.size > 1 ? [...names] : [])));
  return objects.flatMap((object, index): Placed[] => {
    const one = recognised[index];
    // a single folder `test` or `dev` is a directory, not an environment; two sibling directories are
    if (
      one !== undefined &&
      (object.named !== undefined || systems.get(one.system)!.size > 1 || everywhere.has(one.environment))
    )
      return [{ ...one, object }];
    const shared = sharedWith(object, systems);
    if (shared === undefined) return [{ environment: undefined, system: '', object }];
    return [...systems.get(shared)!].map((environment) => ({ environment, system: shared, object }));
  });
}

/** Environments recognized by file names, if two files of one directory indicate different ones. */
function environmentsOfFiles(
  objects: readonly AuditedObject[],
): ReadonlyMap<string, { environment: string; system: string }> {
  const byFolder = new Map<string, Map<string, string>>();
  for (const { folder } of objects) {
    const environment = recogniseFile(posix.basename(folder));
    if (environment === undefined) continue;
    const system = posix.dirname(folder);
    obtain(byFolder, system, () => new Map()).set(folder, environment);
  }
  const environments = new Map<string, { environment: string; system: string }>();
  for (const [folder, files] of byFolder) {
    if (new Set(files.values()).size < 2) continue;
    for (const [file, environment] of files)
      environments.set(file, { environment, system: folder === '.' ? '' : folder });
  }
  return environments;
}

/** The system to whose environments a plain `base` or `common` folder belongs. */
function sharedWith({ folder }: AuditedObject, systems: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const parts = folder.split('/').slice(0, -1);
  const index = parts.findIndex(isShared);
  if (index < 0) return undefined;
  const above = parts.slice(0, index);
  const candidates = [above.join('/'), above.slice(0, -1).join('/')];
  return candidates.find((system) => (systems.get(system)?.size ?? 0) > 1);
}

/** Whether two folders define one object: they are not meant for one place. */
function clash(objects: readonly AuditedObject[]): boolean {
  const folders = new Map<string, string>();
  return objects.some((object) => {
    const folder = posix.dirname(object.folder);
    const id = identityOf(object);
    const before = folders.get(id);
    if (before === undefined) folders.set(id, folder);
    return before !== undefined && before !== folder;
  });
}

/** Folders that define the same objects are looked at one by one. */
function split(
  objects: readonly AuditedObject[],
  folder: string,
): { readonly folder: string; readonly objects: readonly AuditedObject[] }[] {
  if (!clash(objects)) return [{ folder, objects }];
  const parts = new Map<string, AuditedObject[]>();
  for (const object of objects) {
    const below = object.folder.slice(folder === '' ? 0 : folder.length + 1);
    const slash = below.indexOf('/');
    const name = slash < 0 ? '' : below.slice(0, slash);
    append(parts, name, object);
  }
  if (parts.size === 1 && parts.has('')) return [{ folder, objects }];
  return [...parts].flatMap(([name, own]) =>
    name === '' ? [{ folder, objects: own }] : split(own, folder === '' ? name : `${folder}/${name}`),
  );
}
