/** Sets of ports of all protocols, exact and small: sorted ranges that do not touch. */
import { memoize } from '../memoize';

/**
 * `[first, last, first, last, ...]`. Each protocol has its own stretch of numbers: port 53 of UDP is 65,536 + 53. Port 0 is
 * in none, so that the stretches never touch.
 */
export type PortSet = readonly number[];

const STRETCH = 65_536;
/** What NetworkPolicies know. What else travels over IP is left to the network. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

export const NO_PORTS: PortSet = [];
export const ALL_PORTS: PortSet = PROTOCOLS.flatMap((_, index) => [index * STRETCH + 1, index * STRETCH + STRETCH - 1]);

const singles = new Map<number, PortSet>();

/** @returns nothing for a protocol that does not exist, and for numbers that are no ports */
export function portRange(protocol: string, first: number, last = first): PortSet {
  const index = PROTOCOLS.indexOf(protocol as 'TCP');
  if (index < 0 || first < 1 || last >= STRETCH || last < first) return NO_PORTS;
  const start = index * STRETCH + first;
  if (first !== last) return [start, index * STRETCH + last];
  let single = singles.get(start);
  if (single === undefined) singles.set(start, (single = [start, start]));
  return single;
}

/** Every port of a protocol. */
export function allOf(protocol: string): PortSet {
  return portRange(protocol, 1, STRETCH - 1);
}

export function union(a: PortSet, b: PortSet): PortSet {
  if (a === b || b.length === 0 || a === ALL_PORTS) return a;
  if (a.length === 0 || b === ALL_PORTS) return b;
  const ranges = [...pairs(a), ...pairs(b)].sort(([x], [y]) => x - y);
  const joined: number[] = [];
  for (const [first, last] of ranges) {
    const end = joined.length - 1;
    if (joined.length > 0 && first <= joined[end]! + 1) joined[end] = Math.max(joined[end]!, last);
    else joined.push(first, last);
  }
  return same(joined, a) ? a : same(joined, b) ? b : joined;
}

export function intersect(a: PortSet, b: PortSet): PortSet {
  if (a === b || b === ALL_PORTS) return a;
  if (a === ALL_PORTS) return b;
  const common: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const first = Math.max(a[i]!, b[j]!);
    const last = Math.min(a[i + 1]!, b[j + 1]!);
    if (first <= last) common.push(first, last);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return common;
}

/** What `a` has and `b` lacks. */
export function subtract(a: PortSet, b: PortSet): PortSet {
  if (a === b || a.length === 0 || b === ALL_PORTS) return NO_PORTS;
  if (b.length === 0) return a;
  const left: number[] = [];
  for (const [first, last] of pairs(a)) {
    let start = first;
    for (const [cut, end] of pairs(b)) {
      if (end < start || cut > last) continue;
      if (cut > start) left.push(start, cut - 1);
      start = end + 1;
    }
    if (start <= last) left.push(start, last);
  }
  return left;
}

export function same(a: PortSet, b: PortSet): boolean {
  return a === b || (a.length === b.length && a.every((edge, index) => edge === b[index]));
}

/** `TCP 80, 8000-8010; UDP 53`, `all TCP ports`, or `all ports`. */
export const portsText = memoize((set: PortSet): string => {
  if (same(set, ALL_PORTS)) return 'all ports';
  return PROTOCOLS.flatMap((protocol, index) => {
    const own = pairs(set).filter(([first]) => Math.floor(first / STRETCH) === index);
    if (own.length === 0) return [];
    const texts = own.map(([first, last]) =>
      first === last ? `${first % STRETCH}` : `${first % STRETCH}-${last % STRETCH}`,
    );
    return [texts[0] === `1-${STRETCH - 1}` ? `all ${protocol} ports` : `${protocol} ${texts.join(', ')}`];
  }).join('; ');
});

function pairs(set: PortSet): (readonly [first: number, last: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let index = 0; index < set.length; index += 2) ranges.push([set[index]!, set[index + 1]!]);
  return ranges;
}
