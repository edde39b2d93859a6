import { alertTable } from '../alert';

/** Backups that a CronJob takes; `kube_cronjob_*` of kube-state-metrics. */
export interface BackupFacts {
  /** Name of the CronJob. */
  readonly cron: string;
  /** Seconds that the newest backup may be old; `undefined` where there is none, or nobody scrapes. */
  readonly age: number | undefined;
}

export const BACKUP_ALERTS = alertTable<BackupFacts>('')({
  backupLate: {
    threshold: ({ age }) => age ?? 0,
    unit: 'seconds since the last backup: `rpo` plus half an hour for a run',
    when: ({ age }) => age !== undefined,
    for: '5m',
    severity: 'critical',
    // One that has never succeeded counts from the day it was made.
    expr: ({ namespace, cron, threshold }) => {
      const last = (metric: string) =>
        `max by (namespace, cronjob) (kube_cronjob_${metric}{namespace="${namespace}",cronjob="${cron}"})`;
      return `time() - (${last('status_last_successful_time')} or ${last('created')}) > ${threshold}`;
    },
    summary: 'The last backup of %name is {{ $value | humanizeDuration }} old.',
    description:
      'A failure now would exceed the recovery point objective. Check the runs of {{ $labels.cronjob }} (kubectl logs job/...); start one with kubectl create job --from=cronjob/{{ $labels.cronjob }}.',
  },
});
