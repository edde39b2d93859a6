/** What an add-on is: charts at exact versions, what they bring, and what they need. */
import type { Normal } from '../../model/fields';
import { fixed, instance, integer, object, text, type Shape } from '../../model/shape';
import { Presence } from '../../model/presence';
import { dnsLabel } from '../../model/syntax';
import { derive } from '../../model/varying';
import type { ClusterFacts } from '../cluster';
import { resourcesShape, type Resources } from '../container';
import type { Opinions } from '../opinions';
import { or } from '../per-environment';
import { valuesShape, type Values } from './values';

/** What every add-on can be told. */
export interface AddOn {
  /** Version of its chart. Default: that of the list, whose custom resources Lockstep validates. */
  readonly version?: string;
  /** Default: its own. */
  readonly namespace?: string;
  readonly resources?: Resources;
  /** Further values of the chart, which win over those of Lockstep. */
  readonly values?: Values;
  /** Where it is installed, when not on every cluster: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

/** An add-on of which several pods may run. */
export interface Replicated extends AddOn {
  /** Pods of each of its components. Default: 2. */
  readonly replicas?: number;
}

export interface Chart {
  /** Name of the release, from which the chart derives those of its objects. */
  readonly release: string;
  /** A Helm repository, or an OCI registry without its scheme. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Version of what it installs. */
  readonly installs: string;
}

/** Who its pods exchange what with, beside cluster DNS and the API server; ports are those of pods. */
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
  /** What it reaches of the nodes, such as kubelets; their addresses are private ones. */
  readonly nodes?: readonly number[];
  /** Whether it scrapes the metrics of the other add-ons. */
  readonly scrapes?: boolean;
  /** Whether its pods talk to each other. */
  readonly among?: boolean;
}

/** What a kind may know of the platform that it is installed for. */
export interface Site {
  readonly platform: string;
  readonly cluster: Normal<ClusterFacts>;
  readonly opinions: Opinions;
  readonly namespace: unknown;
  /** Namespaces of the platform that lie on one cluster with the add-on. */
  readonly homes: readonly unknown[];
  /** Namespace of another add-on; `undefined` when it is not declared. */
  readonly namespaceOf: (addOn: string) => unknown;
}

/** An object that the add-on brings; the namespace stands for that of the add-on. */
export interface Brought {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface Definition<P extends AddOn> {
  /** One sentence: what it is for. */
  readonly purpose: string;
  readonly charts: readonly Chart[];
  readonly namespace: string;
  /** Pod Security level of its namespace, and why not the strictest. */
  readonly podSecurity: 'restricted' | readonly [level: 'baseline' | 'privileged', why: string];
  /** API groups whose custom resources it serves. */
  readonly serves: readonly string[];
  /** Kinds of the whole cluster that its chart writes, beside roles, definitions and webhooks. */
  readonly clusterKinds?: readonly (readonly [group: string, kind: string])[];
  /** Whether it is there before the others, or after them because it talks to one of them. */
  readonly order?: 'first' | 'last';
  /** Other add-ons that it hands things to, or asks. */
  readonly needs?: readonly string[];
  /** Whether its chart writes a RoleBinding in kube-system, as aggregated APIs do. */
  readonly kubeSystem?: boolean;
  /** Fields that it changes by itself once they are applied. */
  readonly rewrites?: readonly Readonly<Record<string, unknown>>[];
  readonly brings?: readonly Brought[];
  /** Labels of the pods that talk to workloads of the platform, or are talked to. */
  readonly pods?: Readonly<Record<string, string>>;
  /** Cluster facts that follow from it and the other add-ons, unless the platform declares them itself. */
  facts?(given: Normal<P>, namespace: unknown, others: ReadonlySet<string>): Readonly<Record<string, unknown>>;
  readonly traffic: Traffic;
  readonly shape: Shape;
  /** @returns the values of each chart, in the order of the charts */
  values(given: Normal<P>, site: Site): readonly Values[];
}

/** A kind whose props are only known to itself; they were accepted by its shape. */
export type Kind = Definition<AddOn>;

export function kind<P extends AddOn>(definition: Definition<P>): Kind {
  return definition as unknown as Kind;
}

const version = text('an exact chart version', 'v1.21.2', (value) =>
  /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(value),
);

export const addOnShapes = {
  version,
  namespace: fixed(dnsLabel),
  resources: resourcesShape,
  values: valuesShape,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
export const replicatedShapes = { ...addOnShapes, replicas: integer({ min: 1 }) };

export const plain = object<AddOn>(addOnShapes);
export const replicated = object<Replicated>(replicatedShapes);

/** How many pods each of its components runs. */
export function replicasOf(given: Normal<Replicated>, { opinions }: Site): unknown {
  return or(given.replicas, opinions.addOnReplicas.value);
}

/** A disruption budget that leaves room for a drain, also where there is a single pod. */
export function budget(replicas: unknown): Values {
  return {
    enabled: derive(replicas as number, (own) => own > 1),
    minAvailable: derive(replicas as number, (own) => own - 1),
  };
}

/** Requests and limits as given; those of the chart where nothing is. */
export function resourcesOf(given: Normal<AddOn>): Values {
  return given.resources === undefined ? {} : { resources: given.resources };
}

/** Settings of a ServiceMonitor or PodMonitor, under the names that the chart gives them. */
export function monitor({ cluster }: Site, labels: string): Values {
  const { prometheus } = cluster;
  return {
    enabled: prometheus !== undefined,
    ...(prometheus?.selects !== undefined && { [labels]: prometheus.selects }),
  };
}
