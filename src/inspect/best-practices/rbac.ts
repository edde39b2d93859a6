import { list, type Node } from '../read';
import { object } from './rule-examples';

export const ROLES = ['Role.rbac.authorization.k8s.io', 'ClusterRole.rbac.authorization.k8s.io'] as const;

export const BINDINGS = [
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
] as const;

export const RBAC = 'rbac.authorization.k8s.io/v1';

/** A RoleBinding or ClusterRoleBinding. @param role `ClusterRole/view` @param subject as YAML in flow style, without braces */
export function binding(kind: string, role: string, subject: string): string {
  const [roleKind, name] = role.split('/');
  const reference = `{apiGroup: rbac.authorization.k8s.io, kind: ${roleKind}, name: ${name}}`;
  return object(RBAC, kind, 'api', `roleRef: ${reference}\nsubjects: [{${subject}}]`);
}

export const role = (rule: string): string => object(RBAC, 'Role', 'api', `rules: [{${rule}}]`);

export const words = (rule: Node, field: string): string[] => list(rule, field).map(String);
