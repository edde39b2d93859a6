/** One number for the content of files: it is another when any byte, name or link of them is. Times are not looked at. */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A tree that is larger is not worth reading twice: 20,000 files, 256 MiB. */
const MOST_FILES = 20_000;
const MOST_BYTES = 256 * 1024 * 1024;
/** Where package managers write down what they installed. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];

/** What is to be read. */
export interface Grounds {
  /** Told along with the files. */
  readonly facts: readonly string[];
  /** Everything in them, except for the content of `.git`; of `node_modules`, what is installed. */
  readonly folders: readonly string[];
  /** Folders whose name is `node_modules`: what is installed. */
  readonly packages: readonly string[];
  /** Single files, together with the `package.json` that rules each. */
  readonly files: readonly string[];
}

/** @returns `undefined` when it cannot be told: a file is missing, unreadable or no file at all, or there are too many */
export function fingerprint({ facts, folders, packages, files }: Grounds): string | undefined {
  const reader = new Reader();
  try {
    for (const fact of facts) reader.tell('fact', fact);
    for (const folder of folders) reader.folder(folder);
    for (const folder of packages) reader.installed(folder);
    for (const file of files) reader.file(file);
    for (const file of rulingPackages(files)) reader.file(file);
    return reader.end();
  } catch {
    return undefined;
  }
}

class Reader {
  private readonly hash: Hash = createHash('sha256');
  /** Folders by where they really lie, since links may lead in circles. */
  private readonly seen = new Set<string>();
  private files = 0;
  private bytes = 0;

  end(): string {
    return this.hash.digest('hex');
  }

  /** With its length, so that no two sequences of contents read the same. */
  tell(name: string, content: string | Buffer): void {
    this.hash.update(`${name.length} ${name} ${Buffer.byteLength(content)} `).update(content);
  }

  folder(path: string): void {
    const real = realpathSync(path);
    if (this.seen.has(real)) return this.tell('again', path);
    this.seen.add(real);
    this.tell('folder', path);
    for (const entry of sorted(path)) this.entry(`${path}${sep}${entry.name}`, entry);
  }

  file(path: string): void {
    this.files++;
    this.bytes += statSync(path).size;
    if (this.files > MOST_FILES || this.bytes > MOST_BYTES) throw new RangeError(`${path} is one too many`);
    this.tell(path, readFileSync(path));
  }

  /** The packages by name, where each leads, and what the package manager says of them. */
  installed(path: string): void {
    this.tell('packages', realpathSync(path));
    for (const entry of sorted(path)) {
      if (entry.name.startsWith('.')) continue;
      const own = join(path, entry.name);
      this.tell(own, entry.isSymbolicLink() ? readlinkSync(own) : '');
      if (!entry.name.startsWith('@') || !entry.isDirectory()) continue;
      for (const scoped of sorted(own))
        this.tell(join(own, scoped.name), scoped.isSymbolicLink() ? readlinkSync(join(own, scoped.name)) : '');
    }
    for (const record of INSTALLED) if (existsSync(join(path, record))) this.file(join(path, record));
  }

  private entry(path: string, entry: Dirent): void {
    if (entry.name === 'node_modules') this.installed(path);
    else if (entry.name === '.git') this.tell('repository', path);
    else if (entry.isDirectory()) this.folder(path);
    else if (entry.isFile()) this.file(path);
    else if (entry.isSymbolicLink()) this.link(path);
    else throw new TypeError(`${path} is neither a file nor a folder`);
  }

  private link(path: string): void {
    this.tell(path, readlinkSync(path));
    const target = statSync(path, { throwIfNoEntry: false });
    if (target === undefined) return this.tell('leads nowhere', path);
    if (target.isDirectory()) this.folder(path);
    else if (target.isFile()) this.file(path);
    else throw new TypeError(`${path} is neither a file nor a folder`);
  }
}

function sorted(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The nearest above each: what a package exports decides which of its files are loaded. */
function rulingPackages(files: readonly string[]): readonly string[] {
  const found = new Map<string, string | undefined>();
  const above = (folder: string): string | undefined => {
    if (found.has(folder)) return found.get(folder);
    const file = join(folder, 'package.json');
    const ruling = existsSync(file) ? file : dirname(folder) === folder ? undefined : above(dirname(folder));
    found.set(folder, ruling);
    return ruling;
  };
  return [...new Set(files.map((file) => above(dirname(file))))].filter((file) => file !== undefined);
}
