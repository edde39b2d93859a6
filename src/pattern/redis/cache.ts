/** Redis as a cache: a Deployment of one replica, which keeps nothing and stops the old one before it starts the new one. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { addAccount } from '../account';
import { addDisruptionBudget } from '../availability';
import { addConfiguration } from '../configuration';
import { connect } from '../connections';
import { containerOf, writableVolumes, type Writable } from '../container';
import type { Identity } from '../identity';
import { addAlertsFrom, addMonitorFrom } from '../observability/bridge';
import { deploymentAlerts } from '../observability/workload';
import { inEachEnvironment, or } from '../per-environment';
import { addPolicy } from '../policy';
import { addService, type Port } from '../ports';
import { probes, wholeSeconds, type ProbeDefaults } from '../probes';
import type { SealedKey } from '../sealed';
import { volumesOf, type ServerCertificate } from '../stateful/server-certificate';
import type { Companion } from '../stateful/varying/store';
import { addDeployment } from '../workload';
import { redisAlerts } from './alerts';
import { METRICS_PORT } from './exporter';
import { REDIS_PORT, type Start } from './flavours';
import type { RedisProps } from './redis-props';

const STOP_SECONDS = 30;

export interface CacheParts {
  readonly start: Start;
  readonly exporter:
    { readonly container: Record<string, unknown>; readonly pullSecrets: readonly SealedKey[] } | undefined;
  readonly probes: ProbeDefaults;
  readonly certificate: ServerCertificate | undefined;
  readonly companions: readonly Companion[];
}

export function addCache(
  cache: Identity,
  given: Normal<RedisProps>,
  { start, exporter, probes: questions, certificate, companions }: CacheParts,
): void {
  const { construct, platform, name } = cache;
  refuseReplicas(cache, given.replicas);
  const account = addAccount(cache, undefined);
  const configuration = addConfiguration(cache, start.variables, undefined);
  const image = platform.images.pin(construct, given.image as string, name);
  const own: Port = { name: 'redis', container: REDIS_PORT, service: REDIS_PORT };
  const ports = exporter === undefined ? [own] : [own, METRICS_PORT];
  const writable = start.writable as Normal<Writable>;
  const disk = writableVolumes(writable);

  addDeployment(
    disposable(cache),
    {
      account,
      shutdown: { drain: undefined, lifecycle: {}, graceSeconds: STOP_SECONDS },
      availability: addDisruption(cache, given.replicas),
      user: or(given.user, start.user),
      container: containerOf(
        cache,
        { command: start.command, args: start.args, resources: given.resources ?? {}, writable },
        {
          image: image.reference,
          configuration,
          ports: [own],
          probes: probes(construct, given.probes ?? {}, questions, platform.opinions),
          lifecycle: {},
          mounts: [...disk.mounts, ...(certificate?.mounts ?? [])],
        },
      ),
      sidecars: [
        ...companions.map((containerWith) => containerWith(image.reference)),
        ...(exporter === undefined ? [] : [exporter.container]),
      ],
      volumes: [...disk.volumes, ...volumesOf(certificate, exporter !== undefined)],
      pullSecrets: secretsOf([...image.pullSecrets, ...(exporter?.pullSecrets ?? [])]),
      podLabels: {},
      podAnnotations: configuration.checksums,
    },
    'data',
  );
  addService(cache, ports, 'data');
  connect(platform.connections, cache.pods, account.endpoints, undefined);
  addPolicy(cache);
  if (exporter !== undefined) addMonitorFrom(cache, {}, ports);
  const sets = exporter === undefined ? [] : [redisAlerts(cache, given)];
  addAlertsFrom(cache, given.alerts, sets, (facts) => deploymentAlerts(facts, name, false));
}

/** A rollout takes the old one away first: two caches behind one Service would contradict each other. A drain is never blocked. */
function addDisruption(identity: Identity, replicas: unknown): Record<string, unknown> {
  const { opinions } = identity.platform;
  addDisruptionBudget(identity);
  return {
    replicas: or(replicas, 1),
    progressDeadlineSeconds: wholeSeconds(opinions.progressDeadline.value),
    revisionHistoryLimit: opinions.revisionHistory.value,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  };
}

function disposable(cache: Identity): Identity {
  return { ...cache, labels: { ...cache.labels, 'lockstep.dev/disposable': 'true' } };
}

function secretsOf(keys: readonly SealedKey[]): readonly SealedKey[] {
  return [...new Map(keys.map((key) => [key.secret, key])).values()];
}

function refuseReplicas(cache: Identity, replicas: unknown): void {
  inEachEnvironment(cache, { replicas }, (own, where) => {
    if (own.replicas === undefined || Number(own.replicas) <= 1) return;
    report(cache.construct, {
      code: 'LS684',
      path: 'replicas',
      ...where,
      message: `${String(own.replicas)} replicas of a cache do not replicate: each caller would see another content`,
      fix: 'Give 1 replica with more memory, or several caches under names of their own.',
    });
  });
}
