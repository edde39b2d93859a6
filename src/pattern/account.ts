import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { derive, varies } from '../model/varying';
import { Endpoint } from './connections';
import { addObject } from './object';
import type { Identity } from './identity';
import { checkPermissions, namespaceKey, type Permission } from './tenancy/permissions';
import { text } from '../model/text';

/** A permission whose fields may vary. */
type Given = { readonly [K in keyof Permission]: unknown };

export interface Account {
  readonly name: string;
  /** Whether its pods get a token for the API server. */
  readonly token: boolean;
  /** The API server, where it is talked to. */
  readonly endpoints: readonly Endpoint[];
}

/**
 * A ServiceAccount of its own, without a token unless there are permissions; then a Role with just these, in each namespace that
 * they name. Outside of its own namespace the names begin with that of its namespace, which no other environment has.
 */
export function addAccount(identity: Identity, permissions: Normal<readonly Permission[]> | undefined): Account {
  const { construct, name, labels, platform } = identity;
  const metadata = { name, labels };
  const all = (permissions ?? []) as readonly Given[];
  const token = all.length > 0;
  addObject(construct, 'ServiceAccount', 'configuration', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  });
  if (!token) return { name, token, endpoints: [] };
  platform.tenancy.accounts.add(name);
  checkPermissions(construct, all);
  const subjects = [{ kind: 'ServiceAccount', name, namespace: platform.namespaceName }];
  const apart = text`${platform.namespaceName}-${name}`;
  const bind = (
    id: string,
    kind: 'Role' | 'ClusterRole',
    own: readonly Given[],
    where: { readonly name: unknown; readonly namespace?: unknown },
  ) => {
    const rules = own.map((rule) => derive(rule as Readonly<Record<string, unknown>>, ruleOf));
    addObject(construct, `${kind}${id}`, 'configuration', {
      apiVersion: RBAC,
      kind,
      metadata: { ...where, labels },
      rules,
    });
    addObject(construct, `${kind}Binding${id}`, 'configuration', {
      apiVersion: RBAC,
      kind: `${kind}Binding`,
      metadata: { ...where, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: where.name },
      subjects,
    });
  };
  const own = all.filter((one) => one.namespaces === undefined && one.cluster !== true);
  if (own.length > 0) bind('', 'Role', own, { name });
  const wide = all.filter((one) => one.cluster === true);
  if (wide.length > 0) {
    bind('', 'ClusterRole', wide, { name: apart });
    platform.tenancy.clusterRoles = true;
  }
  for (const [index, { namespace, rules }] of elsewhere(all).entries()) {
    bind(`:${index}`, 'Role', rules, { name: apart, namespace });
    platform.tenancy.namespaces.set(namespaceKey(namespace), namespace);
  }
  return { name, token, endpoints: apiServer(identity) };
}

/** The API server, which default deny would keep pods from. @returns nothing, and reports, when the platform does not say where it is */
export function apiServer({ construct, platform }: Identity): readonly Endpoint[] {
  const facts = platform.cluster.apiServer;
  if (facts === undefined || varies(facts.cidrs)) {
    report(construct, {
      code: 'LS116',
      message: 'its pods talk to the API server, and the platform does not say at which address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
    return [];
  }
  return [
    new Endpoint({ kind: 'addresses', name: 'api-server', cidrs: facts.cidrs, except: [] }, [
      { port: facts.port, protocol: 'TCP' },
    ]),
  ];
}

const RBAC = 'rbac.authorization.k8s.io/v1';

function ruleOf({ namespaces: _, cluster: __, ...rule }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return rule;
}

/** Rules by the namespace that they hold in. */
function elsewhere(
  all: readonly Given[],
): readonly { readonly namespace: unknown; readonly rules: readonly Given[] }[] {
  const found = new Map<string, { readonly namespace: unknown; readonly rules: Given[] }>();
  for (const permission of all) {
    for (const namespace of (permission.namespaces ?? []) as readonly unknown[]) {
      const key = namespaceKey(namespace);
      const known = found.get(key);
      if (known === undefined) found.set(key, { namespace, rules: [permission] });
      else known.rules.push(permission);
    }
  }
  return [...found.values()];
}
