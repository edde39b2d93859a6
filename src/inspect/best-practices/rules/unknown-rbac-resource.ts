import { ROLES, role } from '../rbac';
import { list, type Rule } from '../rule';

/** Resources that people write and that no API has, with what was meant. */
const MISNAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'pods/logs': 'pods/log',
    'pod/log': 'pods/log',
    'pods/execs': 'pods/exec',
    'deployments/scales': 'deployments/scale',
    pod: 'pods',
    secret: 'secrets',
    configmap: 'configmaps',
    service: 'services',
    deployment: 'deployments',
    namespace: 'namespaces',
    node: 'nodes',
    ingress: 'ingresses',
    networkpolicy: 'networkpolicies',
  }),
);

export const unknownRbacResource: Rule = {
  code: 'LS025',
  bad: role('apiGroups: [""], resources: [pods/logs], verbs: [get]'),
  good: role('apiGroups: [""], resources: [pods/log], verbs: [get]'),
  on: 'object',
  kinds: ROLES,
  judge(json, say) {
    list(json, 'rules').forEach((rule, index) => {
      list(rule, 'resources').forEach((resource, position) => {
        const meant =
          MISNAMED.get(String(resource).toLowerCase()) ??
          (/[A-Z]/.test(String(resource)) ? String(resource).toLowerCase() : undefined);
        if (String(resource).endsWith('/*')) {
          const what = String(resource);
          say(['rules', index, 'resources', position])`
            \`${{ what }}\` matches nothing: \`*\` after the slash is not a subresource, so the rule allows nothing.
            List the subresources that the program uses, such as \`pods/log\`.`;
          return;
        }
        if (meant === undefined || meant === resource) return;
        say(['rules', index, 'resources', position])`
          The API has no resource \`${{ resource: String(resource) }}\`, so the rule allows nothing.
          Use \`${{ meant }}\`.`;
      });
    });
  },
};
