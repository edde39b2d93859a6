/** A ScaledObject of KEDA, from which KEDA makes an HPA, with what its triggers need: keys, and a way to what they ask. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { derive } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { demandOperator } from '../operators';
import { wholeSeconds } from '../probes';
import type { SealedKey } from '../sealed';
import type { Endpoint } from '../connections';
import type { Autoscaling } from './autoscaling';
import { SOURCES, sourceOf, type Trigger } from './triggers';

export function addScaledObject(
  identity: Identity,
  given: Normal<Autoscaling>,
  behavior: unknown,
  variables: readonly string[],
): void {
  const { construct, platform, name, labels } = identity;
  const { opinions } = platform;
  const triggers = Object.entries(given.triggers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const operator = demandOperator(identity, 'keda');
  for (const [own, { endpoint }] of triggers) {
    const target = endpoint as Endpoint | undefined;
    if (target?.party.kind !== 'pods' || operator === undefined) continue;
    platform.connections.add({
      from: { kind: 'cluster', name: `keda for ${own}`, namespace: operator.namespace, labels: operator.labels },
      to: target.party,
      ports: target.ports,
    });
  }
  const utilization = (type: string, percent: unknown) =>
    percent === undefined
      ? []
      : [
          derive<unknown, unknown>(percent, (value) => ({
            type,
            metricType: 'Utilization',
            metadata: { value: String(value) },
          })),
        ];
  addObject(construct, 'ScaledObject', 'workload', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicaCount: given.min,
      maxReplicaCount: given.max,
      pollingInterval: wholeSeconds(opinions.triggerInterval.value),
      cooldownPeriod: wholeSeconds(opinions.triggerCooldown.value),
      advanced: { horizontalPodAutoscalerConfig: { behavior } },
      triggers: [
        ...utilization('cpu', given.cpu),
        ...utilization('memory', given.memory),
        ...triggers.flatMap(([own, trigger]) => triggerOf(identity, own, trigger, variables)),
      ],
    },
  });
}

function triggerOf(
  identity: Identity,
  own: string,
  trigger: Normal<Trigger>,
  variables: readonly string[],
): readonly unknown[] {
  const { construct, platform } = identity;
  const path = `autoscaling.triggers.${own}`;
  const source = sourceOf(trigger, {
    namespace: platform.namespaceName,
    server: platform.cluster.prometheus?.url,
    opinions: platform.opinions,
  });
  const given = SOURCES.filter((name) => trigger[name] !== undefined);
  if (source === undefined || given.length > 1) {
    report(construct, {
      code: 'LS114',
      path,
      message: given.length === 0 ? 'it says nothing to ask' : `it asks ${given.join(' and ')} at once`,
      fix: `Give one of ${SOURCES.join(', ')}.`,
    });
    return [];
  }
  const { env } = trigger.rabbitmq ?? {};
  if (typeof env === 'string' && !variables.includes(env)) {
    report(construct, {
      code: 'LS114',
      path: `${path}.rabbitmq.env`,
      message: `the process has no variable ${env}`,
      fix: `Valid: ${variables.join(', ')}.`,
    });
  }
  const unknown = Object.entries(source.metadata).find(([, value]) => value === undefined)?.[0];
  if (unknown === 'serverAddress') {
    report(construct, {
      code: 'LS116',
      path,
      message: 'it asks Prometheus, and the platform does not say where that answers',
      fix: "Declare it on the Platform: cluster: { prometheus: { url: 'http://prometheus.monitoring.svc:9090', … } }, or give `server`.",
    });
  } else if (unknown !== undefined && trigger.secrets?.['host'] === undefined) {
    report(construct, {
      code: 'LS114',
      path,
      message: 'it does not say where its source is',
      fix:
        source.type === 'redis'
          ? 'Give the `endpoint` of the trigger, or `redis.address`.'
          : 'Give the `endpoint` of the trigger, `rabbitmq.env`, or secrets: { host: sealed(…) }.',
    });
  }
  return [
    {
      name: own,
      ...source,
      ...authentication(identity, own, trigger.secrets as Readonly<Record<string, SealedKey>> | undefined),
    },
  ];
}

function authentication(
  { construct, platform, name, labels, pods }: Identity,
  own: string,
  secrets: Readonly<Record<string, SealedKey>> | undefined,
) {
  if (secrets === undefined || Object.keys(secrets).length === 0) return {};
  const reference = `${name}-${own}`;
  const keys = Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, key] of keys) platform.secrets.use(key, name, undefined, { presence: pods.presence });
  addObject(construct, `TriggerAuthentication-${own}`, 'configuration', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: { name: reference, labels },
    spec: { secretTargetRef: keys.map(([parameter, { secret, key }]) => ({ parameter, name: secret, key })) },
  });
  return { authenticationRef: { name: reference } };
}
