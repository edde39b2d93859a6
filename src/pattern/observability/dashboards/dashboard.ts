/** Dashboards as ConfigMaps, which the sidecar of Grafana finds by their label. */
import { createHash } from 'node:crypto';
import { report } from '../../../model/declarations';
import type { Normal } from '../../../model/fields';
import { isObject } from '../../../model/json';
import { either, fixed, flag, object, text, wrong, type Shape } from '../../../model/shape';
import { joinText, json } from '../../../model/text';
import { combine, isVarying, type Varying, valuesOf } from '../../../model/varying';
import type { Identity } from '../../identity';
import { addObject } from '../../object';
import { matchers } from '../promql';
import type { CountedRequests } from '../requests';
import type { AlertSet } from '../alert';
import { choices, CHOSEN, panelJson, type Panel } from './panel';
import { requestPanels, usagePanels, volumePanel } from './service-panels';
import { storePanels } from './store-panels';

/** How the Grafana of the cluster finds dashboards. */
export interface Dashboards {
  /** Label that its sidecar looks for; the value is `"1"`. Default: grafana_dashboard, that of its chart. */
  readonly label?: string;
  /** Folder in Grafana. Default: the name of the platform. */
  readonly folder?: string;
}

export const dashboardsShape: Shape = either(
  [(value) => typeof value === 'boolean', flag],
  [
    () => true,
    object<Dashboards>({
      label: fixed(
        text('a name of a label', 'grafana_dashboard', (value) =>
          /^([a-z0-9.-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(value),
        ),
      ),
      folder: fixed(text('a name of a folder', 'Shop', (value) => /^[^/\\]+$/.test(value))),
    }),
  ],
);

/** A dashboard of one's own, as Grafana exports it. */
export type DashboardJson = Readonly<Record<string, unknown>>;

export const dashboardShape: Shape = (value, at) => {
  const is = (field: string, fits: (inner: unknown) => boolean) =>
    isObject(value) && (isVarying(value[field]) || fits(value[field]));
  if (!is('title', (inner) => typeof inner === 'string') || !is('panels', Array.isArray)) {
    wrong(
      at,
      value,
      'a dashboard of Grafana',
      'Give its JSON model, with `title` and `panels` (Dashboard settings, JSON Model).',
    );
  }
};

/** @param given the option of the platform @param brought whether an add-on is there in every environment that loads them */
export function settleDashboards(
  given: Normal<Dashboards | boolean> | undefined,
  brought: boolean,
): Dashboards | undefined {
  if (given === false || (given === undefined && !brought)) return undefined;
  return isObject(given) ? (given as Dashboards) : {};
}

/** What a dashboard shows. */
export interface Shown {
  /** How requests are counted, where they are; fields may vary. */
  readonly requests?: Normal<CountedRequests> | undefined;
  /** Regular expression of the names of its pods, and the container that matters. */
  readonly pods: string;
  readonly container?: string;
  /** Regular expression of the names of its volumes. */
  readonly claims?: string;
  /** Tables of alerts of what it is, which say which metrics there are. */
  readonly sets?: readonly Varying<AlertSet>[];
}

/**
 * Adds the dashboard of a construct, where the platform has dashboards. It is the same in all environments: above it one chooses
 * which namespace is looked at, so that two environments on one cluster load one dashboard, not two of one name.
 * @param own in place of what would be shown
 */
export function addDashboard(identity: Identity, shown: Shown, own?: unknown): void {
  const { construct, platform, name, labels } = identity;
  const { dashboards } = platform;
  if (dashboards === undefined) {
    if (own !== undefined) refuseUnread(identity);
    return;
  }
  addObject(construct, 'dashboard', 'workload', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${name}-dashboard`,
      labels: { ...labels, [dashboards.label ?? 'grafana_dashboard']: '1' },
      annotations: { grafana_folder: dashboards.folder ?? platform.node.id },
    },
    data: { [`${platform.node.id}-${name}.json`]: own === undefined ? generated(identity, shown) : json(own) },
  });
}

/** One line for each panel, so that a change of one shows as such. */
function generated({ platform, name }: Identity, shown: Shown): unknown {
  const { id } = platform.node;
  const head = {
    uid: createHash('sha256').update(`${id}/${name}`).digest('hex').slice(0, 16),
    title: name,
    tags: [id],
    editable: false,
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: choices(shown.pods),
  };
  const at = { namespace: CHOSEN, name, own: matchers({ namespace: CHOSEN, job: name }) };
  const others = [
    ...storePanels(
      (shown.sets ?? []).map((sets) => valuesOf(sets)[0]!.prefix),
      at,
    ),
    ...usagePanels(shown.pods, shown.container),
    ...(shown.claims === undefined ? [] : [volumePanel(shown.claims)]),
  ];
  const write = (panels: readonly Panel[]) => {
    const lines = panels.map((panel, index) => json(panelJson(panel, index)) as string);
    return joinText([(json(head) as string).slice(0, -1), ',"panels":[\n', lines.join(',\n'), '\n]}\n']);
  };
  if (shown.requests === undefined) return write(others);
  return combine({ ...shown.requests }, (requests) =>
    write([...requestPanels(requests as CountedRequests, name), ...others]),
  );
}

function refuseUnread({ construct }: Identity): void {
  report(construct, {
    code: 'LS116',
    path: 'dashboard',
    message: 'the platform does not say that a Grafana loads dashboards',
    fix: 'Say so on the Platform: dashboards: true (or { label, folder }), or addOns: { kubePrometheusStack: {} }.',
  });
}
