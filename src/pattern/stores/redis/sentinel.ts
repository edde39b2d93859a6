/**
 * Failover by Sentinel: each replica has a sentinel in its pod, and a majority of sentinels elects the master. Its name is
 * not fixed, so callers ask a sentinel and connect to the replica that it reports.
 */
import { fixed, object, type PropsOf } from '../../../model/shape';
import { duration } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { Container } from '../../manifests';
import { sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import { headlessOf, hostsOf } from '../stateful/replicas';
import type { StorePort } from '../stateful/services';
import { podField } from '../../workload/env-value';
import { sidecarOf } from '../../workload/container';
import { containerPorts, type Port } from '../../workload/ports';
import { probes } from '../../workload/probes';
import { wholeSeconds, type StopCommand } from '../../workload/shutdown';
import { variablesOf } from '../../workload/variables';
import { REDIS_PORT } from './flavours';
import { findMaster, SENTINEL_PORT, sentinelScript } from './sentinel-scripts';

export interface Sentinel extends PropsOf<typeof sentinelProps> {}
const sentinelProps = {
  /**
   * Password of the sentinels and their callers. Default: key `sentinel-password` of the sealed secret `<name>-auth`.
   */
  password: fixed(sealedKeyShape),
  /** How long the master must be unresponsive to be considered down (`down-after-milliseconds`). Default: 5s. */
  downAfter: duration,
  /** How long a failover may take before the next attempt (`failover-timeout`). Default: 1m. */
  failoverTimeout: duration,
};

export const sentinelShape = object<Sentinel>(sentinelProps);

/** The Service leads to any of the sentinels, and to no replica. */
export const SENTINEL: StorePort = {
  name: 'sentinel',
  appProtocol: 'tcp',
  container: SENTINEL_PORT,
  service: SENTINEL_PORT,
  elsewhere: true,
};
/** Replicas and sentinels of all pods talk to each other. */
export const MEMBERS: readonly Port[] = [{ name: 'redis', container: REDIS_PORT, service: REDIS_PORT }, SENTINEL];

/** Key of its password. */
export const SENTINEL_KEY = 'sentinel-password';

/** Hosts and ports of all sentinels: `cache-0.cache-headless:26379,…`. */
export function sentinelsOf(name: string, replicas: number): string {
  return hostsOf(name, replicas)
    .map((host) => `${host}:${SENTINEL_PORT}`)
    .join(',');
}

export interface SentinelSettings {
  readonly given: Sentinel;
  readonly replicas: number;
  readonly password: SealedKey;
  /** That of Redis itself. */
  readonly redisPassword: SealedKey;
}

/** What tells a server of Redis who it is among others: arguments, variables, and a start that looks for the master first. */
export function asReplica(name: string, { replicas, password }: SentinelSettings) {
  return {
    command: [
      'sh',
      '-c',
      [
        ...findMaster(name, hostsOf(name, replicas)),
        'if [ "$master" = "$self" ]; then exec redis-server "$@"; fi',
        `exec redis-server "$@" --replicaof "$master" ${REDIS_PORT}`,
      ].join('\n'),
      'redis-server',
    ],
    args: [
      ...['--masterauth', '$(REDIS_PASSWORD)'],
      ...['--replica-announce-ip', `$(POD_NAME).${headlessOf(name)}`, '--replica-announce-port', String(REDIS_PORT)],
      // An isolated master stops taking writes, which would be lost when it comes back as a replica.
      ...['--min-replicas-to-write', replicas > 1 ? '1' : '0', '--min-replicas-max-lag', '10'],
    ],
    variables: { POD_NAME: podField('metadata.name'), SENTINEL_PASSWORD: password },
  };
}

/** A replica that has not caught up is not ready: until then no other one is replaced. */
export const REPLICA_QUESTIONS = {
  port: REDIS_PORT,
  readiness: {
    exec: [
      'sh',
      '-c',
      'redis-cli -e ping && redis-cli info replication | grep -Eq "^(role:master|master_link_status:up)"',
    ],
  },
  liveness: { exec: ['redis-cli', 'ping'] },
};

/** Before a master stops, another one takes over, so that callers are informed immediately instead of after a timeout. */
export function handOver(name: string, replicas: number): StopCommand {
  return (preStop, drain) => {
    const wait = `sleep ${wholeSeconds(preStop)}`;
    if (replicas <= 1) return ['sh', '-c', wait];
    const tries = Math.max(1, Math.floor(wholeSeconds(drain) / 2));
    const isMaster = '[ "$(redis-cli --raw role | head -n 1)" = master ]';
    const ask = `REDISCLI_AUTH="$SENTINEL_PASSWORD" timeout 2 redis-cli -h ${name} -p ${SENTINEL_PORT} sentinel failover ${name}`;
    const leave = `if ${isMaster}; then ${ask}; tries=${tries}; while [ $tries -gt 0 ] && ${isMaster}; do sleep 1; tries=$((tries - 1)); done; fi`;
    return ['sh', '-c', `${wait}; ${leave}`];
  };
}

/** The sentinel of a replica. Its state is on the volume: a sentinel that forgot the others would be counted as an additional one. */
export function sentinelContainer(
  { parts, facts, name }: Subject,
  { given, replicas, password, redisPassword }: SentinelSettings,
  image: string,
  data: string,
): Container {
  const { opinions } = facts;
  const values = {
    POD_NAME: podField('metadata.name'),
    REDIS_PASSWORD: redisPassword,
    REDISCLI_AUTH: password,
    SENTINEL_PASSWORD: password,
  };
  const { downAfter = opinions.sentinelDown.value, failoverTimeout = opinions.sentinelFailover.value } = given;
  const script = sentinelScript(name, hostsOf(name, replicas), {
    quorum: Math.floor(replicas / 2) + 1,
    downAfter: wholeSeconds(downAfter) * 1000,
    failoverTimeout: wholeSeconds(failoverTimeout) * 1000,
  });
  const ask = ['-p', String(SENTINEL_PORT), 'ping'];
  const asked = {
    port: SENTINEL_PORT,
    readiness: { exec: ['redis-cli', '-e', ...ask] },
    liveness: { exec: ['redis-cli', ...ask] },
  };
  const amounts = { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '64Mi' } };
  return sidecarOf(parts, opinions, amounts, {
    name: 'sentinel',
    image,
    command: ['sh', '-c', script],
    env: variablesOf(parts, values, false).entries,
    ports: containerPorts([SENTINEL]),
    ...probes(parts, {}, asked, opinions),
    volumeMounts: [{ name: 'data', mountPath: data }],
  });
}
