import { ROLES, role, words } from '../rbac';
import { list, type Rule } from '../rule';

/** A name that gives all: a rule that is limited to others is limited. */
const ALL_OF_IT = ['cluster-admin', 'system:masters'];

/** What lets its holder gain rights that the role does not name. */
const LADDERS: readonly {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly how: string;
}[] = [
  {
    group: '',
    resources: ['pods'],
    verbs: ['create'],
    how: 'a pod can use any service account and mount any Secret in the namespace',
  },
  {
    group: 'apps',
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    verbs: ['create', 'update', 'patch'],
    how: 'its pods can use any service account and mount any Secret in the namespace',
  },
  {
    group: 'batch',
    resources: ['jobs', 'cronjobs'],
    verbs: ['create', 'update', 'patch'],
    how: 'its pods can use any service account and mount any Secret in the namespace',
  },
  {
    group: '',
    resources: ['pods/exec', 'pods/attach', 'pods/ephemeralcontainers'],
    verbs: ['create', 'get', 'update', 'patch'],
    how: 'a command in a running pod has all permissions of the pod',
  },
  {
    group: '',
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    how: 'it can create tokens of other service accounts',
  },
  {
    group: '',
    resources: ['nodes/proxy'],
    verbs: ['get', 'create'],
    how: 'the kubelet runs commands in every pod on the node',
  },
  {
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    verbs: ['impersonate'],
    how: 'it can make requests as other users',
  },
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['roles', 'clusterroles'],
    verbs: ['escalate', 'bind'],
    how: 'it can grant itself any permission',
  },
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['rolebindings', 'clusterrolebindings'],
    verbs: ['create', 'update', 'patch'],
    how: 'it can bind roles to others',
  },
  {
    group: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    verbs: ['update', 'patch'],
    how: 'it can approve certificates for any user',
  },
  {
    group: 'certificates.k8s.io',
    resources: ['signers'],
    verbs: ['approve', 'sign'],
    how: 'it can approve certificates for any user',
  },
  {
    group: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: ['create', 'update', 'patch'],
    how: 'it can read and change every request to the API server',
  },
];

/** A star before a subresource is that of whatever has it; a star behind the slash is nothing (LS025), and one alone LS020. */
function covers(written: string, resource: string): boolean {
  const part = resource.split('/')[1];
  return written === resource || (part !== undefined && written === `*/${part}`);
}

export const rbacEscalation: Rule = {
  code: 'LS022',
  equivalents: {
    'kube-linter':
      'access-to-create-pods, bind-verb-in-role, escalate-verb-in-role, impersonate-without-resource-names, approve-signers-without-resource-names',
    polaris:
      'rolePodExecAttach, clusterrolePodExecAttach, rolebindingRolePodExecAttach, clusterrolebindingPodExecAttach, rolebindingClusterRolePodExecAttach',
    Kubescape: 'C-0002, C-0063, C-0065, C-0188, C-0191',
    Trivy: 'KSV-0043, KSV-0047, KSV-0048, KSV-0050, KSV-0053',
    checkov: 'CKV_K8S_155, CKV_K8S_156, CKV_K8S_157, CKV_K8S_158',
  },
  differs:
    'Permission to update running pods is not reported: it allows changing little more than the image, and the agents of operators need it. Trivy reports it, as well as permission to write roles, although the API server lets nobody grant more than they have.',
  bad: role('apiGroups: [""], resources: [pods/exec], verbs: [create]'),
  good: role('apiGroups: [""], resources: [pods], verbs: [get, list]'),
  on: 'object',
  kinds: ROLES,
  judge(json, say) {
    list(json, 'rules').forEach((rule, index) => {
      const names = words(rule, 'resourceNames');
      if (names.length > 0 && !names.some((name) => ALL_OF_IT.includes(name))) return;
      for (const step of LADDERS) {
        const groups = words(rule, 'apiGroups');
        const resources = words(rule, 'resources').filter((resource) =>
          step.resources.some((one) => covers(resource, one)),
        );
        const verbs = words(rule, 'verbs').filter((verb) => step.verbs.includes(verb));
        if (resources.length === 0 || verbs.length === 0 || !(groups.includes(step.group) || groups.includes('*')))
          continue;
        say(['rules', index, 'resources'])`
          The role allows ${{ verbs }} on ${{ resources }}, which permits privilege escalation: ${{ how: step.how }}.
          Grant it only to people, with a reason and a time limit, or restrict it with \`resourceNames\`. Run a controller that must create pods in its own namespace, without more privileged service accounts and Secrets.`;
      }
    });
  },
};
