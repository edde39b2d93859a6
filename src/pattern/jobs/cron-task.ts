import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { everywhere, flag, integer, object, oneOf, required } from '../../model/shape';
import { duration } from '../../model/syntax';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import { identify, refuseLongName } from '../identity';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { cronAlerts, SHARED_TABLES, type CronAlert } from '../observability/workload';
import type { Same } from '../process';
import { wholeSeconds } from '../workload/shutdown';
import { addRun, runShapes, type RunKind, type RunProps } from './run';
import { atLeast, scheduleShape, timeZoneShape } from './schedule';

/** Finished runs that are kept, with their pods and logs. */
export interface History {
  /** Default: 3. */
  readonly successful?: number;
  /** Default: 3. */
  readonly failed?: number;
}

/** Something that runs again and again. */
export interface CronTaskProps extends RunProps {
  /** `minute hour day-of-month month day-of-week`, or a descriptor such as `@daily`. */
  readonly schedule: string;
  /** Name of the IANA database in whose time the schedule is. Default: Etc/UTC. */
  readonly timeZone?: string;
  /** What happens when a run is due and the last one still runs. Default: Forbid, the due one is left out. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /** How late a run may begin, after an outage or where the last one was in the way. Default: 1h. */
  readonly startingDeadline?: string;
  readonly history?: History;
  /** Whether no runs are started; `vary({ dev: true, prod: false })` keeps it ready where it is not wanted. Default: false. */
  readonly suspend?: boolean;
  /** How long after its end a run is removed, where that is sooner than `history` would. Default: `history` alone decides. */
  readonly ttlAfterFinished?: string;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<CronAlert>;
}

const shape = object<CronTaskProps>({
  ...runShapes,
  schedule: required(scheduleShape),
  timeZone: timeZoneShape,
  concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
  startingDeadline: atLeast(10, 'the controller looks every 10s, so the run may never begin'),
  history: object<History>({ successful: integer({ min: 0 }), failed: integer({ min: 0 }) }),
  suspend: flag,
  ttlAfterFinished: duration,
  alerts: everywhere(alertsShape(...SHARED_TABLES.cron)),
});

/**
 * A job on a schedule, such as a nightly export. It is applied in the last wave: Argo CD holds a CronJob whose last run
 * failed for degraded, and nothing is to wait for that.
 * @example new CronTask(shop, 'cleanup', { image: 'api', schedule: '30 2 * * *', command: ['node', 'dist/cleanup.js'], env: { DATABASE_URL: db.url } });
 */
export class CronTask extends Construct {
  constructor(scope: Construct, id: string, props: Input<CronTaskProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<CronTaskProps>(this, props, shape);
    const task = identify(this, 'job', props?.name, props?.only);
    refuseLongName(task, 52, 'Kubernetes appends 11 to name each run');
    if (accepted === undefined) return;
    build(task, accepted, (subject, own) =>
      addCronJob(subject, own, { deadline: subject.facts.opinions.jobDeadline.value }),
    );
  }
}

export function addCronJob(subject: Subject, props: CronTaskProps, kind: RunKind): void {
  const { parts, facts, name, labels } = subject;
  const spec = addRun(subject, props, { alerts: cronAlerts, ...kind });
  const { ttlAfterFinished: ttl } = props;
  parts.add('CronJob', 'schedule', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels },
    spec: {
      ...timing(facts, props),
      jobTemplate: {
        metadata: { labels },
        spec: { ...spec, ttlSecondsAfterFinished: ttl === undefined ? undefined : wholeSeconds(ttl) },
      },
    },
  });
}

function timing({ opinions }: Facts, { schedule, history = {}, ...given }: CronTaskProps) {
  return {
    schedule,
    timeZone: given.timeZone ?? opinions.timeZone.value,
    concurrencyPolicy: given.concurrencyPolicy ?? opinions.concurrencyPolicy.value,
    startingDeadlineSeconds: wholeSeconds(given.startingDeadline ?? opinions.startingDeadline.value),
    successfulJobsHistoryLimit: history.successful ?? opinions.jobHistory.value,
    failedJobsHistoryLimit: history.failed ?? opinions.jobHistory.value,
    suspend: given.suspend ?? false,
  };
}
