/** Codes LS4: references. */
import type { CodesOf } from './entry';

export const REFERENCE_CODES = {
  LS401: {
    title: 'reference to something that does not exist',
    severity: 'error',
    why: 'The pod waits forever, the route answers 503, or the controller reports an error after the sync: nothing starts until somebody creates it.',
  },
  LS402: {
    title: 'key that the ConfigMap lacks',
    severity: 'error',
    why: 'A container that reads the key does not start; a volume that projects it does not mount.',
  },
  LS403: {
    title: 'port that the Service lacks',
    severity: 'error',
    why: 'The connection is refused or the route answers 503, although both sides are running.',
  },
  LS404: {
    title: 'Service port that leads to no container port',
    severity: 'error',
    why: 'The Service has no endpoints on that port, so every connection to it fails.',
  },
  LS405: {
    title: 'selector that matches nothing',
    severity: 'error',
    why: 'The object looks like protection, traffic or monitoring, and applies to no pod.',
  },
  LS406: {
    title: 'selector that matches pods of several workloads',
    severity: 'error',
    why: 'Traffic or protection meant for one workload reaches pods of another, which answer wrongly or block evictions.',
  },
  LS407: {
    title: 'namespace labels that no namespace carries',
    severity: 'error',
    why: 'The peer matches no pod, so the traffic that the rule was written for is dropped.',
  },
  LS408: {
    title: 'variable that is not expanded',
    severity: 'error',
    why: 'Kubernetes expands `$(NAME)` only from variables that stand earlier in the list; otherwise the text itself reaches the process.',
  },
  LS409: {
    title: 'sync wave before what it needs',
    severity: 'error',
    why: 'Argo CD waits for each wave to be healthy before the next: an object that needs a later one blocks the sync for good.',
  },
  LS410: {
    title: 'refused by the Argo CD project',
    severity: 'error',
    why: 'Argo CD does not sync an Application whose repository, destination or kind its project does not allow.',
  },
  LS411: {
    title: 'two objects with the same identity',
    severity: 'error',
    why: 'Only the one that is applied last exists in the cluster, and Argo CD reports a repeated resource.',
  },
  LS412: {
    title: 'named port that the pod lacks',
    severity: 'error',
    why: 'The probe fails or the policy lets nothing through, because no container declares a port of that name.',
  },
  LS413: {
    title: 'monitor without a port to read',
    severity: 'error',
    why: 'Prometheus finds no target, so no metric and no alert exists for the workload.',
  },
} as const satisfies CodesOf<4>;
