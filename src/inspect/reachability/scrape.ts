/**
 * The last link of monitoring: monitor selector, Service, port name and container port are judged with the references; here
 * it is whether a policy lets Prometheus in on the container port that they lead to.
 */
import { monitoredNamespaces } from '../catalog/monitored-namespaces';
import { catalogOf, type Catalog } from '../catalog';
import { found } from '../found';
import { plainKind } from '../kinds/names';
import { memoize } from '../memoize';
import { pathOf } from '../object-path';
import { get, list, number, text, type Node } from '../read';
import { equalitySelector, labelSelector } from '../catalog/selector';
import { reachabilityOf, type Reachability } from './evaluate';
import { placeOf } from './namespaces';
import { NO_PORTS, portRange, portsText, subtract, union, type PortSet } from './ports';
import { phrase } from '../../model/phrase';
import type { CatalogEntry, PodPort } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';
import type { Point } from './points';

const GROUP = 'monitoring.coreos.com';

/** An endpoint of a monitor whose pods Prometheus cannot reach. */
export interface ScrapeGap {
  readonly monitor: CatalogEntry;
  readonly path: string;
  readonly target: Point;
  readonly ports: PortSet;
  /** The pods that look like Prometheus; empty where none is known, and no policy lets in anybody. */
  readonly readers: readonly Point[];
}

export function inspectScraping(environment: InspectedEnvironment): Finding[] {
  return scrapeGaps(environment).map(({ monitor, path, target, ports, readers }) => {
    const written = portsText(ports);
    const name = target.pods!.from.name;
    return found('LS705', monitor.source!, path)`
      ${{ kind: plainKind(monitor.kind) }} \`${{ monitor: monitor.name }}\` scrapes ${{ written }} of \`${{ name }}\`, but no NetworkPolicy lets ${readers.length === 0 ? phrase`anything` : phrase`Prometheus`} reach it.
      Let the pods of Prometheus reach ${{ written }} in a NetworkPolicy that selects the pods of \`${{ name }}\`.`;
  });
}

export const scrapeGaps = memoize((environment: InspectedEnvironment): readonly ScrapeGap[] =>
  look(catalogOf(environment), reachabilityOf(environment)),
);

function look(catalog: Catalog, reach: Reachability): ScrapeGap[] {
  const readers = reach.points.index.all.filter(
    ({ pods, labels }) =>
      pods !== undefined && (labels['app.kubernetes.io/name'] === 'prometheus' || labels['app'] === 'prometheus'),
  );
  const monitors = [...catalog.ofKind(`ServiceMonitor.${GROUP}`), ...catalog.ofKind(`PodMonitor.${GROUP}`)];
  return monitors
    .filter(({ origin }) => origin === 'file')
    .flatMap((monitor) => {
      const { json } = monitor.source!;
      const field = monitor.kind.startsWith('Service') ? 'endpoints' : 'podMetricsEndpoints';
      return list(json, 'spec', field).flatMap((endpoint, index) =>
        [...targets(monitor, endpoint, catalog, reach)].flatMap(([target, ports]): ScrapeGap[] => {
          const closed = subtract(ports, admitted(reach, readers, target));
          if (closed.length === 0) return [];
          return [{ monitor, path: pathOf(json, ['spec', field, index]), target, ports: closed, readers }];
        }),
      );
    });
}

/** Ports on which some Prometheus, or where none is known anybody, gets in. */
function admitted(reach: Reachability, readers: readonly Point[], target: Point): PortSet {
  if (readers.length > 0) return readers.reduce((sum, reader) => union(sum, reach.between(reader, target)), NO_PORTS);
  const side = reach.side(target, 'ingress');
  if (!side.isolated) return reach.receives(target, target);
  return side.rules
    .filter(({ rule, points }) => rule.everybody || rule.blocks.length > 0 || points.size > 0)
    .reduce((sum, rule) => union(sum, reach.opened(rule, target, undefined)), NO_PORTS);
}

/** The pods and ports that an endpoint leads to. Links that are missing before are findings of the references. */
function targets(
  monitor: CatalogEntry,
  endpoint: Node,
  catalog: Catalog,
  reach: Reachability,
): ReadonlyMap<Point, PortSet> {
  const selector = labelSelector(get(monitor.source!.json, 'spec', 'selector'));
  const reached = new Map<Point, PortSet>();
  const add = (point: Point, ports: PortSet) =>
    ports.length > 0 && reached.set(point, union(reached.get(point) ?? NO_PORTS, ports));
  const direct = get(endpoint, 'portNumber') ?? get(endpoint, 'targetPort');
  for (const namespace of monitoredNamespaces(monitor, catalog)) {
    if (monitor.kind.startsWith('Pod')) {
      const port = get(endpoint, 'port') ?? direct;
      for (const point of reach.points.index.select(placeOf(namespace), selector))
        if (point.pods?.ends === false) add(point, resolve(port, 'TCP', point.ports));
      continue;
    }
    for (const service of catalog.services.select(namespace, selector)) {
      const pods = equalitySelector(get(service.source?.json, 'spec', 'selector'));
      if (pods.labels.length === 0) continue;
      const named = list(service.source?.json, 'spec', 'ports').find(
        (port) => text(port, 'name') === text(endpoint, 'port'),
      );
      if (text(endpoint, 'port') === undefined ? direct === undefined : named === undefined) continue;
      const port = text(endpoint, 'port') === undefined ? direct : (get(named, 'targetPort') ?? number(named, 'port'));
      for (const point of reach.points.index.select(placeOf(namespace), pods))
        if (point.pods?.ends === false) add(point, resolve(port, 'TCP', point.ports));
    }
  }
  return reached;
}

function resolve(port: Node, protocol: string, ports: readonly PodPort[] | undefined): PortSet {
  if (typeof port === 'number') return portRange(protocol, port);
  return (ports ?? [])
    .filter(({ name }) => name === port && port !== undefined)
    .reduce((sum, offer) => union(sum, portRange(protocol, offer.port)), NO_PORTS);
}
