/** LimitRanges: the defaults they give, and containers, pods and claims outside of their bounds. */
import type { MessageAndFix } from '../../model/phrase';
import { found } from '../found';
import { plainKind } from '../kinds/names';
import { pathOf, type Trail } from '../object-path';
import { get, list, map, text, type Node } from '../read';
import { quantityOf } from '../../model/quantity';
import { effectiveResources, resourcesTrail, type ContainerDefaults, type PodDemand } from './pods';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';

/** Defaults as the API server completes a LimitRange: `default` from `max`, `defaultRequest` from `default`, then from `min`. */
export function containerDefaults(ranges: readonly CatalogEntry[]): ContainerDefaults {
  const limits = new Map<string, string>();
  const requests = new Map<string, string>();
  for (const item of ranges.flatMap((range) => list(range.source!.json, 'spec', 'limits'))) {
    if (text(item, 'type') !== 'Container') continue;
    const from = (to: Map<string, string>, fields: readonly string[]): void => {
      for (const field of fields) {
        for (const [name, value] of Object.entries(map(item, field)))
          if (!to.has(name)) to.set(name, String(value as string));
      }
    };
    from(limits, ['default', 'max']);
    from(requests, ['defaultRequest', 'default', 'max', 'min']);
  }
  return { limits, requests };
}

export function judgeContainers(
  demand: PodDemand,
  ranges: readonly CatalogEntry[],
  defaults: ContainerDefaults,
): Finding[] {
  const findings: Finding[] = [];
  for (const field of ['initContainers', 'containers']) {
    list(demand.spec, field).forEach((container, index) => {
      const { requests, limits } = effectiveResources(container, defaults);
      const source = demand.from.source!;
      const trail = resourcesTrail(demand, field, index);
      const name = text(container, 'name') ?? '';
      const report: MessageAndFix = (...texts) =>
        findings.push(found('LS612', source, pathOf(source.json, trail))(...texts));
      for (const [resource, request] of requests) {
        const limit = limits.get(resource);
        if (
          limit === undefined ||
          get(container, 'resources', 'limits', resource) !== undefined ||
          !exceeds(request, limit)
        )
          continue;
        report`
          Container \`${{ name }}\` requests ${{ request }} ${{ resource }}, which exceeds the limit of ${{ limit }} from the LimitRange.
          Set a limit that is at least the request.`;
      }
      for (const range of ranges) {
        for (const item of list(range.source!.json, 'spec', 'limits')) {
          if (text(item, 'type') === 'Container') judge(item, range.name, name, requests, limits, report);
        }
      }
    });
  }
  return findings;
}

type Values = ReadonlyMap<string, string>;

function judge(
  item: Node,
  range: string,
  container: string,
  requests: Values,
  limits: Values,
  report: MessageAndFix,
): void {
  for (const [resource, most] of Object.entries(map(item, 'max'))) {
    const limit = limits.get(resource);
    if (limit !== undefined && exceeds(limit, most)) {
      report`
        Container \`${{ container }}\` has a limit of ${{ limit }} ${{ resource }}; LimitRange \`${{ range }}\` allows at most ${{ most: String(most as string) }}.
        Lower the limit to ${{ most: String(most as string) }}, or raise the maximum of the LimitRange.`;
    }
  }
  for (const [resource, least] of Object.entries(map(item, 'min'))) {
    const request = requests.get(resource);
    if (request !== undefined && exceeds(least, request)) {
      report`
        Container \`${{ container }}\` requests ${{ request }} ${{ resource }}; LimitRange \`${{ range }}\` requires at least ${{ least: String(least as string) }}.
        Raise the request to ${{ least: String(least as string) }}, or lower the minimum of the LimitRange.`;
    }
  }
  for (const [resource, ratio] of Object.entries(map(item, 'maxLimitRequestRatio'))) {
    const [limit, request, most] = [
      quantityOf(limits.get(resource)),
      quantityOf(requests.get(resource)),
      quantityOf(ratio),
    ];
    if (limit === undefined || request === undefined || most === undefined || request.nanos === 0n) continue;
    if (limit.nanos * 1_000_000_000n > most.nanos * request.nanos) {
      const actual = (Number(limit.nanos) / Number(request.nanos)).toFixed(1).replace(/\.0$/, '');
      report`
        Container \`${{ container }}\` has a ${{ resource }} limit of ${{ limit: limits.get(resource)! }} over a request of ${{ request: requests.get(resource)! }}, ${{ actual }} times; LimitRange \`${{ range }}\` allows ${{ ratio: String(ratio as string) }} times.
        Raise the request or lower the limit.`;
    }
  }
}

/** Claims of a namespace against `type: PersistentVolumeClaim`. */
export function judgeClaim(entry: CatalogEntry, size: Node, trail: Trail, ranges: readonly CatalogEntry[]): Finding[] {
  return ranges.flatMap((range) =>
    list(range.source!.json, 'spec', 'limits').flatMap((item) => {
      if (text(item, 'type') !== 'PersistentVolumeClaim' || size === undefined) return [];
      const [least, most] = [get(item, 'min', 'storage'), get(item, 'max', 'storage')];
      const wrong =
        most !== undefined && exceeds(size, most)
          ? `at most ${String(most as string)}`
          : least !== undefined && exceeds(least, size)
            ? `at least ${String(least as string)}`
            : undefined;
      if (wrong === undefined) return [];
      return [
        found('LS612', entry.source!, pathOf(entry.source!.json, trail))`
          ${{ kind: plainKind(entry.kind) }} \`${{ name: entry.name }}\` requests ${{ size: String(size as string) }} of storage; LimitRange \`${{ range: range.name }}\` allows ${{ wrong }}.
          Change the size, or the LimitRange.`,
      ];
    }),
  );
}

function exceeds(value: unknown, bound: unknown): boolean {
  const [a, b] = [quantityOf(value), quantityOf(bound)];
  return a !== undefined && b !== undefined && a.nanos > b.nanos;
}
