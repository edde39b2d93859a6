/** What servers of NATS listen on, and who may reach it. */
import type { Subject } from '../../engine/build';
import { allowPrometheus } from '../../observability/monitor';
import type { StorePort } from '../stateful/services';
import type { Port } from '../../workload/ports';

export const CLIENT_PORT = 4222;
export const MONITORING_PORT = 8222;
const CLUSTER_PORT = 6222;

const port = (name: string, number: number): Port => ({ name, container: number, service: number });

/** The server greets first: a mesh that waits for the client to begin would wait for ever. */
const CLIENT: StorePort = { ...port('nats', CLIENT_PORT), appProtocol: 'tcp' };
export const MONITORING: StorePort = { ...port('monitor', MONITORING_PORT), appProtocol: 'http' };
export const CLUSTER: Port = port('cluster', CLUSTER_PORT);

/** The kubelet probes the monitoring port either way (`probed`); it is on the Service where others may reach it. */
export function portsOf(subject: Subject, scraped: boolean): readonly StorePort[] {
  if (scraped && subject.facts.cluster.prometheus !== undefined) allowPrometheus(subject, MONITORING_PORT);
  return scraped ? [CLIENT, MONITORING] : [CLIENT];
}
