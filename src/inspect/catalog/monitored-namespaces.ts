import { get, list } from '../read';
import type { Catalog } from '.';
import type { CatalogEntry } from './entries';

/** The namespaces in which a ServiceMonitor or PodMonitor selects. */
export function monitoredNamespaces(monitor: CatalogEntry, catalog: Catalog): string[] {
  const { json } = monitor.source!;
  if (get(json, 'spec', 'namespaceSelector', 'any') === true)
    return [...new Set(catalog.files.map(({ namespace }) => namespace))];
  const named = list(json, 'spec', 'namespaceSelector', 'matchNames').map(String);
  return named.length > 0 ? named : [monitor.namespace];
}
