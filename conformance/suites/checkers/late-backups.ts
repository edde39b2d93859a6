/** Tests of what watches backups, for `promtool test rules`: each fires where the promise is broken, and not where it is held. */
import { type Case, boundOf, labelIn, testOf } from './alert-cases';
import type { Rule, RuleGroup } from './burns';

/** A moment to see it hold: the alerts wait for five minutes. */
const HELD = 600;

/** The test file for rules that lie in `file`; `undefined` where no promise is among them. */
export function lateTests(file: string, groups: readonly RuleGroup[]): object | undefined {
  const tests = groups
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => {
      if (rule.alert === 'BackupLate')
        return backupCases(rule).map((one) =>
          testOf(rule, one, { namespace: labelIn(rule, 'namespace'), cronjob: labelIn(rule, 'cronjob') }),
        );
      if (rule.alert === 'PostgresArchiveLate')
        return archiveCases(rule).map((one) =>
          testOf(rule, one, { namespace: labelIn(rule, 'namespace'), pod: podOf(rule) }),
        );
      return [];
    });
  return tests.length === 0 ? undefined : { rule_files: [file], evaluation_interval: '1m', tests };
}

function backupCases(rule: Rule): readonly Case[] {
  const labels = `{namespace="${labelIn(rule, 'namespace')}",cronjob="${labelIn(rule, 'cronjob')}"}`;
  const [succeeded, created] = [`kube_cronjob_status_last_successful_time${labels}`, `kube_cronjob_created${labels}`];
  const at = boundOf(rule) + HELD;
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
  const age = boundOf(rule) + 60;
  return [
    { name: 'the log waits', series: all(age, 2, 0), at: HELD, value: age },
    { name: 'nothing was written', series: all(age, 0, 0), at: HELD },
    { name: 'it is a replica', series: all(age, 2, 1), at: HELD },
    { name: 'the log was archived in time', series: all(boundOf(rule) - 1, 2, 0), at: HELD },
  ];
}

/** An instance, of which the rule knows the form. */
function podOf({ expr }: Rule): string {
  return /pod=~"([^"]*)"/.exec(expr)![1]!.replace('[0-9]+', '1');
}
