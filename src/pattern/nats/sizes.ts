/** How much a server of NATS may keep, and that its volume and its container have room for it. */
import { report } from '../../model/declarations';
import { bytesOf } from '../../model/quantity';
import { combine } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';

const MEBIBYTE = 1024 ** 2;

/** A share of something, in bytes, down to whole MiB. */
export function shareOf(whole: unknown, share: number): unknown {
  return combine({ whole }, (own) => Math.floor(((bytesOf(own.whole) ?? 0) * share) / MEBIBYTE) * MEBIBYTE);
}

export interface Room {
  /** The prop that the size is given by. */
  readonly path: string;
  /** Bytes that may be kept. */
  readonly wanted: unknown;
  /** Quantity of what holds them. */
  readonly room: unknown;
  /** What holds them: "volume", "container". */
  readonly holder: string;
  /** The prop that says how large it is. */
  readonly raise: string;
}

export function refuseOverflow(store: Identity, { path, wanted, room, holder, raise }: Room): void {
  inEachEnvironment(store, { wanted, room }, (own, where) => {
    const [most, there] = [Number(own.wanted), bytesOf(own.room) ?? 0];
    if (most <= there || there === 0) return;
    report(store.construct, {
      code: 'LS137',
      path,
      ...where,
      message: `the store may grow to ${inMebibytes(most)}, its ${holder} has ${String(own.room)}`,
      fix: `Give less, or raise ${raise} to ${inMebibytes(most)} or more.`,
    });
  });
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / MEBIBYTE)}Mi`;
}
