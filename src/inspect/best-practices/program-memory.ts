/** Amounts of memory as programs write them in arguments and variables. */

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Bytes of `768mb`, `2G`, `512m`, `1GB`, `1Gi`; `undefined` for what is none. @param unit of a number without one, in bytes */
export function programBytes(written: string, unit = 1): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*$/i.exec(written);
  if (match === null) return undefined;
  const given = match[2]!.toLowerCase();
  return Number(match[1]) * (given === '' && !/b\s*$/i.test(written) ? unit : UNITS[given]!);
}

/** `1.5Gi`, `768Mi`: for messages. */
export function memoryText(amount: number): string {
  const [unit, name] = amount >= 1024 ** 3 ? [1024 ** 3, 'Gi'] : amount >= 1024 ** 2 ? [1024 ** 2, 'Mi'] : [1024, 'Ki'];
  return `${Number((amount / unit).toFixed(1))}${name}`;
}
