import { addObject } from './object';
import type { Identity } from './identity';
import { list, object, required, type Shape } from '../model/shape';
import { anyText } from '../model/syntax';

/** What a service may do at the API server, in its own namespace. */
export interface Permission {
  /** API groups; empty text is the core group. */
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Limits it to objects of these names. */
  readonly resourceNames?: readonly string[];
}

export const permissionsShape: Shape = list(
  object<Permission>({
    apiGroups: required(list(anyText, { atLeast: 1 })),
    resources: required(list(anyText, { atLeast: 1 })),
    verbs: required(list(anyText, { atLeast: 1 })),
    resourceNames: list(anyText),
  }),
);

/** A ServiceAccount of its own, without a token unless there are permissions; then a Role with just these. */
export function addAccount({ construct, name, labels, platform }: Identity, permissions: readonly unknown[]): { readonly name: string; readonly token: boolean } {
  const metadata = { name, labels };
  const token = permissions.length > 0;
  addObject(construct, 'ServiceAccount', 'configuration', { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false });
  if (token) {
    addObject(construct, 'Role', 'configuration', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: permissions });
    addObject(construct, 'RoleBinding', 'configuration', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: platform.namespaceName }],
    });
  }
  return { name, token };
}
