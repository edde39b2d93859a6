/** Operators that a construct hands its resource to: without one, nothing would come of it. */
import { report } from '../model/declarations';
import type { ClusterFacts, ClusterPods } from './cluster';
import type { Subject } from './engine/build';
import type { PartFinding } from './engine/parts';
import type { Identity } from './identity';
import type { Normal } from '../model/fields';
import { inEachEnvironment } from './per-environment';

type Operator = keyof NonNullable<ClusterFacts['operators']>;

/** Names as their projects write them, and where they run when they are installed as documented. */
const OPERATORS: Readonly<Record<Operator, { readonly name: string; readonly example: string }>> = {
  cloudNativePg: {
    name: 'the CloudNativePG operator',
    example: "{ namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } }",
  },
  mongoDb: {
    name: 'the MongoDB community operator',
    example: "{ namespace: 'mongodb-system', labels: { name: 'mongodb-kubernetes-operator' } }",
  },
  elastic: {
    name: 'the ECK operator',
    example: "{ namespace: 'elastic-system', labels: { 'control-plane': 'elastic-operator' } }",
  },
  keda: { name: 'KEDA', example: "{ namespace: 'keda', labels: { app: 'keda-operator' } }" },
  flagger: {
    name: 'Flagger',
    example: "{ namespace: 'flagger-system', labels: { 'app.kubernetes.io/name': 'flagger' } }",
  },
};

/** @returns where it runs; reports, and answers `undefined`, where the platform does not say */
export function operatorOf({ facts, parts }: Subject, operator: Operator): ClusterPods | undefined {
  const found = facts.cluster.operators?.[operator];
  if (found === undefined) parts.report(unknownPlace(operator));
  return found;
}

/** The same, for constructs that still take varying values. */
export function demandOperator({ construct, platform }: Identity, operator: Operator): Normal<ClusterPods> | undefined {
  const found = platform.cluster.operators?.[operator];
  if (found === undefined) report(construct, unknownPlace(operator));
  return found;
}

function unknownPlace(operator: Operator): PartFinding {
  const { name, example } = OPERATORS[operator];
  return {
    code: 'LS116',
    message: `${name} is to run it, and the platform does not say where that is`,
    fix: `Declare it on the Platform: cluster: { operators: { ${operator}: ${example} } }.`,
  };
}

/** The operator configures what is declared for a version; the image must hold that one. */
export function refuseOtherVersion(identity: Identity, image: string, version: unknown): void {
  const tag = identity.platform.images.tag(identity.construct, image);
  inEachEnvironment(identity, { tag, version }, (own, where) => {
    const [written, declared] = [String(own.tag), String(own.version)];
    if (written.startsWith('unpinned/') || written === declared || written.startsWith(`${declared}-`)) return;
    report(identity.construct, {
      code: 'LS175',
      path: 'version',
      ...where,
      message: `version ${declared} is declared, but image "${image}" is pinned at ${written}`,
      fix: `Declare the version that the tag begins with, or pin an image of ${declared}.`,
    });
  });
}
