/**
 * What a clean check found, kept for the next one: while everything that it depends on has the same content, the app need not run
 * again. Whatever cannot be told, such as a stamp that is damaged, means that it does.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Witnessed } from '../../witness';
import { cachePath } from '../../emit/cache';
import { writeFileAtomically } from '../write-file';
import { fingerprint } from './fingerprint';

const FORMAT = 1;
/** Variables that shells and terminals change from one command to the next, and that no program depends on. */
const IDLE = new Set(['_', 'COLUMNS', 'LINES', 'OLDPWD', 'SHLVL']);

/** Milliseconds by which the clock of a file system may be late. */
const COARSE = 100;

interface Stamp<T> {
  /** Of the project. */
  readonly project: string;
  /** Of the modules that lie elsewhere. */
  readonly rest: string;
  readonly files: readonly string[];
  readonly result: T;
}

/** What a whole check depended on, as it turned out. */
export interface Dependencies {
  readonly witnessed: Witnessed | undefined;
  /** Folders that were compared, absolute. */
  readonly compared: readonly string[];
}

export class Memory<T> {
  private readonly root: string;
  /** Where the stamp is kept; without a folder of packages there is no place that is surely nobody's source. */
  private readonly file: string | undefined;
  /** Of the project, and when: before anything ran. */
  private before: string | undefined;
  private began = 0;

  /**
   * @param root folder of the project
   * @param folders others that are looked at, absolute: the answer belongs to these
   */
  constructor(
    root: string,
    private readonly folders: readonly string[],
  ) {
    this.root = realpathSync(root);
    this.file = cachePath(this.root, 'check', [this.root, __filename, ...folders]);
  }

  /** @returns what `keep` was last given, when a check would come to the same */
  recall(): T | undefined {
    if (this.file === undefined) return undefined;
    this.began = Date.now();
    this.before = this.ofProject();
    const stamp = this.read();
    if (stamp === undefined || this.before === undefined || stamp.project !== this.before) return undefined;
    return ofModules(stamp.files) === stamp.rest ? stamp.result : undefined;
  }

  /** Keeps a result for the next time, unless what it depends on cannot all be told. */
  keep(result: T, { witnessed, compared }: Dependencies): void {
    if (this.file === undefined || this.before === undefined || witnessed?.modules === undefined) return;
    if (witnessed.node !== process.execPath || witnessed.beyond.length > 0) return;
    if (!compared.every((folder) => this.covers(folder) || this.folders.includes(folder))) return;
    const files = [...new Set([...witnessed.modules, ...Object.keys(require.cache)])]
      .filter((file) => !this.covers(file))
      .sort();
    const rest = ofModules(files);
    // What changed meanwhile was perhaps read before, perhaps after.
    if (
      rest === undefined ||
      this.ofProject() !== this.before ||
      files.some((file) => statSync(file).ctimeMs > this.began - COARSE)
    )
      return;
    const stamp: Stamp<T> = { project: this.before, rest, files, result };
    const text = JSON.stringify(stamp);
    try {
      writeFileAtomically(dirname(this.file), basename(this.file), `${digest(text)}\n${text}`);
    } catch {
      // A folder that cannot be written to holds no stamp.
    }
  }

  forget(): void {
    try {
      if (this.file !== undefined) rmSync(this.file, { force: true });
    } catch {
      // What cannot be removed is judged by its content.
    }
  }

  private ofProject(): string | undefined {
    const { version } = require('../../../package.json') as { version: string };
    const machine = [hostname(), process.execPath, process.version, process.arch];
    const variables = Object.entries(process.env)
      .filter(([name]) => !IDLE.has(name))
      .map(([name, value]) => `${name}=${value}`)
      .sort();
    return fingerprint({
      facts: [String(FORMAT), version, ...machine, ...variables],
      folders: [this.root, ...this.folders],
      packages: above(this.root)
        .map((folder) => join(folder, 'node_modules'))
        .filter((folder) => existsSync(folder)),
      files: [],
    });
  }

  /** Whether it is read with the project. */
  private covers(path: string): boolean {
    const parts = relative(this.root, resolve(path)).split(sep);
    return parts[0] !== '..' && !parts.includes('node_modules') && !parts.includes('.git');
  }

  private read(): Stamp<T> | undefined {
    if (this.file === undefined) return undefined;
    try {
      const [sum, text = ''] = readFileSync(this.file, 'utf8').split('\n');
      return sum === digest(text) ? (JSON.parse(text) as Stamp<T>) : undefined;
    } catch {
      return undefined;
    }
  }
}

function ofModules(files: readonly string[]): string | undefined {
  return fingerprint({ facts: [], folders: [], packages: [], files });
}

/** The folders that hold it. Modules are looked for in theirs, too. */
function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...above(parent)];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
