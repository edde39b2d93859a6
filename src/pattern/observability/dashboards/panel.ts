/** Panels of a dashboard, as Grafana reads them. */
import type { JsonObject } from '../../../model/json';
import type { AlertScope } from '../alert';

/** One figure over time. */
export interface Panel {
  readonly title: string;
  /** Unit as Grafana names it: `reqps`, `percentunit`, `s`, `bytes`, `short`. */
  readonly unit: string;
  /** By what the lines are named, such as `{{pod}}`. */
  readonly legend: string;
  /** PromQL in the namespace that is looked at. */
  readonly expr: string;
}

/** Inputs of the expressions of a panel: those of an alert, without its threshold. */
export type PanelScope = Pick<AlertScope, 'namespace' | 'name' | 'own'>;

/** The namespace that is selected above the panels. */
export const CHOSEN = '$namespace';

const SOURCE = { type: 'prometheus', uid: '$datasource' };

/** Two panels a row, each a quarter of a screen high. */
export function panelJson({ title, unit, legend, expr }: Panel, index: number): JsonObject {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
    datasource: SOURCE,
    fieldConfig: { defaults: { unit, min: 0 } },
    targets: [{ refId: 'A', expr, legendFormat: legend }],
  };
}

/** What stands above the panels: which Prometheus, and in which of the namespaces that have such pods. */
export function choices(pods: string): JsonObject {
  const query = `label_values(kube_pod_info{pod=~"${pods}"}, namespace)`;
  return {
    list: [
      { name: 'datasource', type: 'datasource', query: 'prometheus' },
      {
        name: 'namespace',
        type: 'query',
        datasource: SOURCE,
        query: { qryType: 1, query, refId: 'namespace' },
        refresh: 1,
        sort: 1,
      },
    ],
  };
}
