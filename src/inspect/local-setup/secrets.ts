import { phrase, SILENCE, worded } from '../../model/phrase';
import type { Finding } from '../../model/finding';
import type { LocalService, LocalVariable, VariableFile } from '../../model/local-setup';
import { isPlaceholder, secretForm, secretUnderName, shown } from '../best-practices/secret-values';

const URL = 'a password in a URL';

/** Secrets that are written in compose files; those from variable files are reported at the file. */
export function composeSecrets(services: readonly LocalService[]): Finding[] {
  const found = new Map<
    string,
    { readonly report: (others: readonly string[]) => Finding; readonly others: string[] }
  >();
  for (const service of services) {
    for (const [name, variable] of service.variables) {
      if (!variable.place.startsWith(`${service.file}:`)) continue;
      const kind =
        variable.literal !== undefined ? secretUnderName(name, variable.literal) : fallbackKind(name, variable);
      if (kind === undefined) continue;
      const key = JSON.stringify([service.file, name, variable.literal ?? variable.fallback]);
      const there = found.get(key);
      if (there !== undefined) there.others.push(service.name);
      else {
        const report = (others: readonly string[]) =>
          plainSecret(name, variable, kind, `service/${service.name}`, others);
        found.set(key, { others: [], report });
      }
    }
  }
  return [...found.values()].map(({ report, others }) => report(others));
}

/** @param file one that everybody who reads the repository has; an example may hold anything but a real key */
export function fileSecrets({ file, example, variables }: VariableFile): Finding[] {
  return [...variables].flatMap(([name, variable]) => {
    const value = variable.literal ?? '';
    const form = secretForm(value);
    const kind = example ? (form === URL ? undefined : form) : secretUnderName(name, value);
    return kind === undefined ? [] : [plainSecret(name, variable, kind, file.slice(file.lastIndexOf('/') + 1))];
  });
}

/** A default that is good enough to be used is a secret; `postgres` is there so that it starts. */
function fallbackKind(name: string, { fallback = '' }: LocalVariable): string | undefined {
  const form = secretForm(fallback);
  if (form !== undefined && form !== URL) return form;
  const strong =
    fallback.length >= 8 &&
    /\d/.test(fallback) &&
    /[a-z]/i.test(fallback) &&
    !fallback.includes('$') &&
    !isPlaceholder(fallback);
  return strong && form === undefined ? secretUnderName(name, fallback) : undefined;
}

/** @param others services that have the same */
function plainSecret(
  name: string,
  { place, literal, fallback }: LocalVariable,
  kind: string,
  object: string,
  others: readonly string[] = [],
): Finding {
  const value = literal ?? fallback ?? '';
  const real = secretForm(value) !== undefined && kind !== URL && !/_test_/.test(value);
  return {
    code: 'LS847',
    ...(real && { severity: 'error' as const }),
    object,
    path: name,
    file: place,
    ...worded(
      phrase`\`${{ name }}\` is ${{ kind }} (${{ value: shown(value) }}) in plaintext${others.length === 0 ? SILENCE : phrase`, also in ${{ others }}`}`,
      phrase`Read it from a file that git does not track, such as a \`.env\` file listed in .gitignore. Rotate it, because it is in the history of the repository.`,
    ),
  };
}
