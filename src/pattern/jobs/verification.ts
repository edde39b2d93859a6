import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { object } from '../../model/shape';
import { accept } from '../accept';
import { identify } from '../identity';
import { addObject } from '../object';
import type { Same } from '../process';
import { addRun, hook, runShapes, type RunProps } from './run';

/** A check of what was rolled out. */
export type VerificationProps = RunProps;

const shape = object<VerificationProps>(runShapes);

/**
 * Looks whether the platform works once everything of a sync is applied and healthy, such as a smoke test or a check of an
 * index: a PostSync hook. When it fails, the sync has failed, and Argo CD says so; what was rolled out stays.
 * @example new Verification(shop, 'smoke', { image: 'smoke', command: ['node', 'smoke.js'], env: { API_URL: api.url } });
 */
export class Verification extends Construct {
  constructor(scope: Construct, id: string, props: Input<VerificationProps, Same>) {
    super(scope, id);
    const given = accept<VerificationProps>(this, props, shape);
    const verification = identify(this, 'job', props?.name, props?.only);
    if (given === undefined) return;
    const { name, labels, platform } = verification;
    addObject(this, 'Job', 'workload', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, labels, annotations: hook('PostSync') },
      spec: addRun(verification, given, { deadline: platform.opinions.verificationDeadline.value }),
    });
  }
}
