/** Tests of alerts for `promtool test rules`: a state of the world, a moment, and what fires then. */
import type { Rule } from './burns';

export interface Case {
  readonly name: string;
  /** By selector of a series, its value, the same at all times, or its values as promtool writes them. Time begins at 0. */
  readonly series: Readonly<Record<string, number | string>>;
  /** Seconds at which the alert is looked at. */
  readonly at: number;
  /** What the expression yields when it fires; `undefined` where it must not. */
  readonly value?: number;
}

/** @param of labels of the series that the alert is about */
export function testOf(
  { alert, labels = {}, annotations = {} }: Rule,
  { name, series, at, value }: Case,
  of: Readonly<Record<string, string>>,
): object {
  const told = (text: string) =>
    text
      .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => of[label]!)
      .replaceAll('{{ $value | humanizeDuration }}', humanized(value ?? 0))
      .replaceAll(/\{\{ \$value(?: \| humanize)? \}\}/g, String(value));
  const firing = {
    exp_labels: { ...labels, ...of },
    exp_annotations: Object.fromEntries(Object.entries(annotations).map(([key, text]) => [key, told(text)])),
  };
  return {
    name: `${labels['service']}: ${alert}: ${name}`,
    interval: '1m',
    input_series: Object.entries(series).map(([own, given]) => ({
      series: own,
      values: typeof given === 'number' ? `${given}x${Math.ceil(at / 60)}` : given,
    })),
    alert_rule_test: [{ eval_time: `${at}s`, alertname: alert, exp_alerts: value === undefined ? [] : [firing] }],
  };
}

/** The value of the first matcher of a label, of whatever kind. */
export function labelIn({ expr }: Rule, label: string): string {
  return new RegExp(`[{,]${label}=~?"([^"]*)"`).exec(expr)![1]!;
}

/** What the expression compares with: the number at its end, or before what narrows it. */
export function boundOf({ expr }: Rule): number {
  return Number(/ [<>] (\d+)/.exec(expr)![1]);
}

/** Seconds of `5m`. */
export function heldFor({ for: held = '0m' }: Rule): number {
  return Number(held.slice(0, -1)) * { s: 1, m: 60, h: 3600 }[held.slice(-1) as 's' | 'm' | 'h'];
}

/** As Prometheus writes durations of a minute and more. */
function humanized(seconds: number): string {
  const [days, hours, minutes, rest] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (days > 0) return `${days}d ${hours}h ${minutes}m ${rest}s`;
  return hours > 0 ? `${hours}h ${minutes}m ${rest}s` : `${minutes}m ${rest}s`;
}
