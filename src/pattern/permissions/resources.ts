/** Resources that the API server of Kubernetes 1.30 to 1.36 knows by itself, as rules of a Role name them. */

interface Group {
  readonly namespaced: readonly string[];
  readonly cluster?: readonly string[];
}

const scalable = (resource: string): readonly string[] => [resource, `${resource}/scale`, `${resource}/status`];
const withStatus = (resource: string): readonly string[] => [resource, `${resource}/status`];

/** By API group; groups that are not listed are of custom resources, which nothing here knows. */
const GROUPS: Readonly<Record<string, Group>> = {
  '': {
    namespaced: [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      ...withStatus('persistentvolumeclaims'),
      ...withStatus('pods'),
      'pods/attach',
      'pods/binding',
      'pods/ephemeralcontainers',
      'pods/eviction',
      'pods/exec',
      'pods/log',
      'pods/portforward',
      'pods/proxy',
      'pods/resize',
      'podtemplates',
      ...scalable('replicationcontrollers'),
      ...withStatus('resourcequotas'),
      'secrets',
      'serviceaccounts',
      'serviceaccounts/token',
      ...withStatus('services'),
      'services/proxy',
    ],
    cluster: [
      ...withStatus('namespaces'),
      'namespaces/finalize',
      ...withStatus('nodes'),
      'nodes/proxy',
      ...withStatus('persistentvolumes'),
    ],
  },
  apps: {
    namespaced: [
      'controllerrevisions',
      ...withStatus('daemonsets'),
      ...scalable('deployments'),
      ...scalable('replicasets'),
      ...scalable('statefulsets'),
    ],
  },
  autoscaling: { namespaced: withStatus('horizontalpodautoscalers') },
  batch: { namespaced: [...withStatus('cronjobs'), ...withStatus('jobs')] },
  'coordination.k8s.io': { namespaced: ['leases'] },
  'discovery.k8s.io': { namespaced: ['endpointslices'] },
  'events.k8s.io': { namespaced: ['events'] },
  'metrics.k8s.io': { namespaced: ['pods'], cluster: ['nodes'] },
  'networking.k8s.io': {
    namespaced: [...withStatus('ingresses'), 'networkpolicies'],
    cluster: ['ingressclasses', 'ipaddresses', 'servicecidrs'],
  },
  policy: { namespaced: withStatus('poddisruptionbudgets') },
  'rbac.authorization.k8s.io': {
    namespaced: ['rolebindings', 'roles'],
    cluster: ['clusterrolebindings', 'clusterroles'],
  },
  'scheduling.k8s.io': { namespaced: [], cluster: ['priorityclasses'] },
  'storage.k8s.io': {
    namespaced: ['csistoragecapacities'],
    cluster: ['csidrivers', 'csinodes', 'storageclasses', 'volumeattachments'],
  },
  'apiextensions.k8s.io': { namespaced: [], cluster: withStatus('customresourcedefinitions') },
  'admissionregistration.k8s.io': {
    namespaced: [],
    cluster: [
      'mutatingwebhookconfigurations',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'validatingwebhookconfigurations',
    ],
  },
};

export type Scope = 'namespaced' | 'cluster' | 'custom';

/** Where objects of a resource stand; `undefined` when its group, which is known, has no such resource. */
export function scopeOfResource(group: string, resource: string): Scope | undefined {
  if (!Object.hasOwn(GROUPS, group)) return 'custom';
  const { namespaced, cluster = [] } = GROUPS[group]!;
  return namespaced.includes(resource) ? 'namespaced' : cluster.includes(resource) ? 'cluster' : undefined;
}

/** Everything that groups have, to choose from; of all known groups when the resource may be of another. */
export function resourcesOf(groups: readonly string[]): readonly string[] {
  return groups.flatMap((group) =>
    Object.hasOwn(GROUPS, group) ? [...GROUPS[group]!.namespaced, ...(GROUPS[group]!.cluster ?? [])] : [],
  );
}

/** Groups that have a resource of this name. */
export function groupsWith(resource: string): readonly string[] {
  return Object.keys(GROUPS).filter((group) => resourcesOf([group]).includes(resource));
}
