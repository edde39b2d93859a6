/** Which platforms, environments and namespaces a project has: as the app declares them, else as far as committed files say. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../model/json';
import { readText } from '../inputs/text-file';
import { SECRETS } from '../inputs/sealed';
import { projectModel } from './project-model';

const CERTIFICATES = 'certs';
const DIST = 'dist';

/** Where the names of platforms and environments come from. */
export interface Places {
  /** True when the app said it: then there is nothing else. Files may speak of what was, and are not complete. */
  readonly declared: boolean;
  /** Sorted. */
  readonly platforms: readonly string[];
  /** Sorted. */
  environments(platform: string): readonly string[];
  namespace(platform: string, environment: string): string | undefined;
}

/** What the app declares; where it cannot be run, what the last synth and the folders of the project say. */
export function placesOf(root: string): Places {
  const model = projectModel(root);
  if (model === undefined || model.platforms.length === 0) return committedPlaces(root);
  const byName = new Map(
    model.platforms.map(({ name, environments }) => [
      name,
      new Map(environments.map((own) => [own.name, own.namespace])),
    ]),
  );
  return {
    declared: true,
    platforms: [...byName.keys()].sort(),
    environments: (platform) => [...(byName.get(platform)?.keys() ?? [])].sort(),
    namespace: (platform, environment) => byName.get(platform)?.get(environment),
  };
}

/** Platforms with a folder in `secrets/`, `certs/` or `dist/`; environments that have secrets, a certificate or output. */
export function committedPlaces(root: string): Places {
  return {
    declared: false,
    platforms: union([SECRETS, CERTIFICATES, DIST].map((folder) => folders(join(root, folder)))),
    environments: (platform) =>
      union([
        folders(join(root, SECRETS, platform)),
        folders(join(root, DIST, platform)),
        certificates(join(root, CERTIFICATES, platform)),
        certificates(join(root, CERTIFICATES)),
        [...provenNamespaces(root, platform).keys()],
      ]),
    namespace: (platform, environment) => provenNamespaces(root, platform).get(environment),
  };
}

/** Namespace of each environment, as the last synth wrote it to `proof/<platform>/environments.yaml`. */
function provenNamespaces(root: string, platform: string): ReadonlyMap<string, string> {
  const file = `proof/${platform}/environments.yaml`;
  const { text } = readText(join(root, file), file);
  const namespaces = new Map<string, string>();
  if (text === undefined) return namespaces;
  const { parse } = require('yaml') as typeof import('yaml');
  const content: unknown = parse(text);
  for (const [environment, attributes] of Object.entries(isObject(content) ? content : {})) {
    if (isObject(attributes) && typeof attributes.namespace === 'string')
      namespaces.set(environment, attributes.namespace);
  }
  return namespaces;
}

function folders(path: string): string[] {
  return entries(path)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

function certificates(path: string): string[] {
  return entries(path)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.pem'))
    .map(({ name }) => name.slice(0, -'.pem'.length));
}

function entries(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
