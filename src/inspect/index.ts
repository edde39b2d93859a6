/** Inspection of what all environments are made of. This is the list: an inspection that is not here does not run. */
import { inspectAlone } from './alone';
import { inspectAvailability } from './availability';
import { inspectCapacity } from './capacity';
import { joinEnvironments } from './found';
import { judgeParity } from './parity';
import {
  inspectAddresses,
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
import { inspectPolicyTogether, POLICY_ALONE } from './policy';
import { inspectSchema, withoutEchoes } from './schema/inspection';
import { inspectSecrets } from './secrets';
import { inspectValues } from './values';
import type { KubernetesVersion } from './schema';
import type { Code } from '../model/codes';
import type { Finding } from '../model/finding';
import type { MatrixEntry } from '../model/matrix';
import type { InspectedEnvironment, Inspection } from './types';

export { compareEnvironments } from './parity';
export { reachFacts, type DeclaredReachability } from './reachability';
export type { InspectedEnvironment, InspectedObject, Provided } from './types';

/** What objects are to each other, in each environment. */
const TOGETHER: readonly Inspection[] = [
  inspectObjects,
  inspectSecrets,
  inspectServices,
  inspectSelectors,
  inspectHosts,
  inspectAddresses,
  inspectMonitors,
  inspectScraping,
  inspectContainers,
  inspectApplications,
  inspectOrder,
];
/** The same, of what runs how often. */
const RUNNING: readonly Inspection[] = [inspectAvailability, inspectCapacity];

/** Where connections are declared, LS720 and LS722 say the same and more, and what constructs make is alike, down to the images of the lock file. */
const BY_DECLARATION: ReadonlySet<Code> = new Set<Code>(['LS036', 'LS067', 'LS068', 'LS070', 'LS098']);

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
  return [
    ...joinEnvironments(findings, all, 'app'),
    ...(matrix === undefined ? [] : judgeParity(environments, matrix)),
  ];
}

/** @returns findings with the one environment of each, which its texts do not name yet */
export function inspectEach(environments: readonly InspectedEnvironment[], options: InspectionOptions = {}): Finding[] {
  const { kubernetes = [], declared, policy = false } = options;
  const schema = kubernetes.length === 0 ? [] : [inspectSchema(kubernetes)];
  const alone = inspectAlone(environments, [inspectValues, ...schema, ...(policy ? POLICY_ALONE : [])]);
  return environments.flatMap((environment, index): Finding[] => {
    const connections = declared?.[index];
    const [values = [], ...more] = alone[index]!;
    const violations = more.splice(0, schema.length).flat();
    const practice = policy
      ? [...more.flat(), ...inspectPolicyTogether(environment, connections === undefined ? undefined : BY_DECLARATION)]
      : [];
    const own = [
      ...TOGETHER.flatMap((inspect) => inspect(environment)),
      ...values,
      ...RUNNING.flatMap((inspect) => inspect(environment)),
      ...(connections === undefined ? [] : compareReachability(environment, connections)),
      ...practice,
    ];
    return [...withoutEchoes(violations, own), ...own].map((finding) => ({
      ...finding,
      environments: [environment.environment],
    }));
  });
}
