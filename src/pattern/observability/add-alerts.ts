/** PrometheusRules of constructs: the alerts that the pattern brings, tuned by props, and those of the platform's own. */
import { Lazy } from 'cdk8s';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { choose } from '../../model/nearest';
import { absent, combine, derive, isVarying, type Varying } from '../../model/varying';
import type { Identity } from '../identity';
import { addObject } from '../object';
import type { PlatformScope } from '../scope';
import { byEnvironment, or, wherePresent } from '../per-environment';
import {
  alertName,
  type Alerts,
  type AlertRule,
  type AlertScope,
  type AlertTable,
  type AlertTuning,
  type OwnAlert,
} from './alert';
import { matchers } from './promql';
import type { SharedBy } from './shared';

/** A table of alerts with the facts of one construct, each of which may vary. */
export interface AlertSet {
  readonly table: AlertTable;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Where the alerts stand on the platform already: only those that are tuned stand on the construct. */
  readonly sharedBy?: readonly SharedBy[];
}

/** @param facts what the expressions of the table need to know of the construct; each may vary */
export function alertsOf<F extends object>(
  table: AlertTable<F>,
  facts: { readonly [K in keyof F]: unknown },
): AlertSet {
  return { table: table as unknown as AlertTable, facts: facts as Readonly<Record<string, unknown>> };
}

/** What has alerts: a construct, or the platform itself. */
export type AlertTarget = Pick<Identity, 'construct' | 'platform' | 'name' | 'labels'>;

/** Text of annotations and labels that rules have in common. */
interface Common {
  readonly identity: AlertTarget;
  readonly given: Readonly<Record<string, Normal<AlertTuning | OwnAlert> | undefined>>;
}

/**
 * Adds a PrometheusRule with the alerts of a construct, where the platform says which Prometheus reads it.
 * @param given alerts by name: those of the sets, tuned, and some of one's own
 * @param sets the alerts that come with the construct
 * @example addAlerts(store, given.alerts, [alertsOf(REDIS_ALERTS, { replicas, persistent })]);
 */
export function addAlerts(
  identity: AlertTarget,
  given: Normal<Alerts<string>> | undefined,
  sets: readonly AlertSet[],
): void {
  const { construct, platform, name, labels } = identity;
  const { prometheus } = platform.cluster;
  const common: Common = { identity, given: (given ?? {}) as Common['given'] };
  if (prometheus === undefined) return refuseUnread(identity, given);
  const brought = sets.flatMap(({ table, facts, sharedBy }) =>
    Object.entries(table.rules).map(([key, rule]) => ({
      alert: alertName(table.prefix, key),
      key,
      rule,
      facts,
      sharedBy,
      tuned: common.given[key] as Normal<AlertTuning> | undefined,
    })),
  );
  const own = Object.entries(common.given).filter(([key]) => /^[A-Z]/.test(key)) as [string, Normal<OwnAlert>][];
  refuseTaken(
    identity,
    own.map(([key]) => key),
    brought.map(({ alert }) => alert),
  );
  const there = brought
    .map((one) => ({ ...one, written: broughtRule(common, one.alert, one.rule, one.facts, one.tuned) }))
    .filter(({ written }) => written !== absent);
  refuseIdle(
    identity,
    common.given,
    there.map(({ key }) => key),
  );
  const here = there.filter(({ sharedBy, tuned }) => sharedBy === undefined || tuned !== undefined);
  for (const { key, sharedBy = [] } of here) for (const by of sharedBy) platform.ownRules.add(key, by);
  const off = here.filter(({ tuned }) => tuned?.off !== undefined);
  const rules = [
    ...here.filter(({ tuned }) => tuned?.off === undefined).map(({ written }) => written),
    ...own.map(([alert, rule]) => ownRule(common, alert, rule)),
  ];
  if (rules.length === 0 && off.length === 0) return;
  addObject(construct, 'PrometheusRule', 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name,
      labels: { ...labels, ...prometheus.selects },
      ...(off.length > 0 && {
        annotations: {
          'lockstep.dev/alerts-off': off.map(({ alert, tuned }) => `${alert}: ${tuned!.off as string}`).join('; '),
        },
      }),
    },
    spec: { groups: rules.length > 0 ? [{ name, rules }] : [] },
  });
}

function broughtRule(
  { identity }: Common,
  alert: string,
  rule: AlertRule,
  facts: AlertSet['facts'],
  given: Normal<AlertTuning> = {},
): unknown {
  const { platform, name } = identity;
  const { namespaceName: namespace, opinions } = platform;
  const threshold = typeof rule.threshold === 'string' ? opinions[rule.threshold].value : rule.threshold;
  const scope = combine({ ...facts, namespace, given: given.threshold }, (own): (AlertScope & object) | undefined => {
    if (rule.when?.(own) === false || (rule.optional === true && own.given === undefined)) return undefined;
    const settled = own.given ?? (typeof threshold === 'function' ? threshold(own) : threshold);
    return { ...own, name, own: matchers({ namespace: own.namespace, job: name }), threshold: Number(settled) };
  }) as AlertScope | Varying<AlertScope | undefined> | undefined;
  const settle = (inner: (at: AlertScope) => unknown): unknown => {
    if (!isVarying(scope)) return scope === undefined ? absent : inner(scope);
    return (scope as Varying<AlertScope | undefined>).map((at) => (at === undefined ? absent : inner(at)));
  };
  const there = settle(() => true);
  const everywhere = byEnvironment(there).every(([, own]) => own === true);
  if (!byEnvironment(there).some(([, own]) => own === true)) return absent;
  const written = {
    alert,
    // When everything is declared: only then is it known who has rules of its own.
    expr: Lazy.any({ produce: () => settle((at) => rule.expr(at)) }),
    for: or(given.for, rule.for),
    labels: labelsOf(identity, or(given.severity, rule.severity)),
    annotations: annotationsOf(identity, alert, given.runbook, {
      summary: settle((at) => filled(rule.summary, at)),
      description: settle((at) => filled(rule.description, at)),
    }),
  };
  return everywhere ? written : wherePresent(there, written);
}

function ownRule({ identity }: Common, alert: string, given: Normal<OwnAlert>): unknown {
  return {
    alert,
    expr: given.expr,
    for: or(given.for, '5m'),
    labels: { ...labelsOf(identity, given.severity), ...given.labels },
    annotations: annotationsOf(identity, alert, given.runbook, {
      summary: given.summary,
      description: given.description,
    }),
  };
}

/** By these Alertmanager finds who is to be told. */
function labelsOf({ platform, name }: AlertTarget, severity: unknown): Record<string, unknown> {
  return { severity, team: platform.owner, service: name };
}

/** The page of an alert; `undefined` where the platform has none. */
export function runbookOf({ runbooks }: PlatformScope, alert: string): unknown {
  return runbooks === undefined
    ? undefined
    : derive<unknown, unknown>(runbooks, (base) => `${String(base).replace(/\/$/, '')}/${alert}`);
}

function annotationsOf(
  { platform }: AlertTarget,
  alert: string,
  runbook: unknown,
  texts: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const page = runbookOf(platform, alert);
  const link = runbook === undefined ? page : or(runbook, page);
  return { ...texts, ...(link !== undefined && { runbook_url: link }) };
}

/** `%name`, `%threshold`: what Prometheus cannot know. */
function filled(text: string, { name, threshold }: AlertScope): string {
  return text.replaceAll('%name', name).replaceAll('%threshold', String(threshold));
}

function refuseTaken({ construct }: AlertTarget, own: readonly string[], brought: readonly string[]): void {
  for (const name of own.filter((alert) => brought.includes(alert))) {
    const fix = `Tune the alert that is there, by its name that begins with a small letter, or take another name.`;
    report(construct, {
      code: 'LS730',
      path: `alerts.${name}`,
      message: `an alert ${name} comes with the construct already`,
      fix,
    });
  }
}

/** A tuned alert that does not come with the construct as it is declared: nobody would notice that it is not there. */
function refuseIdle({ construct, name }: AlertTarget, given: Common['given'], brought: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (/^[A-Z]/.test(key) || brought.includes(key)) continue;
    const fix = brought.length === 0 ? 'Leave it out.' : `Leave it out. ${choose(key, brought)}`;
    report(construct, {
      code: 'LS731',
      path: `alerts.${key}`,
      message: `${name} has no alert ${key} as it is declared`,
      fix,
    });
  }
}

function refuseUnread({ construct }: AlertTarget, given: Normal<Alerts<string>> | undefined): void {
  if (given === undefined) return;
  report(construct, {
    code: 'LS116',
    path: 'alerts',
    message: 'the platform does not say which Prometheus reads its rules',
    fix: "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
  });
}
