/** The alert that backups of a store lag behind what they promise. */
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { combine, type Varying } from '../../model/varying';
import { scrapes } from '../cluster';
import type { Identity } from '../identity';
import type { AlertSet } from '../observability/alert';
import { alertsFrom } from '../observability/bridge';
import { BACKUP_ALERTS } from '../observability/stores/backups';
import type { StoreBackup } from './backup';
import { oldest } from './objectives';

/** Nothing where there is no backup, or nobody scrapes what is said about CronJobs. */
export function backupAlerts(
  store: Identity,
  given: Normal<Pick<StoreBackup, 'destination' | 'rpo'>> | undefined,
): readonly Varying<AlertSet>[] {
  if (given === undefined) return [];
  const scraped = scrapes(store.platform.cluster, 'kube-state-metrics');
  const age = combine({ destination: given.destination, allowed: oldest(store, given.rpo) }, (own) =>
    scraped && own.destination !== undefined ? seconds(String(own.allowed)) : undefined,
  );
  return [alertsFrom(store, BACKUP_ALERTS, { cron: `${store.name}-backup`, age })];
}
