/** Redis as a cache: a Deployment of one replica, which keeps nothing and stops the old one before it starts the new one. */
import type { Subject } from '../../engine/build';
import { addMonitor } from '../../observability/monitor';
import { addPolicy } from '../../network/policy';
import { addAlerts } from '../../observability/add-alerts';
import { deploymentAlerts } from '../../observability/workload';
import { volumesOf } from '../stateful/server-certificate';
import { addAccount } from '../../workload/account';
import { addDisruptionBudget, type Rolling } from '../../workload/availability';
import { addConfiguration } from '../../workload/configuration';
import { containerOf, writableVolumes } from '../../workload/container';
import { addDeployment } from '../../workload/deployment';
import { addService, type Port } from '../../workload/ports';
import { probes } from '../../workload/probes';
import { wholeSeconds } from '../../workload/shutdown';
import { REDIS_PORT } from './flavours';
import type { RedisProps } from './redis-props';
import type { Server } from './server';

const STOP_SECONDS = 30;
const OWN: Port = { name: 'redis', container: REDIS_PORT, service: REDIS_PORT };

export function addCache(subject: Subject, props: RedisProps, server: Server): void {
  const { parts, facts, name, labels } = subject;
  const { start, exporter, certificate, companions, replicas, alerts } = server;
  refuseReplicas(subject, replicas);
  const account = addAccount(subject);
  const configuration = addConfiguration(subject, start.variables, undefined);
  const image = facts.image(props.image);
  const ports = exporter === undefined ? [OWN] : [OWN, exporter.port];
  const disk = writableVolumes(start.writable);
  addDisruptionBudget(subject);
  addDeployment(
    { ...subject, labels: { ...labels, 'lockstep.dev/disposable': 'true' } },
    {
      account,
      graceSeconds: STOP_SECONDS,
      availability: rolling(subject, replicas),
      user: props.user ?? start.user,
      container: containerOf(
        subject,
        { ...props, command: start.command, args: start.args, writable: start.writable },
        {
          image: image.reference,
          configuration,
          ports: [OWN],
          ...probes(parts, props.probes, server.probes, facts.opinions),
          mounts: [...disk.mounts, ...(certificate?.mounts ?? [])],
        },
      ),
      sidecars: [...companions, ...(exporter === undefined ? [] : [exporter.container])],
      volumes: [...disk.volumes, ...volumesOf(certificate, exporter !== undefined)],
      pullSecrets: [...image.pullSecrets, ...(exporter?.pullSecrets ?? [])],
      podLabels: {},
      podAnnotations: configuration.checksums,
    },
    'data',
  );
  addService(subject, ports, 'data');
  addPolicy(subject);
  addMonitor(subject, exporter && {}, ports);
  addAlerts(subject, props.alerts, [...alerts, ...deploymentAlerts(facts, name, false)]);
}

/** A rollout takes the old one away first: two caches behind one Service would contradict each other. A drain is never blocked. */
function rolling({ facts }: Subject, replicas: number): Rolling {
  const { progressDeadline, revisionHistory } = facts.opinions;
  return {
    replicas,
    progressDeadlineSeconds: wholeSeconds(progressDeadline.value),
    revisionHistoryLimit: revisionHistory.value,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  };
}

function refuseReplicas({ parts }: Subject, replicas: number): void {
  if (replicas <= 1) return;
  parts.report({
    code: 'LS684',
    path: 'replicas',
    message: `${replicas} replicas of a cache do not replicate: each would hold different data`,
    fix: 'Use 1 replica with more memory, or declare several caches with different names.',
  });
}
