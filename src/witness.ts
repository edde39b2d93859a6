/**
 * What a run reaches for outside of its project. A verb that reuses what a run yielded has to know: what lies in the project, and
 * the modules that were loaded, can be looked at again; what a file elsewhere, another program or the network says cannot.
 */
import childProcess = require('node:child_process');
import fs = require('node:fs');
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Witnessed {
  /** The program that ran it: the absolute path of Node. */
  readonly node: string;
  /** Absolute paths of what was loaded; `undefined` for a program of ES modules, of which Node gives no list. */
  readonly modules: readonly string[] | undefined;
  /** What was reached for outside of the project, in words, and sorted: `/etc/hosts`, `a program (git)`, `a connection`. */
  readonly beyond: readonly string[];
}

const READS =
  /^(?:access|cp|copyFile|createReadStream|exists|lstat|open|openAsBlob|opendir|readFile|readdir|readlink|realpath|stat|statfs|watch|watchFile)(?:Sync)?$/;
const STARTS = /^(?:exec|execFile|fork|spawn)(?:Sync)?$/;
/** Frames of what loads modules: what these read is among the modules. */
const LOADERS =
  /node:internal\/modules\/|[\\/]node_modules[\\/](?:@esbuild|@swc|@swc-node|esbuild|esbuild-register|pirates|ts-node|tsx)[\\/]/;
/** Frames between a call and who made it: those of Node, and those without a file. */
const BETWEEN = /\(node:|at node:|<anonymous>\)?$/;

const beyond = new Set<string>();

/**
 * From now on, what this process reads outside of a folder is told by `witnessed`.
 * @param root absolute
 */
export function watch(root: string): void {
  const roots = [root, fs.realpathSync(root)];
  const reading = (first: unknown): void => {
    const path =
      first instanceof URL
        ? fileURLToPath(first)
        : typeof first === 'string' || Buffer.isBuffer(first)
          ? resolve(String(first))
          : undefined;
    if (path === undefined || isInstalled(path) || roots.some((folder) => isInside(folder, path)) || isLoading())
      return;
    beyond.add(path);
  };
  const starting = (first: unknown): void => {
    if (!isLoading()) beyond.add(`a program (${String(first)})`);
  };
  const connecting = (): void => {
    if (!isLoading()) beyond.add('a connection');
  };
  wrap(fs, READS, reading);
  wrap(fs.promises, READS, reading);
  wrap(childProcess, STARTS, starting);
  wrap(Socket.prototype, /^connect$/, connecting);
  syncBuiltinESMExports();
}

/** What is true of the run so far. */
export function witnessed(): Witnessed {
  const modules = require.main === undefined ? undefined : Object.keys(require.cache).sort();
  return { node: process.execPath, modules, beyond: [...beyond].sort() };
}

function wrap(holder: object, names: RegExp, told: (first: unknown) => void): void {
  for (const name of Object.keys(holder)) {
    const own: unknown = Reflect.get(holder, name);
    if (!names.test(name) || typeof own !== 'function') continue;
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      told(args[0]);
      return Reflect.apply(own, this, args);
    };
    Reflect.set(holder, name, Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(own)));
  }
}

/** Of packages, what is installed can be told without a list of what is read. */
function isInstalled(path: string): boolean {
  return path.split(sep).includes('node_modules');
}

/** What git keeps of itself is no file of the project: it changes with each commit. */
function isInside(folder: string, path: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..' && first !== '.git' && !/^[A-Za-z]:$/.test(first!);
}

function isLoading(): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  Error.stackTraceLimit = stackTraceLimit;
  const caller = frames.find((frame) => LOADERS.test(frame) || !(frame.includes(__filename) || BETWEEN.test(frame)));
  return caller !== undefined && LOADERS.test(caller);
}
