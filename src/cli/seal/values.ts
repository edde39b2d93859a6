/** Where `lockstep seal` takes values from. A value is never printed, and never taken from the argument list. */
import { phrase } from '../../model/phrase';
import { findingAbout } from '../../model/finding';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnvFile } from '../../inputs/env-file';
import { Refusal, wrongUse, type Terminal } from '../terminal';

/** Keys with their values. */
export type Values = ReadonlyMap<string, Buffer>;

export interface ValueOptions {
  /** Files that hold the value, `path` or `<environment>=path`. */
  readonly fromFile?: readonly string[];
  /** `.env` files, `path` or `<environment>=path`. */
  readonly fromEnvFile?: readonly string[];
  readonly generate?: boolean;
  /** Name of a role: its login is sealed, `username` with the name and `password` with a random value. */
  readonly login?: string;
  /** Characters of a generated value. */
  readonly length?: string;
  readonly keepNewline?: boolean;
}

/** 32 characters of 64 kinds: 192 bits. */
export const DEFAULT_LENGTH = 32;
/** What Kubernetes stores in one Secret at most. */
const LARGEST = 1024 * 1024;

/**
 * The values of each environment, in their order.
 * @param keys those to seal; with an env file none means all that it has
 */
export function readValues(
  environments: readonly string[],
  keys: readonly string[],
  options: ValueOptions,
  terminal: Pick<Terminal, 'cwd' | 'stdin' | 'keyboard' | 'err'>,
): readonly Values[] {
  const sources = [
    options.fromFile && '--from-file',
    options.fromEnvFile && '--from-env-file',
    options.generate && '--generate',
    options.login !== undefined && '--login',
  ].filter((name) => name);
  if (sources.length > 1) throw wrongUse(`${sources.join(' and ')} cannot be combined`, 'Use one source of values.');
  if (options.length !== undefined && options.generate !== true)
    throw wrongUse('--length has no effect without --generate', 'Remove it.');
  if (options.login !== undefined) return logins(environments, keys, options.login);
  if (options.fromEnvFile === undefined) {
    if (keys.length === 0)
      throw wrongUse('no key given', 'Add it: npx lockstep seal <platform>/<environment> <secret> <key>');
    if (keys.length > 1) throw valueInArguments();
  }
  const [key = ''] = keys;
  if (options.generate === true) {
    const length = lengthOf(options.length);
    return environments.map(() => new Map([[key, generate(length)]]));
  }
  if (options.fromEnvFile !== undefined) {
    return perEnvironment(environments, options.fromEnvFile, '--from-env-file', (path) =>
      fromEnvFile(path, keys, terminal.cwd),
    );
  }
  if (options.fromFile !== undefined) {
    return perEnvironment(
      environments,
      options.fromFile,
      '--from-file',
      (path) => new Map([[key, checked(key, readBytes(path, terminal.cwd), path)]]),
    );
  }
  if (terminal.keyboard)
    terminal.err(
      'Type the value (it is visible), then press Enter and Ctrl-D. It is safer to pipe it in, or to use --from-file or --generate.',
    );
  const value = checked(key, trimmed(terminal.stdin(), options.keepNewline === true), 'standard input');
  return environments.map(() => new Map([[key, value]]));
}

function logins(environments: readonly string[], keys: readonly string[], role: string): readonly Values[] {
  if (keys.length > 0)
    throw wrongUse(
      '--login seals the keys "username" and "password"; other keys were given',
      `Remove "${keys.join('" and "')}".`,
    );
  if (!/^[^"'\s$\\]{1,63}$/.test(role))
    throw wrongUse(`invalid --login role name "${role}"`, 'Use at most 63 characters, without spaces and quotes.');
  return environments.map(
    () =>
      new Map([
        ['username', Buffer.from(role)],
        ['password', generate(DEFAULT_LENGTH)],
      ]),
  );
}

export function valueInArguments(): Refusal {
  return wrongUse(
    'a value on the command line remains in the shell history and is visible in the process list',
    'If the value was real, change it. Pipe it in (npx lockstep seal … < file), ' +
      'or use --from-file, --from-env-file or --generate.',
    'LS902',
  );
}

/** Reads one file for all environments, or `<environment>=path` for each. */
function perEnvironment(
  environments: readonly string[],
  given: readonly string[],
  option: string,
  read: (path: string) => Values,
): readonly Values[] {
  const byEnvironment = new Map(
    given.map((text): [string, string] => {
      const environment = environments.find((name) => text.startsWith(`${name}=`));
      return environment === undefined ? ['', text] : [environment, text.slice(environment.length + 1)];
    }),
  );
  if (byEnvironment.size !== given.length)
    throw wrongUse(`duplicate ${option} for the same`, 'Use it once per environment: <environment>=<file>.');
  const common = byEnvironment.get('');
  const missing = environments.filter((environment) => !byEnvironment.has(environment) && common === undefined);
  if (missing.length > 0)
    throw wrongUse(`${option} has no file for ${missing.join(', ')}`, `Add ${option} ${missing[0]}=<file>.`);
  if (common !== undefined && byEnvironment.size > 1)
    throw wrongUse(`${option} is set both with and without an environment`, 'Use <environment>=<file> for each.');
  return environments.map((environment) => read(byEnvironment.get(environment) ?? common!));
}

function fromEnvFile(path: string, keys: readonly string[], cwd: string): Values {
  const { values, findings } = parseEnvFile(readBytes(path, cwd).toString('utf8'), path);
  if (findings.length > 0) throw new Refusal(findings);
  const missing = keys.filter((key) => !values.has(key));
  if (missing.length > 0) {
    throw new Refusal([
      findingAbout({ code: 'LS910', file: path })`
        the file has no ${{ missing: missing.map((key) => `"${key}"`).join(', ') }}
        ${values.size === 0 ? phrase`It has none.` : phrase`It has: ${{ found: [...values.keys()] }}.`}`,
    ]);
  }
  const chosen = keys.length > 0 ? keys : [...values.keys()];
  if (chosen.length === 0)
    throw new Refusal([
      findingAbout({ code: 'LS910', file: path })`
        the file has no assignments
        Add KEY=value lines.`,
    ]);
  return new Map(chosen.map((key) => [key, checked(key, Buffer.from(values.get(key)!), path)]));
}

function readBytes(path: string, cwd: string): Buffer {
  try {
    return readFileSync(resolve(cwd, path));
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'it does not exist'
        : String((error as NodeJS.ErrnoException).code);
    throw new Refusal([
      findingAbout({ code: 'LS911', file: path })`
        cannot read the file: ${{ reason }}
        Nothing was sealed; use a file that this user can read.`,
    ]);
  }
}

function trimmed(value: Buffer, keep: boolean): Buffer {
  if (keep || value.at(-1) !== 0x0a) return value;
  return value.subarray(0, value.at(-2) === 0x0d ? -2 : -1);
}

function checked(key: string, value: Buffer, source: string): Buffer {
  if (value.length === 0) {
    throw new Refusal([
      findingAbout({ code: 'LS906' })`
        the value of "${{ key }}" from ${{ source }} is empty
        Nothing was sealed; the value needs at least one byte.`,
    ]);
  }
  if (value.length > LARGEST) {
    throw new Refusal([
      findingAbout({ code: 'LS907' })`
        the value of "${{ key }}" from ${{ source }} has ${{ count: value.length }} bytes
        A Secret can hold at most 1048576 bytes: store large data in object storage, and seal its access key.`,
    ]);
  }
  const fault = contentFault(key, value.toString('utf8'));
  if (fault !== undefined)
    throw new Refusal([{ code: 'LS907', message: `the value of "${key}" from ${source} ${fault[0]}`, fix: fault[1] }]);
  return value;
}

/** For keys whose content Kubernetes or its ingress controllers parse. */
function contentFault(key: string, text: string): readonly [fault: string, fix: string] | undefined {
  if (key === '.dockerconfigjson') {
    const fix = 'Use the JSON that docker login writes: {"auths": {"<registry>": {"auth": "…"}}}.';
    try {
      const content = JSON.parse(text) as { auths?: unknown } | null;
      return typeof content?.auths === 'object' && content.auths !== null ? undefined : ['has no "auths"', fix];
    } catch {
      return ['is not JSON', fix];
    }
  }
  if (key === 'tls.crt' && !text.includes('-----BEGIN CERTIFICATE-----'))
    return ['is not a PEM certificate', 'Use the certificate chain in PEM format.'];
  if (key === 'tls.key' && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return ['is not a PEM private key', 'Use the private key in PEM format.'];
  return undefined;
}

function lengthOf(written: string | undefined): number {
  const length = written === undefined ? DEFAULT_LENGTH : Number(written);
  if (Number.isInteger(length) && length >= 16 && length <= 4096) return length;
  throw wrongUse(`invalid --length "${written}"`, 'Use an integer from 16 to 4096.');
}

/** Random characters of A-Z, a-z, 0-9, "-" and "_"; the first is a letter or digit, so that no tool takes it for an option. */
function generate(length: number): Buffer {
  for (;;) {
    const text = randomBytes(length).toString('base64url').slice(0, length);
    if (/^[A-Za-z0-9]/.test(text)) return Buffer.from(text);
  }
}
