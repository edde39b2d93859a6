/** Tests of what watches backups, for `promtool test rules`: each fires where the promise is broken, and not where it is held. */
import type { Rule, RuleGroup } from './burns';

interface Case {
  readonly name: string;
  /** By selector of a series, its value, the same at all times. Time begins at 0. */
  readonly series: Readonly<Record<string, number>>;
  /** Seconds at which the alert is looked at. */
  readonly at: number;
  /** What the expression yields when it fires; `undefined` where it must not. */
  readonly value?: number;
}

/** A moment to see it hold: the alerts wait for five minutes. */
const HELD = 600;

/** The test file for rules that lie in `file`; `undefined` where no promise is among them. */
export function lateTests(file: string, groups: readonly RuleGroup[]): object | undefined {
  const tests = groups
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => {
      if (rule.alert === 'BackupLate') return backupCases(rule).map((one) => testOf(rule, one, { namespace: labelIn(rule, 'namespace'), cronjob: labelIn(rule, 'cronjob') }));
      if (rule.alert === 'PostgresArchiveLate') return archiveCases(rule).map((one) => testOf(rule, one, { namespace: labelIn(rule, 'namespace'), pod: podOf(rule) }));
      return [];
    });
  return tests.length === 0 ? undefined : { rule_files: [file], evaluation_interval: '1m', tests };
}

function backupCases(rule: Rule): readonly Case[] {
  const labels = `{namespace="${labelIn(rule, 'namespace')}",cronjob="${labelIn(rule, 'cronjob')}"}`;
  const [succeeded, created] = [`kube_cronjob_status_last_successful_time${labels}`, `kube_cronjob_created${labels}`];
  const at = promised(rule) + HELD;
  return [
    { name: 'the last success is too long ago', series: { [succeeded]: 0, [created]: 0 }, at, value: at },
    { name: 'none has ever succeeded', series: { [created]: 0 }, at, value: at },
    { name: 'the last success is recent', series: { [succeeded]: HELD, [created]: 0 }, at },
  ];
}

function archiveCases(rule: Rule): readonly Case[] {
  const labels = (more = '') => `{namespace="${labelIn(rule, 'namespace')}",pod="${podOf(rule)}"${more}}`;
  const all = (age: number, waiting: number, recovery: number) => ({
    [`cnpg_pg_stat_archiver_seconds_since_last_archival${labels()}`]: age,
    [`cnpg_collector_pg_wal_archive_status${labels(',value="ready"')}`]: waiting,
    [`cnpg_pg_replication_in_recovery${labels()}`]: recovery,
  });
  const age = promised(rule) + 60;
  return [
    { name: 'the log waits', series: all(age, 2, 0), at: HELD, value: age },
    { name: 'nothing was written', series: all(age, 0, 0), at: HELD },
    { name: 'it is a replica', series: all(age, 2, 1), at: HELD },
    { name: 'the log was archived in time', series: all(promised(rule) - 1, 2, 0), at: HELD },
  ];
}

function testOf({ alert, labels = {}, annotations = {} }: Rule, { name, series, at, value }: Case, of: Readonly<Record<string, string>>): object {
  const told = (text: string) =>
    text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => of[label]!).replaceAll('{{ $value | humanizeDuration }}', humanized(value ?? 0));
  const firing = { exp_labels: { ...labels, ...of }, exp_annotations: Object.fromEntries(Object.entries(annotations).map(([key, text]) => [key, told(text)])) };
  return {
    name: `${labels['service']}: ${name}`,
    interval: '1m',
    input_series: Object.entries(series).map(([own, constant]) => ({ series: own, values: `${constant}x${Math.ceil(at / 60)}` })),
    alert_rule_test: [{ eval_time: `${at}s`, alertname: alert, exp_alerts: value === undefined ? [] : [firing] }],
  };
}

function labelIn({ expr }: Rule, label: string): string {
  return new RegExp(`${label}="([^"]*)"`).exec(expr)![1]!;
}

/** An instance, of which the rule knows the form. */
function podOf({ expr }: Rule): string {
  return /pod=~"([^"]*)"/.exec(expr)![1]!.replace('[0-9]+', '1');
}

function promised({ expr }: Rule): number {
  return Number(/ > (\d+)/.exec(expr)![1]);
}

/** As Prometheus writes durations of a minute and more. */
function humanized(seconds: number): string {
  const [days, hours, minutes, rest] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (days > 0) return `${days}d ${hours}h ${minutes}m ${rest}s`;
  return hours > 0 ? `${hours}h ${minutes}m ${rest}s` : `${minutes}m ${rest}s`;
}
