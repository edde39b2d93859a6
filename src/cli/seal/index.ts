/** `lockstep seal`: puts a secret value, sealed for one environment, into `secrets/<platform>/<environment>/<name>.yaml`. */
import { obtain } from '../../model/append';
import { findingAbout } from '../../model/finding';
import { join } from 'node:path';
import { findCertificate } from '../../inputs/certificates';
import { SCOPES } from '../../inputs/sealing';
import { SECRETS } from '../../inputs/sealed';
import { parseSealedFile } from '../../inputs/sealed-file';
import { isObjectName, isSecretKey, SECRET_KEY_RULE } from '../../inputs/secret-rules';
import { readText } from '../../inputs/text-file';
import type { SealingScope } from '../../model/inputs';
import { choose } from '../../model/nearest';
import { newRevision } from '../../inputs/provenance';
import { sealInto, type SealedText } from './file';
import { placesOf } from '../places';
import { resolveNamespace, resolveTarget } from './target';
import { readValues, valueInArguments, type ValueOptions, type Values } from './values';
import { warningsFor } from './warnings';
import { Refusal, wrongUse, type Terminal } from '../terminal';
import type { Verb } from '../verb';
import { writeFileAtomically } from '../write-file';

export interface SealOptions extends ValueOptions {
  readonly platform?: string;
  readonly namespace?: string;
  readonly scope?: string;
  readonly type?: string;
  /** Why several environments get one value. */
  readonly same?: string;
  /** The value is the one that is sealed already: its revision stays, and no pod restarts. */
  readonly sameValue?: boolean;
}

export const seal: Verb = {
  configure(command, terminal) {
    const each = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
    command
      .usage('[options] <platform/environment> <secret> <key>')
      .argument('<target>', 'shop/prod; shop/dev,prod for several; omit the platform if there is only one')
      .argument('<secret>', 'name of the Secret')
      .argument(
        '[key...]',
        'key in the Secret, or several keys of a .env file; the value is read from standard input unless an option sets its source',
      )
      .option('--from-file <file>', 'read the value from a file, byte for byte; <environment>=<file> for several', each)
      .option(
        '--from-env-file <file>',
        'seal all keys of a .env file, or only the given ones; <environment>=<file> for several',
        each,
      )
      .option('--generate', 'generate a random value, a different one for each environment')
      .option(
        '--login <role>',
        'seal the login of a database role: "username", and a random "password" if there is none yet',
      )
      .option('--length <characters>', 'length of a generated value (default: 32)')
      .option('--keep-newline', 'keep the trailing newline of standard input')
      .option('--namespace <namespace>', 'namespace to seal for, if the project does not define it yet')
      .option('--scope <scope>', `${SCOPES.join(', ')} (default: strict)`)
      .option('--type <type>', 'type of the Secret (default: inferred from the keys, or Opaque)')
      .option('--platform <platform>', 'platform, instead of the prefix of <target>')
      .option('--same <reason>', 'use one value for several environments, and record the reason')
      .option('--same-value', 'reseal the same value, for example for a new certificate: pods do not restart')
      .action((target: string, secret: string, keys: string[], options: SealOptions) =>
        sealKeys(target, secret, keys, options, terminal),
      );
    for (const flag of ['--value', '--literal', '--from-literal']) command.addOption(refused(flag));
  },
};

/** A flag that other tools have for values: known only to be refused without repeating the value. */
function refused(flag: string) {
  const { Option } = require('commander') as typeof import('commander');
  return new Option(`${flag} <value>`).hideHelp().argParser(() => {
    throw valueInArguments();
  });
}

/**
 * Seals values and writes one file for each environment; when anything is wrong, none is written.
 * @param target as on the command line: `shop/prod`
 * @throws Refusal with what is wrong
 */
export function sealKeys(
  target: string,
  secret: string,
  keys: readonly string[],
  options: SealOptions,
  terminal: Terminal,
): void {
  checkNames(secret, keys);
  const scope = scopeOf(options.scope);
  const places = placesOf(terminal.cwd);
  const { platform, environments } = resolveTarget(terminal.cwd, places, target, options.platform, secret);
  if (options.sameValue === true && (options.generate === true || options.same !== undefined)) {
    throw wrongUse(
      `--same-value and ${options.generate === true ? '--generate' : '--same'} cannot be combined`,
      'Remove one of them.',
    );
  }
  if (options.login !== undefined && (options.same !== undefined || options.sameValue === true)) {
    throw wrongUse(
      `--login and ${options.same === undefined ? '--same-value' : '--same'} cannot be combined`,
      'Remove one of them.',
    );
  }
  if (options.same !== undefined && environments.length === 1) {
    throw wrongUse(
      '--same has no effect for one environment',
      `List all environments that share the value: ${platform}/${environments[0]},<environment>.`,
    );
  }
  const certificates = environments.map((environment) => {
    const { certificate, findings } = findCertificate(terminal.cwd, platform, environment);
    if (certificate === undefined) throw new Refusal(findings);
    return certificate;
  });
  const existing = environments.map((environment) => {
    const file = `${SECRETS}/${platform}/${environment}/${secret}.yaml`;
    const { text, findings } = readText(join(terminal.cwd, file), file);
    if (findings.length > 0) throw new Refusal(findings);
    return { file, text };
  });
  const namespaces = environments.map((environment, index) =>
    existing[index]!.text === undefined
      ? resolveNamespace(terminal.cwd, places, { platform, environment }, options.namespace)
      : options.namespace,
  );
  const all = shareGenerated(readValues(environments, keys, options, terminal), options);
  const values = existing.map(({ file, text }, index) => {
    const read = all[index]!;
    return options.login !== undefined && hasPassword(text, file, secret)
      ? new Map([...read].filter(([key]) => key !== 'password'))
      : read;
  });
  for (const key of values.flatMap((map) => [...map.keys()])) checkKey(key);
  checkEqualValues(environments, values, options);

  const reason = (key: string) =>
    options.same ?? (environments.length > 1 && isRole(key, options) ? ROLE_NAME : undefined);
  const revisions = new Map<string, string>();
  const sealed = environments.map((environment, index): SealedText =>
    sealInto({
      ...existing[index]!,
      name: secret,
      environment,
      values: values[index]!,
      certificate: certificates[index]!,
      namespace: namespaces[index],
      scope,
      type: options.type ?? (options.login === undefined ? undefined : 'kubernetes.io/basic-auth'),
      sealedAt: `${terminal.now().toISOString().slice(0, 19)}Z`,
      sameValue: options.sameValue === true,
      sharedBecause: reason,
      revisionOf: (key) =>
        reason(key) === undefined ? newRevision() : (revisions.get(key) ?? remember(revisions, key, newRevision())),
    }),
  );
  for (const { file, text, lines } of sealed) {
    writeFileAtomically(terminal.cwd, file, text);
    lines.forEach(terminal.out);
  }
  warningsFor(values, options).forEach(terminal.err);
}

/** Why environments share a user name: it is not a secret, and the declaration of the database determines it. */
const ROLE_NAME = 'the name of the role';

function isRole(key: string, { login }: SealOptions): boolean {
  return login !== undefined && key === 'username';
}

/** A login that has a password keeps it: changing it would require informing everyone who uses it. */
function hasPassword(text: string | undefined, file: string, name: string): boolean {
  return text !== undefined && parseSealedFile(text, file, name).sealed?.items.has('password') === true;
}

function remember(revisions: Map<string, string>, key: string, revision: string): string {
  revisions.set(key, revision);
  return revision;
}

function checkNames(secret: string, keys: readonly string[]): void {
  if (!isObjectName(secret)) {
    throw wrongUse(
      `invalid Secret name "${secret}"`,
      'Use at most 253 lowercase letters, digits, "-" and ".".',
      'LS905',
    );
  }
  if (keys.some((key) => key.includes('='))) throw valueInArguments();
  keys.forEach(checkKey);
}

function checkKey(key: string): void {
  if (!isSecretKey(key)) throw wrongUse(`invalid Secret key "${key}"`, SECRET_KEY_RULE.text, 'LS905');
}

function scopeOf(written: string | undefined): SealingScope | undefined {
  const scope = SCOPES.find((valid) => valid === written);
  if (written !== undefined && scope === undefined)
    throw wrongUse(`invalid scope "${written}"`, choose(written, SCOPES));
  return scope;
}

/** With `--same`, one generated value serves all environments. */
function shareGenerated(values: readonly Values[], { generate, same }: SealOptions): readonly Values[] {
  return generate === true && same !== undefined ? values.map(() => values[0]!) : values;
}

/**
 * Equal values in two environments are refused here, while they are known: once sealed, nobody can tell. Values that
 * were sealed by an earlier command cannot be compared.
 */
function checkEqualValues(environments: readonly string[], values: readonly Values[], options: SealOptions): void {
  const { same } = options;
  const equal = new Map<string, Set<string>>();
  values.forEach((map, index) => {
    for (const [key, value] of map) {
      if (isRole(key, options)) continue;
      values.slice(0, index).forEach((other, before) => {
        if (other.get(key)?.equals(value))
          obtain(equal, key, () => new Set())
            .add(environments[before]!)
            .add(environments[index]!);
      });
    }
  });
  if (same !== undefined) {
    const different = [...values[0]!.keys()].filter((key) => equal.get(key)?.size !== environments.length);
    if (same.trim() === '') throw wrongUse('--same has no reason', 'State why the environments may share the value.');
    if (different.length === 0 && values.every((map) => map.size === values[0]!.size)) return;
    throw wrongUse('--same is set, but the values differ between the environments', 'Remove it.');
  }
  if (equal.size === 0) return;
  throw new Refusal(
    [...equal].map(
      ([key, names]) => findingAbout({ code: 'LS908', environments: [...names] })`
        key "${{ key }}" would have the same value in ${{ names: [...names].join(' and ') }}
        Use a different value for each environment (--generate, or --from-file <environment>=<file> for each), or state why they share it: --same "<reason>".`,
    ),
  );
}
