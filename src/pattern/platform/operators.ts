/** Operators that a construct hands its resource to: without one, nothing would come of it. */
import type { ClusterFacts, ClusterPods } from './cluster';
import type { Subject } from '../engine/build';

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
  const { name, example } = OPERATORS[operator];
  if (found === undefined)
    parts.report({
      code: 'LS116',
      message: `this requires ${name}, but the platform does not declare where ${name} runs`,
      fix: `Declare it on the Platform: cluster: { operators: { ${operator}: ${example} } }.`,
    });
  return found;
}

/**
 * The operator configures what is declared for a version, or reads it from the tag; the image must hold that one.
 * @param version a number is a major version
 */
export function refuseOtherVersion({ facts, parts }: Subject, image: string, version: string | number): void {
  const { tag } = facts.image(image);
  const beginnings = ['-', ...(typeof version === 'number' ? ['.'] : [])].map((next) => `${version}${next}`);
  if (tag === String(version) || ['unpinned/', ...beginnings].some((own) => tag.startsWith(own))) return;
  parts.report({
    code: 'LS175',
    path: 'version',
    message: `version ${version} is declared, but image "${image}" is pinned at ${tag}`,
    fix: `Declare the version that the tag starts with, or pin an image of version ${version}.`,
  });
}

/** Neither a renamed file nor a deleted Application takes a database with it (Argo CD, "Sync Options"). */
export const NEVER_PRUNED = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
