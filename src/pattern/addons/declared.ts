/** The add-ons that a platform declares: where each is installed and served, and the cluster facts that follow. */
import { presenceShape } from '../../model/presence';
import type { Finding } from '../../model/finding';
import { everywhere, fixed, object, type Shape } from '../../model/shape';
import type { Presence } from '../../model/presence';
import { listed } from '../../model/words';
import { providedNamespace, type ClusterFacts, type ProvidedObject } from '../platform/cluster';
import { IN_CLUSTER, type Delivery } from '../delivery/delivery';
import { KINDS, type AddOnName, type AddOnProps } from './catalog';
import type { AddOn, Kind } from './kind';

/** The add-ons of a platform, by name: `{ certManager: {}, ingressNginx: { replicas: 3 } }`. */
export interface AddOns extends AddOnProps {
  /**
   * Where they are installed: `only(['prod'], 'reason')`. Environments that one Argo CD delivers to one server are on one cluster,
   * where an add-on is installed once. Default: everywhere.
   */
  readonly in?: Presence;
}

export const addOnsShape: Shape<AddOns> = object({
  ...Object.fromEntries(KINDS.map(([name, { shape }]) => [name, everywhere(shape)])),
  in: fixed(presenceShape),
});

/** One add-on, in one environment. */
export interface Declared {
  readonly name: AddOnName;
  readonly kind: Kind;
  readonly given: AddOn;
  readonly namespace: string;
  /** Whether this environment installs it. */
  readonly installed: boolean;
  /** Whether it is there: installed by this environment, or by another one of the same cluster. */
  readonly served: boolean;
  /** Whether it is there in every environment. */
  readonly everywhere: boolean;
}

/** All add-ons, in one environment. */
export interface AddOnsHere {
  readonly all: readonly Declared[];
  /** Namespaces of the platform on the same cluster. */
  readonly homes: readonly string[];
  readonly delivery: Delivery;
  /** Why environments differ in what they install. */
  readonly reason: string;
}

/** What one environment says of its add-ons. */
export interface Given {
  readonly environment: string;
  readonly namespace: string;
  readonly addOns: AddOns;
  readonly delivery: Delivery;
}

/** @param environments all of them, in the order of the platform */
export function declareAddOns(environments: readonly Given[]): readonly AddOnsHere[] {
  const clusters = environments.map(clusterOf);
  return environments.map(({ addOns, delivery }, here) => {
    const installs = (only: Presence | undefined, index: number) => only?.present[index] !== false;
    const serves = (only: Presence | undefined, at: number) =>
      clusters.some((cluster, index) => cluster === clusters[at] && installs(only, index));
    const all = KINDS.flatMap(([name, kind]): readonly Declared[] => {
      const given = addOns[name];
      if (given === undefined) return [];
      const only = given.only ?? addOns.in;
      return [
        {
          name,
          kind,
          given,
          namespace: given.namespace ?? kind.namespace,
          installed: installs(only, here),
          served: serves(only, here),
          everywhere: clusters.every((_, index) => serves(only, index)),
        },
      ];
    });
    const homes = environments.filter((_, index) => clusters[index] === clusters[here]);
    const only = addOns.in ?? all.map(({ given }) => given.only).find((presence) => presence !== undefined);
    const reason = only?.reason ?? 'the cluster of this environment has it from another one';
    return { all, homes: homes.map(({ namespace }) => namespace), delivery, reason };
  });
}

/**
 * Environments are on one cluster if Argo CD delivers them to the same server. Where every environment has an Argo CD of its own,
 * each has a cluster of its own as well.
 */
function clusterOf({ environment, delivery: { server = IN_CLUSTER, argocdPerEnvironment } }: Given): string {
  return argocdPerEnvironment === true ? `${environment} ${server}` : server;
}

/** Two installations of one add-on on one cluster overwrite each other's definitions and roles. */
export function installedTwice(environments: readonly Given[], declared: readonly AddOnsHere[]): readonly Finding[] {
  const clusters = environments.map(clusterOf);
  return declared[0]!.all.flatMap(({ name }) =>
    [...new Set(clusters)].flatMap((cluster): readonly Finding[] => {
      const there = environments
        .filter((_, index) => clusters[index] === cluster)
        .filter((own) => declared[environments.indexOf(own)]!.all.some((one) => one.name === name && one.installed))
        .map(({ environment }) => environment);
      if (there.length < 2) return [];
      return [
        {
          code: 'LS620',
          path: `addOns.${name}`,
          environments: there,
          message: `${listed(there)} share a cluster (the same Argo CD deploys them to the same server), and each would install ${name} there`,
          fix:
            `Choose the one that installs it: addOns: { in: only(['${there.at(-1)!}'], '…') }. If they run on different clusters, declare that: delivery: ` +
            '{ server: vary({ … }) }, or { argocdPerEnvironment: true }.',
        },
      ];
    }),
  );
}

/** The facts of the platform, completed by what its add-ons are; what it says itself wins. Only what every environment has is a fact. */
export function withFacts(cluster: ClusterFacts, addOns: AddOnsHere | undefined): ClusterFacts {
  const everywhere = addOns?.all.filter((own) => own.everywhere) ?? [];
  const names = new Set(everywhere.map(({ name }) => name));
  const facts = everywhere.map(({ kind, given, namespace }): ClusterFacts => {
    const operators = kind.operator && { [kind.operator]: { namespace, labels: kind.pods } };
    return { ...(operators && { operators }), ...kind.facts?.(given, namespace, names) };
  });
  return [...facts, cluster].reduce((before, own) => {
    const operators = before.operators && own.operators ? { ...before.operators, ...own.operators } : undefined;
    return { ...before, ...own, ...(operators && { operators }) };
  }, {});
}

/** Whether there is a Grafana in every environment that loads dashboards. */
export function loadsDashboards(declared: readonly AddOnsHere[]): boolean {
  return declared.some(({ all }) =>
    all.some(
      ({ name, given, everywhere }) =>
        name === 'kubePrometheusStack' && everywhere && !('grafana' in given && given.grafana === false),
    ),
  );
}

/** What law 4 may take for there in one environment: namespaces, pods and classes. @param own namespace of the environment */
export function providedByAddOns({ all, homes }: AddOnsHere, own: string): readonly ProvidedObject[] {
  return [
    // The namespace of the environment itself is written by the platform: were it taken for there, nobody would miss it.
    ...homes.filter((home) => home !== own).map(providedNamespace),
    ...all
      .filter(({ served }) => served)
      .flatMap(({ kind: { pods, brings = [] }, namespace }) => [
        providedNamespace(namespace),
        ...(pods === undefined ? [] : [{ group: '', kind: 'Pod', namespace, name: 'any', labels: pods }]),
        ...brings,
      ]),
  ];
}
