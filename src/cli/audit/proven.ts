/**
 * Output of Lockstep has its proof next to it: differences between environments are compared with what was declared, in the
 * place of a guess, and what a deviation accepts with its reason is accepted here, too.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { map } from '../../inspect/read';
import { undeclaredAmong } from '../proof/matrix';
import { isObject } from '../../model/json';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../../inspect/types';
import type { AuditedObject } from './audited';
import type { Unit } from './environments';

/** An environment of which every object was read below its folder in `<outdir>/<platform>`, with `proof/<platform>` next to it. */
export interface Proven {
  /** Folder of the environment. */
  readonly folder: string;
  /** Folder of the proof. */
  readonly proof: string;
}

export type Proofs = ReadonlyMap<Unit, Proven>;

/** Finds the proof of each environment that has one. */
export function proofsOf(units: readonly Unit[]): Proofs {
  const known = new Map<string, Proven | undefined>();
  const of = (folder: string): Proven | undefined => {
    if (!known.has(folder))
      known.set(folder, provenAt(folder) ?? (dirname(folder) === folder ? undefined : of(dirname(folder))));
    return known.get(folder);
  };
  const proofs = new Map<Unit, Proven>();
  for (const unit of units) {
    const all = new Set(unit.objects.map(({ read }) => (read === undefined ? undefined : of(dirname(read.file.path)))));
    const [only] = all;
    if (all.size === 1 && only !== undefined) proofs.set(unit, only);
  }
  return proofs;
}

function provenAt(folder: string): Proven | undefined {
  const platform = dirname(folder);
  const proof = join(dirname(dirname(platform)), 'proof', basename(platform));
  if (!existsSync(join(proof, 'matrix.yaml'))) return undefined;
  const environments = read(join(proof, 'environments.yaml'));
  return isObject(environments) && Object.hasOwn(environments, basename(folder)) ? { folder, proof } : undefined;
}

function read(file: string): unknown {
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    return parse(readFileSync(file, 'utf8'), { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/**
 * Law 2 of the environments of one system.
 * @param environments of these units, whose objects have their numbers
 * @returns `undefined` where not all of them have the same proof, or it cannot be read
 */
export function provenParity(
  units: readonly Unit[],
  environments: readonly InspectedEnvironment[],
  proofs: Proofs,
): readonly Finding[] | undefined {
  const proven = units.flatMap((unit) => proofs.get(unit) ?? []);
  const [first] = proven;
  if (first === undefined || proven.length < units.length || proven.some(({ proof }) => proof !== first.proof))
    return undefined;
  const named = new Map(units.map((unit, index) => [basename(proven[index]!.folder), unit.name]));
  const declared = environments.map((environment, index): InspectedEnvironment => ({
    ...environment,
    environment: basename(proven[index]!.folder),
    // as they were read: the matrix contains nothing that the audit assumes
    objects: environment.objects.map((object, place) => {
      const own = units[index]!.objects[place]!;
      return { ...object, json: own.json, file: below(proven[index]!.folder, own) };
    }),
  }));
  let matrix: string;
  try {
    matrix = readFileSync(join(first.proof, 'matrix.yaml'), 'utf8');
  } catch {
    return undefined;
  }
  return undeclaredAmong(declared, matrix)?.map((finding) => ({
    ...finding,
    environments: finding.environments?.map((name) => named.get(name) ?? name) ?? [],
  }));
}

function below(folder: string, { read: from, file }: AuditedObject): string {
  return from === undefined ? file : relative(folder, from.file.path).split(sep).join('/');
}

/** Whether a deviation of the proof accepts a finding on the object: it names the rule, the environment and what the object belongs to. */
export function acceptanceOf(proofs: Proofs): (code: string, object: AuditedObject) => boolean {
  const owners = new Map<AuditedObject, Proven>();
  for (const [unit, proven] of proofs) for (const object of unit.objects) owners.set(object, proven);
  const deviations = new Map([...proofs.values()].map(({ proof }) => [proof, deviationsOf(proof)]));
  return (code, object) => {
    const proven = owners.get(object);
    if (proven === undefined) return false;
    const parts = [
      below(proven.folder, object).split('/')[0],
      map(object.json, 'metadata', 'labels')['app.kubernetes.io/name'],
    ];
    return deviations
      .get(proven.proof)!
      .some(
        ({ construct, what, in: all }) =>
          what === code && all.includes(basename(proven.folder)) && parts.includes(basename(construct)),
      );
  };
}

interface Deviation {
  readonly construct: string;
  readonly what: unknown;
  readonly in: readonly unknown[];
}

function deviationsOf(proof: string): readonly Deviation[] {
  const json = read(join(proof, 'deviations.yaml'));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([construct, all]) =>
    (Array.isArray(all) ? (all as readonly unknown[]) : []).flatMap((one): readonly Deviation[] =>
      isObject(one) && Array.isArray(one.in) ? [{ construct, what: one.what, in: one.in as readonly unknown[] }] : [],
    ),
  );
}
