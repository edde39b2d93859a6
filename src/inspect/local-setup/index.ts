/** Compares what runs a system outside of the cluster, compose and `.env` files, with its manifests: duplicates drift apart. */
import type { Finding } from '../../model/finding';
import type { LocalService, LocalSetup } from '../../model/local-setup';
import type { InspectedEnvironment } from '../types';
import { alignServices } from './align';
import { compareHealth } from './health';
import { comparePorts } from './ports';
import { compareStores, missingStores } from './running-stores';
import { compareFile, compareVariables } from './variables';
import { workloadsOf, type Workload } from './workloads';

export { composeSecrets, fileSecrets } from './secrets';

/** @param environments those of the manifests that the set-up belongs to, in their order */
export function compareLocal(setup: LocalSetup, environments: readonly InspectedEnvironment[]): Finding[] {
  const workloads = workloadsOf(environments);
  const services = byName(setup.services);
  const aligned = alignServices(services, workloads);
  const pairs = [...aligned].sort(([a], [b]) => services.indexOf(a) - services.indexOf(b));
  return [
    ...pairs.flatMap(([service, workload]) => comparePair(service, workload)),
    ...missingStores(services, aligned, workloads),
    ...setup.files.flatMap((file) => compareFile(file, setup.substituted, workloads)),
  ];
}

/** Files of one folder are laid over each other, as `compose.override.yaml` is: a service is what all of them say about it. */
function byName(services: readonly LocalService[]): readonly LocalService[] {
  const merged = new Map<string, LocalService>();
  for (const service of services) {
    const before = merged.get(service.name);
    merged.set(service.name, before === undefined ? service : laidOver(before, service));
  }
  return [...merged.values()];
}

function laidOver(below: LocalService, above: LocalService): LocalService {
  return {
    ...below,
    ...(below.image === undefined && above.image !== undefined && { image: above.image }),
    ...(below.health === undefined && above.health !== undefined && { health: above.health }),
    words: [...below.words, ...above.words],
    configured: below.configured || above.configured,
    ports: [...below.ports, ...above.ports],
    variables: new Map([...above.variables, ...below.variables]),
    complete: below.complete && above.complete,
  };
}

function comparePair(service: LocalService, workload: Workload): Finding[] {
  return [
    ...comparePorts(service, workload),
    ...compareVariables(service, workload),
    ...compareHealth(service, workload),
    ...compareStores(service, workload),
  ];
}
