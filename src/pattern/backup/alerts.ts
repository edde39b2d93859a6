/** The alert that backups of a store lag behind what they promise. */
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { Varying } from '../../model/varying';
import { scrapes } from '../cluster';
import { buildFrom } from '../engine/bridge';
import type { Subject } from '../engine/build';
import type { Identity } from '../identity';
import { alertsOf, type AlertSet } from '../observability/alert';
import { BACKUP_ALERTS } from '../observability/stores/backups';
import type { StoreBackup } from './backup';
import { oldest } from './objectives';

/** One without an effect where there is no backup, or nobody scrapes what is reported about CronJobs. */
export function backupAlerts({ name, facts }: Pick<Subject, 'name' | 'facts'>, backup?: StoreBackup): AlertSet {
  const watched = backup?.destination !== undefined && scrapes(facts.cluster, 'kube-state-metrics');
  return backupSet(name, watched ? seconds(oldest(facts, backup.rpo)) : undefined);
}

function backupSet(store: string, age: number | undefined): AlertSet {
  return alertsOf(BACKUP_ALERTS, { cron: `${store}-backup`, age });
}

/** `backupAlerts` for stores whose props still vary. */
export function backupAlertsFrom(
  store: Identity,
  given: Normal<StoreBackup> | undefined,
): readonly Varying<AlertSet>[] {
  if (given === undefined) return [];
  const sets = buildFrom<{ given: StoreBackup | undefined }, AlertSet>(store, { given }, (subject, own) =>
    backupAlerts(subject, own.given),
  );
  const all = sets.map((set) => set ?? backupSet(store.name, undefined));
  return [new Varying(store.platform.environments, all)];
}
