/** Hosts and paths that routes of one platform claim: two services may share a host, and not a path of it. */
import { report } from '../../model/declarations';
import { Absent, valueAt } from '../../model/varying';
import type { Presence } from '../../model/presence';
import type { Identity } from '../identity';
import type { SettledRoute } from './settle';

export interface Claim {
  readonly identity: Identity;
  readonly route: SettledRoute;
  /** Where the route exists. */
  readonly presence: Presence | undefined;
  /** Whether rules of several objects for one host have no order: Istio appends one to the other. */
  readonly unordered: boolean;
}

interface Place {
  readonly host: string;
  readonly prefix: string;
  readonly claim: Claim;
}

/** @param environments names of the environments, in their order */
export function refuseSharedPaths(claims: readonly Claim[], environments: readonly string[]): void {
  const sorted = [...claims].sort((a, b) => (a.identity.name < b.identity.name ? -1 : 1));
  const found = new Map<string, { claim: Claim; message: string; fix: string; environments: string[] }>();
  environments.forEach((environment, index) => {
    const byHost = new Map<string, Place[]>();
    for (const place of sorted.flatMap((claim) => placesOf(claim, index))) {
      for (const other of byHost.get(place.host) ?? []) {
        if (other.claim === place.claim) continue;
        const clash = clashOf(other, place);
        if (clash === undefined) continue;
        const known = found.get(clash.message);
        if (known === undefined)
          found.set(clash.message, { claim: place.claim, ...clash, environments: [environment] });
        else known.environments.push(environment);
      }
      byHost.set(place.host, [...(byHost.get(place.host) ?? []), place]);
    }
  });
  for (const { claim, message, fix, environments: where } of found.values()) {
    report(claim.identity.construct, {
      code: 'LS162',
      path: 'route',
      ...(where.length < environments.length && { environments: where }),
      message,
      fix,
    });
  }
}

function clashOf(other: Place, place: Place): { readonly message: string; readonly fix: string } | undefined {
  const names = `${other.claim.identity.name} and ${place.claim.identity.name}`;
  if (other.prefix === place.prefix) {
    return {
      message: `${names} both take ${place.host}${place.prefix}, so which of them answers is left to chance`,
      fix: 'Give each a prefix of its own.',
    };
  }
  const [short, long] = other.prefix.length < place.prefix.length ? [other, place] : [place, other];
  // A rule for `/` alone is always moved to the end.
  if (!place.claim.unordered || short.prefix === '/' || !long.prefix.startsWith(`${short.prefix}/`)) return undefined;
  return {
    message: `${short.claim.identity.name} takes ${place.host}${short.prefix}, in which ${long.prefix} of ${long.claim.identity.name} lies; Istio keeps no order between two VirtualServices of one host`,
    fix: 'Give them prefixes that do not lie in each other, or route both by one service.',
  };
}

function placesOf(claim: Claim, index: number): readonly Place[] {
  const { route, presence } = claim;
  if (presence?.present[index] === false) return [];
  return route.hosts.flatMap((host) => {
    const own = valueAt(host, index);
    return own instanceof Absent || typeof own !== 'string'
      ? []
      : route.rules.map(({ prefix }) => ({ host: own, prefix, claim }));
  });
}
