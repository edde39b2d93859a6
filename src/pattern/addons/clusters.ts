/**
 * Which environments lie on one cluster: those that Argo CD delivers to the same server. Where every environment has an
 * Argo CD of its own, each has a cluster of its own as well.
 */
import { report } from '../../model/declarations';
import type { Presence } from '../../model/presence';
import { valueAt } from '../../model/varying';
import { listed } from '../../model/words';
import type { PlatformScope } from '../scope';

export interface Clusters {
  /** By environment, the cluster that it lies on. */
  readonly of: readonly string[];
}

/** @param server of the delivery, with its default */
export function clustersOf({ environments }: PlatformScope, server: unknown, argocdPerEnvironment: unknown): Clusters {
  return {
    of: environments.names.map((name, index) =>
      valueAt(argocdPerEnvironment, index) === true
        ? `${name} ${String(valueAt(server, index))}`
        : String(valueAt(server, index)),
    ),
  };
}

/** Where an add-on is written, and where it is there: also in the other environments of the same cluster. */
export interface Extent {
  readonly installed: readonly boolean[];
  readonly served: readonly boolean[];
}

export function extentOf(
  platform: PlatformScope,
  { of }: Clusters,
  given: { readonly only?: Presence },
  all: Presence | undefined,
): Extent {
  const presence = given.only ?? all;
  const installed = platform.environments.names.map((_, index) => presence?.present[index] !== false);
  return { installed, served: of.map((cluster) => of.some((other, index) => other === cluster && installed[index])) };
}

/** Two installations of one add-on on one cluster overwrite each other's definitions and roles. */
export function refuseClash(platform: PlatformScope, { of }: Clusters, name: string, { installed }: Extent): void {
  const { names } = platform.environments;
  for (const cluster of new Set(of)) {
    const there = names.filter((_, index) => of[index] === cluster && installed[index]);
    if (there.length < 2) continue;
    report(platform, {
      code: 'LS620',
      path: `addOns.${name}`,
      environments: there,
      message: `${listed(there)} lie on one cluster, since one Argo CD delivers them to one server, and each would install ${name} there`,
      fix:
        `Say which of them does: addOns: { in: only(['${there.at(-1)!}'], '…') }. If they are different clusters, say so: delivery: ` +
        '{ server: vary({ … }) }, or { argocdPerEnvironment: true }.',
    });
  }
}
