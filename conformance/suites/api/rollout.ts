import { type ApiClient, type Live, refusal } from '../../cluster/api-client';
import { label } from '../../dist';
import { refuse } from '../../report';
import { fewestServing } from './disruption';
import { available } from './workloads';

/** Rolls every Deployment at once; those with `maxUnavailable: 0` never have fewer serving pods than replicas. */
export async function rollAll(api: ApiClient, namespaces: readonly string[]): Promise<string> {
  const deployments = (
    await Promise.all(namespaces.map((namespace) => api.list('apps/v1', 'Deployment', namespace)))
  ).flat();
  const fewest = await fewestServing(api, deployments, async () => {
    for (const { metadata } of deployments) {
      const patch = { spec: { template: { metadata: { annotations: { 'conformance/rolled': `${Date.now()}` } } } } };
      const answer = await api.merge('apps/v1', 'Deployment', metadata.namespace, metadata.name, patch);
      if (answer.status >= 300) throw new Error(`Deployment/${metadata.name}: ${refusal(answer)}`);
    }
    await available(api, namespaces, 300);
  });
  const guarded = deployments.filter(neverUnavailable);
  refuse(
    guarded.flatMap((deployment) => {
      const replicas = (deployment['spec'] as { replicas: number }).replicas;
      const seen = fewest.get(label(deployment)) ?? 0;
      return seen >= replicas ? [] : [`${label(deployment)}: ${seen} of ${replicas} pods served during the rollout`];
    }),
  );
  return `${deployments.length} rolled, ${guarded.length} of them under maxUnavailable 0`;
}

function neverUnavailable(deployment: Live): boolean {
  const strategy = (deployment['spec'] as { strategy?: { rollingUpdate?: { maxUnavailable?: number | string } } })
    .strategy;
  return strategy?.rollingUpdate?.maxUnavailable === 0 || strategy?.rollingUpdate?.maxUnavailable === '0%';
}

/** Raises every autoscaler to its maximum and rolls everything: the quota must hold maxima and surge together. */
export async function rollAtMaximum(api: ApiClient, namespaces: readonly string[]): Promise<string> {
  const autoscalers = (
    await Promise.all(namespaces.map((namespace) => api.list('autoscaling/v2', 'HorizontalPodAutoscaler', namespace)))
  ).flat();
  for (const autoscaler of autoscalers) {
    const { maxReplicas } = autoscaler['spec'] as { maxReplicas: number };
    const { namespace, name } = autoscaler.metadata;
    const answer = await api.merge('autoscaling/v2', 'HorizontalPodAutoscaler', namespace, name, {
      spec: { minReplicas: maxReplicas },
    });
    if (answer.status >= 300) throw new Error(`${label(autoscaler)}: ${refusal(answer)}`);
  }
  await available(api, namespaces, 300);
  return rollAll(api, namespaces);
}

/** Every autoscaler reads its target's scale and its metrics. */
export async function autoscalersWork(api: ApiClient, namespaces: readonly string[]): Promise<string[]> {
  const autoscalers = (
    await Promise.all(namespaces.map((namespace) => api.list('autoscaling/v2', 'HorizontalPodAutoscaler', namespace)))
  ).flat();
  return autoscalers.flatMap((autoscaler) => {
    const status = (autoscaler['status'] ?? {}) as {
      conditions?: readonly { type: string; status: string; message?: string }[];
    };
    return ['AbleToScale', 'ScalingActive'].flatMap((type) => {
      const condition = status.conditions?.find((candidate) => candidate.type === type);
      return condition?.status === 'True'
        ? []
        : [`${label(autoscaler)}: ${type} is ${condition?.status ?? 'not known'}: ${condition?.message ?? ''}`];
    });
  });
}
