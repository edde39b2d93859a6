/** What an alert is: a rule of the pattern with a threshold that may be tuned, or one of the platform's own. */
import {
  fixed,
  object,
  oneOf,
  record,
  required,
  text,
  wrong,
  type AcceptedBy,
  type Shape,
  type PropsOf,
} from '../../model/shape';
import { anyText } from '../../model/syntax';
import type { Opinions } from '../platform/opinions';
import { promQlShape } from './promql';
import type { SharedBy } from './shared';

/** As Prometheus writes it (`model.ParseDuration`), without milliseconds. */
export const prometheusDuration = text('a duration of Prometheus', '5m', (value) =>
  /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/.test(value),
);
/** `critical` pages someone, `warning` can wait until morning. */
export type AlertSeverity = AcceptedBy<typeof severity>;
const severity = oneOf('critical', 'warning');
const url = text('a URL', 'https://runbooks.shop.example/OrdersStuck', (value) => URL.canParse(value));
const number: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    wrong(at, value, 'a number', 'Use a number, without quotes.');
};
/** As Prometheus takes it (`model.LabelName`). */
const labelName = text('the name of a label', 'team', (value) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value));

/** Changes an alert that the pattern brings. */
export interface AlertTuning extends PropsOf<typeof alertTuningProps> {}
const alertTuningProps = {
  /** Value to compare with, in the unit that `docs/observability.md` lists for the alert. */
  threshold: number,
  /** How long the condition must hold. */
  for: prometheusDuration,
  severity,
  /** URL of the runbook page. Default: derived from the platform's `runbooks`. */
  runbook: url,
  /** Why the alert is not wanted; it is omitted, and the rules record the reason. */
  off: fixed(text('the reason why it is not wanted', 'the cache is disposable', (value) => value.trim() !== '')),
};
export const tuningShape = object<AlertTuning>(alertTuningProps);

/** An alert of one's own. */
export interface OwnAlert extends PropsOf<typeof ownAlertProps> {}
const ownAlertProps = {
  /**
   * PromQL; fires for each series that it returns. Must not contain the name of an environment: interpolate
   * `env.namespace` with `text`.
   */
  expr: required(promQlShape),
  /** How long it must hold. Default: 5m. */
  for: prometheusDuration,
  severity: required(severity),
  /** One line. `{{ $labels.pod }}` and `{{ $value }}` are filled in by Prometheus. */
  summary: required(anyText),
  /** What the alert means, and what to do. */
  description: anyText,
  /** URL of the runbook page. Default: derived from the platform's `runbooks`. */
  runbook: url,
  /** Additional labels, for routing. */
  labels: record(anyText, labelName),
};
export const ownAlertShape = object<OwnAlert>(ownAlertProps);

/** Alerts of the pattern, tuned by their names, and alerts of one's own, whose names begin with a capital: `{ OrdersStuck: { … } }`. */
export type Alerts<Key extends string> = { readonly [K in Key]?: AlertTuning } & {
  readonly [Name: Capitalize<string>]: OwnAlert;
};

type NumericOpinion = { [K in keyof Opinions]: Opinions[K]['value'] extends number ? K : never }[keyof Opinions];

/** What the expression of every alert of the pattern may use. */
export interface AlertScope {
  readonly namespace: string;
  /** Name of the construct's objects. */
  readonly name: string;
  /** Matchers of the series that a monitor of the construct yields. */
  readonly own: string;
  readonly threshold: number;
}

/** An alert of the pattern, apart from its condition. */
interface AlertText {
  /** What the threshold counts, for the documentation. */
  readonly unit?: string;
  /** Only where a threshold is given: there is no number that fits most. */
  readonly optional?: true;
  readonly for: string;
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly description: string;
}

/** An alert of the pattern. @typeParam F facts of the construct that its expression needs */
export interface AlertRule<F = object> extends AlertText {
  /** What the expression compares with: an opinion, or a number that follows from the facts. None: it has no threshold. */
  readonly threshold?: NumericOpinion | ((facts: F) => number);
  /** Where it means anything. Default: everywhere. */
  readonly when?: (facts: F) => boolean;
  readonly expr: (at: AlertScope & F) => string;
}

/** Alerts of one kind of thing, by name; the name of the alert is the prefix and the name: `PostgresDown`. */
export interface AlertTable<F = object, Key extends string = string> {
  readonly prefix: string;
  readonly rules: { readonly [K in Key]: AlertRule<F> };
}

/** @param prefix of the names of the alerts */
export function alertTable<F>(prefix: string) {
  return <Key extends string>(rules: { readonly [K in Key]: AlertRule<F> }): AlertTable<F, Key> => ({ prefix, rules });
}

/** The name under which an alert of a table fires. */
export function alertName(prefix: string, key: string): string {
  return `${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** An alert of a table for one construct in one environment. */
export interface KnownAlert {
  /** Its name in the table, by which `alerts` tunes it. */
  readonly key: string;
  /** The name under which it fires. */
  readonly alert: string;
  readonly text: AlertText;
  /** Whether it means anything for the construct. */
  readonly applies: boolean;
  readonly threshold: (opinions: Opinions) => number | undefined;
  readonly expr: (at: AlertScope) => string;
}

/** A table of alerts for one construct in one environment. */
export interface AlertSet {
  /** Of the table. */
  readonly prefix: string;
  readonly alerts: readonly KnownAlert[];
  /** Given where the platform has the alerts already: the construct gets only those that are tuned. */
  readonly sharedBy?: readonly SharedBy[];
}

/**
 * @param facts what the expressions of the table need to know of the construct
 * @example alertsOf(MONGO_ALERTS, { members: 3 })
 */
export function alertsOf<F extends object>({ prefix, rules }: AlertTable<F>, facts: F): AlertSet {
  const alerts = Object.entries<AlertRule<F>>(rules).map(([key, rule]): KnownAlert => {
    const { threshold, when, expr } = rule;
    return {
      key,
      alert: alertName(prefix, key),
      text: rule,
      applies: when === undefined || when(facts),
      threshold: (opinions) =>
        typeof threshold === 'string'
          ? opinions[threshold].value
          : threshold === undefined
            ? undefined
            : threshold(facts),
      expr: (at) => expr({ ...facts, ...at }),
    };
  });
  return { prefix, alerts };
}
