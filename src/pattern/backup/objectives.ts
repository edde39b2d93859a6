/** What a backup promises, and that its schedule and its check can hold it. */
import { longestInterval } from '../../model/cron';
import { report } from '../../model/declarations';
import { seconds } from '../../model/syntax';
import { combine } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment, inProduction } from '../per-environment';

/** A recovery point that lies further back than the promise, whenever the store is lost just before the next backup. */
export function refuseLateBackups(
  store: Identity,
  { schedule, rpo, destination }: Readonly<Record<'schedule' | 'rpo' | 'destination', unknown>>,
): void {
  inEachEnvironment(store, { schedule, rpo, destination }, (own, where) => {
    const interval = longestInterval(String(own.schedule));
    const promised = seconds(String(own.rpo)) ?? 0;
    if (own.destination === undefined || interval === undefined || interval <= promised) return;
    report(store.construct, {
      code: 'LS178',
      path: 'backup.rpo',
      ...where,
      message: `at most ${String(own.rpo)} may be lost, and up to ${told(interval)} lie between two backups ("${String(own.schedule)}")`,
      fix: `Back up at least every ${String(own.rpo)}, or give rpo: '${told(interval)}'.`,
    });
  });
}

/** In production a store has a backup, and somebody restores it, or there is a reason why not. */
export function demandBackup(store: Identity, destination: unknown, check: unknown): void {
  const { construct, name } = store;
  inProduction(store, ({ environment, at, waived, waive }) => {
    if (at(destination) === undefined) {
      if (waived('no-backup')) return;
      report(construct, {
        code: 'LS675',
        environments: [environment],
        path: 'backup',
        message: `${name} has no backup in ${environment}, so what its volume loses is lost`,
        fix: `Give backup: { destination: 's3://…', rpo: '24h', rto: '1h', credentials: … }, or say why none is needed: ${waive('no-backup')}.`,
      });
    } else if (at(check) === false && !waived('unverified-backup')) {
      report(construct, {
        code: 'LS179',
        environments: [environment],
        path: 'backup.restore.check',
        message: `nobody restores the backups of ${name} in ${environment}`,
        fix: `Leave \`check\` out, or say why the check is not needed: ${waive('unverified-backup')}.`,
      });
    }
  });
}

/** The oldest that the newest backup may be while it is checked: the promise, and the time that a run takes. */
export function oldest({ platform }: Identity, rpo: unknown): unknown {
  const margin = seconds(platform.opinions.backupMargin.value) ?? 0;
  return combine({ rpo }, (own) => `${(seconds(String(own.rpo)) ?? 0) + margin}s`);
}

function told(interval: number): string {
  if (interval % 3600 === 0) return `${interval / 3600}h`;
  return interval % 60 === 0 ? `${interval / 60}m` : `${interval}s`;
}
