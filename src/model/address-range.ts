/** IPv4 and IPv6 ranges, as exact numbers. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly prefix: number;
  /** False where bits below the prefix are set: `10.0.0.1/8`. */
  readonly aligned: boolean;
}

/** @returns `undefined` when the text is not CIDR notation: leading zeros, a prefix that is missing or too long */
export function parseRange(written: string): AddressRange | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d*)$/.exec(written);
  if (match === null) return undefined;
  const version = match[1]!.includes(':') ? 6 : 4;
  const address = version === 4 ? parseFour(match[1]!) : parseSix(match[1]!);
  const prefix = Number(match[2]);
  const bits = version === 4 ? 32 : 128;
  if (address === undefined || prefix > bits) return undefined;
  const below = (1n << BigInt(bits - prefix)) - 1n;
  return { version, first: address & ~below, prefix, aligned: (address & below) === 0n };
}

/** Whether `inner` is within `outer` and smaller. */
export function isStrictlyWithin(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.version !== outer.version || inner.prefix <= outer.prefix) return false;
  const bits = inner.version === 4 ? 32 : 128;
  return inner.first >> BigInt(bits - outer.prefix) === outer.first >> BigInt(bits - outer.prefix);
}

/** `10.0.0.0` */
export function textOfFour(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

/** As RFC 5952 writes it, but that IPv4 within IPv6 is written in hexadecimal: the longest run of zeros is left out. */
export function textOfSix(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - index * 16)) & 0xffffn);
  let [start, length] = [0, 0];
  for (let at = 0, run = 0; at < 8; at++) {
    run = groups[at] === 0n ? run + 1 : 0;
    if (run > length) [start, length] = [at + 1 - run, run];
  }
  const written = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  return length < 2 ? written(0, 8) : `${written(0, start)}::${written(start + length, 8)}`;
}

function parseFour(written: string): bigint | undefined {
  const parts = written.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseSix(written: string): bigint | undefined {
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1)!;
  const tail = last.at(-1);
  if (tail?.includes('.') === true) {
    const four = parseFour(tail);
    if (four === undefined) return undefined;
    last.splice(-1, 1, (four >> 16n).toString(16), (four & 0xffffn).toString(16));
  }
  const [head = [], rest] = groups;
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: rest === undefined ? 0 : missing }, () => '0'), ...(rest ?? [])];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
