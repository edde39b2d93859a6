/** Codes LS4: references. */
import type { CodesOf } from './entry';

export const REFERENCE_CODES = {
  LS401: {
    slug: 'missing-reference',
    title: 'reference to a missing object',
    why: 'The pod waits forever, the route answers 503, or the controller reports an error after the sync, until someone creates the object.',
  },
  LS402: {
    slug: 'missing-configmap-key',
    title: 'missing ConfigMap key',
    why: 'A container that reads the key does not start; a volume that projects it does not mount.',
  },
  LS403: {
    slug: 'missing-service-port',
    title: 'missing Service port',
    why: 'The connection is refused or the route answers 503, although both sides are running.',
  },
  LS404: {
    slug: 'target-port-not-declared',
    title: 'targetPort that no container declares',
    why: 'The Service has no endpoints on that port, so every connection to it fails.',
  },
  LS405: {
    slug: 'selector-matches-nothing',
    why: 'The object looks like protection, routing or monitoring, and applies to no pod.',
  },
  LS406: {
    slug: 'selector-matches-several',
    title: 'Service selector matches several workloads',
    why: 'Traffic meant for one workload reaches pods of another.',
  },
  LS407: {
    slug: 'namespace-selector-matches-nothing',
    title: 'namespaceSelector matches no namespace',
    why: 'The peer matches no pod, so the traffic that the rule was written for is dropped.',
  },
  LS408: {
    slug: 'variable-not-expanded',
    title: '$(VARIABLE) not expanded',
    why: 'Kubernetes expands `$(NAME)` only from variables earlier in the list; otherwise the process receives the literal text.',
  },
  LS409: {
    slug: 'wrong-sync-wave',
    title: 'sync wave before its dependency',
    why: 'Argo CD waits for each wave to become healthy, so an object that needs a later one blocks the sync forever.',
  },
  LS410: {
    slug: 'forbidden-by-project',
    title: 'not permitted by the AppProject',
    why: 'Argo CD does not sync an Application whose repository, destination or kind its project does not permit.',
  },
  LS411: {
    slug: 'duplicate-object',
    title: 'same object defined twice',
    why: 'Only the one applied last exists in the cluster, and Argo CD reports a repeated resource.',
  },
  LS412: {
    slug: 'missing-named-port',
    title: 'named port that no container declares',
    why: 'The probe fails or the policy allows nothing, because no container declares a port of that name.',
  },
  LS413: {
    slug: 'monitor-without-port',
    title: 'ServiceMonitor or PodMonitor without a matching port',
    why: 'Prometheus finds no target, so the workload has neither metrics nor alerts.',
  },
} as const satisfies CodesOf<4>;
