/** How the world outside of its pods reaches a process, and how its traffic moves from one version to the next. */
import { addCanary } from '../delivery/canary';
import type { Canary } from '../delivery/canary-props';
import { addEdge } from './edge';
import { addEntry, type Entry } from './load-balancer';
import type { Route } from './route';
import type { Subject } from '../engine/build';
import { addTraffic, type Traffic } from '../mesh/traffic';
import type { ProcessProps } from '../workload/process';
import type { Port } from '../workload/ports';

export interface OutsideProps extends Pick<ProcessProps, 'autoscaling' | 'metrics' | 'rollout' | 'shutdown' | 'slo'> {
  readonly route?: Route;
  readonly entry?: Entry;
  readonly canary?: Canary;
  readonly traffic?: Traffic;
}

/** @param ports of the process; routes lead to the first */
export function addOutside(subject: Subject, props: OutsideProps, ports: readonly Port[]): void {
  const { opinions } = subject.facts;
  const { route, entry, canary, traffic, autoscaling, metrics, rollout, shutdown, slo } = props;
  const [port] = ports;
  const shifted = canary !== undefined;
  const edge = addEdge(subject, route, port, shutdown?.drain ?? opinions.drain.value, shifted);
  addEntry(subject, entry, port);
  addTraffic(subject, traffic, port, shifted && edge?.gateway.api === 'istio');
  if (canary === undefined) return;
  const progressDeadline = rollout?.progressDeadline ?? opinions.progressDeadline.value;
  addCanary(subject, canary, { ports, edge, traffic, autoscaling, progressDeadline, slo, metrics });
}
