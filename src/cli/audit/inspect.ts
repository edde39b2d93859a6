/** Inspects what was read: each environment together with the files next to it. */
import { append } from '../../model/append';
import { inspectEach } from '../../inspect';
import { sameFindings } from '../../inspect/found';
import { inspectUndeclared } from '../../inspect/parity/undeclared';
import { assumptionsOf, factOf } from '../../inspect/cluster-assumptions';
import { kindOf } from '../../inspect/kinds/names';
import { isMap, map, text } from '../../inspect/read';
import { KUBERNETES_VERSIONS } from '../../inspect/schema';
import type { Finding } from '../../model/finding';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment, InspectedObject, Provided } from '../../inspect/types';
import type { AuditedObject } from './audited';
import type { Unit } from './environments';
import { provenParity, type Proofs } from './proven';

/** Findings name an object of the audit by its number, in the place of a construct, until their lines are looked up. */
export type Numbers = ReadonlyMap<AuditedObject, string>;

export function numbersOf(objects: readonly AuditedObject[]): {
  readonly numbers: Numbers;
  readonly byNumber: ReadonlyMap<string, AuditedObject>;
} {
  const numbers = new Map<AuditedObject, string>();
  const byNumber = new Map<string, AuditedObject>();
  objects.forEach((object, index) => {
    numbers.set(object, `#${index}`);
    byNumber.set(`#${index}`, object);
  });
  return { numbers, byNumber };
}

export function inspectedOf(units: readonly Unit[], numbers: Numbers): readonly InspectedEnvironment[] {
  const plain = units.map((unit): InspectedEnvironment => ({
    platform: 'audit',
    environment: unit.name,
    objects: inOneNamespace(unit.objects, numbers),
    provided: [],
  }));
  return plain.map((environment, index) => ({
    ...environment,
    provided: assumptionsOf(environment, besides(units, plain, index)),
  }));
}

/** @returns findings with their environments, which their texts do not name yet */
export function inspectAudited(environments: readonly InspectedEnvironment[]): Finding[] {
  return sameFindings(inspectEach(environments, { kubernetes: [KUBERNETES_VERSIONS.at(-1)!], bestPractices: true }));
}

/** Each system on its own: objects outside of all environments can be compared only with their own proof. */
export function parityOf(
  units: readonly Unit[],
  environments: readonly InspectedEnvironment[],
  proofs: Proofs,
): Finding[] {
  const systems = new Map<string, number[]>();
  units.forEach(({ environment, system }, index) => {
    const one = proofs.get(units[index]!)?.proof ?? (environment === undefined ? undefined : system);
    if (one !== undefined) append(systems, one, index);
  });
  return [...systems.values()].flatMap((indices) => {
    const own = indices.map((index) => environments[index]!);
    return (
      provenParity(
        indices.map((index) => units[index]!),
        own,
        proofs,
      ) ?? inspectUndeclared(own)
    );
  });
}

/** Objects without a namespace are applied into the one of the others, where there is only one. */
function inOneNamespace(objects: readonly AuditedObject[], numbers: Numbers): InspectedObject[] {
  const named = new Set<string>();
  for (const { json } of objects) {
    const namespace = text(json, 'metadata', 'namespace');
    if (namespace !== undefined) named.add(namespace);
    else if (json.kind === 'Namespace') named.add(text(json, 'metadata', 'name') ?? '');
  }
  const only = named.size === 1 ? [...named][0] : undefined;
  return objects.map((object) => {
    const { json } = object;
    const construct = numbers.get(object)!;
    if (only === undefined || !isMap(json.metadata) || json.metadata.namespace !== undefined)
      return { json, file: object.file, construct };
    return { json: { ...json, metadata: { ...json.metadata, namespace: only } }, file: object.file, construct };
  });
}

type Elsewhere = (kind: string, namespace: string, name: string) => Provided | undefined;

/** Other environments hold their own things; what belongs to none, and other parts of the same one, are there as well. */
function besides(units: readonly Unit[], inspected: readonly InspectedEnvironment[], index: number): Elsewhere {
  const { environment } = units[index]!;
  const near = units.flatMap((unit, other) =>
    other !== index && (unit.environment === environment || unit.environment === undefined || environment === undefined)
      ? [inspected[other]!]
      : [],
  );
  let known: Map<string, readonly JsonObject[]> | undefined;
  return (kind, namespace, name) => {
    known ??= byName(near);
    const there = known.get(`${kind} ${name}`)?.find((json) => {
      const own = text(json, 'metadata', 'namespace') ?? '';
      return own === namespace || own === '' || namespace === '';
    });
    if (there === undefined) return undefined;
    const keys =
      kind === 'ConfigMap' ? [...Object.keys(map(there, 'data')), ...Object.keys(map(there, 'binaryData'))] : undefined;
    return factOf(kind, namespace, name, keys);
  };
}

function byName(environments: readonly InspectedEnvironment[]): Map<string, readonly JsonObject[]> {
  const known = new Map<string, JsonObject[]>();
  for (const { objects } of environments) {
    for (const { json } of objects) {
      const name = text(json, 'metadata', 'name') ?? '';
      const made = json.kind === 'SealedSecret' || json.kind === 'ExternalSecret' ? [`Secret ${name}`] : [];
      for (const key of [`${kindOf(text(json, 'apiVersion') ?? '', text(json, 'kind') ?? '')} ${name}`, ...made]) {
        append(known, key, json);
      }
    }
  }
  return known;
}
