import { findingAbout, type Finding } from '../../model/finding';
import type { LocalService } from '../../model/local-setup';
import { storeOfService, type RunningStore } from './stores';
import type { Workload } from './workloads';

export function compareStores(service: LocalService, workload: Workload): Finding[] {
  const own = storeOfService(service);
  const others = own === undefined ? [] : workload.stores.filter(({ name }) => name === own.name);
  if (own === undefined || others.length === 0) return [];
  const at = { object: `service/${service.name}`, path: 'image', file: service.image!.place };
  return [...auth(own, others, at, workload), ...version(own, others, at, workload)];
}

type At = Pick<Finding, 'object' | 'path' | 'file'>;

function auth(own: RunningStore, others: readonly RunningStore[], at: At, { object }: Workload): Finding[] {
  if (own.guarded === false && others.some(({ guarded }) => guarded === true)) {
    return [
      findingAbout({ ...at, code: 'LS844' })`
        ${{ name: own.name }} requires no password in compose, but requires one in ${{ object }}
        Set a password in compose too, so that the login is tested.`,
    ];
  }
  if (own.guarded === true && others.every(({ guarded }) => guarded === false)) {
    return [
      findingAbout({ ...at, code: 'LS844' })`
        ${{ name: own.name }} requires a password in compose, but none in ${{ object }}
        Turn authentication on in the manifests.`,
    ];
  }
  return [];
}

function version(own: RunningStore, others: readonly RunningStore[], at: At, { object }: Workload): Finding[] {
  const majors = [...new Set(others.flatMap(({ major }) => major ?? []))];
  if (own.major === undefined || majors.length === 0 || majors.includes(own.major)) return [];
  return [
    findingAbout({ ...at, code: 'LS846' })`
      ${{ name: own.name }} has version ${{ major: own.major }} in compose, but version ${{ majors }} in ${{ object }}
      Use the same version in compose as in the cluster.`,
  ];
}

/** Where compose runs a program of the manifests, it is there to run the system. */
export function missingStores(
  services: readonly LocalService[],
  aligned: ReadonlyMap<LocalService, Workload>,
  workloads: readonly Workload[],
): Finding[] {
  const program = services.find((service) => (aligned.get(service)?.stores.length ?? 1) === 0);
  if (program === undefined) return [];
  const there = new Set(services.flatMap((service) => storeOfService(service)?.name ?? []));
  const served = new Set(aligned.values());
  const missing = new Map<string, Workload>();
  for (const workload of workloads) {
    for (const { name } of workload.stores)
      if (!there.has(name) && !served.has(workload) && !missing.has(name)) missing.set(name, workload);
  }
  return [...missing].map(
    ([name, { object }]): Finding => findingAbout({
      code: 'LS848',
      object: 'services',
      path: name,
      file: program.file,
    })`
      compose runs \`${{ program: program.name }}\` without ${{ name }}, which the manifests include (${{ object }})
      Add it to compose, with the version that the cluster runs.`,
  );
}
