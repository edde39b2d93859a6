/** The alert that backups of a store lag behind what they promise. */
import { seconds } from '../../../model/syntax';
import { scrapes } from '../../platform/cluster';
import type { Subject } from '../../engine/build';
import { alertsOf, type AlertSet } from '../../observability/alert';
import { BACKUP_ALERTS } from '../../observability/stores/backups';
import type { StoreBackup } from './backup';
import { oldest } from './objectives';

/** The alert does not fire without a backup, or if Prometheus does not scrape the metrics of CronJobs. */
export function backupAlerts({ name, facts }: Pick<Subject, 'name' | 'facts'>, backup?: StoreBackup): AlertSet {
  const watched = backup?.destination !== undefined && scrapes(facts.cluster, 'kube-state-metrics');
  const age = watched ? seconds(oldest(facts, backup.rpo)) : undefined;
  return alertsOf(BACKUP_ALERTS, { cron: `${name}-backup`, age });
}
