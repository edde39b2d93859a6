/** Namespaces, accounts, data, and the bounds of what a namespace may use. */
import { dnsLabel, dnsLabel1035, pathSegment } from '../../validation/grammar';
import { PULL_SECRETS, type Site } from '../site';
import type { Kind, Made } from '../kind';

const RBAC = 'rbac.authorization.k8s.io';

/** What every namespace has from its first moment. */
export function inNamespace(namespace: string): readonly Made[] {
  return [
    { kind: 'ServiceAccount', name: 'default', namespace },
    { kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace, keys: ['ca.crt'] },
  ];
}

const BINDING: readonly Site[] = [
  { path: 'roleRef', to: { field: 'kind', group: 'apiGroup', fallback: `Role.${RBAC}` } },
  {
    path: 'subjects[*]',
    to: { field: 'kind', group: 'apiGroup', fallback: 'ServiceAccount', only: ['ServiceAccount'] },
    namespace: 'namespace',
    late: true,
  },
];

export const CORE: readonly Kind[] = [
  { kind: 'Namespace', makes: (_, name) => inNamespace(name), name: dnsLabel },
  {
    kind: 'ServiceAccount',
    references: [{ path: 'imagePullSecrets[*]', ...PULL_SECRETS }],
    builtIn: /^default$/,
  },
  { kind: 'ConfigMap', fields: { data: [['data'], ['binaryData']] }, builtIn: /^kube-root-ca\.crt$/ },
  { kind: 'Secret', fields: { data: [['data'], ['stringData']] } },
  { kind: 'Service', name: dnsLabel1035 },
  { kind: 'ResourceQuota', fields: { quantities: ['spec.hard[*]'] } },
  {
    kind: 'LimitRange',
    fields: {
      quantities: ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'].map(
        (field) => `spec.limits[*].${field}[*]`,
      ),
    },
  },
  { kind: 'PriorityClass.scheduling.k8s.io', builtIn: /^system-(cluster|node)-critical$/ },
  {
    kind: `Role.${RBAC}`,
    name: pathSegment,
    builtIn: /^(extension-apiserver-authentication-reader|system:.+)$/,
  },
  { kind: `ClusterRole.${RBAC}`, name: pathSegment, builtIn: /^(cluster-admin|admin|edit|view|system:.+)$/ },
  ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({
    kind: `${kind}.${RBAC}`,
    name: pathSegment,
    references: BINDING,
  })),
];
