/**
 * Capacity of namespaces: requests and limits of every pod × (maximum replicas + surge), with jobs, databases and their
 * storage, against ResourceQuotas and LimitRanges. DaemonSets are not counted: files do not say how many nodes there are.
 * Quotas with scopes count some pods only and are left alone.
 */
import { append, obtain } from '../../model/append';
import { formatQuantity } from '../../model/quantity';
import { catalogOf } from '../catalog';
import { found } from '../found';
import { knownKind } from '../kinds';
import { at } from '../kinds/kind';
import { plainKind } from '../kinds/names';
import { pathOf, type Trail } from '../object-path';
import { childPath } from '../../model/paths';
import { get, list, map, text } from '../read';
import { scalesOf, surgeOf, type Scale } from '../replicas';
import { quantityOf } from '../../model/quantity';
import { containerDefaults, judgeClaim, judgeContainers } from './limit-ranges';
import {
  ONE,
  effectiveResources,
  podAmounts,
  podsOf,
  resourcesTrail,
  type Amounts,
  type ContainerDefaults,
  type PodDemand,
} from './pods';
import type { CatalogEntry, FileEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

interface Share {
  readonly name: string;
  readonly pods: number;
  readonly surge: number;
  readonly each: Amounts;
}

/** Quota names that mean the same as another. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cpu: 'requests.cpu',
    memory: 'requests.memory',
    'ephemeral-storage': 'requests.ephemeral-storage',
    'count/pods': 'pods',
  }),
);

export function inspectCapacity(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const quotas = groupByNamespace(catalog.ofKind('ResourceQuota'));
  const ranges = groupByNamespace(catalog.ofKind('LimitRange'));
  if (quotas.size === 0 && ranges.size === 0) return [];
  const scales = scalesOf(environment);
  const defaults = new Map([...ranges].map(([namespace, own]) => [namespace, containerDefaults(own)]));
  const shares = new Map<string, Share[]>();
  const findings: Finding[] = [];
  for (const entry of catalog.files) {
    const own = ranges.get(entry.namespace) ?? [];
    const quota = quotas.get(entry.namespace) ?? [];
    if (own.length === 0 && quota.length === 0) continue;
    const given = defaults.get(entry.namespace) ?? NO_DEFAULTS;
    const { json } = entry.source;
    const demands = podsOf(entry);
    const claims = [...(knownKind(entry.kind)?.claims ?? []), ...demands.flatMap((demand) => demand.claims)];
    for (const trail of claims) findings.push(...judgeClaim(entry, at(json, trail), trail, own));
    for (const demand of demands) {
      findings.push(...judgeContainers(demand, own, given), ...judgeDemanded(demand, quota, given));
    }
    obtain(shares, entry.namespace, () => []).push(...sharesOf(entry, demands, scales.get(entry), given));
  }
  for (const [namespace, own] of quotas)
    for (const quota of own) findings.push(...judgeQuota(quota, shares.get(namespace) ?? []));
  return findings;
}

const NO_DEFAULTS: ContainerDefaults = { limits: new Map(), requests: new Map() };

function groupByNamespace(entries: readonly CatalogEntry[]): Map<string, CatalogEntry[]> {
  const groups = new Map<string, CatalogEntry[]>();
  for (const entry of entries) {
    if (entry.source === undefined || hasScopes(entry)) continue;
    append(groups, entry.namespace, entry);
  }
  return groups;
}

function hasScopes({ source }: CatalogEntry): boolean {
  return list(source!.json, 'spec', 'scopes').length > 0 || get(source!.json, 'spec', 'scopeSelector') !== undefined;
}

function sharesOf(
  entry: FileEntry,
  demands: readonly PodDemand[],
  scale: Scale | undefined,
  defaults: ContainerDefaults,
): Share[] {
  const claimed = (trail: Trail): Amounts =>
    new Map([
      ['requests.storage', quantityOf(at(entry.source.json, trail))?.nanos ?? 0n],
      ['persistentvolumeclaims', ONE],
    ]);
  return [
    ...operatedShares(entry),
    ...(knownKind(entry.kind)?.claims ?? []).map((trail) => ({
      name: entry.name,
      pods: 1,
      surge: 0,
      each: claimed(trail),
    })),
    ...demands.flatMap(({ part, spec, count, claims }) => {
      const name = demands.length > 1 && part !== undefined ? `${entry.name}/${part}` : entry.name;
      const pods = count ?? scale?.most;
      const stored = claims.map((trail) => ({ name, pods: pods ?? 1, surge: 0, each: claimed(trail) }));
      if (pods === undefined) return stored;
      const each = new Map([...podAmounts(spec, defaults), ['pods', ONE] as const]);
      return [{ name, pods, surge: surgeOf(entry, pods), each }, ...stored];
    }),
  ];
}

/** Pods of an operator that only the construct knows. */
function operatedShares({ name, source: { operated } }: FileEntry): readonly Share[] {
  if (operated === undefined) return [];
  const { count, requests, limits, storage } = operated;
  const amounts = {
    'requests.cpu': requests.cpu,
    'requests.memory': requests.memory,
    'limits.cpu': limits.cpu,
    'limits.memory': limits.memory,
    ...(storage !== undefined && { 'requests.storage': storage, persistentvolumeclaims: '1' }),
    pods: '1',
  };
  const each = new Map(Object.entries(amounts).map(([key, amount]) => [key, quantityOf(amount)?.nanos ?? 0n]));
  return [{ name, pods: count, surge: 0, each }];
}

function judgeQuota(quota: CatalogEntry, shares: readonly Share[]): Finding[] {
  return Object.entries(map(quota.source!.json, 'spec', 'hard')).flatMap(([written, value]) => {
    const resource = ALIASES.get(written) ?? written;
    const allowed = quantityOf(value);
    if (allowed === undefined) return [];
    const parts = shares
      .map((share) => ({ share, amount: (share.each.get(resource) ?? 0n) * BigInt(share.pods + share.surge) }))
      .filter(({ amount }) => amount > 0n);
    const sum = parts.reduce((total, { amount }) => total + amount, 0n);
    if (sum <= allowed.nanos) return [];
    const format = /memory|storage/.test(resource) ? 'BinarySI' : 'DecimalSI';
    const show = (nanos: bigint): string => formatQuantity({ nanos, format });
    const largest = parts
      .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : a.share.name < b.share.name ? -1 : 1))
      .slice(0, 5)
      .map(({ share, amount }) => {
        const factor = share.surge === 0 ? `${share.pods}` : `(${share.pods} + ${share.surge})`;
        return `${share.name} ${factor} × ${show(share.each.get(resource)!)} = ${show(amount)}`;
      });
    const more = parts.length > 5 ? `, and ${parts.length - 5} more` : '';
    return [
      found('LS611', quota.source!, childPath('spec.hard', written))`
        The namespace needs up to ${{ sum: show(sum) }} of ${{ written }}, but quota \`${{ quota: quota.name }}\` allows ${{ value: String(value as string) }}: ${{ largest }}${{ more }}.
        Raise \`${{ written }}\` to at least ${{ sum: show(sum) }}, or lower replicas, surge or the requests of each pod.`,
    ];
  });
}

/** With a quota on a resource, the API server refuses pods that leave it open. */
function judgeDemanded(demand: PodDemand, quotas: readonly CatalogEntry[], defaults: ContainerDefaults): Finding[] {
  const { from, spec } = demand;
  const wanted = new Set(
    quotas
      .flatMap((quota) => Object.keys(map(quota.source!.json, 'spec', 'hard')).map((name) => ALIASES.get(name) ?? name))
      .filter((name) => /^(requests|limits)\.(cpu|memory)$/.test(name)),
  );
  if (wanted.size === 0) return [];
  return ['initContainers', 'containers'].flatMap((field) =>
    list(spec, field).flatMap((container, index) => {
      const { requests, limits } = effectiveResources(container, defaults);
      const missing = [...wanted].filter(
        (name) => !(name.startsWith('requests.') ? requests : limits).has(name.slice(name.indexOf('.') + 1)),
      );
      if (missing.length === 0) return [];
      const path = pathOf(from.source!.json, resourcesTrail(demand, field, index));
      return [
        found('LS613', from.source!, path)`
          Container \`${{ name: text(container, 'name') ?? '' }}\` of ${{ kind: plainKind(from.kind) }} \`${{ from: from.name }}\` does not set ${{ missing }}, which the quota of its namespace requires.
          Set ${{ missing }}, or add a LimitRange with defaults to the namespace.`,
      ];
    }),
  );
}
