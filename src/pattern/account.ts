import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { isVarying } from '../model/varying';
import { Endpoint } from './connections';
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

export interface Account {
  readonly name: string;
  /** Whether its pods get a token for the API server. */
  readonly token: boolean;
  /** The API server, where it is talked to. */
  readonly endpoints: readonly Endpoint[];
}

/** A ServiceAccount of its own, without a token unless there are permissions; then a Role with just these. */
export function addAccount(identity: Identity, permissions: Normal<readonly Permission[]> | undefined): Account {
  const { construct, name, labels, platform } = identity;
  const metadata = { name, labels };
  const token = permissions !== undefined && (isVarying(permissions) || permissions.length > 0);
  addObject(construct, 'ServiceAccount', 'configuration', { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false });
  if (!token) return { name, token, endpoints: [] };
  addObject(construct, 'Role', 'configuration', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: permissions });
  addObject(construct, 'RoleBinding', 'configuration', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: platform.namespaceName }],
  });
  return { name, token, endpoints: apiServer(identity) };
}

/** The API server, which default deny would keep pods from. @returns nothing, and reports, when the platform does not say where it is */
export function apiServer({ construct, platform }: Identity): readonly Endpoint[] {
  const facts = platform.cluster.apiServer;
  if (facts === undefined || isVarying(facts.cidrs)) {
    report(construct, {
      code: 'LS116',
      message: 'its pods talk to the API server, and the platform does not say at which address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
    return [];
  }
  return [new Endpoint({ kind: 'addresses', name: 'api-server', cidrs: facts.cidrs, except: [] }, [{ port: facts.port, protocol: 'TCP' }])];
}
