/** Which addresses are reached on which ports, compared exactly, however the ranges are cut. */
import { parseRange, textOfFour, textOfSix } from '../../model/address-range';
import { NO_PORTS, same, subtract, union, type PortSet } from './ports';
import type { Block } from './policies';

export interface AddressPorts {
  readonly block: Block;
  readonly ports: PortSet;
}

/** `0.0.0.0/0 except 10.0.0.0/8, 172.16.0.0/12`. */
export function blockText({ cidr, except }: Block): string {
  return except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`;
}

/**
 * Ports that `one` opens to some address and `other` does not.
 * @returns one for each block of `one` that has any
 */
export function beyond(
  one: readonly AddressPorts[],
  other: readonly AddressPorts[],
): { readonly at: number; readonly ports: PortSet }[] {
  if (one.length === 0 || covers(other, one)) return [];
  const [ours, theirs] = [one.map(({ block }) => rangesOf(block)), other.map(({ block }) => rangesOf(block))];
  return one.flatMap(({ ports }, at) => {
    let left = NO_PORTS;
    for (const [first, last] of ours[at]!) {
      const edges = new Set([first]);
      for (const ranges of theirs) {
        for (const [start, end] of ranges) {
          if (start > first && start <= last) edges.add(start);
          if (end >= first && end < last) edges.add(end + 1n);
        }
      }
      for (const address of edges) {
        const there = theirs.reduce(
          (sum, ranges, index) =>
            ranges.some(([start, end]) => start <= address && address <= end) ? union(sum, other[index]!.ports) : sum,
          NO_PORTS,
        );
        left = union(left, subtract(ports, there));
      }
    }
    return left.length === 0 ? [] : [{ at, ports: left }];
  });
}

/**
 * Cuts what blocks cover where they begin and end, so that each part has one answer.
 * @param portsIn the ports of a part, by what covers it
 * @returns parts without exceptions, adjacent ones with the same ports joined; empty without blocks
 */
export function resolve(
  blocks: readonly Block[],
  portsIn: (covers: (block: Block) => boolean) => PortSet,
): AddressPorts[] {
  const ranges = new Map(blocks.map((block) => [block, rangesOf(block)] as const));
  const edges = new Set([...ranges.values()].flatMap((own) => own.flatMap(([first, last]) => [first, last + 1n])));
  const sorted = [...edges].sort((a, b) => (a < b ? -1 : 1));
  const parts: { first: bigint; last: bigint; ports: PortSet }[] = [];
  sorted.slice(0, -1).forEach((first, index) => {
    const covers = (block: Block) => ranges.get(block)?.some(([start, end]) => start <= first && first <= end) === true;
    if (!blocks.some(covers)) return;
    const ports = portsIn(covers);
    const last = sorted[index + 1]! - 1n;
    const before = parts.at(-1);
    if (before !== undefined && before.last + 1n === first && same(before.ports, ports)) before.last = last;
    else parts.push({ first, last, ports });
  });
  return parts.flatMap(({ first, last, ports }) =>
    cidrsOf(first, last).map((cidr) => ({ block: { cidr, except: [] }, ports })),
  );
}

export function overlap(one: Block, other: Block): boolean {
  return rangesOf(one).some(([first, last]) => rangesOf(other).some(([start, end]) => start <= last && first <= end));
}

/** The fewest blocks that are exactly the range. */
function cidrsOf(first: bigint, last: bigint): string[] {
  const six = first >= SIX;
  const bits = six ? 128 : 32;
  const cidrs: string[] = [];
  for (let [start, end] = six ? [first - SIX, last - SIX] : [first, last]; start <= end;) {
    let size = 0;
    while (
      size < bits &&
      (start & ((1n << BigInt(size + 1)) - 1n)) === 0n &&
      start + (1n << BigInt(size + 1)) - 1n <= end
    )
      size++;
    cidrs.push(`${six ? textOfSix(start) : textOfFour(start)}/${bits - size}`);
    start += 1n << BigInt(size);
  }
  return cidrs;
}

/** Whether each of `some` is in `all` as written: the common case, decided without arithmetic. */
function covers(all: readonly AddressPorts[], some: readonly AddressPorts[]): boolean {
  return some.every(({ block, ports }) =>
    all.some(
      (other) =>
        other.block.cidr === block.cidr &&
        other.block.except.length === block.except.length &&
        other.block.except.every((cidr, index) => cidr === block.except[index]) &&
        subtract(ports, other.ports).length === 0,
    ),
  );
}

/** Where IPv6 begins. */
const SIX = 1n << 128n;

type Range = readonly [first: bigint, last: bigint];

const known = new Map<string, readonly Range[]>();

/** The ranges of a block without its exceptions; those of IPv6 are above all of IPv4. Text that is not a CIDR has no addresses. */
function rangesOf(block: Block): readonly Range[] {
  const text = blockText(block);
  let ranges = known.get(text);
  if (ranges === undefined) {
    const whole = bounds(block.cidr);
    ranges =
      whole === undefined
        ? []
        : block.except.reduce<readonly Range[]>((left, cidr) => without(left, bounds(cidr)), [whole]);
    if (known.size < 10_000) known.set(text, ranges);
  }
  return ranges;
}

function without(ranges: readonly Range[], cut: Range | undefined): readonly Range[] {
  if (cut === undefined) return ranges;
  const [start, end] = cut;
  return ranges.flatMap(([first, last]): Range[] => {
    if (end < first || last < start) return [[first, last]];
    const parts: Range[] = [];
    if (first < start) parts.push([first, start - 1n]);
    if (end < last) parts.push([end + 1n, last]);
    return parts;
  });
}

function bounds(cidr: string): Range | undefined {
  const range = parseRange(cidr);
  if (range === undefined) return undefined;
  const six = range.version === 6;
  const first = range.first + (six ? SIX : 0n);
  return [first, first + (1n << BigInt((six ? 128 : 32) - range.prefix)) - 1n];
}
