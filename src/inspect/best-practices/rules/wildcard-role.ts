import { ROLES, role, words } from '../rbac';
import { get, list, phrase, type Rule } from '../rule';

export const wildcardRole: Rule = {
  code: 'LS020',
  equivalents: {
    'kube-linter': 'wildcard-in-rules',
    Kubescape: 'C-0187',
    Trivy: 'KSV-0044, KSV-0045, KSV-0046',
    checkov: 'CKV_K8S_49',
  },
  differs: 'Every wildcard is reported; Trivy reports only certain combinations.',
  bad: role('apiGroups: [apps], resources: [deployments], verbs: ["*"]'),
  good: role('apiGroups: [apps], resources: [deployments], verbs: [get, list, watch]'),
  on: 'object',
  kinds: ROLES,
  judge(json, say) {
    // Aggregated by the controller manager: its rules were not written by a person.
    if (get(json, 'aggregationRule') !== undefined) return;
    list(json, 'rules').forEach((rule, index) => {
      const wide = ['apiGroups', 'resources', 'verbs'].filter((field) => words(rule, field).includes('*'));
      if (wide.length === 0) return;
      say(['rules', index, wide.at(-1)!])`
        \`${{ wide: wide.join('`, `') }}\` ${wide.length === 1 ? phrase`is` : phrase`are`} \`*\`: the role covers everything that exists, and everything that a later version or operator adds.
        List the groups, resources and verbs that the program uses; its log shows which request was denied.`;
    });
  },
};
