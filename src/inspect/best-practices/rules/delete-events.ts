import { ROLES, role, words } from '../rbac';
import { list, type Rule } from '../rule';

export const deleteEvents: Rule = {
  code: 'LS026',
  equivalents: { Kubescape: 'C-0031' },
  differs:
    'Permission to delete other resources is common among controllers, and is not reported; Kubescape (C-0007) reports all of it.',
  bad: role('apiGroups: [""], resources: [events], verbs: [create, delete]'),
  good: role('apiGroups: [""], resources: [events], verbs: [create, patch]'),
  on: 'object',
  kinds: ROLES,
  judge(json, say) {
    list(json, 'rules').forEach((rule, index) => {
      const verbs = words(rule, 'verbs').filter((verb) => verb === 'delete' || verb === 'deletecollection');
      const groups = words(rule, 'apiGroups');
      if (
        verbs.length === 0 ||
        !words(rule, 'resources').includes('events') ||
        !['', '*', 'events.k8s.io'].some((group) => groups.includes(group))
      )
        return;
      say(['rules', index, 'verbs'])`
        The role allows ${{ verbs }} on events: an intruder can erase the traces of what was started and stopped.
        Remove the verb; events expire on their own after an hour.`;
    });
  },
};
