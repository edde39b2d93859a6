/** Dashboards as ConfigMaps, which the sidecar of Grafana finds by their label. */
import { createHash } from 'node:crypto';
import { plainJson } from '../../../model/text';
import type { Subject } from '../../engine/build';
import type { AlertSet } from '../alert';
import { matchers } from '../promql';
import type { CountedRequests } from '../requests';
import { choices, CHOSEN, panelJson } from './panel';
import type { DashboardJson } from './props';
import { requestPanels, usagePanels, volumePanel } from './service-panels';
import { storePanels } from './store-panels';

/** What a dashboard shows. */
export interface Shown {
  /** How requests are counted, where they are. */
  readonly requests?: CountedRequests | undefined;
  /** Regular expression of the names of its pods, and the container that matters. */
  readonly pods: string;
  readonly container?: string;
  /** Regular expression of the names of its volumes. */
  readonly claims?: string;
  /** The alerts that come with it, which say which metrics there are. */
  readonly sets?: readonly AlertSet[];
}

/**
 * Adds the dashboard of a construct, where the platform has dashboards. It is the same in all environments: a variable selects
 * the namespace, so that two environments on one cluster load one dashboard, not two of one name.
 * @param own in place of what would be shown
 */
export function addDashboard({ name, labels, facts, parts }: Subject, shown: Shown, own?: DashboardJson): void {
  const { dashboards, platform } = facts;
  if (dashboards === undefined) {
    if (own === undefined) return;
    return parts.report({
      code: 'LS116',
      path: 'dashboard',
      message: 'the platform does not declare that Grafana loads dashboards',
      fix: 'Declare it on the Platform: dashboards: true (or { label, folder }), or addOns: { kubePrometheusStack: {} }.',
    });
  }
  parts.add('dashboard', 'workload', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${name}-dashboard`,
      labels: { ...labels, [dashboards.label ?? 'grafana_dashboard']: '1' },
      annotations: { grafana_folder: dashboards.folder ?? platform },
    },
    data: { [`${platform}-${name}.json`]: own === undefined ? generated(platform, name, shown) : plainJson(own) },
  });
}

/** One line for each panel, so that the diff of a change shows that panel only. */
function generated(platform: string, name: string, { requests, sets = [], pods, container, claims }: Shown): string {
  const head = {
    uid: createHash('sha256').update(`${platform}/${name}`).digest('hex').slice(0, 16),
    title: name,
    tags: [platform],
    editable: false,
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: choices(pods),
  };
  const at = { namespace: CHOSEN, name, own: matchers({ namespace: CHOSEN, job: name }) };
  const panels = [
    ...(requests === undefined ? [] : requestPanels(requests, name)),
    ...storePanels(
      sets.map(({ prefix }) => prefix),
      at,
    ),
    ...usagePanels(pods, container),
    ...(claims === undefined ? [] : [volumePanel(claims)]),
  ];
  const lines = panels.map((panel, index) => JSON.stringify(panelJson(panel, index)));
  return `${JSON.stringify(head).slice(0, -1)},"panels":[\n${lines.join(',\n')}\n]}\n`;
}
