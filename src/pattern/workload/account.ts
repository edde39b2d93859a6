/** Who a process is at the API server, and what it may do there. */
import { targetOf, Endpoint, type Connection } from '../network/connections';
import type { Subject } from '../engine/build';
import type { Role, RoleBinding, Texts } from '../manifests';
import { faultsOf, type Permission } from '../permissions/permissions';

export interface Account {
  readonly name: string;
  /** Whether its pods get a token for the API server. */
  readonly token: boolean;
  /** The API server, where it is talked to. */
  readonly endpoints: readonly Target[];
}

/** Why an environment may lack a Role. */
const GRANTED = 'a permission holds in other namespaces there';

/** What pods call. */
export type Target = Pick<Connection, 'to' | 'ports'>;

/**
 * A ServiceAccount of its own, without a token unless there are permissions; then a Role with just these, in each namespace that
 * they name. Outside of its own namespace the names begin with that of its namespace, which no other environment has.
 * @param annotations of the ServiceAccount
 */
export function addAccount(subject: Subject, permissions: readonly Permission[] = [], annotations?: Texts): Account {
  const { parts, facts, name, labels } = subject;
  const metadata = { name, labels, annotations };
  const token = permissions.length > 0;
  parts.add('ServiceAccount', 'configuration', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  });
  if (!token) return { name, token, endpoints: [] };
  permissions.forEach((permission, at) => {
    for (const [code, message, fix] of new Map(faultsOf(permission).map((fault) => [fault[1], fault])).values())
      parts.report({ code, path: `permissions[${at}]`, message, fix });
  });
  const subjects = [{ kind: 'ServiceAccount', name, namespace: facts.namespace }];
  const apart = `${facts.namespace}-${name}`;
  const bound = {
    roleRef: (kind: string, role: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: role }),
    subjects,
  };
  const bind = (id: string, own: readonly Permission[], where: Role['metadata']) => {
    const common = { metadata: { ...where, labels }, apiVersion: 'rbac.authorization.k8s.io/v1' } as const;
    parts.add(`Role${id}`, 'configuration', { ...common, kind: 'Role', rules: own.map(ruleOf) }, GRANTED);
    const binding: RoleBinding = {
      ...common,
      kind: 'RoleBinding',
      roleRef: bound.roleRef('Role', where.name),
      subjects,
    };
    parts.add(`RoleBinding${id}`, 'configuration', binding, GRANTED);
  };
  const own = permissions.filter(({ namespaces, cluster }) => namespaces === undefined && cluster !== true);
  if (own.length > 0) bind('', own, { name });
  const wide = permissions.filter(({ cluster }) => cluster === true);
  if (wide.length > 0) {
    const common = { metadata: { name: apart, labels }, apiVersion: 'rbac.authorization.k8s.io/v1' } as const;
    parts.add('ClusterRole', 'configuration', { ...common, kind: 'ClusterRole', rules: wide.map(ruleOf) }, GRANTED);
    parts.add(
      'ClusterRoleBinding',
      'configuration',
      {
        ...common,
        kind: 'ClusterRoleBinding',
        roleRef: bound.roleRef('ClusterRole', apart),
        subjects,
      },
      GRANTED,
    );
  }
  const elsewhere = [...new Set(permissions.flatMap(({ namespaces = [] }) => namespaces))];
  elsewhere.forEach((namespace, index) => {
    const there = permissions.filter(({ namespaces = [] }) => namespaces.includes(namespace));
    bind(`:${index}`, there, { name: apart, namespace });
  });
  parts.allow({ account: name, namespaces: elsewhere, clusterRoles: wide.length > 0 });
  return { name, token, endpoints: apiServer(subject) };
}

/** The API server, which default deny would keep pods from. @returns nothing, and reports, when the platform does not say where it is */
export function apiServer({ parts, facts }: Subject): readonly Target[] {
  const server = facts.cluster.apiServer;
  if (server === undefined) {
    parts.report({
      code: 'LS116',
      message: 'its pods call the API server, but the platform does not declare its address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
    return [];
  }
  const { cidrs, port } = server;
  return [{ to: { kind: 'addresses', name: 'api-server', cidrs, except: [] }, ports: [{ port, protocol: 'TCP' }] }];
}

/** Declares that pods call targets: those that their variables brought, and those that a prop lists. */
export function call({ parts, pods }: Subject, targets: readonly (Target | Endpoint)[]): void {
  for (const target of targets) {
    const { to, ports } = target instanceof Endpoint ? targetOf(target) : target;
    parts.connect({ from: pods, to, ports });
  }
}

function ruleOf({ namespaces: _, cluster: __, ...rule }: Permission): NonNullable<Role['rules']>[number] {
  return rule;
}
