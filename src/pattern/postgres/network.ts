/** What the pods of a database talk to beside their callers, all of it needed under default deny. */
import { report } from '../../model/declarations';
import { apiServer } from '../account';
import { connect, type Endpoint } from '../connections';
import type { Identity } from '../identity';

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
export function connectInstances(identity: Identity): readonly Endpoint[] {
  const { construct, platform, pods } = identity;
  const operator = platform.cluster.operators?.cloudNativePg;
  if (operator === undefined) {
    report(construct, {
      code: 'LS116',
      message: 'the platform does not say where the CloudNativePG operator runs, which must reach the instances',
      fix: "Declare it on the Platform: cluster: { operators: { cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } } }.",
    });
  } else {
    const from = {
      kind: 'cluster' as const,
      name: 'cloudnative-pg',
      namespace: operator.namespace,
      labels: operator.labels,
    };
    platform.connections.add({ from, to: pods, ports: [tcp(POSTGRES_PORT), tcp(STATUS_PORT)] });
  }
  platform.connections.add({ from: pods, to: pods, ports: [tcp(POSTGRES_PORT), tcp(STATUS_PORT)] });
  const server = apiServer(identity);
  connect(platform.connections, pods, server, undefined);
  return server;
}

/** Poolers: the instances, and the API server, from which their manager reads its configuration. */
export function connectPoolers(
  { platform, pods }: Identity,
  instances: Identity['pods'],
  server: readonly Endpoint[],
): void {
  platform.connections.add({ from: pods, to: instances, ports: [tcp(POSTGRES_PORT)] });
  connect(platform.connections, pods, server, undefined);
}
