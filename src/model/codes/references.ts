/** Codes LS4: references. */
import { error, type CodesOf } from './entry';

export const REFERENCE_CODES = {
  LS401: error('missing-reference')`
    reference to a missing object
    The pod waits forever, the route answers 503, or the controller reports an error after the sync, until someone creates the object.`,
  LS402: error('missing-configmap-key')`
    missing ConfigMap key
    A container that reads the key does not start; a volume that projects it does not mount.`,
  LS403: error('missing-service-port')`
    missing Service port
    The connection is refused or the route answers 503, although both sides are running.`,
  LS404: error('target-port-not-declared')`
    targetPort that no container declares
    The Service has no endpoints on that port, so every connection to it fails.`,
  LS405: error('selector-matches-nothing')`
    The object looks like protection, routing or monitoring, and applies to no pod.`,
  LS406: error('selector-matches-several')`
    Service selector matches several workloads
    Traffic meant for one workload reaches pods of another.`,
  LS407: error('namespace-selector-matches-nothing')`
    namespaceSelector matches no namespace
    The peer matches no pod, so the traffic that the rule was written for is dropped.`,
  LS408: error('variable-not-expanded')`
    $(VARIABLE) not expanded
    Kubernetes expands \`$(NAME)\` only from variables earlier in the list; otherwise the process receives the literal text.`,
  LS409: error('wrong-sync-wave')`
    sync wave before its dependency
    Argo CD waits for each wave to become healthy, so an object that needs a later one blocks the sync forever.`,
  LS410: error('forbidden-by-project')`
    not permitted by the AppProject
    Argo CD does not sync an Application whose repository, destination or kind its project does not permit.`,
  LS411: error('duplicate-object')`
    same object defined twice
    Only the one applied last exists in the cluster, and Argo CD reports a repeated resource.`,
  LS412: error('missing-named-port')`
    named port that no container declares
    The probe fails or the policy allows nothing, because no container declares a port of that name.`,
  LS413: error('monitor-without-port')`
    ServiceMonitor or PodMonitor without a matching port
    Prometheus finds no target, so the workload has neither metrics nor alerts.`,
} satisfies CodesOf<4>;
