/** What is said about keys of secrets that are read and not sealed. */
import type { Finding } from '../../model/finding';
import type { SealedStore } from '../../model/inputs';
import { nearest } from '../../model/nearest';
import { listed } from '../../model/words';

export interface MissingKey {
  readonly platform: string;
  readonly secret: string;
  /** One, or the keys of a login, which the environments lack alike. */
  readonly keys: readonly string[];
  /** By environment that lacks them: who reads it there. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  /** Type of Secret that its readers ask for. */
  readonly type: string;
  /** Name of the role, where the secret is a login of a database. */
  readonly login: string | undefined;
}

/** One finding, whatever the environments have instead; its commands seal the key in all that lack it. */
export function missingKey(missing: MissingKey, store: SealedStore): Finding {
  const { platform, secret, keys, readers } = missing;
  const environments = [...readers.keys()];
  const files = environments.map((environment) => ({ environment, file: store.find(platform, environment, secret) }));
  const who = [...new Set([...readers.values()].flat())].sort();
  const unsealed = files.filter(({ file }) => file === undefined).map(({ environment }) => environment);
  const having = new Map<string, string[]>();
  for (const { environment, file } of files) {
    if (file === undefined) continue;
    const there = [...file.items.keys()].sort();
    const said = there.length === 0 ? 'no keys' : quoted(there);
    having.set(said, [...(having.get(said) ?? []), environment]);
  }
  const alone = having.size === 1 && unsealed.length === 0;
  const reads = `${listed(who)} read${who.length === 1 ? 's' : ''} ${keys.length === 1 ? 'key' : 'keys'} ${quoted(keys)} of Secret \`${secret}\``;
  const has = [...having].map(([said, where]) =>
    alone ? `; \`${secret}\` has ${said} there` : `; in ${listed(where)}, \`${secret}\` has ${said}`,
  );
  const near = nearestKey(missing, store) ?? nearestSecret(missing, unsealed, store);
  const action = commandsFor(missing, environments);
  return {
    code: 'LS551',
    environments,
    object: `SealedSecret/${secret}`,
    path: keys.length === 1 ? `spec.encryptedData.${keys[0]}` : 'spec.encryptedData',
    message: `${reads}${unsealed.length === 0 ? '' : `, which is not sealed for ${listed(unsealed)}`}${has.join('')}`,
    fix: near === undefined ? `Seal ${action}` : `Did you mean \`${near}\`? Or seal ${action}`,
  };
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => `\`${name}\``));
}

/** Among the keys that the environments have instead. */
function nearestKey({ platform, secret, keys, readers, login }: MissingKey, store: SealedStore): string | undefined {
  if (login !== undefined) return undefined;
  const there = [...readers.keys()].flatMap((environment) => [
    ...(store.find(platform, environment, secret)?.items.keys() ?? []),
  ]);
  return nearest(keys[0]!, [...new Set(there)].sort());
}

/** Among the other secrets; one that exists in any environment is named right. */
function nearestSecret(
  { platform, secret, readers }: MissingKey,
  unsealed: readonly string[],
  store: SealedStore,
): string | undefined {
  if (unsealed.length < readers.size) return undefined;
  const others = unsealed
    .flatMap((environment) => store.names(platform, environment))
    .filter((name) => name !== secret);
  return nearest(secret, [...new Set(others)].sort());
}

/** Keys whose values are made elsewhere: a random one is of no use. */
const GIVEN = new Set([
  '.dockerconfigjson',
  '.dockercfg',
  'tls.crt',
  'tls.key',
  'ssh-privatekey',
  'username',
  'ACCESS_KEY_ID',
  'SECRET_ACCESS_KEY',
  'REGION',
]);

function commandsFor({ platform, secret, keys, type, login }: MissingKey, environments: readonly string[]): string {
  const target = `npx lockstep seal ${platform}/${environments.join(',')} ${secret}`;
  if (login !== undefined)
    return `the login of role \`${login}\`, its name with a random password: \`${target} --login ${login}\`.`;
  const key = keys[0]!;
  const command = `${target} ${key}${type === 'Opaque' ? '' : ` --type ${type}`}`;
  const several = environments.length > 1;
  if (!GIVEN.has(key)) {
    return several
      ? `it: \`${command} --generate\` makes a random value for each; without \`--generate\`, one environment at a time, the value is read from standard input.`
      : `it: \`${command}\` reads the value from standard input; \`--generate\` generates a random one.`;
  }
  const files = several
    ? environments.map((environment) => ` --from-file ${environment}=<file>`).join('')
    : ' --from-file <file>';
  return `it: \`${command}${files}\`.`;
}
