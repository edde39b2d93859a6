/** Every kind that inspection knows by name, and what it knows of each. A kind that is not in `list.ts` is read as plain data. */
import { text } from '../read';
import * as kinds from './list';
import type { JsonObject } from '../../model/json';
import type { Kind, Made, PodSet } from './kind';

export const KINDS: readonly Kind[] = Object.values<Kind | readonly Kind[]>(kinds)
  .flat()
  .sort((a, b) => (a.kind < b.kind ? -1 : 1));

const BY_NAME: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.kind, kind]));
const NOTHING: readonly Made[] = [];
const NO_PODS: readonly PodSet[] = [];

/** @param kind `Kind.group` */
export function knownKind(kind: string): Kind | undefined {
  return BY_NAME.get(kind);
}

/** Where workloads of Kubernetes keep the pod template, by kind; an empty list: the object is the pod. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  KINDS.flatMap(({ kind, workload }) => (workload === undefined ? [] : [[kind, workload.template]])),
);

/** Kinds whose pods end by themselves. */
export const RUNS_TO_COMPLETION: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ kind, workload }) => (workload?.ends === true ? [kind] : [])),
);

/** @returns the objects that controllers create from this one, with the keys and ports that are known */
export function madeOf(kind: string, json: JsonObject): readonly Made[] {
  return knownKind(kind)?.makes?.(json, text(json, 'metadata', 'name') ?? '') ?? NOTHING;
}

/** @returns the pods that an operator starts for a custom resource */
export function podsOfOperator(kind: string, json: JsonObject): readonly PodSet[] {
  return knownKind(kind)?.runs?.pods(json, text(json, 'metadata', 'name') ?? '') ?? NO_PODS;
}

const OPERATED_GROUPS: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ kind, runs }) => (runs === undefined ? [] : [kind.slice(kind.indexOf('.') + 1)])),
);

/** Whether the pods of all kinds of a group are known here. */
export function isOperatorKnown(group: string): boolean {
  return OPERATED_GROUPS.has(group);
}

/** Rows of a table by kind, such as the paths of all durations. */
export function rowsOf<T>(of: (kind: Kind) => readonly T[] | undefined): (readonly [kind: string, row: T])[] {
  return KINDS.flatMap((kind) => (of(kind) ?? []).map((row) => [kind.kind, row] as const));
}

/** How many pods a workload or custom resource runs by itself; `undefined` where files do not say. */
export function replicasOf(kind: string, json: JsonObject): number | undefined {
  const known = knownKind(kind);
  if (known?.runs === undefined) return known?.workload?.replicas?.(json);
  const counted = podsOfOperator(kind, json).flatMap(({ replicas }) => (replicas === 'ends' ? [] : [replicas]));
  return counted.length === 0 ? undefined : counted.reduce((sum, replicas) => sum + replicas, 0);
}
