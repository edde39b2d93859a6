import { catalogOf } from '../../catalog';
import { scalesOf } from '../../replicas';
import { budgetsOf } from '../budgets';
import { all, api, get, object, type Rule } from '../rule';

const SERVICE = object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 3000}]}');

const FLOOR = { HorizontalPodAutoscaler: 'minReplicas', ScaledObject: 'minReplicaCount' } as const;

export const singleReplica: Rule = {
  code: 'LS050',
  equivalents: {
    'kube-linter': 'minimum-three-replicas, hpa-minimum-three-replicas',
    'kube-score': 'deployment-replicas, horizontalpodautoscaler-replicas',
    polaris: 'deploymentMissingReplicas, hpaMinAvailability',
  },
  differs:
    'Two replicas are enough; kube-linter requires three. A workload without a Service, and one whose PodDisruptionBudget blocks node drains, may have a single replica.',
  bad: all(api('', '', 'replicas: 1'), SERVICE),
  good: all(api('', '', 'replicas: 2'), SERVICE),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const budgets = budgetsOf(environment);
    const scales = scalesOf(environment);
    const served = new Set(catalog.services.all.flatMap((service) => catalog.podsBehind(service)));
    for (const pods of served) {
      const scale = scales.get(pods.from);
      if (pods.from.kind !== 'Deployment.apps' || scale?.most !== 1 || budgets.has(pods)) continue;
      const written = get(pods.from.source?.json, 'spec', 'replicas') === undefined ? ', the default' : '';
      say(pods.from, ['spec', 'replicas'])`
        ${{ from: pods.from.name }} runs 1 replica${{ written }}, and no disruption budget blocks a drain: whenever its node is upgraded, callers get errors until a new pod is ready.
        Run at least 2, with a PodDisruptionBudget.`;
    }
    for (const pods of catalog.pods.all) {
      const scale = scales.get(pods.from);
      if (
        pods.from.kind !== 'Deployment.apps' ||
        scale === undefined ||
        scale.autoscalers.length === 0 ||
        scale.least !== 1 ||
        scale.most < 2 ||
        budgets.has(pods)
      )
        continue;
      const autoscaler = scale.autoscalers[0]!;
      const field = FLOOR[autoscaler.kind.startsWith('ScaledObject') ? 'ScaledObject' : 'HorizontalPodAutoscaler'];
      say(autoscaler, ['spec', field])`
        ${{ autoscaler: autoscaler.name }} scales ${{ from: pods.from.name }} down to 1 replica at low load: callers then get errors when its node is upgraded.
        Set \`${{ field }}: 2\`, with a PodDisruptionBudget.`;
    }
  },
};
