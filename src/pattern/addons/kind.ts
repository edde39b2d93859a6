/** What an add-on is: charts at exact versions, what they bring, and what they need. */
import { presenceShape } from '../../model/presence';
import { fixed, integer, object, text, type PropsOf, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import type { ClusterFacts, ProvidedObject } from '../platform/cluster';
import { resourcesShape } from '../workload/resources';
import type { Facts } from '../engine/facts';
import { valuesShape, type Values } from './values';

export interface Chart {
  /** A Helm repository, or an OCI registry without its scheme. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Version of what it installs. */
  readonly installs: string;
  /** Name of the release, from which the chart derives those of its objects. */
  readonly release: string;
  /** All of its values, where it only brings definitions for the chart after it. */
  readonly values?: Values;
}

export function chart(
  repository: string,
  name: string,
  version: string,
  { installs = version, release = name, values }: Partial<Pick<Chart, 'installs' | 'release' | 'values'>> = {},
): Chart {
  return { repository, chart: name, version, installs, release, values };
}

/** Who its pods exchange what with, apart from cluster DNS and the API server; ports are those of pods. */
export interface Traffic {
  /** Where the API server calls it: admission webhooks and aggregated APIs. */
  readonly webhooks?: readonly number[];
  /** Where Prometheus scrapes it. */
  readonly metrics?: readonly number[];
  /** Where anybody reaches it, inside of the cluster or not. */
  readonly entry?: readonly number[];
  /** Where pods of the platform reach it. */
  readonly fromPlatform?: readonly number[];
  /** What it reaches in the namespaces of the platform: `all` where the ports are those of the workloads. */
  readonly toPlatform?: 'all' | readonly number[];
  /** What it reaches of other add-ons, where they are declared. */
  readonly calls?: Readonly<Record<string, readonly number[]>>;
  /** What it reaches of public addresses. */
  readonly public?: readonly number[];
  /** Whether it reaches the gateway: the address of a load balancer leads from inside of the cluster straight to the gateway's pods. */
  readonly toGateway?: boolean;
  /** What it reaches of the nodes, such as kubelets; their addresses are private ones. */
  readonly nodes?: readonly number[];
  /** Whether it scrapes the metrics of the other add-ons. */
  readonly scrapes?: boolean;
  /** Whether its pods talk to each other. */
  readonly among?: boolean;
}

/** Where an add-on is installed. */
export interface Site {
  readonly facts: Facts;
  readonly namespace: string;
  /** Namespace of another add-on; `undefined` when it is not declared. */
  readonly namespaceOf: (addOn: string) => string | undefined;
  /** Pods of each component. */
  readonly replicas: number;
  /** A disruption budget that leaves room for a drain, also where there is a single pod. */
  readonly budget: Values;
  /** Settings of a ServiceMonitor or PodMonitor. @param labels how the chart calls its labels */
  monitor(labels: string): Values;
}

export interface Definition<P extends AddOn> {
  /** One sentence: what it is for. */
  readonly purpose: string;
  readonly charts: readonly Chart[];
  readonly namespace: string;
  /** Pod Security level of its namespace, and why not the strictest. Default: restricted. */
  readonly podSecurity?: PodSecurity;
  /** API groups whose custom resources it serves. Default: none. */
  readonly serves?: readonly string[];
  /** Kinds of the whole cluster that its chart writes, apart from roles, definitions and webhooks. */
  readonly clusterKinds?: readonly (readonly [group: string, kind: string])[];
  /** Whether it is there before the others, or after them because it talks to one of them. */
  readonly order?: 'first' | 'last';
  /** Other add-ons that it hands things to, or asks. */
  readonly needs?: readonly string[];
  /** Whether its chart writes a RoleBinding in kube-system, as aggregated APIs do. */
  readonly kubeSystem?: boolean;
  /** Fields that it changes by itself once they are applied. */
  readonly rewrites?: readonly {
    readonly group: string;
    readonly kind: string;
    readonly jqPathExpressions: readonly string[];
  }[];
  /** Objects that it brings. */
  readonly brings?: readonly ProvidedObject[];
  /** Labels of the pods that talk to workloads of the platform, or are talked to. */
  readonly pods?: Readonly<Record<string, string>>;
  /** The operator of the cluster facts that it is. */
  readonly operator?: keyof NonNullable<ClusterFacts['operators']>;
  /** Further cluster facts that follow from it, unless the platform declares them itself. @param others names of all add-ons */
  facts?(given: P, namespace: string, others: ReadonlySet<string>): ClusterFacts;
  readonly traffic: Traffic;
  readonly shape: Shape<P>;
  /** Values of the last of its charts. */
  values(given: P, site: Site): Values;
}

type PodSecurity = readonly [level: 'restricted' | 'baseline' | 'privileged', why: string];

/** @typeParam P its props, which only it knows; its shape has accepted them */
export type Kind<P extends AddOn = AddOn> = Definition<P> & Required<Pick<Definition<P>, 'podSecurity' | 'serves'>>;

export function kind<P extends AddOn>(definition: Definition<P>): Kind<P> {
  return { podSecurity: ['restricted', ''], serves: [], ...definition };
}

const version = text('an exact chart version', 'v1.21.2', (value) =>
  /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(value),
);

/** Props of every add-on. */
export interface AddOn extends PropsOf<typeof addOnShapes> {}
export const addOnShapes = {
  /** Chart version. Default: the version in the list, for which Lockstep validates custom resources. */
  version,
  /** Default: its own. */
  namespace: fixed(dnsLabel),
  resources: resourcesShape,
  /** Additional chart values, merged over those of Lockstep. */
  values: valuesShape,
  /** Environments that install it, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
export const plain = object<AddOn>(addOnShapes);

/** An add-on of which several pods may run. */
export interface Replicated extends PropsOf<typeof replicatedShapes> {}
export const replicatedShapes = {
  ...addOnShapes,
  /** Pods of each of its components. Default: 2. */
  replicas: integer({ min: 1 }),
};
export const replicated = object<Replicated>(replicatedShapes);

/** What the values of an add-on are made of. */
export function siteOf({ replicas }: Replicated, site: Pick<Site, 'facts' | 'namespace' | 'namespaceOf'>): Site {
  const { opinions, cluster } = site.facts;
  const own = replicas ?? opinions.addOnReplicas.value;
  return {
    ...site,
    replicas: own,
    budget: { enabled: own > 1, minAvailable: own - 1 },
    monitor: (labels) => ({ enabled: cluster.prometheus !== undefined, [labels]: cluster.prometheus?.selects }),
  };
}

/** `securityContext` of a container. */
export const CONFINED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
} as const satisfies Values;

/** What Pod Security `restricted` asks of a pod beyond its containers. */
export const RUNTIME_DEFAULT = { seccompProfile: { type: 'RuntimeDefault' } } as const satisfies Values;
