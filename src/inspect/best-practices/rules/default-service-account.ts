import { binding, BINDINGS } from '../rbac';
import { list, text, type Rule } from '../rule';

export const defaultServiceAccount: Rule = {
  code: 'LS016',
  equivalents: { checkov: 'CKV_K8S_42', Kubescape: 'C-0189' },
  bad: binding('RoleBinding', 'ClusterRole/view', 'kind: ServiceAccount, name: default, namespace: shop'),
  good: binding('RoleBinding', 'ClusterRole/view', 'kind: ServiceAccount, name: api, namespace: shop'),
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
