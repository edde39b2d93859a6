/** What an alert is: a rule of the pattern with a threshold that may be tuned, or one of the platform's own. */
import type { Opinions } from '../opinions';
import type { SharedBy } from './shared';

/** `critical` wakes somebody, `warning` waits for the morning. */
export type AlertSeverity = 'critical' | 'warning';

/** Changes an alert that the pattern brings. */
export interface AlertTuning {
  /** What it compares with, in the unit that `docs/observability.md` gives for the alert. */
  readonly threshold?: number;
  /** How long the condition must hold. */
  readonly for?: string;
  readonly severity?: AlertSeverity;
  /** URL of the page that says what to do. Default: that of the platform's `runbooks`. */
  readonly runbook?: string;
  /** The reason why it is not wanted; it is left out, and the reason is written on the rules. */
  readonly off?: string;
}

/** An alert of one's own. */
export interface OwnAlert {
  /** PromQL; fires for each series that it yields. Names no environment: interpolate `env.namespace` with `text`. */
  readonly expr: string;
  /** How long it must hold. Default: 5m. */
  readonly for?: string;
  readonly severity: AlertSeverity;
  /** One line. `{{ $labels.pod }}` and `{{ $value }}` are filled in by Prometheus. */
  readonly summary: string;
  /** What it means, and what to do. */
  readonly description?: string;
  /** URL of the page that says what to do. Default: that of the platform's `runbooks`. */
  readonly runbook?: string;
  /** Further labels, for routing. */
  readonly labels?: Record<string, string>;
}

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

/** The names of the alerts of a table. */
export type AlertKey<T> = T extends AlertTable<never, infer Key> ? Key : never;

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
