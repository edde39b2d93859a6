/** Which platforms, environments and namespaces a project has, as far as its committed files say. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../model/json';
import { readText } from '../inputs/text-file';
import { SECRETS } from '../inputs/sealed';
import { projectModel } from './project-model';

const CERTIFICATES = 'certs';
const DIST = 'dist';

/** Platforms with a folder in `secrets/`, `certs/` or `dist/`, sorted; before there is any, those that the app declares. */
export function knownPlatforms(root: string): readonly string[] {
  const named = union([SECRETS, CERTIFICATES, DIST].map((folder) => folders(join(root, folder))));
  return named.length > 0 ? named : (projectModel(root)?.platforms ?? []).map(({ name }) => name).sort();
}

/** Environments of a platform that have secrets, a certificate or output, sorted. */
export function knownEnvironments(root: string, platform: string): readonly string[] {
  return union([
    folders(join(root, SECRETS, platform)),
    folders(join(root, DIST, platform)),
    certificates(join(root, CERTIFICATES, platform)),
    certificates(join(root, CERTIFICATES)),
    [...environmentNamespaces(root, platform).keys()],
  ]);
}

/**
 * Namespace of each environment, as the last synth wrote it to `proof/<platform>/environments.yaml`; before the first, as the
 * app declares it.
 */
export function environmentNamespaces(root: string, platform: string): ReadonlyMap<string, string> {
  const file = `proof/${platform}/environments.yaml`;
  const { text } = readText(join(root, file), file);
  const namespaces = new Map<string, string>();
  if (text === undefined) {
    const declared = projectModel(root)?.platforms.find(({ name }) => name === platform);
    return new Map(declared?.environments.map(({ name, namespace }) => [name, namespace]));
  }
  const { parse } = require('yaml') as typeof import('yaml');
  const content: unknown = parse(text);
  for (const [environment, attributes] of Object.entries(isObject(content) ? content : {})) {
    if (isObject(attributes) && typeof attributes.namespace === 'string') namespaces.set(environment, attributes.namespace);
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
