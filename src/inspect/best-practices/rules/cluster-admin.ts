import { binding, BINDINGS } from '../rbac';
import { list, phrase, text, type Rule } from '../rule';

export const clusterAdmin: Rule = {
  code: 'LS023',
  equivalents: {
    'kube-linter': 'cluster-admin-role-binding',
    polaris: 'clusterrolebindingClusterAdmin, rolebindingClusterAdminClusterRole',
    Kubescape: 'C-0035',
    Trivy: 'KSV-0111',
  },
  differs: 'Trivy also reports `admin` and `edit`, which are intended to be bound within a namespace.',
  bad: binding('ClusterRoleBinding', 'ClusterRole/cluster-admin', 'kind: ServiceAccount, name: api, namespace: shop'),
  good: binding('ClusterRoleBinding', 'ClusterRole/view', 'kind: ServiceAccount, name: api, namespace: shop'),
  on: 'object',
  kinds: BINDINGS,
  judge(json, say) {
    if (text(json, 'roleRef', 'kind') !== 'ClusterRole' || text(json, 'roleRef', 'name') !== 'cluster-admin') return;
    const subjects = list(json, 'subjects').map((subject) => text(subject, 'name') ?? '');
    const everywhere = text(json, 'kind') === 'ClusterRoleBinding';
    say(['roleRef', 'name'])`
      ${{ subjects: subjects.join(', ') || 'Its subject' }} can do everything ${everywhere ? phrase`in the cluster` : phrase`in the namespace, including changing its roles`}.
      Bind a role with only the required permissions; the audit log of the API server shows which ones the program uses.`;
  },
};
