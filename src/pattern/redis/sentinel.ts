/**
 * Failover by Sentinel: beside each replica runs a sentinel, a majority of which decides who is the master. Nobody is it by
 * name, so callers ask a sentinel and connect to the replica that it names.
 */
import { report } from '../../model/declarations';
import { Expression, type Part } from '../../model/expression';
import type { Normal } from '../../model/fields';
import { fixed, instance, object, type Shape } from '../../model/shape';
import { duration, seconds } from '../../model/syntax';
import { combine, derive } from '../../model/varying';
import { containerSecurity, resources } from '../container';
import type { Endpoint } from '../connections';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import { containerPorts, type Port } from '../ports';
import { probes } from '../probes';
import { SealedKey, upperSnake } from '../sealed';
import { headlessOf } from '../stateful/replicas';
import type { StorePort } from '../stateful/varying/services';
import { podField, variablesOf } from '../variables';
import { REDIS_PORT } from './flavours';
import { findMaster, SENTINEL_PORT, sentinelScript } from './sentinel-scripts';

export interface Sentinel {
  /** What sentinels and their callers authenticate with. Default: key `sentinel-password` of the sealed secret `<name>-auth`. */
  readonly password?: SealedKey;
  /** How long the master must be silent to be held for down (`down-after-milliseconds`). Default: 5s. */
  readonly downAfter?: string;
  /** How long a failover may take before another is tried (`failover-timeout`). Default: 1m. */
  readonly failoverTimeout?: string;
}

export const sentinelShape: Shape = object<Sentinel>({
  password: fixed(instance('a sealed key', (value) => value instanceof SealedKey)),
  downAfter: duration,
  failoverTimeout: duration,
});

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

export function sentinelPassword(name: string, given: unknown): SealedKey {
  const { secret, key } = given instanceof SealedKey ? given : { secret: `${name}-auth`, key: 'sentinel-password' };
  return new SealedKey(secret, key, upperSnake(`${name}-sentinel-password`));
}

/** Hosts and ports of all sentinels: `cache-0.cache-headless:26379,…`. */
export function sentinelsOf(name: string, replicas: unknown, endpoint: Endpoint): Expression {
  const hosts = derive<unknown, string>(replicas, (count) =>
    nodes(name, Number(count))
      .map((host) => `${host}:${SENTINEL_PORT}`)
      .join(','),
  );
  return new Expression([hosts as Part, endpoint]);
}

function nodes(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, ordinal) => `${name}-${ordinal}.${headlessOf(name)}`);
}

export interface SentinelSettings {
  readonly given: Normal<Sentinel>;
  readonly replicas: unknown;
  readonly password: SealedKey;
  /** That of Redis itself. */
  readonly redisPassword: SealedKey;
}

const own = (name: string) => `$(POD_NAME).${headlessOf(name)}`;

/** What tells a server of Redis who it is among others: arguments, variables, and a start that looks for the master first. */
export function asReplica({ name }: Identity, { replicas, password }: SentinelSettings) {
  // An isolated master stops taking writes, which would be lost when it comes back as a replica.
  const least = derive<unknown, string>(replicas, (count) => (Number(count) > 1 ? '1' : '0'));
  return {
    command: combine({ replicas }, (at) => [
      'sh',
      '-c',
      [
        ...findMaster(name, nodes(name, Number(at.replicas))),
        'if [ "$master" = "$self" ]; then exec redis-server "$@"; fi',
        `exec redis-server "$@" --replicaof "$master" ${REDIS_PORT}`,
      ].join('\n'),
      'redis-server',
    ]),
    args: [
      ...[
        '--masterauth',
        '$(REDIS_PASSWORD)',
        '--replica-announce-ip',
        own(name),
        '--replica-announce-port',
        String(REDIS_PORT),
      ],
      ...['--min-replicas-to-write', least, '--min-replicas-max-lag', '10'],
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

/** Before a master stops, another one takes its place: callers are told at once, and not when it has been silent for a while. */
export function handOver(name: string, replicas: unknown, preStop: unknown, drain: unknown): unknown {
  return combine({ replicas, preStop, drain }, (at) => {
    const tries = Math.max(1, Math.floor((seconds(String(at.drain)) ?? 0) / 2));
    const isMaster = '[ "$(redis-cli --raw role | head -n 1)" = master ]';
    const ask = `REDISCLI_AUTH="$SENTINEL_PASSWORD" timeout 2 redis-cli -h ${name} -p ${SENTINEL_PORT} sentinel failover ${name}`;
    const steps = [
      `sleep ${seconds(String(at.preStop)) ?? 0}`,
      ...(Number(at.replicas) > 1
        ? [
            `if ${isMaster}; then ${ask}; tries=${tries}; while [ $tries -gt 0 ] && ${isMaster}; do sleep 1; tries=$((tries - 1)); done; fi`,
          ]
        : []),
    ];
    return ['sh', '-c', steps.join('; ')];
  });
}

/** The sentinel beside a replica. Its state lies on the volume: a sentinel that forgot the others would count as one more. */
export function sentinelContainer(
  store: Identity,
  { given, replicas, password, redisPassword }: SentinelSettings,
  data: string,
) {
  const { construct, platform, name } = store;
  const values = {
    POD_NAME: podField('metadata.name'),
    REDIS_PASSWORD: redisPassword,
    REDISCLI_AUTH: password,
    SENTINEL_PASSWORD: password,
  };
  const { entries } = variablesOf(construct, values, false);
  const times = {
    downAfter: or(given.downAfter, platform.opinions.sentinelDown.value),
    failoverTimeout: or(given.failoverTimeout, platform.opinions.sentinelFailover.value),
  };
  const command = combine({ replicas, ...times }, (at) => {
    const milliseconds = (text: unknown) => (seconds(String(text)) ?? 0) * 1000;
    const count = Number(at.replicas);
    const script = sentinelScript(name, nodes(name, count), {
      quorum: Math.floor(count / 2) + 1,
      downAfter: milliseconds(at.downAfter),
      failoverTimeout: milliseconds(at.failoverTimeout),
    });
    return ['sh', '-c', script];
  });
  const ask = { exec: ['redis-cli', '-e', '-p', String(SENTINEL_PORT), 'ping'] };
  return (image: unknown): Record<string, unknown> => ({
    name: 'sentinel',
    image,
    imagePullPolicy: 'IfNotPresent',
    command,
    env: entries,
    ports: containerPorts([SENTINEL]),
    ...probes(
      construct,
      {},
      { port: SENTINEL_PORT, readiness: ask, liveness: { exec: ask.exec.filter((word) => word !== '-e') } },
      platform.opinions,
    ),
    resources: resources(
      construct,
      { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
      {},
      platform.opinions,
    ),
    securityContext: containerSecurity(),
    volumeMounts: [{ name: 'data', mountPath: data }],
  });
}

/** Reports that one address is asked for, of which there is none that leads to the master. */
export function refuseOneAddress(construct: Identity['construct'], prop: string): void {
  report(construct, {
    code: 'LS189',
    path: prop,
    message: `\`${prop}\` is used, and Sentinel decides which replica is the master: one address would lead to any of them`,
    fix: 'Give callers `sentinels`, `masterName`, `password` and `sentinelPassword`, or leave `sentinel` out.',
  });
}
