/** Which folders are kustomizations, which of them are bases of others, and which files they use. */
import { posix } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../../model/json';

export interface Kustomization {
  /** Folder, as findings name it. */
  readonly folder: string;
  readonly file: string;
  readonly component: boolean;
  /** Folders of others and files that it names, as findings would name them. */
  readonly uses: readonly string[];
}

const FILE = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

export function isKustomization(shown: string): boolean {
  return FILE.test(shown);
}

/** @returns `undefined` if it is not a YAML map: the build reports more about that */
export function readKustomization(shown: string, text: string): Kustomization {
  const folder = posix.dirname(shown);
  let content: unknown;
  try {
    content = parse(text, { logLevel: 'error', uniqueKeys: false, maxAliasCount: 1000 });
  } catch {
    content = undefined;
  }
  const uses = new Set<string>();
  collect(content, (name) => uses.add(posix.normalize(posix.join(folder, name))));
  return { folder, file: shown, component: isObject(content) && content.kind === 'Component', uses: [...uses] };
}

/** Every text that may name a file or directory; other text does no harm. */
function collect(node: unknown, add: (name: string) => void): void {
  if (typeof node === 'string') {
    if (node.length < 300 && !/\s/.test(node) && !node.includes('://'))
      add(node.includes('=') ? node.slice(node.indexOf('=') + 1) : node);
  } else if (Array.isArray(node)) node.forEach((one) => collect(one, add));
  else if (isObject(node)) Object.values(node).forEach((one) => collect(one, add));
}

/** Kustomizations that are neither a base of another one nor a component: those that people build. */
export function builtByThemselves(all: readonly Kustomization[]): readonly Kustomization[] {
  const used = new Set(all.flatMap(({ folder, uses }) => uses.filter((name) => name !== folder)));
  return all.filter(({ folder, component }) => !component && !used.has(folder));
}

/** Folders of a kustomization and of all that it is built on. */
export function foldersOf(root: Kustomization, all: readonly Kustomization[]): ReadonlySet<string> {
  const byFolder = new Map(all.map((one) => [one.folder, one]));
  const found = new Set<string>();
  const queue = [root.folder];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    queue.push(...(byFolder.get(folder)?.uses ?? []).filter((name) => byFolder.has(name)));
  }
  return found;
}
