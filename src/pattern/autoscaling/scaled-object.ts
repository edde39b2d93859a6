/** A ScaledObject of KEDA, from which KEDA makes an HPA, with what its triggers need: keys, and a way to what they ask. */
import { targetOf } from '../network/connections';
import type { Subject } from '../engine/build';
import type { ScaledObject } from '../manifests';
import { operatorOf } from '../platform/operators';
import { wholeSeconds } from '../workload/shutdown';
import type { Autoscaling } from './props';
import { SOURCES, sourceOf, type Trigger } from './triggers';

type Spec = ScaledObject['spec'];
type WrittenTrigger = Spec['triggers'][number];
type Behavior = NonNullable<NonNullable<Spec['advanced']>['horizontalPodAutoscalerConfig']>['behavior'];

export function addScaledObject(
  subject: Subject,
  given: Autoscaling,
  behavior: Behavior,
  variables: readonly string[],
): void {
  const { parts, facts, name, labels } = subject;
  const { opinions } = facts;
  const triggers = Object.entries(given.triggers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const operator = operatorOf(subject, 'keda');
  for (const [own, { endpoint }] of triggers) {
    if (endpoint === undefined || operator === undefined) continue;
    const { to, ports } = targetOf(endpoint);
    const { namespace, labels: keda } = operator;
    const from = { kind: 'cluster', name: `keda for ${own}`, namespace, labels: keda } as const;
    if (to.kind === 'pods') parts.connect({ from, to, ports });
  }
  parts.optional('nothing but metrics scales it there').add('ScaledObject', 'workload', {
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
        ...triggers.flatMap(([own, trigger]) => triggerOf(subject, own, trigger, variables)),
      ],
    },
  });
}

function utilization(type: string, percent: number | undefined): readonly WrittenTrigger[] {
  return percent === undefined ? [] : [{ type, metricType: 'Utilization', metadata: { value: String(percent) } }];
}

function triggerOf(
  subject: Subject,
  own: string,
  trigger: Trigger,
  variables: readonly string[],
): readonly WrittenTrigger[] {
  const { parts, facts } = subject;
  const path = `autoscaling.triggers.${own}`;
  const { namespace, opinions, cluster } = facts;
  const source = sourceOf(trigger, { namespace, server: cluster.prometheus?.url, opinions });
  const given = SOURCES.filter((name) => trigger[name] !== undefined);
  if (source === undefined || given.length > 1) {
    parts.report({
      code: 'LS114',
      path,
      message:
        given.length === 0
          ? 'the trigger has no source'
          : `the trigger has more than one source: ${given.join(' and ')}`,
      fix: `Set exactly one of ${SOURCES.join(', ')}.`,
    });
    return [];
  }
  const { env } = trigger.rabbitmq ?? {};
  if (env !== undefined && !variables.includes(env)) {
    parts.report({
      code: 'LS114',
      path: `${path}.rabbitmq.env`,
      message: `the process has no variable ${env}`,
      fix: `Valid: ${variables.join(', ')}.`,
    });
  }
  const { type, metadata, lacks } = source;
  if (lacks === 'serverAddress') {
    parts.report({
      code: 'LS116',
      path,
      message: 'the trigger queries Prometheus, but the platform does not declare its URL',
      fix: "Declare it on the Platform: cluster: { prometheus: { url: 'http://prometheus.monitoring.svc:9090', … } }, or set `server`.",
    });
  } else if (lacks !== undefined && trigger.secrets?.host === undefined) {
    parts.report({
      code: 'LS114',
      path,
      message: 'the trigger does not specify the address of its source',
      fix:
        type === 'redis'
          ? 'Set the `endpoint` of the trigger, or `redis.address`.'
          : 'Set the `endpoint` of the trigger, `rabbitmq.env`, or secrets: { host: sealed(…) }.',
    });
  }
  return [{ name: own, type, metadata, authenticationRef: authentication(subject, own, trigger.secrets) }];
}

function authentication({ parts: all, name, labels }: Subject, own: string, secrets: Trigger['secrets'] = {}) {
  const keys = Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1));
  if (keys.length === 0) return undefined;
  const reference = `${name}-${own}`;
  const parts = all.optional('the trigger reads no secrets there');
  for (const [, key] of keys) parts.read({ key, readBy: name });
  parts.add(`TriggerAuthentication-${own}`, 'configuration', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: { name: reference, labels },
    spec: { secretTargetRef: keys.map(([parameter, { secret, key }]) => ({ parameter, name: secret, key })) },
  });
  return { name: reference };
}
