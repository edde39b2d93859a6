import { list, type Node } from '../read';
import { object } from './rule-examples/manifests';

export const ROLES = ['Role.rbac.authorization.k8s.io', 'ClusterRole.rbac.authorization.k8s.io'] as const;

export const BINDINGS = [
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
] as const;

export const RBAC = 'rbac.authorization.k8s.io/v1';

export const role = (rule: string): string => object(RBAC, 'Role', 'api', `rules: [{${rule}}]`);

export const words = (rule: Node, field: string): string[] => list(rule, field).map(String);
