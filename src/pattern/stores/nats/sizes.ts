/** How much a server of NATS may keep, and that its volume and its container have room for it. */
import type { Subject } from '../../engine/build';
import { bytesIn, inMebibytes, MEBIBYTE } from '../stateful/sizes';

/** A share of a quantity, in bytes, down to whole MiB. */
export function shareOf(whole: string, share: number): number {
  return Math.floor((bytesIn(whole) * share) / MEBIBYTE) * MEBIBYTE;
}

export interface Room {
  /** The prop that the size is given by. */
  readonly path: string;
  /** Bytes that may be kept. */
  readonly wanted: number;
  /** Quantity of what holds them. */
  readonly room: string;
  /** What holds them: "volume", "container". */
  readonly holder: string;
  /** The prop that says how large it is. */
  readonly raise: string;
}

export function refuseOverflow({ parts }: Subject, { path, wanted, room, holder, raise }: Room): void {
  const there = bytesIn(room);
  if (wanted <= there || there === 0) return;
  parts.report({
    code: 'LS137',
    path,
    message: `the store may grow to ${inMebibytes(wanted)}, but its ${holder} has only ${room}`,
    fix: `Reduce it, or raise ${raise} to ${inMebibytes(wanted)} or more.`,
  });
}
