/** Objects of several environments that are the same but for the environment: by kind and name, without the name of the stage. */
import { obtain } from '../../model/append';
import { kindOf } from '../kinds/names';
import { text } from '../read';
import { withoutStage } from './environment-names';
import type { InspectedEnvironment, InspectedObject } from '../types';

export interface AlignedObjects {
  /** `Kind.group`. */
  readonly kind: string;
  /** One for each environment, in their order; `undefined` where it is missing. */
  readonly objects: readonly (InspectedObject | undefined)[];
}

/** What kustomize puts behind the names of what it generates. */
const HASH = /-[2456789bcdfghkmt]{10}$/;

export function align(environments: readonly InspectedEnvironment[]): readonly AlignedObjects[] {
  const named = environments.map(keyed);
  const plain = named.every(isUnique);
  const aligned = new Map<string, { kind: string; objects: (InspectedObject | undefined)[] }>();
  named.forEach((objects, index) => {
    for (const { object, kind, name, namespace } of objects) {
      const key = JSON.stringify(plain ? [kind, name] : [kind, namespace, name]);
      const there = obtain(aligned, key, () => ({ kind, objects: environments.map(() => undefined) }));
      there.objects[index] ??= object;
    }
  });
  return [...aligned.values()];
}

interface Keyed {
  readonly object: InspectedObject;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

function keyed({ environment, objects }: InspectedEnvironment): readonly Keyed[] {
  const without = withoutStage(environment);
  return objects.flatMap((object): Keyed[] => {
    const { json } = object;
    const kind = kindOf(text(json, 'apiVersion') ?? '', text(json, 'kind') ?? '');
    const name = text(json, 'metadata', 'name');
    if (name === undefined) return [];
    const plain = kind === 'ConfigMap' || kind === 'Secret' ? name.replace(HASH, '') : name;
    return [{ object, kind, name: without(plain), namespace: without(text(json, 'metadata', 'namespace') ?? '') }];
  });
}

function isUnique(objects: readonly Keyed[]): boolean {
  return new Set(objects.map(({ kind, name }) => JSON.stringify([kind, name]))).size === objects.length;
}
