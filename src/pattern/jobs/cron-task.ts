import { Construct } from 'constructs';
import type { Input, Normal } from '../../model/fields';
import { everywhere, flag, integer, object, oneOf, required } from '../../model/shape';
import { duration } from '../../model/syntax';
import { accept } from '../accept';
import { identify, refuseLongName, type Identity } from '../identity';
import { addObject } from '../object';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { cronAlerts, SHARED_TABLES, type CronAlert } from '../observability/workload';
import { or } from '../per-environment';
import { wholeSeconds } from '../probes';
import type { Same } from '../process';
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
    const given = accept<CronTaskProps>(this, props, shape);
    const task = identify(this, 'job', props?.name, props?.only);
    refuseLongName(task, 52, 'Kubernetes appends 11 to name each run');
    if (given !== undefined) addCronJob(task, given, { deadline: task.platform.opinions.jobDeadline.value });
  }
}

export function addCronJob(task: Identity, given: Normal<CronTaskProps>, kind: RunKind): void {
  const { construct, name, labels } = task;
  const spec = addRun(task, given, { alerts: cronAlerts, ...kind });
  addObject(construct, 'CronJob', 'schedule', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels },
    spec: { ...timing(task, given), jobTemplate: { metadata: { labels }, spec: { ...spec, ...ended(given) } } },
  });
}

function timing({ platform }: Identity, given: Normal<CronTaskProps>): Record<string, unknown> {
  const { opinions } = platform;
  const { schedule, history = {} } = given;
  return {
    schedule,
    timeZone: or(given.timeZone, opinions.timeZone.value),
    concurrencyPolicy: or(given.concurrencyPolicy, opinions.concurrencyPolicy.value),
    startingDeadlineSeconds: wholeSeconds(or(given.startingDeadline, opinions.startingDeadline.value)),
    successfulJobsHistoryLimit: or(history.successful, opinions.jobHistory.value),
    failedJobsHistoryLimit: or(history.failed, opinions.jobHistory.value),
    suspend: or(given.suspend, false),
  };
}

function ended({ ttlAfterFinished }: Normal<CronTaskProps>): Record<string, unknown> {
  return ttlAfterFinished === undefined ? {} : { ttlSecondsAfterFinished: wholeSeconds(ttlAfterFinished) };
}
