/** What services may do at the API server: in their namespace, in namespaces that they name, and what is refused. */
import { parse } from 'yaml';
import { env, findingsOf, platform, result, text, told, vary } from '../../laws/example.test-support';
import type { Fields } from '../../model/fields';
import { Worker } from '../workload/worker';
import type { Permission } from './permissions';
import { TenantNamespace } from '../tenancy/tenant-namespace';

type Given = Fields<Permission>;

const QUOTA = { cpu: { requests: '10', limits: '20' }, memory: { requests: '20Gi', limits: '40Gi' }, pods: 50 };
const DEPLOYS: Given = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'update'] };

function shopWith(permissions: readonly Given[], tenant = false) {
  const { app, shop } = platform({}, { delivery: { repository: 'https://git.acme/shop.git', revision: 'main' } });
  const projects = tenant
    ? new TenantNamespace(shop, 'projects', { name: text`${env.namespace}-projects`, quota: QUOTA })
    : undefined;
  const namespaces = projects === undefined ? {} : { namespaces: [projects.namespace] };
  new Worker(shop, 'control', {
    image: 'api',
    probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
    permissions: permissions.map((one) => ({ ...one, ...namespaces })),
  });
  return app;
}

function filesOf(
  app: ReturnType<typeof shopWith>,
  folder: string,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  expect(told(findingsOf(app))).toEqual([]);
  const inside = [...result(app).files].filter(([path]) => path.startsWith(`shop/prod/${folder}/`));
  return Object.fromEntries(
    inside.map(([path, yaml]) => [path.slice(`shop/prod/${folder}/`.length), parse(yaml) as Record<string, unknown>]),
  );
}

it('a Role and a RoleBinding stand in each namespace that is named, under a name that no other environment has', () => {
  const files = filesOf(shopWith([DEPLOYS], true), 'control');
  const role = Object.values(files).find(({ kind }) => kind === 'Role')!;
  expect(role).toMatchObject({
    metadata: { name: 'shop-prod-control', namespace: 'shop-prod-projects' },
    rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'update'] }],
  });
  expect(role).not.toHaveProperty('rules.0.namespaces');
  expect(Object.values(files).find(({ kind }) => kind === 'RoleBinding')).toMatchObject({
    metadata: { namespace: 'shop-prod-projects' },
    roleRef: { kind: 'Role', name: 'shop-prod-control' },
    subjects: [{ kind: 'ServiceAccount', name: 'control', namespace: 'shop-prod' }],
  });
  expect(Object.values(files).filter(({ kind }) => kind === 'Role')).toHaveLength(1);
});

it('a tenant namespace has Pod Security, a quota and nothing that is reachable, and the project of Argo CD may write there', () => {
  const app = shopWith([DEPLOYS], true);
  const objects = Object.values(filesOf(app, 'projects'));
  expect(objects.map(({ kind }) => kind).sort()).toEqual(['LimitRange', 'Namespace', 'NetworkPolicy', 'ResourceQuota']);
  expect(objects.find(({ kind }) => kind === 'Namespace')).toMatchObject({
    metadata: {
      name: 'shop-prod-projects',
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
  });
  expect(objects.find(({ kind }) => kind === 'NetworkPolicy')).toMatchObject({
    metadata: { namespace: 'shop-prod-projects' },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
  });
  const project = Object.values(filesOf(app, 'argocd')).find(({ kind }) => kind === 'AppProject');
  expect(project).toHaveProperty('spec.destinations', [
    { server: 'https://kubernetes.default.svc', namespace: 'shop-prod' },
    { server: 'https://kubernetes.default.svc', namespace: 'shop-prod-projects' },
  ]);
});

it('what stands outside of namespaces is read by a ClusterRole, which the project of Argo CD may write then', () => {
  const app = shopWith([{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'], cluster: true }, DEPLOYS]);
  const files = filesOf(app, 'control');
  expect(
    files['ClusterRole-control.yaml'] ?? Object.values(files).find(({ kind }) => kind === 'ClusterRole'),
  ).toMatchObject({
    metadata: { name: 'shop-prod-control' },
    rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] }],
  });
  expect(Object.values(files).find(({ kind }) => kind === 'Role')).toHaveProperty('rules', [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'update'] },
  ]);
  const kinds = (own: ReturnType<typeof shopWith>) =>
    Object.values(filesOf(own, 'argocd')).find(({ kind }) => kind === 'AppProject')?.['spec'];
  expect(kinds(app)).toHaveProperty('clusterResourceWhitelist.2.kind', 'ClusterRoleBinding');
  expect(kinds(shopWith([DEPLOYS]))).toHaveProperty('clusterResourceWhitelist', [{ group: '', kind: 'Namespace' }]);
});

it('a namespace that nobody declares is refused', () => {
  expect(told(findingsOf(shopWith([{ ...DEPLOYS, namespaces: ['elsewhere'] }])))).toContainEqual(
    expect.stringMatching(/^LS401 .*is in namespace `elsewhere`, which does not exist/),
  );
});

const reads = (resources: Given['resources'], changes: Partial<Given> = {}): Given => ({
  apiGroups: [''],
  resources,
  verbs: ['get'],
  ...changes,
});

it.each<[string, Given, string]>([
  [
    'every verb',
    reads(['pods'], { verbs: ['*'] }),
    'LS571 shop/control permissions[0]: the verb "*" matches every verb',
  ],
  [
    'impersonation',
    reads(['serviceaccounts'], { verbs: ['impersonate'] }),
    'LS571 shop/control permissions[0]: the verb "impersonate" allows acting as another user',
  ],
  [
    'escalation',
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['escalate'] },
    'LS571 shop/control permissions[0]: the verb "escalate" allows granting permissions',
  ],
  [
    'an invented verb',
    reads(['pods'], { verbs: ['read'] }),
    'LS572 shop/control permissions[0]: "read" is not a verb of the API server',
  ],
  ['every resource', reads(['*']), 'LS571 shop/control permissions[0]: "*" matches everything'],
  ['every subresource', reads(['pods/*']), 'LS571 shop/control permissions[0]: "pods/*" matches everything'],
  ['every group', reads(['pods'], { apiGroups: ['*'] }), 'LS571 shop/control permissions[0]: "*" matches everything'],
  [
    'commands in pods',
    reads(['pods/exec'], { verbs: ['create'] }),
    'LS571 shop/control permissions[0]: pods/exec allows running commands in every pod',
  ],
  [
    'tokens',
    reads(['serviceaccounts/token'], { verbs: ['create'] }),
    'LS571 shop/control permissions[0]: serviceaccounts/token allows issuing tokens',
  ],
  ['every Secret', reads(['secrets']), 'LS571 shop/control permissions[0]: it may read or change every Secret'],
  [
    'an unknown subresource',
    reads(['pods/logs']),
    'LS572 shop/control permissions[0]: there is no resource "pods/logs" in the core group: the rule grants nothing → Did you mean "pods/log"?',
  ],
  [
    'a resource of another group',
    reads(['deployments']),
    'LS572 shop/control permissions[0]: there is no resource "deployments" in the core group: the rule grants nothing → It belongs to "apps".',
  ],
  ['a resource outside of namespaces', reads(['nodes']), 'LS572 shop/control permissions[0]: nodes are cluster-scoped'],
  [
    'all namespaces',
    reads(['pods'], { cluster: true }),
    'LS571 shop/control permissions[0]: with `cluster` it reads the pods of every namespace',
  ],
  [
    'writing outside of namespaces',
    reads(['nodes'], { cluster: true, verbs: ['patch'] }),
    'LS571 shop/control permissions[0]: with `cluster`, it may patch in the whole cluster',
  ],
  [
    'a name for what has none yet',
    reads(['configmaps'], { verbs: ['create'], resourceNames: ['a'] }),
    'LS572 shop/control permissions[0]: create with `resourceNames` grants nothing',
  ],
  [
    'cluster and namespaces',
    reads(['nodes'], { cluster: true, namespaces: ['a'] }),
    'LS572 shop/control permissions[0]: a permission is for the cluster or for namespaces',
  ],
  [
    'too much in one environment',
    reads([vary({ dev: 'secrets', staging: 'configmaps', prod: 'configmaps' })]),
    'LS571 shop/control permissions[0] [dev]: it may read or change every Secret',
  ],
])('refused: %s', (_, permission, line) => {
  expect(told(findingsOf(shopWith([permission])))).toContainEqual(expect.stringContaining(line));
});

it.each<[string, Given]>([
  ['named Secrets', reads(['secrets'], { resourceNames: ['own'] })],
  ['creating Secrets', reads(['secrets'], { verbs: ['create'] })],
  ['logs of pods', reads(['pods/log'])],
  ['custom resources', { apiGroups: ['acme.example'], resources: ['widgets'], verbs: ['get', 'update'] }],
])('accepted: %s', (_, permission) => {
  expect(told(findingsOf(shopWith([permission])))).toEqual([]);
});
