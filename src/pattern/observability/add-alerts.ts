/** PrometheusRules of constructs: the alerts that the pattern brings, tuned by props, and those of the platform's own. */
import { choose } from '../../model/nearest';
import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import type { PrometheusRule } from '../manifests';
import type { Alerts, AlertSet, AlertTuning, KnownAlert, OwnAlert } from './alert';
import { matchers } from './promql';
import { platformAlerts } from './workload';

type Rule = NonNullable<NonNullable<PrometheusRule['spec']['groups']>[number]['rules']>[number];
type AlertProps = Alerts<string> | undefined;

/** An alert that the construct gets, as its prop tunes it. */
interface Chosen extends KnownAlert, Pick<AlertSet, 'sharedBy'> {
  readonly tuned: AlertTuning | undefined;
}

const NONE_HERE = 'no alert of the construct applies in the other environments';

/**
 * Adds a PrometheusRule with the alerts of a construct, where the platform declares which Prometheus reads it.
 * @param given alerts by name: those of the sets, tuned, and some of one's own
 * @param sets the alerts that come with the construct
 * @example addAlerts(subject, props.alerts, [alertsOf(MONGO_ALERTS, { members })]);
 */
export function addAlerts(subject: Subject, given: AlertProps, sets: readonly AlertSet[]): void {
  const { parts } = subject;
  checkAlerts(subject, given, sets);
  const chosen = choice(given, sets);
  for (const { key, sharedBy = [] } of chosen) for (const by of sharedBy) parts.replaceRule({ alert: key, ...by });
  const head = headOf(subject, given, chosen);
  if (head === undefined) return;
  parts.add('PrometheusRule', 'workload', { ...head, spec: specOf(subject, given, chosen) }, NONE_HERE);
}

/** Adds the alerts of everything in the namespace. Which constructs have rules of their own is known when all are declared. */
export function addPlatformAlerts(subject: Subject, given: AlertProps): void {
  const { facts, parts } = subject;
  const sets = platformAlerts(facts, () => []);
  checkAlerts(subject, given, sets);
  const head = headOf(subject, given, choice(given, sets));
  if (head === undefined) return;
  // Reads the facts that the rules need while it is known in which environments they hold.
  specOf(subject, given, choice(given, sets));
  parts.addWhenDeclared<PrometheusRule>(
    'PrometheusRule',
    'workload',
    head,
    ({ ownRules }) => specOf(subject, given, choice(given, platformAlerts(facts, ownRules))),
    NONE_HERE,
  );
}

function knownOf(sets: readonly AlertSet[], given: AlertProps): readonly Chosen[] {
  return sets
    .flatMap(({ alerts, sharedBy }) => alerts.map((one) => ({ ...one, sharedBy, tuned: given?.[one.key] })))
    .filter(({ applies, text, tuned }) => applies && (text.optional !== true || tuned?.threshold !== undefined));
}

function choice(given: AlertProps, sets: readonly AlertSet[]): readonly Chosen[] {
  // Shared alerts are the platform's, unless they are tuned.
  const possible = given === undefined ? sets.filter(({ sharedBy }) => sharedBy === undefined) : sets;
  return knownOf(possible, given).filter(({ sharedBy, tuned }) => sharedBy === undefined || tuned !== undefined);
}

function ownOf(given: AlertProps = {}): readonly (readonly [alert: string, rule: OwnAlert])[] {
  return Object.entries<AlertTuning | OwnAlert | undefined>(given).flatMap(([alert, rule]) =>
    rule !== undefined && 'expr' in rule ? [[alert, rule] as const] : [],
  );
}

/** @returns `undefined` when there is nothing to write, or nobody reads it */
function headOf(
  { name, labels, facts }: Subject,
  given: AlertProps,
  chosen: readonly Chosen[],
): Omit<PrometheusRule, 'spec'> | undefined {
  const { prometheus } = facts.cluster;
  if (prometheus === undefined || chosen.length + ownOf(given).length === 0) return undefined;
  const off = chosen.flatMap(({ alert, tuned }) => (tuned?.off === undefined ? [] : [`${alert}: ${tuned.off}`]));
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name,
      labels: { ...labels, ...prometheus.selects },
      ...(off.length > 0 && { annotations: { 'lockstep.dev/alerts-off': off.join('; ') } }),
    },
  };
}

function specOf(subject: Subject, given: AlertProps, chosen: readonly Chosen[]): PrometheusRule['spec'] {
  const rules = [
    ...chosen.filter(({ tuned }) => tuned?.off === undefined).map((one) => ruleOf(subject, one)),
    ...ownOf(given).map(([alert, rule]) => ownRule(subject, alert, rule)),
  ];
  return { groups: rules.length > 0 ? [{ name: subject.name, rules }] : [] };
}

function ruleOf({ name, facts }: Subject, { alert, text, tuned = {}, ...known }: Chosen): Rule {
  const { namespace, owner, opinions } = facts;
  const threshold = tuned.threshold ?? known.threshold(opinions) ?? NaN;
  // What Prometheus cannot know.
  const filled = (words: string) => words.replaceAll('%name', name).replaceAll('%threshold', String(threshold));
  return {
    alert,
    expr: known.expr({ namespace, name, own: matchers({ namespace, job: name }), threshold }),
    for: tuned.for ?? text.for,
    // A rule may aggregate the namespace away, by which the operator of Prometheus tells whose alerts a receiver gets.
    labels: { severity: tuned.severity ?? text.severity, team: owner, service: name, namespace },
    annotations: {
      summary: filled(text.summary),
      description: filled(text.description),
      ...runbookOf(facts, alert, tuned.runbook),
    },
  };
}

function ownRule({ name, facts }: Subject, alert: string, given: OwnAlert): Rule {
  const { summary, description } = given;
  return {
    alert,
    expr: given.expr,
    for: given.for ?? '5m',
    labels: { severity: given.severity, team: facts.owner, service: name, ...given.labels, namespace: facts.namespace },
    annotations: {
      summary,
      ...(description !== undefined && { description }),
      ...runbookOf(facts, alert, given.runbook),
    },
  };
}

/** The annotation with the page of an alert: the given one, or that of the platform's `runbooks`. */
export function runbookOf(
  { runbooks }: Facts,
  alert: string,
  page = runbooks && `${runbooks.replace(/\/$/, '')}/${alert}`,
): { readonly runbook_url?: string } {
  return page === undefined ? {} : { runbook_url: page };
}

function checkAlerts({ name, facts, parts }: Subject, given: AlertProps, sets: readonly AlertSet[]): void {
  if (given === undefined) return;
  if (facts.cluster.prometheus === undefined)
    return parts.report({
      code: 'LS116',
      path: 'alerts',
      message: 'the platform does not declare which Prometheus loads its rules',
      fix: "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
    });
  const brought = sets.flatMap(({ alerts }) => alerts.map(({ alert }) => alert));
  for (const [alert] of ownOf(given).filter(([own]) => brought.includes(own)))
    parts.report({
      code: 'LS730',
      path: `alerts.${alert}`,
      message: `the construct already has a built-in alert named ${alert}`,
      fix: 'Configure the built-in alert by its key, which starts with a lowercase letter, or choose another name.',
    });
  // A tuned alert that does not come with the construct as it is declared: nobody would notice that it is missing.
  const keys = knownOf(sets, given).map(({ key }) => key);
  for (const key of Object.keys(given).filter((one) => !/^[A-Z]/.test(one)))
    parts.expectEffect(keys.includes(key), {
      code: 'LS731',
      path: `alerts.${key}`,
      message: `${name}, as declared, has no alert ${key}`,
      fix: keys.length === 0 ? 'Remove it.' : `Remove it. ${choose(key, keys)}`,
    });
}
