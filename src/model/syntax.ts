/** The notations that props are written in, each as the shape that checks it. */
import { text, type Shape } from './shape';
import { parseQuantity } from './quantity';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && new RegExp(`^${LABEL}$`).test(value);
}

export function isHostName(value: string): boolean {
  return (
    value.length <= 253 &&
    new RegExp(`^(\\*\\.)?${LABEL}(\\.${LABEL})+$`).test(value) &&
    value.split('.').every((label) => label.length <= 63)
  );
}

/** Seconds of a duration such as `30s`, `1m30s`, `6h`; `undefined` when it is none or not of whole seconds. */
export function seconds(value: string): number | undefined {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(value);
  if (match === null || value === '') return undefined;
  return Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
}

export function isCidr(value: string): boolean {
  const [address, length, more] = value.split('/');
  if (more !== undefined || length === undefined || !/^\d{1,3}$/.test(length)) return false;
  if (address!.includes(':')) return Number(length) <= 128 && /^[0-9a-f:]+$/i.test(address!) && isIpv6(address!);
  return Number(length) <= 32 && isIpv4(address!);
}

export function isIpv4(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  return (
    groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? groups.length < 8 : groups.length === 8)
  );
}

export const duration: Shape = text('a duration of whole seconds', '30s', (value) => seconds(value) !== undefined);
export const quantity: Shape = text('a quantity', '512Mi', (value) => parseQuantity(value) !== undefined);
export const hostName: Shape = text('a host name', 'api.shop.example', isHostName);
export const cidr: Shape = text('an address range in CIDR notation', '10.0.0.0/16', isCidr);
export const dnsLabel: Shape = text(
  'a DNS label (lower-case letters, digits and dashes, 63 at most)',
  'shop-api',
  isDnsLabel,
);
/** Kubernetes `validation.IsEnvVarName` in the strict form that shells and `$(VAR)` expansion can use. */
export const envVarName: Shape = text('a name of an environment variable', 'DATABASE_URL', (value) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(value),
);
export const absolutePath: Shape = text(
  'an absolute path',
  '/tmp',
  (value) => value.startsWith('/') && !value.split('/').includes('..'),
);
export const anyText: Shape = text('text', 'some text');
