/** What constructs whose props still vary throughout call. Goes with the last of them. */
import { Expression } from '../../model/expression';
import type { Normal } from '../../model/fields';
import { absent, Varying, type Absent, type EnvironmentNames } from '../../model/varying';
import { Endpoint, type Party } from '../connections';
import { buildFrom } from '../engine/bridge';
import type { Facts } from '../engine/facts';
import type { Identity } from '../identity';
import { addMonitor, type Metrics } from '../monitoring';
import { inEnvironment } from '../per-environment';
import type { Port } from '../workload/ports';
import { PodField, type EnvValue } from '../variables';
import { addAlerts } from './add-alerts';
import { alertsOf, type Alerts, type AlertSet, type AlertTable } from './alert';
import { addDashboard, type Shown } from './dashboards/dashboard';
import type { DashboardJson } from './dashboards/props';
import { tracingVariables } from './tracing';
import type { Tracing } from './tracing-props';

/** `alertsOf` in each environment. @param facts may vary */
export function alertsFrom<F extends object>(
  { platform }: Pick<Identity, 'platform'>,
  table: AlertTable<F>,
  facts: { readonly [K in keyof F]: unknown },
): Varying<AlertSet> {
  const { environments } = platform;
  const sets = environments.names.map((_, index) => alertsOf(table, inEnvironment(facts, index) as F));
  return new Varying(environments, sets);
}

/** `addAlerts` in each environment. */
export function addAlertsFrom(
  identity: Identity,
  given: Normal<Alerts<string>> | undefined,
  sets: readonly Varying<AlertSet>[],
  shared: (facts: Facts) => readonly AlertSet[],
): void {
  buildFrom<{ given: Alerts<string> | undefined; sets: readonly AlertSet[] }, void>(
    identity,
    { given, sets },
    (subject, own) => addAlerts(subject, own.given, [...own.sets, ...shared(subject.facts)]),
  );
}

/** `addMonitor` in each environment. */
export function addMonitorFrom(
  identity: Identity,
  metrics: Normal<Metrics> | undefined,
  ports: readonly { readonly name: string; readonly container: unknown }[],
): void {
  buildFrom<{ metrics: Metrics | undefined; ports: readonly Port[] }, void>(
    identity,
    { metrics, ports },
    (subject, own) => addMonitor(subject, metrics && (own.metrics ?? {}), own.ports),
  );
}

/** `addDashboard` in each environment. */
export function addDashboardFrom(
  identity: Identity,
  shown: { readonly [K in keyof Shown]: unknown },
  own?: Normal<DashboardJson>,
): void {
  buildFrom<{ shown: Shown; own: DashboardJson | undefined }, void>(identity, { shown, own }, (subject, at) =>
    addDashboard(subject, at.shown, at.own),
  );
}

/** `tracingVariables` in each environment, joined to values that may vary. */
export function tracingVariablesFrom(
  identity: Identity,
  given: Normal<Tracing> | true | Varying<true | Absent> | undefined,
): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  const all = buildFrom<{ given: true | Tracing | undefined }, Readonly<Record<string, EnvValue>>>(
    identity,
    { given },
    (subject, own) => tracingVariables(subject, own.given ?? true),
  );
  const first = all.find((own) => own !== undefined) ?? {};
  const { environments } = identity.platform;
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      joinedValue(
        environments,
        all.map((own) => (own ?? first)[name]!),
      ),
    ]),
  );
}

function joinedValue(set: EnvironmentNames, values: readonly EnvValue[]): unknown {
  const expressions = values.filter((value) => value instanceof Expression);
  const [first] = expressions;
  if (first === undefined) return values[0] instanceof PodField ? values[0] : varying(set, values);
  if (expressions.every((own) => own === first)) return first;
  const parts = first.parts.map((part, at) => {
    const all = expressions.map((own) => own.parts[at]!);
    const endpoints = all.filter((own) => own instanceof Endpoint);
    if (endpoints.length > 0) return joinedEndpoint(set, endpoints);
    return part instanceof PodField ? part : (varying(set, all) as string);
  });
  return new Expression(parts);
}

function joinedEndpoint(set: EnvironmentNames, endpoints: readonly Endpoint[]): Endpoint {
  const party = {
    kind: 'cluster',
    name: 'tracing',
    namespace: varying(
      set,
      endpoints.map((own) => (own.party as ClusterParty).namespace),
    ) as string,
    labels: varying(
      set,
      endpoints.map((own) => (own.party as ClusterParty).labels ?? absent),
    ) as undefined,
  } as const;
  const port = varying(
    set,
    endpoints.map(({ ports }) => ports[0]!.port),
  ) as number;
  return new Endpoint(party, [{ port, protocol: 'TCP' }]);
}

type ClusterParty = Extract<Party, { kind: 'cluster' }>;

function varying(set: EnvironmentNames, values: readonly unknown[]): unknown {
  return values.every((value) => value === values[0]) ? values[0] : new Varying(set, values);
}
