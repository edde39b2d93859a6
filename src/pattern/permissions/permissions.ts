/** What a service may do at the API server, and what no service should be able to. */
import { choose } from '../../model/nearest';
import { flag, list, object, required, type PropsOf } from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { listed } from '../../model/words';
import { groupsWith, resourcesOf, scopeOfResource } from './resources';

/** What a service may do at the API server: a rule of a Role. */
export interface Permission extends PropsOf<typeof permissionProps> {}
const permissionProps = {
  /** API groups; the empty string is the core group. */
  apiGroups: required(list(anyText, { atLeast: 1 })),
  /** Resources and subresources: `deployments`, `pods/log`. */
  resources: required(list(anyText, { atLeast: 1 })),
  /** Any of get, list, watch, create, update, patch, delete and deletecollection. */
  verbs: required(list(anyText, { atLeast: 1 })),
  /**
   * Limits the permission to objects with these names. Does not apply to `create`, because a new object has no name
   * yet.
   */
  resourceNames: list(anyText, { atLeast: 1 }),
  /**
   * Namespaces in which the permission applies, each through its own Role and RoleBinding. Default: the namespace of
   * the service.
   */
  namespaces: list(dnsLabel, { atLeast: 1 }),
  /** Grants read access to cluster-scoped objects, such as nodes, through a ClusterRole. Default: false. */
  cluster: flag,
};
export const permissionsShape = list(object<Permission>(permissionProps));

const READING = ['get', 'list', 'watch'];
const VERBS = [...READING, 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** What each of these lets its holder become or read, in words. */
const TOO_MUCH: Readonly<Record<string, string>> = {
  'pods/exec': 'allows running commands in every pod, with all the privileges of its process',
  'pods/attach': 'allows attaching to the terminal of every pod',
  'pods/portforward': 'gives access to every port of every pod, bypassing NetworkPolicies',
  'pods/proxy': 'gives access to every port of every pod, bypassing NetworkPolicies',
  'services/proxy': 'gives access to every Service, bypassing NetworkPolicies',
  'pods/ephemeralcontainers': 'allows running any image in every pod',
  'nodes/proxy': 'allows running commands on every node',
  'serviceaccounts/token': 'allows issuing tokens for every service account',
};
const BECOMING: Readonly<Record<string, string>> = {
  '*': 'matches every verb, including verbs added in future versions',
  escalate: 'allows granting permissions that its holder does not have',
  bind: 'allows binding roles that its holder does not have',
  impersonate: 'allows acting as another user',
};

export type Fault = readonly [code: 'LS571' | 'LS572', message: string, fix: string];

/** What a permission grants beyond what a service needs, and what it names in vain. */
export function faultsOf(rule: Permission): readonly Fault[] {
  return [
    ...verbFaults(rule),
    ...rule.resources.flatMap((resource) => resourceFaults(rule, resource)),
    ...nameFaults(rule),
  ];
}

function verbFaults({ verbs, cluster }: Permission): readonly Fault[] {
  return verbs.flatMap((verb): readonly Fault[] => {
    if (Object.hasOwn(BECOMING, verb))
      return [
        ['LS571', `the verb "${verb}" ${BECOMING[verb]!}`, `List the verbs that it needs, from ${listed(VERBS)}.`],
      ];
    if (!VERBS.includes(verb)) return [['LS572', `"${verb}" is not a verb of the API server`, choose(verb, VERBS)]];
    if (cluster === true && !READING.includes(verb)) {
      return [
        [
          'LS571',
          `with \`cluster\`, it may ${verb} in the whole cluster, including every other environment`,
          'Leave writes to cluster-scoped resources to the cluster administrators; only get, list and watch are allowed.',
        ],
      ];
    }
    return [];
  });
}

function resourceFaults(rule: Permission, resource: string): readonly Fault[] {
  const { apiGroups, cluster = false, resourceNames } = rule;
  if (apiGroups.includes('*') || resource === '*' || resource.startsWith('*/') || resource.endsWith('/*')) {
    return [
      [
        'LS571',
        `"${apiGroups.includes('*') ? '*' : resource}" matches everything, including Secrets and resources added later`,
        'List the API groups and resources that the service needs.',
      ],
    ];
  }
  if (Object.hasOwn(TOO_MUCH, resource))
    return [['LS571', `${resource} ${TOO_MUCH[resource]!}`, 'Remove it: no service needs this to run.']];
  const scopes = apiGroups.map((group) => scopeOfResource(group, resource)).filter((scope) => scope !== undefined);
  if (scopes.length === 0) {
    const others = groupsWith(resource);
    const near = choose(resource, resourcesOf(apiGroups));
    return [
      [
        'LS572',
        `there is no resource "${resource}" in ${listed(apiGroups.map((group) => (group === '' ? 'the core group' : group)))}: the rule grants nothing`,
        others.length === 0 ? near : `It belongs to ${listed(others.map((group) => `"${group}"`))}.`,
      ],
    ];
  }
  if (scopes.includes('cluster') && !cluster) {
    return [
      [
        'LS572',
        `${resource} are cluster-scoped: a Role cannot grant access to them`,
        'Put it in a separate permission with `cluster: true`, which is read-only.',
      ],
    ];
  }
  if (scopes.includes('namespaced') && cluster) {
    return [
      ['LS571', `with \`cluster\` it reads the ${resource} of every namespace`, 'List its `namespaces` instead.'],
    ];
  }
  if (
    resource === 'secrets' &&
    apiGroups.includes('') &&
    resourceNames === undefined &&
    rule.verbs.some((verb) => verb !== 'create')
  ) {
    return [
      [
        'LS571',
        'it may read or change every Secret',
        'List the Secrets that it needs in `resourceNames`. A permission with only the verb create needs no names.',
      ],
    ];
  }
  return [];
}

function nameFaults({ verbs, resourceNames, namespaces, cluster }: Permission): readonly Fault[] {
  const faults: Fault[] = [];
  const vain = verbs.filter((verb) => verb === 'create' || verb === 'deletecollection');
  if (resourceNames !== undefined && vain.length > 0) {
    faults.push([
      'LS572',
      `${listed(vain)} with \`resourceNames\` grants nothing: the request has no name yet`,
      `Add a separate permission for ${listed(vain)} without \`resourceNames\`.`,
    ]);
  }
  if (cluster === true && namespaces !== undefined)
    faults.push([
      'LS572',
      'a permission is for the cluster or for namespaces, not for both',
      'Leave `cluster` or `namespaces` out.',
    ]);
  return faults;
}
