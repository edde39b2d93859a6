/** What KEDA asks to know how many pods are wanted. */
import { sealedKeyShape } from '../secrets/sealed';
import { endpointShape } from '../network/connections';
import { integer, object, record, required, text, whole, type PropsOf } from '../../model/shape';
import { anyText, envVarName } from '../../model/syntax';
import { cronProblem } from '../../model/cron';
import type { Endpoint } from '../network/connections';
import { targetOf } from '../network/connections';
import type { Opinions } from '../platform/opinions';

const cron = text('a schedule in five fields', '0 8 * * 1-5', (value) => cronProblem(value) === undefined);
const number = text('a number', '0.5', (value) => value.trim() !== '' && Number.isFinite(Number(value)));

/** Messages that wait in a queue of RabbitMQ. */
export interface RabbitMqTrigger extends PropsOf<typeof rabbitMqTriggerProps> {}
const rabbitMqTriggerProps = {
  queue: required(anyText),
  /** Messages per pod. */
  length: required(integer({ min: 1 })),
  /** Virtual host. Default: that of the address, otherwise `/`. */
  vhost: anyText,
  /**
   * The variable of the process that contains the address with its login, if RabbitMQ is not part of the platform. KEDA
   * reads the variable from the pods, and connects from its own namespace. Default: the `endpoint` of the trigger.
   */
  env: envVarName,
};

/** A time of the day or week at which more pods are wanted. */
export interface CronTrigger extends PropsOf<typeof cronTriggerProps> {}
const cronTriggerProps = {
  start: required(cron),
  end: required(cron),
  replicas: required(integer({ min: 1 })),
  /** Default: Etc/UTC. */
  timeZone: anyText,
};

/** What a query of Prometheus answers. */
export interface PrometheusTrigger extends PropsOf<typeof prometheusTriggerProps> {}
const prometheusTriggerProps = {
  /** PromQL that returns a single value. */
  query: required(anyText),
  /** Target value per pod. */
  threshold: required(number),
  /** Value above which the first pod is started. Default: 0. */
  activation: number,
  /** Default: that of the cluster facts. */
  server: text('a URL', 'http://prometheus.monitoring.svc:9090', (value) => URL.canParse(value)),
};

/** Entries of a list of Redis. */
export interface RedisTrigger extends PropsOf<typeof redisTriggerProps> {}
const redisTriggerProps = {
  /** `host:port`, if Redis is not part of the platform. Default: the `endpoint` of the trigger. */
  address: text('a full host name and a port', 'redis.acme.example:6379', (value) =>
    /^[^:/\s]+\.[^:/\s]+:\d+$/.test(value),
  ),
  list: required(anyText),
  /** List entries per pod. */
  length: required(integer({ min: 1 })),
};

/** Give one of the sources. */
export interface Trigger extends PropsOf<typeof triggerProps> {}
const triggerProps = {
  rabbitmq: object<RabbitMqTrigger>(rabbitMqTriggerProps),
  redis: object<RedisTrigger>(redisTriggerProps),
  prometheus: object<PrometheusTrigger>(prometheusTriggerProps),
  cron: object<CronTrigger>(cronTriggerProps),
  /**
   * Sealed keys, by the parameter of the trigger that they set: `{ password: sealed('redis', 'password') }`. They
   * become a TriggerAuthentication.
   */
  secrets: record(
    whole(sealedKeyShape),
    text('a parameter of a trigger', 'password', (name) => /^[A-Za-z]+$/.test(name)),
  ),
  /**
   * The source, if it is part of the platform: `broker.endpoint`. It sets the address, and opens the policy of the
   * source for KEDA.
   */
  endpoint: whole(endpointShape),
};
export const triggerShape = object<Trigger>(triggerProps);

export const SOURCES = ['rabbitmq', 'redis', 'prometheus', 'cron'] as const;

/** What a trigger may fall back on. */
export interface Around {
  readonly namespace: string;
  /** Where Prometheus answers. */
  readonly server: string | undefined;
  readonly opinions: Opinions;
}

/** `type` and `metadata` of a trigger; KEDA takes all values as text. */
export interface Source {
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The parameter that would say where the source is, where that is not known. */
  readonly lacks?: 'host' | 'address' | 'serverAddress';
}

/** @returns `undefined` where the trigger names no source */
export function sourceOf(trigger: Trigger, { namespace, server, opinions }: Around): Source | undefined {
  const { rabbitmq, redis, prometheus, cron: times } = trigger;
  const address = addressOf(trigger.endpoint, namespace);
  if (rabbitmq !== undefined) {
    const { queue, length, vhost, env } = rabbitmq;
    const metadata = {
      protocol: 'amqp',
      queueName: queue,
      mode: 'QueueLength',
      value: String(length),
      ...(vhost !== undefined && { vhostName: vhost }),
    };
    const place = placeOf(env, address);
    return { type: 'rabbitmq', metadata: { ...metadata, ...place }, ...(place === undefined && { lacks: 'host' }) };
  }
  if (redis !== undefined) {
    const metadata = { listName: redis.list, listLength: String(redis.length) };
    const at = redis.address ?? address;
    return at === undefined
      ? { type: 'redis', metadata, lacks: 'address' }
      : { type: 'redis', metadata: { address: at, ...metadata } };
  }
  if (prometheus !== undefined) {
    const { query, threshold, activation, server: own = server } = prometheus;
    const metadata = { query, threshold, ...(activation !== undefined && { activationThreshold: activation }) };
    return own === undefined
      ? { type: 'prometheus', metadata, lacks: 'serverAddress' }
      : { type: 'prometheus', metadata: { serverAddress: own, ...metadata } };
  }
  if (times === undefined) return undefined;
  const { start, end, replicas, timeZone = opinions.timeZone.value } = times;
  return { type: 'cron', metadata: { timezone: timeZone, start, end, desiredReplicas: String(replicas) } };
}

function placeOf(env: string | undefined, address: string | undefined): Readonly<Record<string, string>> | undefined {
  if (env !== undefined) return { hostFromEnv: env };
  return address === undefined ? undefined : { host: `amqp://${address}` };
}

/** KEDA asks from its own namespace, where the short name of a Service means nothing. */
function addressOf(endpoint: Endpoint | undefined, namespace: string): string | undefined {
  if (endpoint === undefined) return undefined;
  const { to, ports } = targetOf(endpoint);
  return to.kind === 'pods' ? `${to.name}.${namespace}.svc:${ports[0]!.port}` : undefined;
}
