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
 * Looks whether the platform works once everything of a sync is applied and healthy, such as a smoke test or a check of an
 * index: a PostSync hook. When it fails, the sync has failed, and Argo CD says so; what was rolled out stays.
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
