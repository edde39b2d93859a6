import { deployment, documents, type Example } from './example';

const budget = (spec: string, name = 'api'): string => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: api}}
  ${spec}
`;
const autoscaler = (least: number, most: number, name = 'api'): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: ${least}
  maxReplicas: ${most}
`;
const quota = (hard: string): string => `apiVersion: v1
kind: ResourceQuota
metadata: {name: shop}
spec: {hard: {${hard}}}
`;
const limitRange = (limits: string): string => `apiVersion: v1
kind: LimitRange
metadata: {name: shop}
spec: {limits: [{type: Container, ${limits}}]}
`;
const cpu = (request: string): string => `resources: {requests: {cpu: ${request}}}`;

export const AVAILABILITY_EXAMPLES = {
  LS601: {
    bad: documents(deployment('', '', 'replicas: 2'), budget('minAvailable: 2')),
    good: documents(deployment('', '', 'replicas: 3'), budget('minAvailable: 2')),
    message: 'PodDisruptionBudget `api` requires 2 available pods, but api has at most 2: no pod can ever be evicted.',
    fix: 'Use `maxUnavailable: 1`, or run at least 3 replicas.',
  },
  LS602: {
    bad: documents(deployment(), autoscaler(2, 6), budget('minAvailable: 2')),
    good: documents(deployment(), autoscaler(3, 6), budget('minAvailable: 2')),
    message:
      'PodDisruptionBudget `api` requires 2 available pods, but the autoscaler can scale api down to 2, at which no pod can be evicted.',
    fix: 'Use `maxUnavailable: 1`, or raise the autoscaler minimum to at least 3.',
  },
  LS603: {
    bad: deployment('', '', 'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}'),
    good: deployment('', '', 'strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}'),
    message: 'The rollout of api can neither add a pod (`maxSurge: 0`) nor remove one (`maxUnavailable: 0`).',
    fix: 'Use `maxSurge: 1` with `maxUnavailable: 0`.',
  },
  LS604: {
    bad: documents(deployment('', '', 'replicas: 3'), autoscaler(2, 6)),
    good: documents(deployment(), autoscaler(2, 6)),
    message: 'api sets 3 replicas, although HorizontalPodAutoscaler `api` scales it.',
    fix: 'Leave `replicas` out.',
  },
  LS605: {
    bad: documents(deployment(), autoscaler(2, 6), autoscaler(3, 9, 'api-more')),
    good: documents(deployment(), autoscaler(2, 9)),
    message: 'api is scaled by 2 autoscalers: `api`, `api-more`.',
    fix: 'Keep one of them; an HPA and a KEDA ScaledObject count as two, because KEDA creates an HPA.',
  },
  LS606: {
    bad: documents(
      deployment('', '', 'replicas: 3'),
      budget('maxUnavailable: 1'),
      budget('minAvailable: 1', 'api-old'),
    ),
    good: documents(deployment('', '', 'replicas: 3'), budget('maxUnavailable: 1')),
    message: 'The pods of api are covered by 2 PodDisruptionBudgets: `api`, `api-old`.',
    fix: 'Keep one of them, or use selectors that do not overlap.',
  },
  LS607: {
    bad: documents(deployment(), autoscaler(6, 2)),
    good: documents(deployment(), autoscaler(2, 6)),
    message: '`minReplicas` is 6 and `maxReplicas` is 2.',
    fix: 'Raise `maxReplicas` or lower `minReplicas`.',
  },
  LS611: {
    bad: documents(
      quota('requests.cpu: "3"'),
      deployment(cpu('500m'), '', 'strategy: {rollingUpdate: {maxSurge: 1}}'),
      autoscaler(2, 6),
    ),
    good: documents(
      quota('requests.cpu: "4"'),
      deployment(cpu('500m'), '', 'strategy: {rollingUpdate: {maxSurge: 1}}'),
      autoscaler(2, 6),
    ),
    message: 'The namespace needs up to 3500m of requests.cpu, but quota `shop` allows 3: api (6 + 1) × 500m = 3500m.',
    fix: 'Raise `requests.cpu` to at least 3500m, or lower replicas, surge or the requests of each pod.',
  },
  LS612: {
    bad: documents(limitRange('max: {memory: 1Gi}'), deployment('resources: {limits: {memory: 2Gi}}')),
    good: documents(limitRange('max: {memory: 2Gi}'), deployment('resources: {limits: {memory: 2Gi}}')),
    message: 'Container `api` has a limit of 2Gi memory; LimitRange `shop` allows at most 1Gi.',
    fix: 'Lower the limit to 1Gi, or raise the maximum of the LimitRange.',
  },
  LS613: {
    bad: documents(quota('requests.cpu: "4"'), deployment()),
    good: documents(quota('requests.cpu: "4"'), deployment(cpu('500m'))),
    message:
      'Container `api` of Deployment `api` does not set requests.cpu, which the quota of its namespace requires.',
    fix: 'Set requests.cpu, or add a LimitRange with defaults to the namespace.',
  },
} as const satisfies Record<string, Example>;
