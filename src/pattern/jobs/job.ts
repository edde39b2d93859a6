import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { fixed, object, oneOf, type PropsOf } from '../../model/shape';
import { acceptProps } from '../engine/accepted';
import { build } from '../engine/build';
import { identify } from '../engine/identity';
import type { Same } from '../workload/process';
import { addRun, runShapes } from './run';

/** Something that is done once. */
export interface JobProps extends PropsOf<typeof jobProps> {}
const jobProps = {
  ...runShapes,
  /** Whether it runs before the workloads (`migration`) or with them (`workload`). Default: workload. */
  tier: fixed(oneOf('migration', 'workload')),
};
const shape = object<JobProps>(jobProps);

/**
 * The template of a Job is immutable, so Argo CD deletes the old one and creates the new one. With the option
 * `ApplyOutOfSyncOnly`, which Applications of a platform have, it does so when the content has changed, and only then.
 * There is no time to live: Argo CD would create the Job that is gone again, and it would run again.
 */
const REPLACED = { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' };

/**
 * A job that runs once for each content: again if its image, its command or a value that it reads changes, but not at
 * other syncs. It must tolerate being run twice. The sync waits for it, and fails if it fails. For schema migrations,
 * use `Migration`.
 * @example new Job(shop, 'search-index', { image: 'api', command: ['node', 'dist/create-index.js'], env: { SEARCH_URL: search.url } });
 */
export class Job extends Construct {
  constructor(scope: Construct, id: string, props: Input<JobProps, Same | 'tier'>) {
    super(scope, id);
    const accepted = acceptProps<JobProps>(this, props, shape);
    const job = identify(this, 'job', props?.name, props?.only);
    if (accepted === undefined) return;
    build(job, accepted, (subject, own) => {
      const { parts, facts, name, labels } = subject;
      const deadline = facts.opinions.jobDeadline.value;
      parts.add('Job', own.tier ?? 'workload', {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name, labels, annotations: REPLACED },
        spec: addRun(subject, own, { deadline, runsAgain: true }),
      });
    });
  }
}
