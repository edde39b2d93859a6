/** What the pods of a database talk to besides their callers, all of it needed under default deny. */
import type { Subject } from '../../engine/build';
import type { Pods } from '../../engine/parts';
import { apiServer, call } from '../../workload/account';

export const POSTGRES_PORT = 5432;
/** Where the instance manager answers the operator, and instances each other. */
const STATUS_PORT = 8000;
export const METRICS_PORT = 9187;
export const POOLER_METRICS_PORT = 9127;

const tcp = (port: number) => ({ port, protocol: 'TCP' as const });

/**
 * Instances and the jobs that prepare them: the operator, the API server, and each other.
 * @returns the API server, for the poolers
 */
export function connectInstances(subject: Subject): void {
  const { parts, facts, pods } = subject;
  const ports = [tcp(POSTGRES_PORT), tcp(STATUS_PORT)];
  const operator = facts.cluster.operators?.cloudNativePg;
  if (operator === undefined) {
    parts.report({
      code: 'LS116',
      message:
        'the platform does not declare where the CloudNativePG operator runs, and the operator must be able to reach the instances',
      fix: "Declare it on the Platform: cluster: { operators: { cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } } }.",
    });
  } else {
    const { namespace, labels } = operator;
    parts.connect({ from: { kind: 'cluster', name: 'cloudnative-pg', namespace, labels }, to: pods, ports });
  }
  parts.connect({ from: pods, to: pods, ports });
  call(subject, apiServer(subject));
}

/** Poolers: the instances, and the API server, from which their manager reads its configuration. */
export function connectPoolers(pooler: Subject, instances: Pods): void {
  pooler.parts.connect({ from: pooler.pods, to: instances, ports: [tcp(POSTGRES_PORT)] });
  const { apiServer: declared } = pooler.facts.cluster;
  // Where it is not declared, the finding of the instances says so.
  if (declared !== undefined) call(pooler, apiServer(pooler));
}
