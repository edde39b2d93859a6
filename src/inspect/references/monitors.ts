/** ServiceMonitor and PodMonitor: what they select, and the named ports that Prometheus is to read. */
import { monitoredNamespaces } from '../catalog/monitored-namespaces';
import { catalogOf, type Catalog } from '../catalog';
import { found } from '../found';
import { plainKind } from '../kinds/names';
import { pathOf } from '../object-path';
import { get, list, text } from '../read';
import { describe, isEmpty, labelSelector } from '../catalog/selector';
import { phrase, quotedNames } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

const GROUP = 'monitoring.coreos.com';

export function inspectMonitors(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  return [
    ...catalog
      .ofKind(`ServiceMonitor.${GROUP}`)
      .flatMap((monitor) =>
        judge(monitor, catalog, 'endpoints', (namespace, selector) =>
          catalog.services.select(namespace, selector).map((service) => service.ports?.map(({ name }) => name)),
        ),
      ),
    ...catalog
      .ofKind(`PodMonitor.${GROUP}`)
      .flatMap((monitor) =>
        judge(monitor, catalog, 'podMetricsEndpoints', (namespace, selector) =>
          catalog.pods.select(namespace, selector).map((pods) => pods.ports?.map(({ name }) => name)),
        ),
      ),
  ];
}

/** Names of the ports of one Service or set of pods; `undefined` where they are not known. */
type PortNames = readonly (string | undefined)[] | undefined;

function judge(
  monitor: CatalogEntry,
  catalog: Catalog,
  field: string,
  select: (namespace: string, selector: ReturnType<typeof labelSelector>) => readonly PortNames[],
): Finding[] {
  if (monitor.source === undefined) return [];
  const { json } = monitor.source;
  const selector = labelSelector(get(json, 'spec', 'selector'));
  const selected = monitoredNamespaces(monitor, catalog).flatMap((namespace) => select(namespace, selector));
  const what = `${plainKind(monitor.kind)} \`${monitor.name}\``;
  const targets = field === 'endpoints' ? 'Service' : 'pod';
  if (selected.length === 0) {
    return isEmpty(selector) || (field !== 'endpoints' && catalog.isOfOperator(selector))
      ? []
      : [
          found('LS405', monitor.source, 'spec.selector')`
            ${{ what }} selects \`${{ selector: describe(selector) }}\`, which matches no ${{ targets }}.
            Use labels of the ${{ targets }} in the selector (${targets === 'Service' ? phrase`those of the Service itself, not of its pods` : phrase`in its pod template`}).`,
        ];
  }
  const names = [...new Set(selected.flatMap((ports) => ports ?? []).filter((name) => name !== undefined))].sort();
  if (selected.some((ports) => ports === undefined)) return [];
  return list(json, 'spec', field).flatMap((endpoint, index) => {
    const port = text(endpoint, 'port');
    if (port === undefined || names.includes(port)) return [];
    const fix =
      names.length === 0
        ? phrase`Name the port of the ${{ targets }} \`${{ port }}\`.`
        : phrase`Use ${quotedNames({ names })}, or name a port of the ${{ targets }} \`${{ port }}\`.`;
    return [
      found('LS413', monitor.source!, pathOf(json, ['spec', field, index, 'port']))`
        ${{ what }} scrapes port \`${{ port }}\`; the selected ${{ targets }} has ${names.length === 0 ? phrase`no named port` : quotedNames({ names })}.
        ${fix}`,
    ];
  });
}
