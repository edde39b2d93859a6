/** Hosts of Istio routes: each names a Service with its port, or an external host that a ServiceEntry declares. */
import { catalogOf, type Catalog } from '../catalog';
import { ENVIRONMENT, didYouMean, found } from '../found';
import { rowsOf } from '../kinds';
import { pathOf, type Trail } from '../object-path';
import { PathTable } from '../path-table';
import { list, number, text, type Node } from '../read';
import { portFinding } from './missing';
import { SILENCE, phrase, type Phrase } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

/** Default of Istio and of kubeadm; a cluster with another domain writes short names. */
const CLUSTER_DOMAIN = '.svc.cluster.local';

const plan = new PathTable<{ readonly path: string }>();
for (const [kind, path] of rowsOf(({ destinations }) => destinations)) plan.add(kind, { path });

export function inspectHosts(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const entries = catalog.ofKind('ServiceEntry.networking.istio.io');
  const external = new Set(
    entries.flatMap((entry) =>
      entry.source === undefined ? [] : list(entry.source.json, 'spec', 'hosts').map(String),
    ),
  );
  const findings: Finding[] = [];
  for (const from of catalog.files) {
    plan.each(from.kind, from.source!.json, (_, destination, trail) => {
      const finding = judgeHost(from, destination, trail, catalog, external);
      if (finding !== undefined) findings.push(finding);
    });
  }
  return findings;
}

/** Namespaces and names of the missing Services that hosts refer to. */
export function missingHosts(
  environment: InspectedEnvironment,
): { readonly namespace: string; readonly name: string }[] {
  const catalog = catalogOf(environment);
  const missing: { namespace: string; name: string }[] = [];
  for (const from of catalog.files) {
    plan.each(from.kind, from.source!.json, (_, destination) => {
      const host = text(destination, 'host') ?? '';
      if (!host.endsWith(CLUSTER_DOMAIN)) return;
      const { namespace, name } = serviceOf(host, from);
      if (catalog.find('Service', namespace, name) === undefined) missing.push({ namespace, name });
    });
  }
  return missing;
}

function serviceOf(host: string, from: CatalogEntry): { readonly namespace: string; readonly name: string } {
  if (!host.endsWith(CLUSTER_DOMAIN)) return { namespace: from.namespace, name: host };
  const [name = '', namespace = ''] = host.slice(0, -CLUSTER_DOMAIN.length).split('.');
  return { namespace, name };
}

function judgeHost(
  from: CatalogEntry,
  destination: Node,
  trail: Trail,
  catalog: Catalog,
  external: ReadonlySet<string>,
): Finding | undefined {
  const host = text(destination, 'host');
  if (host === undefined || host.startsWith('*') || external.has(host)) return undefined;
  const { namespace, name } = serviceOf(host, from);
  const service =
    host.includes('.') && !host.endsWith(CLUSTER_DOMAIN) ? undefined : catalog.find('Service', namespace, name);
  const path = (field: string): string => pathOf(from.source!.json, [...trail, field]);
  if (service === undefined) {
    const near = host.includes('.') ? partial(host, catalog) : didYouMean(name, catalog.names('Service', namespace));
    return found('LS401', from.source!, path('host'))`
      ${{ from: from.name }} sends traffic to host \`${{ host }}\`, which is not a Service in ${ENVIRONMENT}.
      ${near}${near === SILENCE ? phrase`Use` : phrase`Or use`} the name of a Service, or declare the host with a ServiceEntry.`;
  }
  const port = number(destination, 'port', 'number');
  if (port === undefined || service.ports === undefined || service.ports.some((offer) => offer.port === port))
    return undefined;
  return portFinding(from, path('port'), service, String(port));
}

/** Istio takes every name with a dot literally, so `api.shop` finds nothing although DNS would. */
function partial(host: string, catalog: Catalog): Phrase {
  const [name = '', namespace = '', third, ...more] = host.split('.');
  if (
    more.length > 0 ||
    (third !== undefined && third !== 'svc') ||
    catalog.find('Service', namespace, name) === undefined
  )
    return SILENCE;
  return phrase`Did you mean \`${{ meant: `${name}.${namespace}${CLUSTER_DOMAIN}` }}\`? `;
}
