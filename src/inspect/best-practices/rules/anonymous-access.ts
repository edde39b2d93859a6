import { binding, BINDINGS } from '../rbac';
import { list, text, type Rule } from '../rule';

const EVERYBODY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'system:anonymous': 'anyone who can reach the API server, unauthenticated',
    'system:unauthenticated': 'anyone who can reach the API server, unauthenticated',
    'system:authenticated': 'every user and every pod of the cluster',
    'system:serviceaccounts': 'every pod of the cluster',
  }),
);

export const anonymousAccess: Rule = {
  code: 'LS024',
  equivalents: { Kubescape: 'C-0265', checkov: 'CKV_K8S_68' },
  bad: binding(
    'RoleBinding',
    'Role/api',
    'apiGroup: rbac.authorization.k8s.io, kind: Group, name: system:unauthenticated',
  ),
  good: binding('RoleBinding', 'Role/api', 'apiGroup: rbac.authorization.k8s.io, kind: Group, name: team-shop'),
  on: 'object',
  kinds: BINDINGS,
  judge(json, say) {
    list(json, 'subjects').forEach((subject, index) => {
      const who = EVERYBODY.get(text(subject, 'name') ?? '');
      if (who === undefined) return;
      say(['subjects', index, 'name'])`
        \`${{ name: text(json, 'roleRef', 'name') ?? '' }}\` is bound to ${{ who }}.
        Bind it to the group or service account that needs it.`;
    });
  },
};
