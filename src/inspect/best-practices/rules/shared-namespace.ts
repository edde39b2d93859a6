import { phrase, text, type Rule } from '../rule';

/** What the cluster itself keeps there: its Service, and the account that every namespace has. */
const OF_THE_CLUSTER: readonly string[] = [
  'Service kubernetes',
  'Endpoints kubernetes',
  'EndpointSlice kubernetes',
  'ServiceAccount default',
];

export const sharedNamespace: Rule = {
  code: 'LS095',
  equivalents: {
    'kube-linter': 'use-namespace',
    Kubescape: 'C-0061, C-0212',
    Trivy: 'KSV-0110',
    checkov: 'CKV_K8S_21',
  },
  differs: 'An object without a namespace is not reported: its namespace is chosen when it is applied.',
  bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api, namespace: default}\nautomountServiceAccountToken: false\n',
  good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api, namespace: shop}\nautomountServiceAccountToken: false\n',
  on: 'object',
  readsNamespace: true,
  kinds: [
    'Pod',
    'Deployment.apps',
    'StatefulSet.apps',
    'DaemonSet.apps',
    'ReplicaSet.apps',
    'ReplicationController',
    'PodTemplate',
    'CronJob.batch',
    'Job.batch',
    'Service',
    'Endpoints',
    'EndpointSlice.discovery.k8s.io',
    'Ingress.networking.k8s.io',
    'ServiceAccount',
    'Role.rbac.authorization.k8s.io',
    'RoleBinding.rbac.authorization.k8s.io',
    'ConfigMap',
    'Secret',
    'PersistentVolumeClaim',
    'HorizontalPodAutoscaler.autoscaling',
    'PodDisruptionBudget.policy',
    'Lease.coordination.k8s.io',
  ],
  judge(json, say) {
    const namespace = text(json, 'metadata', 'namespace');
    if (namespace !== 'default' && namespace !== 'kube-system') return;
    if (OF_THE_CLUSTER.includes(`${text(json, 'kind') ?? ''} ${text(json, 'metadata', 'name') ?? ''}`)) return;
    if (namespace === 'kube-system' && text(json, 'kind') !== 'Deployment') return;
    const message =
      namespace === 'default'
        ? phrase`The object is in namespace \`${{ namespace }}\`, which has no owner, no quota and no policy, and is shared with everything else.`
        : phrase`The object is in a namespace of the cluster itself.`;
    say(['metadata', 'namespace'])`
      ${message}
      Create a dedicated namespace for the system.`;
  },
};
