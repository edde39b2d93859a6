/** What the pods of a workload ask for, after the defaults of the LimitRanges of their namespace. */
import { quantityOf } from '../../model/quantity';
import { get, list, map, text, type Node } from '../read';
import { knownKind, podsOfOperator } from '../kinds';
import { at } from '../kinds/kind';
import type { CatalogEntry } from '../catalog/entries';
import type { Trail } from '../object-path';

/** Amounts by resource, in billionths. */
export type Amounts = ReadonlyMap<string, bigint>;

export interface PodDemand {
  /** The workload or custom resource. */
  readonly from: CatalogEntry;
  /** What tells sets of pods of one resource apart. */
  readonly part?: string | undefined;
  readonly spec: Node;
  /** Path of the pod spec in the object; `undefined` where the resource has one field for the resources. */
  readonly trail: Trail | undefined;
  /** Paths of the sizes of storage that each pod asks for. */
  readonly claims: readonly Trail[];
  /** Number of these pods, where no autoscaler decides about it. */
  readonly count?: number;
}

/** The pods of one object, as far as their containers can be known from it. */
export function podsOf(entry: CatalogEntry): PodDemand[] {
  const { json } = entry.source!;
  const { workload } = knownKind(entry.kind) ?? {};
  if (workload !== undefined) {
    const trail = [...workload.template, 'spec'];
    return [{ from: entry, spec: at(json, trail), trail, claims: workload.claims?.(json) ?? [] }];
  }
  return podsOfOperator(entry.kind, json).flatMap(({ part, spec, container, replicas, claims }) => {
    if (replicas === 'ends') return [];
    const resources = ['spec', 'resources'];
    const trail = container === undefined ? spec : undefined;
    const known =
      container === undefined
        ? at(json, spec ?? [])
        : { containers: [{ name: container, resources: map(json, ...resources) }] };
    return [{ from: entry, part, spec: known, trail, claims, count: replicas }];
  });
}

/** Where the resources of a container are written: those of an operator's own container are at `spec.resources`. */
export function resourcesTrail({ trail }: PodDemand, field: string, index: number): Trail {
  return trail === undefined ? ['spec', 'resources'] : [...trail, field, index, 'resources'];
}

/** `default` and the like of the LimitRanges of a namespace, for containers. */
export interface ContainerDefaults {
  readonly limits: ReadonlyMap<string, string>;
  readonly requests: ReadonlyMap<string, string>;
}

interface EffectiveResources {
  readonly requests: ReadonlyMap<string, string>;
  readonly limits: ReadonlyMap<string, string>;
}

/** A request that is left out is the limit; what is still missing comes from the LimitRange. */
export function effectiveResources(container: Node, defaults: ContainerDefaults): EffectiveResources {
  const limits = written(get(container, 'resources', 'limits'));
  const requests = written(get(container, 'resources', 'requests'));
  for (const [name, value] of limits) if (!requests.has(name)) requests.set(name, value);
  for (const [name, value] of defaults.requests) if (!requests.has(name)) requests.set(name, value);
  for (const [name, value] of defaults.limits) if (!limits.has(name)) limits.set(name, value);
  return { requests, limits };
}

function written(node: Node): Map<string, string> {
  return new Map(Object.entries(map(node)).map(([name, value]) => [name, String(value as string)]));
}

/**
 * What the scheduler and the quota count for one pod: containers and sidecars together, or the largest init container with
 * the sidecars that started before it, plus overhead.
 * @returns by `requests.cpu`, `limits.memory` and so on
 */
export function podAmounts(spec: Node, defaults: ContainerDefaults): Amounts {
  const together = new Map<string, bigint>();
  for (const container of list(spec, 'containers')) add(together, amountsOf(container, defaults));
  const sidecars = new Map<string, bigint>();
  const starting = new Map<string, bigint>();
  for (const container of list(spec, 'initContainers')) {
    const own = amountsOf(container, defaults);
    if (text(container, 'restartPolicy') === 'Always') {
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      const during = new Map(sidecars);
      add(during, own);
      raise(starting, during);
    }
  }
  add(together, sidecars);
  raise(together, starting);
  for (const [name, value] of Object.entries(map(spec, 'overhead'))) {
    const overhead = new Map([
      [`requests.${name}`, quantityOf(value)?.nanos ?? 0n],
      [`limits.${name}`, quantityOf(value)?.nanos ?? 0n],
    ]);
    add(together, overhead);
  }
  return together;
}

function amountsOf(container: Node, defaults: ContainerDefaults): Map<string, bigint> {
  const { requests, limits } = effectiveResources(container, defaults);
  const amounts = new Map<string, bigint>();
  for (const [name, value] of requests) amounts.set(`requests.${name}`, quantityOf(value)?.nanos ?? 0n);
  for (const [name, value] of limits) amounts.set(`limits.${name}`, quantityOf(value)?.nanos ?? 0n);
  return amounts;
}

export function add(to: Map<string, bigint>, amounts: Amounts): void {
  for (const [name, value] of amounts) to.set(name, (to.get(name) ?? 0n) + value);
}

function raise(to: Map<string, bigint>, amounts: Amounts): void {
  for (const [name, value] of amounts) if (value > (to.get(name) ?? 0n)) to.set(name, value);
}

export const ONE = quantityOf('1')!.nanos;
