/** Dashboards as props declare them. */
import { isObject } from '../../../model/json';
import { either, field, fixed, flag, list, object, text, wrong, type PropsOf, type Shape } from '../../../model/shape';
import { anyText } from '../../../model/syntax';

/** How the Grafana of the cluster finds dashboards. */
export interface Dashboards extends PropsOf<typeof dashboardsProps> {}
const dashboardsProps = {
  /** Label that the Grafana sidecar selects by; the value is `"1"`. Default: grafana_dashboard, as in its chart. */
  label: fixed(
    text('a name of a label', 'grafana_dashboard', (value) =>
      /^([a-z0-9.-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(value),
    ),
  ),
  /** Folder in Grafana. Default: the name of the platform. */
  folder: fixed(text('a name of a folder', 'Shop', (value) => /^[^/\\]+$/.test(value))),
};
export const dashboardsShape = either<boolean | Dashboards>(
  [(value) => typeof value === 'boolean', flag],
  [() => true, object<Dashboards>(dashboardsProps)],
);

/** A dashboard of one's own, as Grafana exports it. */
export type DashboardJson = Readonly<Record<string, unknown>>;

export const dashboardShape: Shape<DashboardJson> = (value, at) => {
  if (!isObject(value) || value['title'] === undefined || value['panels'] === undefined)
    return wrong(
      at,
      value,
      'a dashboard of Grafana',
      'Use its JSON model, with `title` and `panels` (Dashboard settings, JSON Model).',
    );
  field(value['title'], anyText, { ...at, path: `${at.path}.title` }, false);
  field(value['panels'], list(anything), { ...at, path: `${at.path}.panels` }, false);
};

const anything: Shape = () => undefined;

/** @param given the option of the platform @param brought whether an add-on is there in every environment that loads them */
export function settleDashboards(given: Dashboards | boolean | undefined, brought: boolean): Dashboards | undefined {
  if (given === false || (given === undefined && !brought)) return undefined;
  return typeof given === 'object' ? given : {};
}
