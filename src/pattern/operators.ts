/** Operators that a construct hands its resource to: without one, nothing would come of it. */
import { report } from '../model/declarations';
import type { ClusterFacts, ClusterPods } from './cluster';
import type { Identity } from './identity';
import type { Normal } from '../model/fields';

type Operator = keyof NonNullable<ClusterFacts['operators']>;

/** Names as their projects write them, and where they run when they are installed as documented. */
const OPERATORS: Readonly<Record<Operator, { readonly name: string; readonly example: string }>> = {
  cloudNativePg: { name: 'the CloudNativePG operator', example: "{ namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } }" },
  mongoDb: { name: 'the MongoDB community operator', example: "{ namespace: 'mongodb-system', labels: { name: 'mongodb-kubernetes-operator' } }" },
  elastic: { name: 'the ECK operator', example: "{ namespace: 'elastic-system', labels: { 'control-plane': 'elastic-operator' } }" },
  keda: { name: 'KEDA', example: "{ namespace: 'keda', labels: { app: 'keda-operator' } }" },
  flagger: { name: 'Flagger', example: "{ namespace: 'flagger-system', labels: { 'app.kubernetes.io/name': 'flagger' } }" },
};

/** @returns where it runs; reports, and answers `undefined`, where the platform does not say */
export function demandOperator({ construct, platform }: Identity, operator: Operator): Normal<ClusterPods> | undefined {
  const found = platform.cluster.operators?.[operator];
  if (found !== undefined) return found;
  const { name, example } = OPERATORS[operator];
  report(construct, {
    code: 'LS116',
    message: `${name} is to run it, and the platform does not say where that is`,
    fix: `Declare it on the Platform: cluster: { operators: { ${operator}: ${example} } }.`,
  });
  return undefined;
}
