/** The add-ons that a platform declares: where each is installed and served, and the cluster facts that follow. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { isObject } from '../../model/json';
import { fixed, instance, object, type Shape } from '../../model/shape';
import { Presence } from '../../model/presence';
import { Varying, absent, combine, valuesOf } from '../../model/varying';
import type { ClusterFacts } from '../cluster';
import { IN_CLUSTER, type Delivery } from '../delivery/delivery';
import { or } from '../per-environment';
import type { PlatformScope } from '../scope';
import { CATALOG, KINDS, type AddOnName, type AddOnProps } from './catalog';
import { clustersOf, extentOf, refuseClash, type Extent } from './clusters';
import type { AddOn, Kind, Site, Traffic } from './kind';

/** The add-ons of a platform, by name: `{ certManager: {}, ingressNginx: { replicas: 3 } }`. */
export interface AddOns extends AddOnProps {
  /**
   * Where they are installed: `only(['prod'], 'reason')`. Environments that one Argo CD delivers to one server lie on one cluster,
   * where an add-on is installed once. Default: everywhere.
   */
  readonly in?: Presence;
}

export const addOnsShape: Shape = object<AddOns>({
  ...(Object.fromEntries(KINDS.map(([name, { shape }]) => [name, shape])) as { readonly [K in AddOnName]: Shape }),
  in: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
});

export interface Installed {
  readonly name: AddOnName;
  /** Its name in names of objects. */
  readonly label: string;
  readonly kind: Kind;
  readonly given: Normal<AddOn>;
  readonly namespace: string;
  readonly extent: Extent;
  readonly site: Site;
}

export interface Declared {
  readonly all: readonly Installed[];
  readonly byName: ReadonlyMap<string, { readonly namespace: unknown; readonly traffic: Traffic }>;
  /** Why environments differ in what they have. */
  readonly reason: string;
}

/**
 * @param delivery without it nothing would install them
 * @returns `undefined` where there are none, or nothing that delivers them
 */
export function declareAddOns(
  platform: PlatformScope,
  given: Normal<AddOns>,
  delivery: Normal<Delivery> | undefined,
): Declared | undefined {
  if (delivery === undefined) {
    report(platform, {
      code: 'LS621',
      path: 'addOns',
      message: 'add-ons are installed by Argo CD, and the platform has no delivery',
      fix: 'Give `delivery`, or leave `addOns` out.',
    });
    return undefined;
  }
  const clusters = clustersOf(platform, or(delivery.server, IN_CLUSTER), or(delivery.argocdPerEnvironment, false));
  const everywhere = given.in;
  const chosen = KINDS.filter(([name]) => given[name] !== undefined);
  const namespaces = new Map<string, string>(
    chosen.map(([name, kind]) => [name, (given[name]!.namespace as string | undefined) ?? kind.namespace]),
  );
  const all = chosen.map(([name, kind]): Installed => {
    const own = given[name] as Normal<AddOn>;
    const extent = extentOf(
      platform,
      clusters,
      { only: own.only as Presence | undefined } as { only?: Presence },
      everywhere,
    );
    refuseClash(platform, clusters, name, extent);
    const namespace = namespaces.get(name)!;
    const site: Site = {
      platform: platform.node.id,
      get cluster() {
        return platform.cluster;
      },
      opinions: platform.opinions,
      namespace,
      homes: homesOf(platform, clusters.of),
      namespaceOf: (other) => namespaces.get(other),
    };
    return { name, label: labelOf(name), kind, given: own, namespace, extent, site };
  });
  for (const installed of all) refuseMissing(platform, installed, namespaces);
  const byName = new Map(
    all.map(({ name, kind, namespace }) => [name as string, { namespace, traffic: kind.traffic }]),
  );
  return { all, byName, reason: reasonOf(given) };
}

function labelOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function reasonOf(given: Normal<AddOns>): string {
  const own = KINDS.map(([name]) => given[name]?.only as Presence | undefined);
  return (
    [given.in, ...own].find((presence) => presence !== undefined)?.reason ??
    'the cluster of this environment has it from another one'
  );
}

/** Each namespace of the platform, absent for the environments of other clusters. */
function homesOf({ environments, namespaceName }: PlatformScope, clusters: readonly string[]): readonly unknown[] {
  return clusters.map((cluster, home): unknown => {
    const name = valuesOf(namespaceName)[home]!;
    const near = clusters.map((other) => other === cluster);
    return near.every(Boolean)
      ? name
      : new Varying(
          environments,
          near.map((there) => (there ? name : absent)),
        );
  });
}

/** What an add-on hands things to, or asks, has to be there as well. */
function refuseMissing(
  platform: PlatformScope,
  { name, kind }: Installed,
  declared: ReadonlyMap<string, unknown>,
): void {
  for (const needed of kind.needs ?? []) {
    if (declared.has(needed)) continue;
    report(platform, {
      code: 'LS622',
      path: `addOns.${name}`,
      message: `${name} works with ${needed}, which is not among the add-ons`,
      fix: `Add it: addOns: { ${needed}: {} }. It is for: ${CATALOG[needed as AddOnName].purpose}`,
    });
  }
}

/** The facts of the platform, completed by what its add-ons are; what it says itself wins. Only what every environment has is a fact. */
export function withFacts(cluster: Normal<ClusterFacts>, declared: Declared | undefined): Normal<ClusterFacts> {
  const names = new Set<string>(
    declared?.all.filter(({ extent }) => extent.served.every(Boolean)).map(({ name }) => name),
  );
  let facts: Record<string, unknown> = {};
  for (const { kind, given, namespace, extent } of declared?.all ?? []) {
    if (extent.served.every(Boolean))
      facts = { ...facts, ...nested(facts, kind.facts?.(given, namespace, names) ?? {}) };
  }
  return { ...facts, ...nested(facts, cluster) } as Normal<ClusterFacts>;
}

/** Whether there is a Grafana in every environment that loads dashboards. */
export function loadsDashboards(declared: Declared | undefined): boolean {
  return (declared?.all ?? []).some(
    ({ name, given, extent }) =>
      name === 'kubePrometheusStack' &&
      extent.served.every(Boolean) &&
      (given as { grafana?: unknown }).grafana !== false,
  );
}

/** `own` over `base`; operators are facts one by one. */
function nested(
  base: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (!isObject(base['operators']) || !isObject(own['operators'])) return { ...own };
  return { ...own, operators: { ...base['operators'], ...own['operators'] } };
}

/** What law 4 may take for there: namespaces, pods and classes, in the environments whose cluster has them; and what lies beside. */
export function providedByAddOns(
  platform: PlatformScope,
  declared: Declared | undefined,
): readonly Readonly<Record<string, unknown>>[] {
  // The namespace of the environment itself is written by the platform: were it taken for there, nobody would miss it.
  const homes = (declared?.all[0]?.site.homes ?? []).map((home) =>
    combine({ home, own: platform.namespaceName }, ({ home: name, own }) =>
      name === undefined || name === own
        ? absent
        : { group: '', kind: 'Namespace', name, labels: { 'kubernetes.io/metadata.name': name } },
    ),
  );
  const brought = (declared?.all ?? []).flatMap(({ kind, namespace, extent: { served } }) => {
    const where = (fact: Record<string, unknown>): unknown =>
      served.every(Boolean)
        ? fact
        : new Varying(
            platform.environments,
            served.map((there) => (there ? fact : absent)),
          );
    return [
      where({ group: '', kind: 'Namespace', name: namespace, labels: { 'kubernetes.io/metadata.name': namespace } }),
      // Pods that are a cluster fact are provided as such.
      ...(kind.pods === undefined || (kind.facts !== undefined && served.every(Boolean))
        ? []
        : [where({ group: '', kind: 'Pod', namespace, name: 'any', labels: kind.pods })]),
      ...(kind.brings ?? []).map((object) => where({ ...object })),
    ];
  });
  return [...homes, ...brought] as readonly Readonly<Record<string, unknown>>[];
}
