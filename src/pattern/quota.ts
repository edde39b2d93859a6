import type { Construct } from 'constructs';
import type { Normal } from '../model/fields';
import { integer, object, required, type Shape } from '../model/shape';
import { quantity } from '../model/syntax';
import { canonical } from './container';
import { foundation } from './namespace';
import { addObject, type Manifest } from './object';
import type { PlatformScope } from './scope';

/** What the namespace may use as a whole, rollouts and autoscaling at their maximum included. */
export interface Quota {
  readonly cpu: { readonly requests: string; readonly limits: string };
  readonly memory: { readonly requests: string; readonly limits: string };
  readonly pods: number;
  /** Sum of the volumes. Default: no limit. */
  readonly storage?: string;
}

const amounts = object<Quota['cpu']>({ requests: required(quantity), limits: required(quantity) });
export const quotaShape: Shape = object<Quota>({
  cpu: required(amounts),
  memory: required(amounts),
  pods: required(integer({ min: 1 })),
  storage: quantity,
});

/** ResourceQuota, and a LimitRange that gives requests and limits to pods which come without, such as those of operators. */
export function addQuota(platform: PlatformScope, quota: Normal<Quota>): void {
  addQuotaIn(foundation(platform), platform, { name: platform.node.id, labels: platform.commonLabels }, quota);
}

/** @param metadata of both objects, with the namespace that is limited, when that is not the platform's own */
export function addQuotaIn(
  scope: Construct,
  platform: PlatformScope,
  metadata: Manifest['metadata'],
  quota: Normal<Quota>,
): void {
  addObject(scope, 'quota', 'foundation', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: {
      hard: {
        'requests.cpu': canonical(quota.cpu.requests),
        'requests.memory': canonical(quota.memory.requests),
        'limits.cpu': canonical(quota.cpu.limits),
        'limits.memory': canonical(quota.memory.limits),
        pods: canonicalCount(quota.pods),
        ...(quota.storage !== undefined && { 'requests.storage': canonical(quota.storage) }),
      },
    },
  });
  const { requestsCpu, requestsMemory, limitsCpu, limitsMemory, ephemeralRequest, ephemeralLimit } = platform.opinions;
  addObject(scope, 'limits', 'foundation', {
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

function canonicalCount(count: Normal<number>): unknown {
  return typeof count === 'number' ? String(count) : count.map(String);
}
