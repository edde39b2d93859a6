/** How much a cache may hold, and that its container has room for it. */
import { oneOf, text } from '../../../model/shape';
import type { Subject } from '../../engine/build';
import { bytesIn, inMebibytes, MEBIBYTE } from '../stateful/sizes';

/** What goes when the cache is full (Redis, "Key eviction"). */
export const EVICTION_POLICIES = [
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'noeviction',
] as const;
export type EvictionPolicy = (typeof EVICTION_POLICIES)[number];
export const evictionShape = oneOf(...EVICTION_POLICIES);

/** `kb`, `mb` and `gb` are powers of 1024; `k`, `m` and `g` of 1000 (redis.conf, "Note on units"). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1000 ** 2,
  mb: 1024 ** 2,
  g: 1000 ** 3,
  gb: 1024 ** 3,
};

/** Above this share of the container, fragmentation and the buffers of callers get it killed. */
const MOST = 0.8;

/** Bytes of `768mb`; `undefined` if it is missing or not a size. */
export function parseCap(written: string): number | undefined {
  const match = /^([1-9]\d*)(b|kb?|mb?|gb?)?$/i.exec(written);
  return match === null ? undefined : Number(match[1]) * UNITS[(match[2] ?? '').toLowerCase()]!;
}

export const capShape = text('a size as Redis writes it', '768mb', (value) => parseCap(value) !== undefined);

/** The share of a container that entries may take, in whole MiB. */
export function capOf(limit: number, share: number): string {
  return `${Math.max(1, Math.floor((limit * share) / MEBIBYTE))}mb`;
}

/**
 * `maxmemory`: as given, else a share of the container's memory.
 * @param limit memory limit of the container
 * @param share the cap is of the limit when nothing is given
 */
export function settleCap({ parts }: Subject, given: string | undefined, limit: string, share: number): string {
  const there = bytesIn(limit);
  const cap = given ?? capOf(there, share);
  const wanted = parseCap(cap) ?? 0;
  if (wanted > there * MOST)
    parts.report({
      code: 'LS683',
      path: 'maxMemory',
      message:
        `the cache may grow to ${cap}, ${Math.round((wanted / there) * 100)}% of the container's ${limit}; ` +
        `above ${MOST * 100}%, fragmentation and client buffers can get it OOM-killed`,
      fix: `Set it to ${capOf(there, share)} or less, or raise resources.limits.memory to ${inMebibytes(wanted / MOST)}.`,
    });
  return cap;
}
