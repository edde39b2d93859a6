/** What the pods of a workload ask for, after the defaults of the LimitRanges of their namespace. */
import { parseQuantity } from '../../model/quantity';
import { get, list, map, number, text, type Node } from '../read';
import { POD_TEMPLATES } from '../kinds';
import { quantityOf } from '../values/resources';
import type { Entry } from '../entries';

/** Amounts by resource, in billionths. */
export type Amounts = ReadonlyMap<string, bigint>;

export interface PodDemand {
  /** The workload or custom resource. */
  readonly from: Entry;
  /** Tells node sets of one resource apart; empty otherwise. */
  readonly part: string;
  readonly spec: Node;
  /** Path of the pod spec in the object. */
  readonly trail: readonly (string | number)[];
  /** Number of these pods, where the workload itself does not say it. */
  readonly count: number | undefined;
}

/** The pods of one object, as far as their containers can be known from it. */
export function podsOf(entry: Entry): PodDemand[] {
  const { json } = entry.source!;
  const template = POD_TEMPLATES[entry.kind];
  if (template !== undefined)
    return [
      { from: entry, part: '', spec: map(json, ...template, 'spec'), trail: [...template, 'spec'], count: undefined },
    ];
  switch (entry.kind) {
    case 'Cluster.postgresql.cnpg.io':
      return [
        {
          from: entry,
          part: '',
          spec: { containers: [{ name: 'postgres', resources: map(json, 'spec', 'resources') }] },
          trail: [],
          count: undefined,
        },
      ];
    case 'Pooler.postgresql.cnpg.io':
      return [
        {
          from: entry,
          part: '',
          spec: map(json, 'spec', 'template', 'spec'),
          trail: ['spec', 'template', 'spec'],
          count: undefined,
        },
      ];
    case 'Elasticsearch.elasticsearch.k8s.elastic.co':
      return list(json, 'spec', 'nodeSets').map((set, index) => ({
        from: entry,
        part: text(set, 'name') ?? '',
        spec: map(set, 'podTemplate', 'spec'),
        trail: ['spec', 'nodeSets', index, 'podTemplate', 'spec'],
        count: number(set, 'count') ?? 1,
      }));
    case 'MongoDBCommunity.mongodbcommunity.mongodb.com': {
      const trail = ['spec', 'statefulSet', 'spec', 'template', 'spec'];
      return [{ from: entry, part: '', spec: map(json, ...trail), trail, count: undefined }];
    }
    default:
      return [];
  }
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

export const ONE = parseQuantity('1')!.nanos;
