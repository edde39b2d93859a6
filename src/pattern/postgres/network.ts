/** What the pods of a database talk to beside their callers, all of it needed under default deny. */
import { report } from '../../model/declarations';
import type { Identity } from '../identity';
import { connectApiServer } from '../worker';

export const POSTGRES_PORT = 5432;
/** Where the instance manager answers the operator, and instances each other. */
const STATUS_PORT = 8000;
export const METRICS_PORT = 9187;
export const POOLER_METRICS_PORT = 9127;

const tcp = (port: number) => ({ port, protocol: 'TCP' as const });

/** Instances and the jobs that prepare them: the operator, the API server, and each other. */
export function connectInstances(identity: Identity): void {
  const { construct, platform, pods } = identity;
  const operator = platform.cluster.operators?.cloudNativePg;
  if (operator === undefined) {
    report(construct, {
      code: 'LS116',
      message: 'the platform does not say where the CloudNativePG operator runs, which must reach the instances',
      fix: "Declare it on the Platform: cluster: { operators: { cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } } }.",
    });
  } else {
    const from = { kind: 'cluster' as const, name: 'cloudnative-pg', namespace: operator.namespace, labels: operator.labels };
    platform.connections.add({ from, to: pods, ports: [tcp(POSTGRES_PORT), tcp(STATUS_PORT)] });
  }
  platform.connections.add({ from: pods, to: pods, ports: [tcp(POSTGRES_PORT), tcp(STATUS_PORT)] });
  connectApiServer(identity);
}

/** Poolers: the instances, and the API server, from which their manager reads its configuration. */
export function connectPoolers(identity: Identity, instances: Identity['pods']): void {
  identity.platform.connections.add({ from: identity.pods, to: instances, ports: [tcp(POSTGRES_PORT)] });
  // Where the fact is missing, the instances have reported it.
  if (identity.platform.cluster.apiServer !== undefined) connectApiServer(identity);
}
