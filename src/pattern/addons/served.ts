/** Whether anything acts on the custom resources of a platform, according to its add-ons and the cluster facts. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { existsIn, report } from '../../model/declarations';
import type { ClusterFacts } from '../platform/cluster';
import { KINDS } from './catalog';
import type { AddOnsHere } from './declared';

/** Groups of what Kubernetes itself serves, by name: those without a dot, and those of its own domain. */
const BUILT_IN = /^([a-z0-9-]+|.*\.k8s\.io)$/;
const GATEWAYS = {
  ingress: [],
  'gateway-api': ['gateway.networking.k8s.io'],
  istio: ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io'],
} as const;
const OPERATORS: { readonly [K in keyof Required<NonNullable<ClusterFacts['operators']>>]: readonly string[] } = {
  cloudNativePg: ['postgresql.cnpg.io'],
  mongoDb: ['mongodbcommunity.mongodb.com'],
  elastic: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'],
  keda: ['keda.sh'],
  flagger: ['flagger.app'],
};
/** A group of Kubernetes that comes with a controller all the same. */
const CUSTOM = 'gateway.networking.k8s.io';

/**
 * Reports kinds of API groups that no add-on serves there and no cluster fact covers.
 * @param served the groups that are served, by environment
 */
export function refuseUnserved(
  platform: IConstruct,
  environments: readonly string[],
  served: readonly ReadonlySet<string>[],
): void {
  const missing = new Map<string, { object: ApiObject; where: Set<string> }>();
  for (const construct of platform.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const group = construct.apiGroup;
    if (group === 'core' || (BUILT_IN.test(group) && group !== CUSTOM)) continue;
    environments.forEach((name, index) => {
      if (!existsIn(construct, index) || served[index]!.has(group)) return;
      const found = missing.get(group);
      if (found === undefined) missing.set(group, { object: construct, where: new Set([name]) });
      else found.where.add(name);
    });
  }
  for (const [group, { object, where }] of missing) {
    const by = KINDS.filter(([, { serves }]) => serves.includes(group)).map(([name]) => name);
    report(object, {
      code: 'LS624',
      environments: [...where],
      message: `${object.kind} belongs to the API group ${group}, which no add-on or cluster fact provides there`,
      fix: `${by.length > 0 ? `Declare addOns: { ${by[0]!}: {} }, or declare` : 'Declare'} that the cluster has it: cluster: { provides: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.${group}' }] }.`,
    });
  }
}

/** The API groups that are served in one environment. */
export function groupsIn(
  { gateway, mesh, prometheus, operators = {}, provides = [] }: ClusterFacts,
  { all }: AddOnsHere,
): ReadonlySet<string> {
  const definitions = provides.filter(({ kind }) => kind === 'CustomResourceDefinition');
  return new Set([
    'argoproj.io',
    ...all.filter(({ served }) => served).flatMap(({ kind }) => kind.serves),
    ...(gateway === undefined ? [] : GATEWAYS[gateway.api]),
    ...(mesh === 'sidecar' ? GATEWAYS.istio : []),
    ...(prometheus === undefined ? [] : ['monitoring.coreos.com']),
    ...Object.entries(OPERATORS).flatMap(([name, groups]) => (name in operators ? groups : [])),
    ...definitions.map(({ name }) => name.replace(/^[^.]*\./, '')),
  ]);
}
