/** A SealedSecret: values are encrypted in git, and the controller of a cluster makes the Secret. */
import type { Finding } from '../../model/finding';
import type { SealedFile } from '../../model/inputs';
import type { SealedSecret, Texts } from '../manifests';
import type { MissingKey } from './missing-keys';
import type { UsedSecret } from './used';

/** Values of a secret in an environment that has them in git. */
export interface SealedThere {
  readonly environment: string;
  /** Index of the environment. */
  readonly index: number;
  readonly platform: string;
  readonly namespace: string;
  readonly file: SealedFile | undefined;
  /** Whether there is a file that could not be read: a finding says so already. */
  readonly broken: boolean;
}

export function scopeOf(file: SealedFile | undefined): Texts {
  return file === undefined || file.scope === 'strict' ? {} : { [`sealedsecrets.bitnami.com/${file.scope}`]: 'true' };
}

export function sealedSecretSpec(used: UsedSecret, there: SealedThere, labels: Texts): SealedSecret['spec'] {
  const { name, type } = used;
  const { file } = there;
  const annotations = { ...file?.annotations, ...scopeOf(file) };
  return {
    encryptedData: Object.fromEntries(
      used.keys.flatMap((key) => {
        if (used.readers(key, there.index).length === 0) return [];
        // Where something reads it the synth fails; the placeholder keeps inspection from reporting it again, and less well.
        const fallback = there.broken || isMissing(used, key, there) ? 'missing' : undefined;
        const value = file?.items.get(key)?.ciphertext ?? fallback;
        return value === undefined ? [] : [[key, value]];
      }),
    ),
    template: {
      metadata: {
        name,
        labels: { ...file?.labels, ...used.labels, ...labels },
        annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      },
      // The type that readers ask for; where none does, that of the sealed file.
      type: type === 'Opaque' ? (file?.type ?? type) : type,
    },
  };
}

function isMissing(used: UsedSecret, key: string, { file, broken, index }: SealedThere): boolean {
  return !broken && file?.items.has(key) !== true && used.readers(key, index).length > 0;
}

/** What is wrong with the file of one environment. */
export function sealedFindings({ name: secret, type }: UsedSecret, there: SealedThere): readonly Finding[] {
  const { file, environment, platform, namespace } = there;
  if (file === undefined) return [];
  const at = { environments: [environment], object: `SealedSecret/${secret}`, file: file.file };
  const findings: Finding[] = [];
  if (type !== 'Opaque' && file.type !== type)
    findings.push({
      ...at,
      code: 'LS582',
      message: `the Secret has type "${file.type}", but its consumer requires "${type}"`,
      fix: `Set \`type: ${type}\` under \`spec.template\`, or reseal a key with \`--type ${type}\`.`,
    });
  if (file.scope !== 'cluster-wide' && file.namespace !== namespace)
    findings.push({
      ...at,
      code: 'LS527',
      message: `the values are sealed for namespace "${file.namespace}"; ${platform} runs in "${namespace}" there, where they cannot be unsealed`,
      fix: `Delete the file and reseal its keys: ${[...file.items.keys()].map((key) => `\`npx lockstep seal ${platform}/${environment} ${secret} ${key}\``).join(', ')}.`,
    });
  return findings;
}

const LOGIN_KEYS: ReadonlySet<string> = new Set(['username', 'password']);

/** Keys that are read where they are not sealed; both of a login as one, which one command seals. */
export function missingKeys(
  used: UsedSecret,
  platform: string,
  everywhere: readonly SealedThere[],
): readonly MissingKey[] {
  const { name: secret, type } = used;
  const groups = new Map<string, MissingKey>();
  for (const key of used.keys) {
    const lacking = everywhere.filter((there) => isMissing(used, key, there));
    if (lacking.length === 0) continue;
    const readers = new Map(lacking.map(({ environment, index }) => [environment, used.readers(key, index)]));
    const login = LOGIN_KEYS.has(key) ? used.login : undefined;
    const id = login === undefined ? key : `login ${[...readers.keys()].join()}`;
    const { keys } = groups.get(id) ?? { keys: [] };
    groups.set(id, { platform, secret, type, login, readers, keys: [...keys, key] });
  }
  return [...groups.values()];
}
