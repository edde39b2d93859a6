import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { everywhere, flag, integer, object, oneOf, required, type PropsOf } from '../../model/shape';
import { duration } from '../../model/syntax';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import { identify, refuseLongName } from '../engine/identity';
import { alertsShape } from '../observability/shapes';
import { cronAlerts, SHARED_TABLES } from '../observability/workload';
import type { Same } from '../workload/process';
import { wholeSeconds } from '../workload/shutdown';
import { addRun, runShapes, type RunKind } from './run';
import { atLeast, scheduleShape, timeZoneShape } from './schedule';

/** Finished runs that are kept, with their pods and logs. */
export interface History extends PropsOf<typeof historyProps> {}
const historyProps = {
  /** Default: 3. */
  successful: integer({ min: 0 }),
  /** Default: 3. */
  failed: integer({ min: 0 }),
};

/** Something that runs again and again. */
export interface CronTaskProps extends PropsOf<typeof cronTaskProps> {}
const cronTaskProps = {
  ...runShapes,
  /** `minute hour day-of-month month day-of-week`, or a descriptor such as `@daily`. */
  schedule: required(scheduleShape),
  /** IANA time zone of the schedule. Default: Etc/UTC. */
  timeZone: timeZoneShape,
  /**
   * What happens if a run is due while the previous one is still active. Default: Forbid, the run that is due is
   * skipped.
   */
  concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
  /** How late a run may start, after an outage or because of the previous run. Default: 1h. */
  startingDeadline: atLeast(10, 'the controller checks every 10s, so the run may never start'),
  history: object<History>(historyProps),
  /**
   * Whether no runs are started; `vary({ dev: true, prod: false })` keeps the CronJob in environments that do not need
   * it. Default: false.
   */
  suspend: flag,
  /**
   * How long after its end a run is deleted, if that is sooner than `history` would delete it. Default: only `history`
   * applies.
   */
  ttlAfterFinished: duration,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(...SHARED_TABLES.cron)),
};
const shape = object<CronTaskProps>(cronTaskProps);

/**
 * A job on a schedule, such as a nightly export. It is applied in the last wave: Argo CD treats a CronJob whose last
 * run failed as degraded, and nothing should wait for that.
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
