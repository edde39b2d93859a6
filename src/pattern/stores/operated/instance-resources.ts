/** Requests and limits of a database: memory is requested in full, since its buffers must never be taken away. */
import type { Resources } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { ContainerResources } from '../../manifests';
import { resources } from '../../workload/container';

/** What an instance gets. */
export interface InstanceResources {
  readonly container: ContainerResources;
  readonly memory: { readonly limit: string; readonly request: string };
}

export function instanceResources(
  { parts, facts }: Subject,
  { requests = {}, limits = {} }: Resources = {},
): InstanceResources {
  const { opinions } = facts;
  const memory = {
    limit: limits.memory ?? requests.memory ?? opinions.databaseMemory.value,
    request: requests.memory ?? limits.memory ?? opinions.databaseMemory.value,
  };
  const filled: Resources = {
    requests: {
      cpu: requests.cpu ?? opinions.databaseRequestsCpu.value,
      memory: memory.request,
      'ephemeral-storage': requests['ephemeral-storage'] ?? opinions.databaseEphemeralRequest.value,
    },
    limits: {
      cpu: limits.cpu ?? opinions.databaseLimitsCpu.value,
      memory: memory.limit,
      'ephemeral-storage': limits['ephemeral-storage'] ?? opinions.databaseEphemeralLimit.value,
    },
  };
  return { container: resources(parts, filled, {}, opinions), memory };
}
