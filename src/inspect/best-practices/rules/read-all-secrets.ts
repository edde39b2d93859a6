import { ROLES, role, words } from '../rbac';
import { list, text, type Rule } from '../rule';

/** A patch that changes nothing is answered with the whole Secret, and so is a deletion of all. */
const anyOf = (given: readonly string[], ...wanted: readonly string[]): string[] =>
  given.filter((word) => word === '*' || wanted.includes(word));

export const readAllSecrets: Rule = {
  code: 'LS021',
  equivalents: { 'kube-linter': 'access-to-secrets', Kubescape: 'C-0015', Trivy: 'KSV-0041, KSV-0113' },
  bad: role('apiGroups: [""], resources: [secrets], verbs: [get, list]'),
  good: role('apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [db]'),
  on: 'object',
  kinds: ROLES,
  judge(json, say) {
    list(json, 'rules').forEach((rule, index) => {
      if (!words(rule, 'resources').includes('secrets') || !anyOf(words(rule, 'apiGroups'), '').length) return;
      const verbs = anyOf(words(rule, 'verbs'), 'get', 'list', 'watch', 'patch', 'update', 'deletecollection');
      // A name does not limit what goes over all of them.
      const named =
        list(rule, 'resourceNames').length > 0 && verbs.every((verb) => ['get', 'patch', 'update'].includes(verb));
      if (verbs.length === 0 || named) return;
      const where =
        text(json, 'kind') === 'ClusterRole'
          ? 'in the entire cluster, or in any namespace in which it is bound'
          : 'of its namespace';
      say(['rules', index, 'resources'])`
        The role allows ${{ verbs }} on every Secret ${{ where }}, including other passwords and more privileged tokens.
        Allow \`get\` with \`resourceNames\`, or mount only the required Secret.`;
    });
  },
};
