/** Where rules are finer than one good and one bad example show: cases that other checkers' tests have, in an own shape. */
import { environmentOf } from '../examples/environment';
import { BUDGET } from './budgets';
import { RBAC, role } from './rbac';
import { all, annotated, api, object } from './rule-examples';
import { inspectBestPractices } from '.';
import type { Code } from '../../model/codes';

const codes = (yaml: string, code: Code) =>
  inspectBestPractices(environmentOf(yaml)).filter((finding) => finding.code === code).length;

describe('replicas are kept apart by terms about their own pods', () => {
  const spread = (selector: string) =>
    api(
      '',
      `topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule${selector}}]`,
      'replicas: 3',
    );
  const apart = (term: string) => api('', `affinity: {podAntiAffinity: {${term}}}`, 'replicas: 3');
  const required = (selector: string) =>
    `requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: ${selector}}]`;

  it.each([
    ['a constraint that selects them', spread(', labelSelector: {matchLabels: {app: api}}'), 0],
    ['a constraint that selects others', spread(', labelSelector: {matchLabels: {app: web}}'), 1],
    ['a constraint that selects none', spread(''), 1],
    ['a constraint by keys of the pod', spread(', matchLabelKeys: [app]'), 0],
    ['anti-affinity with themselves', apart(required('{matchLabels: {app: api}}')), 0],
    [
      'anti-affinity by an expression',
      apart(required('{matchExpressions: [{key: app, operator: In, values: [api, web]}]}')),
      0,
    ],
    ['anti-affinity with others', apart(required('{matchLabels: {app: web}}')), 1],
    [
      'preferred anti-affinity',
      apart(
        'preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: api}}}}]',
      ),
      0,
    ],
    ['anti-affinity without a term', apart(''), 1],
  ])('%s', (_, yaml, count) => {
    expect(codes(yaml, 'LS052')).toBe(count);
  });
});

describe('rights that are more than they say', () => {
  it.each([
    ['apiGroups: [apps], resources: [deployments], verbs: [create]', 1],
    ['apiGroups: [apps], resources: [daemonsets], verbs: [patch]', 1],
    ['apiGroups: [batch], resources: [jobs, cronjobs], verbs: [update]', 1],
    ['apiGroups: [""], resources: [pods], verbs: [create]', 1],
    ['apiGroups: [""], resources: [pods], verbs: [patch]', 0],
    ['apiGroups: [batch], resources: [deployments], verbs: [create]', 0],
    ['apiGroups: [apps], resources: [deployments], verbs: [get, delete]', 0],
    ['apiGroups: [apps], resources: [deployments/scale], verbs: [update]', 0],
    ['apiGroups: [""], resources: ["*/exec"], verbs: [create]', 1],
    ['apiGroups: [""], resources: ["pods/*"], verbs: [create]', 0],
    ['apiGroups: [""], resources: [users], verbs: [impersonate]', 1],
    ['apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [jane]', 0],
    ['apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: ["system:masters"]', 1],
    ['apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [edit]', 0],
    [
      'apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [edit, cluster-admin]',
      1,
    ],
    ['apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve]', 1],
    ['apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve], resourceNames: [shop.example/web]', 0],
  ])('%s', (rule, count) => {
    expect(codes(role(rule), 'LS022')).toBe(count);
  });

  it.each([
    ['verbs: [patch]', 1],
    ['verbs: [update]', 1],
    ['verbs: [deletecollection]', 1],
    ['verbs: [create, delete]', 0],
    ['verbs: [patch], resourceNames: [db]', 0],
    ['verbs: [deletecollection], resourceNames: [db]', 1],
  ])('Secrets, %s', (rule, count) => {
    expect(codes(role(`apiGroups: [""], resources: [secrets], ${rule}`), 'LS021')).toBe(count);
  });
});

it.each([
  ['resources: ["pods/*"]', 1],
  ['resources: ["*/*"]', 1],
  ['resources: ["*/exec"]', 0],
  ['resources: ["*"]', 0],
])('a star behind the slash is no resource: %s', (resources, count) => {
  expect(codes(role(`apiGroups: [""], ${resources}, verbs: [create]`), 'LS025')).toBe(count);
});

it.each([
  ['/var/run/docker.sock', 1],
  ['/run/containerd/containerd.sock', 1],
  ['/var/run/containerd.sock', 1],
  ['/var/run/crio.sock', 1],
  ['/run/podman/podman.sock', 1],
  ['/run/api.sock', 0],
])('the socket of a runtime is known by its path: %s', (path, count) => {
  expect(codes(api('', `volumes: [{name: socket, hostPath: {path: ${path}}}]`), 'LS009')).toBe(count);
});

it.each([
  ['Ingress', 'networking.k8s.io/v1'],
  ['PersistentVolumeClaim', 'v1'],
  ['RoleBinding', 'rbac.authorization.k8s.io/v1'],
  ['PodDisruptionBudget', 'policy/v1'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2'],
])('the namespace default is told of a %s, too', (kind, apiVersion) => {
  const named = (namespace: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: api, namespace: ${namespace}}\n`;
  expect(codes(named('default'), 'LS095')).toBe(1);
  expect(codes(named('shop'), 'LS095')).toBe(0);
  expect(codes(named('kube-system'), 'LS095')).toBe(0);
});

describe('the account default', () => {
  const account = (fields: string) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default}\n${fields}\n`;
  const pod = api('', 'automountServiceAccountToken: false');
  const bound = object(
    RBAC,
    'RoleBinding',
    'api',
    'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: api}\nsubjects: [{kind: ServiceAccount, name: default}]',
  );
  it.each([
    ['hands out its token by default', all(account(''), pod), 1],
    ['hands it out in so many words', all(account('automountServiceAccountToken: true'), pod), 1],
    ['keeps it', all(account('automountServiceAccountToken: false'), pod), 0],
    ['has a role, which is LS016', all(account(''), pod, bound), 0],
    ['is told once, and each pod that takes it', all(account(''), api('')), 2],
  ])('%s', (_, yaml, count) => {
    expect(codes(yaml, 'LS015')).toBe(count);
  });
});

describe('an autoscaler that goes down to one', () => {
  const scaler = (bounds: string) =>
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'api',
      `spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, ${bounds}}`,
    );
  const event = object(
    'keda.sh/v1alpha1',
    'ScaledObject',
    'api',
    'spec: {scaleTargetRef: {name: api}, minReplicaCount: 1, maxReplicaCount: 4}',
  );
  it.each([
    ['by its floor', all(api(''), scaler('minReplicas: 1, maxReplicas: 4')), 1],
    ['by default', all(api(''), scaler('maxReplicas: 4')), 1],
    ['of KEDA', all(api(''), event), 1],
    ['not where the floor is two', all(api(''), scaler('minReplicas: 2, maxReplicas: 4')), 0],
    [
      'not where a budget speaks of it, which is LS602',
      all(api(''), scaler('minReplicas: 1, maxReplicas: 4'), BUDGET),
      0,
    ],
  ])('%s', (_, yaml, count) => {
    expect(codes(yaml, 'LS050')).toBe(count);
  });
});

it.each([
  ['Service', 'kubernetes', 0],
  ['ServiceAccount', 'default', 0],
  ['Service', 'api', 1],
])('what the cluster keeps in the namespace default is left there: %s %s', (kind, name, count) => {
  expect(
    codes(
      `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: default}\nautomountServiceAccountToken: false\n`,
      'LS095',
    ),
  ).toBe(count);
});

it.each([
  ['nginx.ingress.kubernetes.io/server-snippet: "return 200;"', 1],
  ['nginx.org/location-snippets: "return 200;"', 1],
  ['shop.example/snippet: text', 0],
])('a snippet is configuration of the controller: %s', (annotation, count) => {
  expect(codes(annotated(annotation), 'LS087')).toBe(count);
});

it.each([
  ['command: [sudo, api]', 1],
  ['args: [/usr/bin/sudo, api]', 1],
  ['command: [sudo api]', 1],
  ['command: [sh, -c, "true;sudo -u api api"]', 1],
  ['args: [--with, pseudo, --sudoers=/etc/sudoers]', 0],
  ['command: [sh, -c, "echo no sudo here"]', 0],
])('sudo, %s', (container, count) => {
  expect(codes(api(container), 'LS017')).toBe(count);
});

describe('a pod by itself', () => {
  const pod = (metadata: string, spec: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: api${metadata}}\nspec: {${spec}containers: [{name: api}]}\n`;
  it.each([
    ['is not made again', pod('', ''), 1],
    ['ends', pod('', 'restartPolicy: Never, '), 0],
    ['is a hook', pod(', annotations: {helm.sh/hook: test}', ''), 0],
    [
      'belongs to another object',
      pod(', ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: api, uid: x}]', ''),
      0,
    ],
    ['is a part of its node', pod('', 'hostNetwork: true, priorityClassName: system-node-critical, '), 0],
  ])('%s', (_, yaml, count) => {
    expect(codes(yaml, 'LS057')).toBe(count);
  });
});

it.each([
  ['k8s.gcr.io/coredns/coredns:v1.8.6', 1],
  ['gcr.io/google_containers/pause:3.1', 1],
  ['registry.k8s.io/pause:3.9', 0],
  ['gcr.io/shop/api:1', 0],
  ['mirror.example/k8s.gcr.io/pause:3.9', 0],
])('a registry that is closed: %s', (image, count) => {
  expect(codes(api(`image: "${image}"`), 'LS035')).toBe(count);
});

it.each([
  [', labelSelector: {matchLabels: {app: web}}', 1],
  [', labelSelector: {matchExpressions: [{key: app, operator: In, values: [api, web]}]}', 0],
])('a spread counts its own pods%s', (selector, count) => {
  expect(
    codes(
      api(
        '',
        `topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway${selector}}]`,
      ),
      'LS056',
    ),
  ).toBe(count);
});

it.each([
  ['[ALL]', 0],
  [
    '[AUDIT_WRITE, chown, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT]',
    0,
  ],
  [
    '[chown, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT]',
    1,
  ],
])('capabilities that are all dropped by name are dropped: %s', (drop, count) => {
  expect(codes(api(`securityContext: {capabilities: {drop: ${drop}}}`), 'LS003')).toBe(count);
});

it.each([
  ['API_TOKEN', 'xxx', 1],
  ['API_TOKEN', 'tbd', 1],
  ['API_TOKEN', 'on', 0],
  ['SECRET_KEY_BASE', 'Kd83hfQz1nBv', 1],
  ['OCI_CLI_KEY_CONTENT', 'Kd83hfQz1nBv', 1],
  ['SECRET_NAME', 'api-keys', 0],
])('%s: %s', (name, value, count) => {
  expect(codes(api(`env: [{name: ${name}, value: "${value}"}]`), 'LS081')).toBe(count);
});

it.each(['AZURE_STORAGE_KEY', 'azure_batch_key', 'MEILI_MASTER_KEY', 'ACCOUNT_KEY'])('%s names a secret', (name) => {
  expect(codes(api(`env: [{name: ${name}, value: Kd83hfQz1nBv}]`), 'LS081')).toBe(1);
});

it('a pod of its own may lie in the namespace default, too', () => {
  const pod = (namespace: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: api${namespace}}\nspec: {containers: [{name: api}]}\n`;
  expect(codes(all(pod(', namespace: default')), 'LS095')).toBe(1);
  expect(codes(all(pod('')), 'LS095')).toBe(0);
});
