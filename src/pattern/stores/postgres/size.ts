/** Memory sizes as PostgreSQL writes them; its units are powers of 1024 (PostgreSQL documentation, "Parameter Names and Values"). */
const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

export const MB = 1024 ** 2;

/** Bytes of `256MB` or `64 kB`; `undefined` without a unit, whose meaning would differ from parameter to parameter. */
export function parseSize(written: string | number | boolean | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB|TB)$/.exec(String(written));
  return match === null ? undefined : Number(match[1]) * UNITS[match[2]!]!;
}

/** Rounded down to whole MB, or kB below 1 MB; whole GB are written as such. */
export function formatSize(bytes: number): string {
  if (bytes >= 1024 * MB && bytes % (1024 * MB) === 0) return `${bytes / (1024 * MB)}GB`;
  return bytes >= MB ? `${Math.floor(bytes / MB)}MB` : `${Math.floor(bytes / 1024)}kB`;
}
