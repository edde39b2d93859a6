/** Inspection of what all environments are made of. This is the list: an inspection that is not here does not run. */
import { inspectAvailability } from './availability';
import { inspectCapacity } from './capacity';
import { joinEnvironments } from './found';
import { judgeParity } from './parity';
import {
  inspectApplications,
  inspectContainers,
  inspectHosts,
  inspectMonitors,
  inspectObjects,
  inspectOrder,
  inspectSelectors,
  inspectServices,
} from './references';
import { compareReachability, inspectScraping, type DeclaredReachability } from './reachability';
import { inspectPolicy } from './policy';
import { inspectSchema, withoutEchoes } from './schemas';
import { inspectSecrets } from './secrets';
import { inspectValues } from './values';
import type { KubernetesVersion } from './schema';
import type { Finding } from '../model/finding';
import type { MatrixEntry } from '../model/matrix';
import type { InspectedEnvironment, Inspection } from './types';

export { compareEnvironments } from './parity';
export { reachFacts, type DeclaredReachability } from './reachability';
export type { InspectedEnvironment, InspectedObject, Inspection, Provided } from './types';

/** Each runs for each environment. */
export const INSPECTIONS: readonly (readonly [name: string, inspect: Inspection])[] = [
  ['objects', inspectObjects],
  ['secrets', inspectSecrets],
  ['services', inspectServices],
  ['selectors', inspectSelectors],
  ['hosts', inspectHosts],
  ['monitors', inspectMonitors],
  ['scraping', inspectScraping],
  ['containers', inspectContainers],
  ['applications', inspectApplications],
  ['order', inspectOrder],
  ['values', inspectValues],
  ['availability', inspectAvailability],
  ['capacity', inspectCapacity],
];

/** Where connections are declared, LS722 says the same and more. */
const ISOLATION = 'LS070';

export interface InspectionOptions {
  /** Versions of Kubernetes whose schemas every object has to fit. Default: none, so that no schema is loaded. */
  readonly kubernetes?: readonly KubernetesVersion[];
  /**
   * Declared connections, by environment, that the policies have to let through, and nothing else. Default: none were declared,
   * as with manifests of others, and reachability is not judged.
   */
  readonly declared?: readonly DeclaredReachability[];
  /** Whether the rules of good practice are judged as well. Default: false. */
  readonly policy?: boolean;
}

/**
 * @param environments all of one platform, in the order in which the matrix has their values
 * @param matrix every declared difference; `undefined` where nothing was declared, as with manifests of others: no parity then
 * @returns findings, one for all environments that share it
 */
export function inspectEnvironments(
  environments: readonly InspectedEnvironment[],
  matrix: readonly MatrixEntry[] | undefined,
  options: InspectionOptions = {},
): Finding[] {
  const all = environments.map(({ environment }) => environment);
  const findings = inspectEach(environments, options);
  return [...joinEnvironments(findings, all), ...(matrix === undefined ? [] : judgeParity(environments, matrix))];
}

/** @returns findings with the one environment of each, which its texts do not name yet */
export function inspectEach(environments: readonly InspectedEnvironment[], options: InspectionOptions = {}): Finding[] {
  const schema =
    options.kubernetes === undefined || options.kubernetes.length === 0 ? undefined : inspectSchema(options.kubernetes);
  return environments.flatMap((environment, index): Finding[] => {
    const declared = options.declared?.[index];
    const own = [
      ...INSPECTIONS.flatMap(([, inspect]) => inspect(environment)),
      ...(declared === undefined ? [] : compareReachability(environment, declared)),
      ...(options.policy === true ? inspectPolicy(environment).filter(({ code }) => declared === undefined || code !== ISOLATION) : []),
    ];
    const found = [...(schema === undefined ? [] : withoutEchoes(schema(environment), own)), ...own];
    return found.map((finding) => ({ ...finding, environments: [environment.environment] }));
  });
}
