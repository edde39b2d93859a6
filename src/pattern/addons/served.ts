/** Whether somebody acts on the custom resources of a platform: a matter of its add-ons and of the cluster facts. */
import { ApiObject } from 'cdk8s';
import { existsIn, report } from '../../model/declarations';
import type { PlatformScope } from '../scope';
import { KINDS } from './catalog';
import type { Declared } from './declared';

/** Groups of what Kubernetes itself serves, by name: those without a dot, and those of its own domain. */
const BUILT_IN = /^([a-z0-9-]+|.*\.k8s\.io)$/;
const GATEWAYS: Readonly<Record<string, readonly string[]>> = {
  ingress: [],
  'gateway-api': ['gateway.networking.k8s.io'],
  istio: ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io'],
};
const OPERATORS: Readonly<Record<string, string>> = {
  cloudNativePg: 'postgresql.cnpg.io',
  mongoDb: 'mongodbcommunity.mongodb.com',
  keda: 'keda.sh',
  flagger: 'flagger.app',
};
/** A group of Kubernetes that comes with a controller all the same. */
const CUSTOM = 'gateway.networking.k8s.io';

/** Reports kinds of API groups that no add-on serves there and no cluster fact stands for. */
export function refuseUnserved(platform: PlatformScope, declared: Declared): void {
  const { environments } = platform;
  const served = environments.names.map((_, index) => groupsIn(platform, declared, index));
  const missing = new Map<string, { object: ApiObject; where: Set<string> }>();
  for (const construct of platform.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const group = construct.apiGroup;
    if (group === 'core' || (BUILT_IN.test(group) && group !== CUSTOM)) continue;
    environments.names.forEach((name, index) => {
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
      message: `${object.kind} is a kind of ${group}, which no add-on and no cluster fact serves there`,
      fix: `${by.length > 0 ? `Declare addOns: { ${by[0]!}: {} }, or say` : 'Say'} that the cluster has it: cluster: { provides: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.${group}' }] }.`,
    });
  }
}

function groupsIn({ cluster }: PlatformScope, { all }: Declared, index: number): ReadonlySet<string> {
  const { gateway, mesh, prometheus, operators = {}, provides = [] } = cluster;
  const api = gateway?.api;
  const definitions = (provides as readonly { readonly kind?: unknown; readonly name?: unknown }[])
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(({ name }) => String(name).replace(/^[^.]*\./, ''));
  return new Set([
    'argoproj.io',
    ...all.filter(({ extent }) => extent.served[index]).flatMap(({ kind }) => kind.serves),
    ...(api === undefined ? [] : typeof api === 'string' ? (GATEWAYS[api] ?? []) : Object.values(GATEWAYS).flat()),
    ...(mesh === 'sidecar' ? GATEWAYS['istio']! : []),
    ...(prometheus === undefined ? [] : ['monitoring.coreos.com']),
    ...Object.keys(operators).flatMap((name) =>
      name === 'elastic' ? ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'] : [OPERATORS[name] ?? name],
    ),
    ...definitions,
  ]);
}
