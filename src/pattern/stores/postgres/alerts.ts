/** Alerts of a database: of its instances, its pooler, its pods and its volumes. */
import { seconds } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import { addAlerts } from '../../observability/add-alerts';
import { alertsOf } from '../../observability/alert';
import { addDashboard } from '../../observability/dashboards/dashboard';
import { POOLER_ALERTS, POSTGRES_ALERTS } from '../../observability/stores/postgres';
import { operatedAlerts } from '../../observability/workload';
import type { PostgresProps } from './props';

/**
 * @param props with `backup` only where there is one
 * @param scraped whether Prometheus reads the metrics of the instances
 */
export function addDatabaseAlerts(
  subject: Subject,
  { instances, backup, pooler, alerts }: Pick<PostgresProps, 'instances' | 'backup' | 'pooler' | 'alerts'>,
  scraped: boolean,
): void {
  const { facts, name } = subject;
  const { backupSchedule, alertBackupAge } = facts.opinions;
  const own = alertsOf(POSTGRES_ALERTS, {
    instances,
    backup: backup !== undefined,
    promised: backup?.rpo === undefined ? undefined : seconds(backup.rpo),
    backupAge: backupAge(backup?.schedule ?? backupSchedule.value, alertBackupAge.value),
  });
  const sets = scraped ? [own] : [];
  const [pods, claims] = [`${name}-[0-9]+`, `${name}-[0-9]+(-wal)?`];
  addDashboard(subject, { pods, container: 'postgres', claims, sets });
  const pooled = scraped && pooler !== undefined ? [alertsOf(POOLER_ALERTS, { pooler: `${name}-pooler` })] : [];
  addAlerts(subject, alerts, [...sets, ...pooled, ...operatedAlerts(facts, pods, claims)]);
}

const DAY = 24;

/** Hours that the last backup may be old: longer than `daily` where the schedule leaves days or weeks out. */
export function backupAge(schedule: string, daily: number): number {
  const [, , , dayOfMonth = '*', , dayOfWeek = '*'] = schedule.trim().split(/\s+/);
  const rest = daily - DAY;
  if (schedule === '@monthly' || !['*', '?'].includes(dayOfMonth)) return 31 * DAY + rest;
  if (schedule === '@weekly' || !['*', '?'].includes(dayOfWeek)) return 7 * DAY + rest;
  return daily;
}
