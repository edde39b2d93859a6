/** Requests and limits of a database: memory is requested in full, since its buffers must never be taken away. */
import type { Normal } from '../../model/fields';
import { combine, derive } from '../../model/varying';
import { resources as varyingResources, type Resources } from '../container';
import type { Subject } from '../engine/build';
import type { ContainerResources } from '../manifests';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import { resources } from '../workload/container';

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

/** The same for constructs whose props still vary throughout. */
export function varyingInstanceResources(identity: Identity, given: Normal<Resources>) {
  const { opinions } = identity.platform;
  const { requests = {}, limits = {} } = given;
  const memory = combine({ limit: limits.memory, request: requests.memory }, ({ limit, request }) => ({
    limit: limit ?? request ?? opinions.databaseMemory.value,
    request: request ?? limit ?? opinions.databaseMemory.value,
  }));
  const filled = {
    requests: {
      cpu: or(requests.cpu, opinions.databaseRequestsCpu.value),
      memory: derive(memory, ({ request }) => request),
      'ephemeral-storage': or(requests['ephemeral-storage'], opinions.databaseEphemeralRequest.value),
    },
    limits: {
      cpu: or(limits.cpu, opinions.databaseLimitsCpu.value),
      memory: derive(memory, ({ limit }) => limit),
      'ephemeral-storage': or(limits['ephemeral-storage'], opinions.databaseEphemeralLimit.value),
    },
  };
  return {
    container: varyingResources(identity.construct, filled as Normal<Resources>, {}, opinions),
    memory: { limit: filled.limits.memory, request: filled.requests.memory },
  };
}
