/**
 * Brings the output folder to exactly a given state. The folder is ours as a whole: what is not in the given files is
 * removed. Folders and files get the modes that the umask gives; git records nothing but the executable bit.
 */
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** By path below the output folder, with `/` between its parts: `shop/prod/api/Deployment-api.yaml`. */
export type Files = ReadonlyMap<string, string>;

/** How many files were written, left alone because they had the content already, and removed. */
export interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Changes the folder in place, file by file. Unchanged files are not touched. For a directory that its caller protects,
 * such as that of `cdk8s synth`; call `refuseOutdir` first.
 */
export function writeInPlace(outdir: string, files: Files, kept?: string): Written {
  const root = resolveRoot(outdir);
  const wanted = folders(files);
  const plan = compare(root, wanted);
  for (const path of plan.remove) rmSync(join(root, path), { recursive: true, force: true });
  if (kept !== undefined && plan.write.length > 0 && bringUpToDate(kept, wanted)) {
    mkdirSync(root, { recursive: true });
    keepFiles(kept, root, plan.write);
  } else {
    writeFiles(root, plan.write);
  }
  return { written: plan.write.length, unchanged: plan.unchanged.length, removed: plan.removed };
}

/** What differs is made anew, so that a file of the output that it is a link to stays as it is. @returns whether it could be done */
function bringUpToDate(kept: string, wanted: Folders): boolean {
  try {
    const { remove, write } = compare(kept, wanted);
    for (const path of [...remove, ...write.map((file) => file.path)])
      rmSync(`${kept}/${path}`, { recursive: true, force: true });
    writeFiles(kept, write);
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes the complete state into a directory next to the output directory and then swaps the two, so that a crash leaves either the
 * old or the new state. Between the two renames of the swap there is a moment without either; the next run, or
 * `recover`, puts the old one back. Unchanged files keep their inode and times. Call `refuseOutdir` first.
 */
export function writeSwapped(outdir: string, files: Files): Written {
  recover(outdir);
  const root = resolveRoot(outdir);
  const plan = compare(root, folders(files));
  const result = { written: plan.write.length, unchanged: plan.unchanged.length, removed: plan.removed };
  if (plan.write.length === 0 && plan.remove.length === 0 && existsSync(root)) return result;

  const staging = besides(root, process.pid, 'new');
  const old = besides(root, process.pid, 'old');
  try {
    mkdirSync(staging, { recursive: true });
    writeFiles(staging, plan.write);
    keepFiles(root, staging, plan.unchanged);
    if (existsSync(root)) renameSync(root, old);
    try {
      renameSync(staging, root);
    } catch (error) {
      if (existsSync(old)) renameSync(old, root);
      throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (existsSync(root)) rmSync(old, { recursive: true, force: true });
  }
  return result;
}

/** Cleans up after runs that crashed: puts the old state back where a swap was interrupted, and removes what they staged. */
export function recover(outdir: string): void {
  const root = resolveRoot(outdir);
  const parent = dirname(root);
  if (!existsSync(parent)) return;
  const leftover = new RegExp(`^\\.${escapeRegExp(basename(root))}\\.lockstep-(\\d+)-(new|old)$`);
  for (const name of readdirSync(parent).sort()) {
    const match = leftover.exec(name);
    if (match === null || isRunning(Number(match[1]))) continue;
    const path = join(parent, name);
    if (match[2] === 'old' && !existsSync(root)) renameSync(path, root);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** By directory (empty for the top), its entries. */
type Folders = ReadonlyMap<string, Folder>;
type Folder = Map<string, 'folder' | File>;

interface File {
  /** Below the output folder. */
  readonly path: string;
  /** Length of the part of the path that is its folder. */
  readonly folder: number;
  readonly text: string;
}

interface Plan {
  readonly write: File[];
  readonly unchanged: File[];
  /** Topmost first: a directory represents everything in it. */
  readonly remove: string[];
  /** Files and links below what is removed. */
  removed: number;
}

/** @throws when a path leads elsewhere, or is to be both a file and a folder; before anything is written */
function folders(files: Files): Folders {
  const all = new Map<string, Folder>([['', new Map()]]);
  const folderAt = (path: string): Folder => {
    const known = all.get(path);
    if (known !== undefined) return known;
    const folder: Folder = new Map();
    all.set(path, folder);
    add(path, lastSlash(path), 'folder');
    return folder;
  };
  const add = (path: string, slash: number, entry: 'folder' | File): void => {
    const parent = folderAt(path.slice(0, slash));
    const name = path.slice(slash === 0 ? 0 : slash + 1);
    if (parent.has(name)) throw new Error(`BUG: "${path}" would be both a file and a directory.`);
    parent.set(name, entry);
  };
  for (const [path, text] of files) {
    refuseElsewhere(path);
    const folder = lastSlash(path);
    add(path, folder, { path, folder, text });
  }
  return all;
}

/** Where the directory of a path ends: 0 at the top. */
function lastSlash(path: string): number {
  return Math.max(0, path.lastIndexOf('/'));
}

/** @throws when a path leads out of the output folder */
export function refuseElsewhere(path: string): void {
  if (!BELOW.test(path)) throw new Error(`BUG: "${path}" is not a path in the output directory.`);
}

/** Parts between single slashes, none of which is empty, `.` or `..`, or has a character that ends or divides paths elsewhere. */
const BELOW = /^(?!\.{1,2}(?:\/|$))[^/\\\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0]+)*$/;

/** Links are never followed: one that stands where a file or folder is wanted is removed like anything not wanted. */
function compare(root: string, wanted: Folders): Plan {
  const plan: Plan = { write: [], unchanged: [], remove: [], removed: 0 };
  const visit = (folder: string, exists: boolean): void => {
    const entries = wanted.get(folder)!;
    const prefix = folder === '' ? '' : `${folder}/`;
    const there = new Set<string>();
    for (const found of exists ? readdirSync(join(root, folder), { withFileTypes: true }) : []) {
      const path = prefix + found.name;
      const entry = entries.get(found.name);
      if (entry === 'folder' && found.isDirectory()) {
        there.add(found.name);
        visit(path, true);
      } else if (typeof entry === 'object' && found.isFile()) {
        there.add(found.name);
        (hasContent(`${root}/${path}`, entry.text) ? plan.unchanged : plan.write).push(entry);
      } else {
        plan.remove.push(path);
        plan.removed += found.isDirectory() ? countFiles(join(root, path)) : 1;
      }
    }
    for (const [name, entry] of entries) {
      if (there.has(name)) continue;
      if (entry === 'folder') visit(prefix + name, false);
      else plan.write.push(entry);
    }
  };
  visit('', existsSync(root));
  return plan;
}

function hasContent(path: string, text: string): boolean {
  return readFileSync(path).equals(Buffer.from(text));
}

function countFiles(folder: string): number {
  let count = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    count += entry.isDirectory() ? countFiles(join(folder, entry.name)) : 1;
  }
  return count;
}

function writeFiles(root: string, files: readonly File[]): void {
  mkdirSync(root, { recursive: true });
  inFolders(root, files, ({ path, text }) => writeFileSync(`${root}/${path}`, text));
}

/** Links cost no copy and keep times. Where the file system has none, the file is written again. */
function keepFiles(from: string, to: string, files: readonly File[]): void {
  inFolders(to, files, ({ path }) => {
    try {
      linkSync(`${from}/${path}`, `${to}/${path}`);
    } catch {
      writeFileSync(join(to, path), readFileSync(join(from, path)));
    }
  });
}

/** Files of one folder follow each other, so that each is made once. */
function inFolders(root: string, files: readonly File[], act: (file: File) => void): void {
  let made = '';
  for (const file of files) {
    const { path, folder } = file;
    if (folder !== made.length || !path.startsWith(made)) {
      made = path.slice(0, folder);
      mkdirSync(`${root}/${made}`, { recursive: true });
    }
    act(file);
  }
}

/** If the output directory is a symbolic link, its target is changed. */
function resolveRoot(outdir: string): string {
  return existsSync(outdir) && lstatSync(outdir).isSymbolicLink()
    ? realpathSync(outdir)
    : outdir.replace(/(?<=.)\/+$/, '');
}

function besides(root: string, pid: number, state: 'new' | 'old'): string {
  return join(dirname(root), `.${basename(root)}.lockstep-${pid}-${state}`);
}

/** Another process; one with our own number is gone, since we have it now. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
