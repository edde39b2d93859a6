/** Which service of compose is which workload: by name, without what systems put around their names; else by image or store. */
import { imageName } from '../image-reference';
import { text } from '../read';
import type { LocalService } from '../../model/local-setup';
import { storeOfService } from './stores';
import type { Workload } from './workloads';

const SUFFIX = /-(?:depl|deployment|deploy|statefulset|sts|svc|service|server|srv|app|container|dev|local)$/;

export function alignServices(
  services: readonly LocalService[],
  workloads: readonly Workload[],
): ReadonlyMap<LocalService, Workload> {
  const prefixes = [
    commonPrefix(workloads.map(({ name }) => plain(name))),
    commonPrefix(services.map(({ name }) => plain(name))),
  ];
  const aligned = new Map<LocalService, Workload>();
  for (const alike of [exact, shortened(prefixes), sameImage, sameStore]) {
    for (const service of services) {
      if (aligned.has(service)) continue;
      const found = workloads.filter(
        (workload) => ![...aligned.values()].includes(workload) && alike(service, workload),
      );
      // what could be two is neither
      const others =
        found.length === 1
          ? services.filter((other) => other !== service && !aligned.has(other) && alike(other, found[0]!))
          : [];
      if (found.length === 1 && others.length === 0) aligned.set(service, found[0]!);
    }
  }
  return aligned;
}

type Alike = (service: LocalService, workload: Workload) => boolean;

const exact: Alike = (service, workload) => plain(service.name) === plain(workload.name);

function shortened(prefixes: readonly string[]): Alike {
  return (service, workload) => {
    const own = forms(service.name, prefixes);
    return [workload.name, ...workload.names].some((name) => forms(name, prefixes).some((form) => own.includes(form)));
  };
}

const sameImage: Alike = ({ image }, { containers, stores }) =>
  image !== undefined &&
  stores.length === 0 &&
  containers.some((container) => imageName(text(container, 'image') ?? '') === imageName(image.value));
const sameStore: Alike = (service, { stores }) => {
  const store = storeOfService(service);
  return store !== undefined && stores.some(({ name }) => name === store.name);
};

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_.\s]+/g, '-')
    .replace(/^release-name-|^release-/, '');
}

function forms(name: string, prefixes: readonly string[]): readonly string[] {
  const whole = plain(name);
  const stripped = prefixes
    .filter((prefix) => prefix !== '' && whole.startsWith(prefix) && whole.length > prefix.length)
    .map((prefix) => whole.slice(prefix.length));
  return [whole, ...stripped].flatMap((form) => [form, form.replace(SUFFIX, '')]).filter((form) => form !== '');
}

/** `shop-` where at least two names, and half of them, begin with it. */
function commonPrefix(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const parts = name.split('-');
    for (let length = 1; length < parts.length; length++) {
      const prefix = `${parts.slice(0, length).join('-')}-`;
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  const often = [...counts].filter(([, count]) => count >= 2 && count * 2 >= names.length).map(([prefix]) => prefix);
  return often.sort((a, b) => b.length - a.length)[0] ?? '';
}
