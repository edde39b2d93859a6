/** Hosts and paths that routes of one environment claim: two services may share a host, and not a path of it. */
import type { IConstruct } from 'constructs';
import type { Finding } from '../../model/finding';
import { phrase, worded } from '../../model/phrase';
import type { Claim, Declared } from './declared';

/** What is wrong with two claims, and the construct of the second. */
export type Clash = readonly [construct: IConstruct, finding: Finding];

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
    return others.flatMap((other): readonly Clash[] => {
      const finding = other.claim === place.claim ? undefined : findingOf(other, place);
      return finding === undefined ? [] : [[place.claim.construct, finding]];
    });
  });
}

function findingOf(other: Place, place: Place): Finding | undefined {
  const { host, prefix, claim } = place;
  const head = { code: 'LS162', path: 'route' } as const;
  const serviceOf = (own: Place) => own.claim.declaration.service;
  if (other.prefix === prefix)
    return {
      ...head,
      ...worded(
        phrase`${{ first: serviceOf(other) }} and ${{ second: serviceOf(place) }} both route ${{ host }}${{ prefix }}, so it is undefined which of them receives the requests`,
        phrase`Use a different prefix for each service.`,
      ),
    };
  const [short, long] = other.prefix.length < prefix.length ? [other, place] : [place, other];
  // A rule for `/` alone is always moved to the end.
  if (!claim.declaration.unordered || short.prefix === '/' || !long.prefix.startsWith(`${short.prefix}/`))
    return undefined;
  return {
    ...head,
    ...worded(
      phrase`${{ first: serviceOf(short) }} routes ${{ host }}${{ prefix: short.prefix }}, which contains ${{ inner: long.prefix }} of ${{ second: serviceOf(long) }}; Istio does not guarantee an order between two VirtualServices for the same host`,
      phrase`Use prefixes that do not overlap, or declare both on the route of one service.`,
    ),
  };
}

function placesOf(claim: Declared<Claim>): readonly Place[] {
  const { hosts, prefixes } = claim.declaration;
  return hosts.flatMap((host) => prefixes.map((prefix) => ({ host, prefix, claim })));
}
