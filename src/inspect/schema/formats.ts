/** Formats and patterns of strings and numbers, judged as the API server judges them. */

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const IPV4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}(?<!\.)$/;
const IPV6 = /^(?=.*:)[0-9a-fA-F:]+(:(\d{1,3}\.){3}\d{1,3})?$/;
const DURATION = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w))+$/;

/** What a text would have to be, or `undefined` when it is. Formats that are not known allow everything. */
export function textFormatFault(format: string, text: string): string | undefined {
  switch (format) {
    case 'date-time':
      return isDateTime(text) ? undefined : 'a time such as "2026-01-31T12:00:00Z"';
    case 'byte':
      return BASE64.test(text) ? undefined : 'base64 text';
    case 'ipv4':
      return IPV4.test(text) ? undefined : 'an IPv4 address';
    case 'ipv6':
      return IPV6.test(text) ? undefined : 'an IPv6 address';
    case 'duration':
      return DURATION.test(text) ? undefined : 'a duration such as "30s"';
    default:
      return undefined;
  }
}

function isDateTime(text: string): boolean {
  const [date = '', time = '', ...rest] = text.split('T');
  if (!DATE.test(date) || !TIME.test(time) || rest.length > 0) return false;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What a whole number would have to be, or `undefined` when it is. */
export function integerFormatFault(format: string, value: number): string | undefined {
  if (format === 'int32' && (value > 2147483647 || value < -2147483648))
    return 'a 32-bit integer, -2147483648 to 2147483647';
  if (format === 'int64' && (value >= 2 ** 63 || value < -(2 ** 63))) return 'a 64-bit integer';
  return undefined;
}

const patterns = new Map<string, RegExp | undefined>();

/** Patterns are RE2; the little of its syntax that JavaScript lacks is `(?i)`. */
export function matchesPattern(pattern: string, text: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined && !patterns.has(pattern)) {
    compiled = compile(pattern);
    patterns.set(pattern, compiled);
  }
  return compiled === undefined || compiled.test(text);
}

function compile(pattern: string): RegExp | undefined {
  const source = pattern.replaceAll('(?i)', '').replaceAll('\\z', '$').replaceAll('\\A', '^');
  const flags = source === pattern || !pattern.includes('(?i)') ? '' : 'i';
  for (const mode of [`${flags}u`, flags]) {
    try {
      return new RegExp(source, mode);
    } catch {
      // The next, laxer mode; a pattern that no mode can read judges nothing.
    }
  }
  return undefined;
}

/** Characters as the API server counts them: code points. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length--;
      at++;
    }
  }
  return length;
}
