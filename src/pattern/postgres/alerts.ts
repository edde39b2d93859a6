/** Alerts of a database: of its instances, its pooler, its pods and its volumes. */
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { combine } from '../../model/varying';
import type { Identity } from '../identity';
import { addAlertsFrom, addDashboardFrom, alertsFrom } from '../observability/bridge';
import { alertsShape } from '../observability/shapes';
import { POOLER_ALERTS, POSTGRES_ALERTS, type PostgresAlert } from '../observability/stores/postgres';
import { operatedAlerts, SHARED_TABLES, type OperatedAlert } from '../observability/workload';
import type { PostgresProps } from './postgres';

export type DatabaseAlert = PostgresAlert | OperatedAlert;
export const databaseAlertsShape = alertsShape(POSTGRES_ALERTS, POOLER_ALERTS, ...SHARED_TABLES.operated);

/** @param scraped whether Prometheus reads the metrics of the instances */
export function addDatabaseAlerts(
  database: Identity,
  { instances, backup, pooler, alerts }: Normal<PostgresProps>,
  scraped: boolean,
): void {
  const { platform, name } = database;
  const { backupSchedule, alertBackupAge } = platform.opinions;
  const facts = {
    instances,
    backup: combine({ to: backup?.destination }, ({ to }) => to !== undefined),
    promised: combine({ rpo: backup?.rpo }, ({ rpo }) => (rpo === undefined ? undefined : seconds(String(rpo)))),
    backupAge: combine({ schedule: backup?.schedule }, ({ schedule }) =>
      backupAge(schedule ?? backupSchedule.value, alertBackupAge.value),
    ),
  };
  const own = scraped ? [alertsFrom(database, POSTGRES_ALERTS, facts)] : [];
  addDashboardFrom(database, {
    pods: `${name}-[0-9]+`,
    container: 'postgres',
    claims: `${name}-[0-9]+(-wal)?`,
    sets: own,
  });
  const pooled =
    scraped && pooler !== undefined ? [alertsFrom(database, POOLER_ALERTS, { pooler: `${name}-pooler` })] : [];
  addAlertsFrom(database, alerts, [...own, ...pooled], (facts) =>
    operatedAlerts(facts, `${name}-[0-9]+`, `${name}-[0-9]+(-wal)?`),
  );
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
