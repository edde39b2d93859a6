import { integer, object, required, type PropsOf } from '../../model/shape';
import { quantity } from '../../model/syntax';
import type { Subject } from '../engine/build';
import type { ResourceQuota } from '../manifests';
import { canonical } from '../workload/container';

const amounts = object({ requests: required(quantity), limits: required(quantity) });

/** What the namespace may use as a whole, rollouts and autoscaling at their maximum included. */
export interface Quota extends PropsOf<typeof quotaProps> {}
const quotaProps = {
  cpu: required(amounts),
  memory: required(amounts),
  pods: required(integer({ min: 1 })),
  /** Total size of the volumes. Default: no limit. */
  storage: quantity,
};
export const quotaShape = object<Quota>(quotaProps);

/**
 * ResourceQuota, and a LimitRange that gives requests and limits to pods which come without, such as those of operators.
 * @param metadata of both objects, with the namespace that is limited unless that is the platform's own
 */
export function addQuota(
  { facts, parts }: Pick<Subject, 'facts' | 'parts'>,
  metadata: ResourceQuota['metadata'],
  { cpu, memory, pods, storage }: Quota,
): void {
  parts.add('quota', 'foundation', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: {
      hard: {
        'requests.cpu': canonical(cpu.requests),
        'requests.memory': canonical(memory.requests),
        'limits.cpu': canonical(cpu.limits),
        'limits.memory': canonical(memory.limits),
        pods: String(pods),
        ...(storage !== undefined && { 'requests.storage': canonical(storage) }),
      },
    },
  });
  const { requestsCpu, requestsMemory, limitsCpu, limitsMemory, ephemeralRequest, ephemeralLimit } = facts.opinions;
  parts.add('limits', 'foundation', {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata,
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: limitsCpu.value, memory: limitsMemory.value, 'ephemeral-storage': ephemeralLimit.value },
          defaultRequest: {
            cpu: requestsCpu.value,
            memory: requestsMemory.value,
            'ephemeral-storage': ephemeralRequest.value,
          },
        },
      ],
    },
  });
}
