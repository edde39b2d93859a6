/** The notations that props are written in, each as the shape that checks it. */
import { parseRange } from './address-range';
import { integer, text, type Shape } from './shape';
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

export const duration: Shape<string> = text(
  'a duration in whole seconds',
  '30s',
  (value) => seconds(value) !== undefined,
);
export const quantity: Shape<string> = text('a quantity', '512Mi', (value) => parseQuantity(value) !== undefined);
export const hostName: Shape<string> = text('a host name', 'api.shop.example', isHostName);
export const cidr: Shape<string> = text(
  'an address range in CIDR notation',
  '10.0.0.0/16',
  (value) => parseRange(value) !== undefined,
);
export const dnsLabel: Shape<string> = text(
  'a DNS label (at most 63 lowercase letters, digits and hyphens)',
  'shop-api',
  isDnsLabel,
);
/** Kubernetes `validation.IsEnvVarName` in the strict form that shells and `$(VAR)` expansion can use. */
export const envVarName: Shape<string> = text('an environment variable name', 'DATABASE_URL', (value) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(value),
);
export const absolutePath: Shape<string> = text(
  'an absolute path',
  '/tmp',
  (value) => value.startsWith('/') && !value.split('/').includes('..'),
);
export const anyText: Shape<string> = text('text', 'non-empty text');
export const portNumber: Shape<number> = integer({ min: 1, max: 65535, unit: 'port' });
