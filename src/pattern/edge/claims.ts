/** Hosts and paths that routes of one environment claim: two services may share a host, and not a path of it. */
import type { Claim, Declared } from './declared';

/** What is wrong with two claims, reported on the second. */
export interface Clash {
  readonly claim: Declared<Claim>;
  readonly message: string;
  readonly fix: string;
}

interface Place {
  readonly host: string;
  readonly prefix: string;
  readonly claim: Declared<Claim>;
}

export function clashesOf(claims: readonly Declared<Claim>[]): readonly Clash[] {
  const sorted = [...claims].sort((a, b) => (a.declaration.service < b.declaration.service ? -1 : 1));
  const byHost = new Map<string, Place[]>();
  return sorted.flatMap(placesOf).flatMap((place) => {
    const others = byHost.get(place.host) ?? [];
    byHost.set(place.host, [...others, place]);
    return others.flatMap((other) => (other.claim === place.claim ? [] : clashOf(other, place)));
  });
}

function clashOf(other: Place, place: Place): readonly Clash[] {
  const { host, claim } = place;
  const serviceOf = (own: Place) => own.claim.declaration.service;
  if (other.prefix === place.prefix) {
    const message = `${serviceOf(other)} and ${serviceOf(place)} both take ${host}${place.prefix}, so which of them answers is left to chance`;
    return [{ claim, message, fix: 'Give each a prefix of its own.' }];
  }
  const [short, long] = other.prefix.length < place.prefix.length ? [other, place] : [place, other];
  // A rule for `/` alone is always moved to the end.
  if (!claim.declaration.unordered || short.prefix === '/' || !long.prefix.startsWith(`${short.prefix}/`)) return [];
  const message = `${serviceOf(short)} takes ${host}${short.prefix}, in which ${long.prefix} of ${serviceOf(long)} lies; Istio keeps no order between two VirtualServices of one host`;
  return [{ claim, message, fix: 'Give them prefixes that do not lie in each other, or route both by one service.' }];
}

function placesOf(claim: Declared<Claim>): readonly Place[] {
  const { hosts, prefixes } = claim.declaration;
  return hosts.flatMap((host) => prefixes.map((prefix) => ({ host, prefix, claim })));
}
