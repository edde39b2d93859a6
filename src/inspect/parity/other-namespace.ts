/** Objects that one environment has in a different namespace than the objects that share theirs in the other environments. */
import { obtain } from '../../model/append';
import { found } from '../found';
import { objectName } from '../kinds/names';
import { text } from '../read';
import type { AlignedObjects } from './alignment';
import type { Finding } from '../../model/finding';

/** Number of objects in one namespace above which a single one outside of it is a mistake. */
const TOGETHER = 5;

/** @param names of the environments, in the order of the objects of a row */
export function inOtherNamespace(rows: readonly AlignedObjects[], names: readonly string[]): Finding[] {
  const homes = rows.map(({ objects }) => objects.map((object) => text(object?.json, 'metadata', 'namespace')));
  const companions = names.map((_, own) =>
    names.map((__, other) => (own === other ? NOTHING : counted(homes, own, other))),
  );
  return rows.flatMap((row, index) =>
    names.flatMap((name, own): Finding[] => {
      const home = homes[index]![own];
      const judged = names.flatMap((_, other) => (other === own || homes[index]![other] === undefined ? [] : [other]));
      if (home === undefined || judged.length === 0) return [];
      const wanted = judged.map((other) => companions[own]![other]!.get(homes[index]![other]!));
      const [first] = wanted;
      if (first === undefined || !wanted.every((one) => one === first) || first === home) return [];
      const object = row.objects[own]!;
      return [
        {
          ...found('LS880', object, 'metadata.namespace')`
            ${{ object: objectName(object.json) }} is in namespace \`${{ home }}\` in ${{ name }}; the objects that share its namespace in ${{ judged: judged.map((other) => names[other]!).join(', ') }} are in \`${{ first }}\`.
            Move it to \`${{ first }}\`; if the difference is intended, accept the finding with a reason.`,
          environments: [name],
        },
      ];
    }),
  );
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** By namespace of the other environment: the one that contains nearly all of its objects in this environment. */
function counted(
  homes: readonly (readonly (string | undefined)[])[],
  own: number,
  other: number,
): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const row of homes) {
    const [here, there] = [row[own], row[other]];
    if (here === undefined || there === undefined) continue;
    const known = obtain(counts, there, () => new Map());
    known.set(here, (known.get(here) ?? 0) + 1);
  }
  return new Map(
    [...counts].flatMap(([there, known]) => {
      const all = [...known.values()].reduce((sum, count) => sum + count, 0);
      const [most, count] = [...known].sort((a, b) => b[1] - a[1])[0]!;
      return all - 1 >= TOGETHER && count >= all - 1 ? [[there, most] as const] : [];
    }),
  );
}
