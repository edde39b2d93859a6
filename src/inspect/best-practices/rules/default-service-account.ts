import { list, text } from '../../read';
import { object } from '../rule-examples/manifests';
import { type Rule } from '../rule';
import { BINDINGS } from '../rbac';

export const defaultServiceAccount: Rule = {
  code: 'LS016',
  equivalents: { checkov: 'CKV_K8S_42', Kubescape: 'C-0189' },
  bad: object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'api',
    'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects: [{kind: ServiceAccount, name: default, namespace: shop}]',
  ),
  good: object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'api',
    'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects: [{kind: ServiceAccount, name: api, namespace: shop}]',
  ),
  on: 'object',
  kinds: BINDINGS,
  judge(json, say) {
    list(json, 'subjects').forEach((subject, index) => {
      if (text(subject, 'kind') !== 'ServiceAccount' || text(subject, 'name') !== 'default') return;
      say(['subjects', index, 'name'])`
        \`${{ name: text(json, 'roleRef', 'name') ?? '' }}\` is bound to the service account \`default\`: every pod in the namespace without its own service account has these permissions.
        Create a service account for the pods that need it, and bind that.`;
    });
  },
};
