/** Inspection of what all environments are made of. This is the list: an inspection that is not here does not run. */
import { inspectPerObject } from './per-object';
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
  inspectMissing,
  inspectSyncWaves,
  inspectSelectors,
  inspectServices,
} from './references';
import { compareReachability, inspectScraping, type DeclaredReachability } from './reachability';
import { inspectBestPracticesTogether, BEST_PRACTICES_PER_OBJECT } from './best-practices';
import { inspectSchema, withoutEchoes } from './schema/inspection';
import { inspectSecrets } from './secrets';
import { inspectValues } from './validation';
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
  inspectMissing,
  inspectSecrets,
  inspectServices,
  inspectSelectors,
  inspectHosts,
  inspectAddresses,
  inspectMonitors,
  inspectScraping,
  inspectContainers,
  inspectApplications,
  inspectSyncWaves,
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
  /** Whether the best practices are checked as well. Default: false. */
  readonly bestPractices?: boolean;
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
  const { kubernetes = [], declared, bestPractices = false } = options;
  const schema = kubernetes.length === 0 ? [] : [inspectSchema(kubernetes)];
  const alone = inspectPerObject(environments, [
    inspectValues,
    ...schema,
    ...(bestPractices ? BEST_PRACTICES_PER_OBJECT : []),
  ]);
  return environments.flatMap((environment, index): Finding[] => {
    const connections = declared?.[index];
    const [values = [], ...more] = alone[index]!;
    const violations = more.splice(0, schema.length).flat();
    const practice = bestPractices
      ? [
          ...more.flat(),
          ...inspectBestPracticesTogether(environment, connections === undefined ? undefined : BY_DECLARATION),
        ]
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
