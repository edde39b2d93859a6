import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { object } from '../../model/shape';
import { acceptProps } from '../engine/accepted';
import { build } from '../engine/build';
import { identify } from '../engine/identity';
import type { Same } from '../workload/process';
import { addHook, addRun, runShapes, type RunProps } from './run';

/** A check of what was rolled out. */
export type VerificationProps = RunProps;

const shape = object(runShapes);

/**
 * Verifies that the platform works once everything of a sync is applied and healthy, for example with a smoke test or
 * by checking an index: a PostSync hook. If it fails, the sync fails and Argo CD reports it; the rollout is not
 * reverted.
 * @example new Verification(shop, 'smoke', { image: 'smoke', command: ['node', 'smoke.js'], env: { API_URL: api.url } });
 */
export class Verification extends Construct {
  constructor(scope: Construct, id: string, props: Input<VerificationProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<VerificationProps>(this, props, shape);
    const verification = identify(this, 'job', props?.name, props?.only);
    if (accepted === undefined) return;
    build(verification, accepted, (subject, own) => {
      const deadline = subject.facts.opinions.verificationDeadline.value;
      addHook(subject, 'PostSync', 'workload', addRun(subject, own, { deadline, hook: true }));
    });
  }
}
