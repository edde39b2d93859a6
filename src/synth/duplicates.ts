import type { Finding } from '../model/finding';
import { phrase, worded } from '../model/phrase';
import { instantiate } from './instantiate';
import type { SynthesizedObject } from './synthesized';

/** cdk8s lets two objects share a name (two paths cut to 63 characters can collide); a cluster does not. */
export function rejectDuplicates(
  objects: readonly SynthesizedObject[],
  environments: readonly string[],
  findings: Finding[],
): void {
  const clashes = new Map<string, { finding: Finding; environments: string[] }>();
  environments.forEach((environment, index) => {
    const seen = new Map<string, SynthesizedObject>();
    for (const object of objects) {
      if (object.presence?.present[index] === false) continue;
      const { name, namespace } = nameIn(object, index);
      const identity = `${object.group}/${object.kind} ${namespace}/${name}`;
      const other = seen.get(identity);
      if (other === undefined) {
        seen.set(identity, object);
        continue;
      }
      const key = `${object.construct} ${other.construct}`;
      const clash = clashes.get(key) ?? { environments: [], finding: clashOf(object, other, name) };
      clash.environments.push(environment);
      clashes.set(key, clash);
    }
  });
  for (const { finding, environments: where } of clashes.values()) findings.push({ ...finding, environments: where });
}

function nameIn({ identity }: SynthesizedObject, index: number): { name: string; namespace: string } {
  const { name, namespace } = identity;
  return {
    name: String(instantiate(name, index)),
    namespace: namespace === undefined ? '' : String(instantiate(namespace, index)),
  };
}

function clashOf(object: SynthesizedObject, other: SynthesizedObject, name: string): Finding {
  return {
    code: 'LS206',
    construct: object.construct,
    object: `${object.kind}/${name}`,
    reason: 'two-objects',
    ...worded(
      phrase`${{ other: other.construct }} also creates a ${{ kind: object.kind }} named "${{ name }}"`,
      phrase`Use a different id or name for one of them.`,
    ),
  };
}
