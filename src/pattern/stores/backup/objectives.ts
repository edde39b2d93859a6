/** What a backup promises, and that its schedule and its check can hold it. */
import { longestInterval } from '../../../model/cron';
import { seconds } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { Facts } from '../../engine/facts';

/** The interval between two backups exceeds the RPO, so losing the store just before the next backup loses too much. */
export function refuseLateBackups({ parts }: Subject, schedule: string, rpo: string): void {
  const interval = longestInterval(schedule);
  if (interval === undefined || interval <= (seconds(rpo) ?? 0)) return;
  parts.report({
    code: 'LS178',
    path: 'backup.rpo',
    message: `the RPO is ${rpo}, but up to ${told(interval)} pass between two backups ("${schedule}")`,
    fix: `Back up at least every ${rpo}, or set rpo: '${told(interval)}'.`,
  });
}

/** Whether there is a backup, and whether it is restored. */
interface Verified {
  readonly destination?: string;
  readonly restore?: { readonly check?: boolean };
}

/** In production, a store has a backup that is test-restored, or a documented reason why not. */
export function demandBackup({ parts, name }: Subject, backup: Verified | undefined): void {
  parts.inProduction(({ environment, waived, waive }) => {
    if (backup?.destination === undefined)
      return waived('no-backup')
        ? undefined
        : {
            code: 'LS675',
            path: 'backup',
            message: `${name} has no backup in ${environment}, so data lost with its volume cannot be recovered`,
            fix: `Set backup: { destination: 's3://…', rpo: '24h', rto: '1h', credentials: … }, or document why none is needed: ${waive('no-backup')}.`,
          };
    if (backup.restore?.check !== false || waived('unverified-backup')) return undefined;
    return {
      code: 'LS179',
      path: 'backup.restore.check',
      message: `the backups of ${name} are never test-restored in ${environment}`,
      fix: `Remove \`check\`, or document why the check is not needed: ${waive('unverified-backup')}.`,
    };
  });
}

/** The oldest that the newest backup may be while it is checked: the promise, and the time that a run takes. */
export function oldest({ opinions }: Pick<Facts, 'opinions'>, rpo: string): string {
  return `${(seconds(rpo) ?? 0) + (seconds(opinions.backupMargin.value) ?? 0)}s`;
}

function told(interval: number): string {
  if (interval % 3600 === 0) return `${interval / 3600}h`;
  return interval % 60 === 0 ? `${interval / 60}m` : `${interval}s`;
}
