/** Compares a folder on disk with what should be in it. Every file is read once; times are not looked at, links not followed. */
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

export type Difference =
  /** A file, or with `files` a whole folder with so many of them: the topmost one represents everything in it. */
  | { readonly kind: 'missing' | 'unexpected'; readonly path: string; readonly files?: number }
  /** Something else stands where a file or folder should be, or a link or device where nothing should be. */
  | {
      readonly kind: 'wrong-type';
      readonly path: string;
      readonly is: string;
      readonly wanted: 'file' | 'folder' | undefined;
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | { readonly kind: 'differs'; readonly path: string; readonly committed: Buffer; readonly wanted: string };

/** The content of each file, and below each folder what it has. */
type Tree = Map<string, Tree | string>;

/**
 * @param root absolute; that it is a link to a folder is fine
 * @param files contents by path below it, with `/` between the parts
 * @returns differences in the order of their paths; one for the whole folder (path `''`) when there is nothing in it
 */
export function compareFolder(root: string, files: Iterable<readonly [path: string, text: string]>): Difference[] {
  const tree = treeOf(files);
  const rootStat = statSync(root, { throwIfNoEntry: false });
  if (rootStat !== undefined && !rootStat.isDirectory()) {
    return [{ kind: 'wrong-type', path: '', is: 'a file', wanted: 'folder' }];
  }
  if (rootStat === undefined || !hasFiles(root))
    return tree.size === 0 ? [] : [{ kind: 'missing', path: '', files: size(tree) }];
  return compareLevel(root, '', tree).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compareLevel(root: string, folder: string, wanted: Tree): Difference[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    return [{ kind: 'unreadable', path: folder, reason: reasonOf(error) }];
  }
  const prefix = folder === '' ? '' : `${folder}/`;
  const missing = new Map(wanted);
  const differences: Difference[] = [];
  for (const entry of entries) {
    const path = prefix + entry.name;
    const expected = wanted.get(entry.name);
    missing.delete(entry.name);
    if (entry.isFile() && typeof expected === 'string') differences.push(...compareFile(root, path, expected));
    else if (entry.isDirectory() && expected instanceof Map) differences.push(...compareLevel(root, path, expected));
    else differences.push(...misplaced(root, path, entry, expected));
  }
  for (const [name, expected] of missing) {
    const path = prefix + name;
    differences.push({ kind: 'missing', path, ...(expected instanceof Map && { files: size(expected) }) });
  }
  return differences;
}

function misplaced(root: string, path: string, entry: Dirent, expected: Tree | string | undefined): Difference[] {
  const wanted = expected === undefined ? undefined : typeof expected === 'string' ? 'file' : 'folder';
  const plain = entry.isFile() || entry.isDirectory();
  if (wanted !== undefined || !plain) return [{ kind: 'wrong-type', path, is: typeOf(entry), wanted }];
  if (entry.isFile()) return [{ kind: 'unexpected', path }];
  // git keeps no empty folders: they are in no commit.
  const files = countFiles(join(root, path));
  return files === 0 ? [] : [{ kind: 'unexpected', path, files }];
}

function compareFile(root: string, path: string, wanted: string): Difference[] {
  try {
    const committed = readFileSync(`${root}/${path}`);
    return committed.equals(Buffer.from(wanted)) ? [] : [{ kind: 'differs', path, committed, wanted }];
  } catch (error) {
    return [{ kind: 'unreadable', path, reason: reasonOf(error) }];
  }
}

function typeOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isDirectory()) return 'a directory';
  return entry.isFile() ? 'a file' : 'a device, pipe or socket';
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? String(error));
}

function treeOf(files: Iterable<readonly [path: string, text: string]>): Tree {
  const root: Tree = new Map();
  for (const [path, text] of files) {
    const parts = path.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      let below = folder.get(part);
      if (!(below instanceof Map)) folder.set(part, (below = new Map()));
      folder = below;
    }
    folder.set(parts.at(-1)!, text);
  }
  return root;
}

function size(tree: Tree): number {
  return [...tree.values()].reduce<number>((sum, entry) => sum + (typeof entry === 'string' ? 1 : size(entry)), 0);
}

/** Everything except directories; a directory that cannot be read counts as a file. */
function countFiles(folder: string): number {
  const count = (entry: Dirent) => (entry.isDirectory() ? countFiles(join(folder, entry.name)) : 1);
  return entriesOf(folder)?.reduce((sum, entry) => sum + count(entry), 0) ?? 1;
}

function hasFiles(folder: string): boolean {
  return entriesOf(folder)?.some((entry) => !entry.isDirectory() || hasFiles(join(folder, entry.name))) ?? true;
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
