/** Checksums that annotations of pod templates carry: pods read their configuration once, at their start. */
import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '../../model/json';

export function textChecksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same for equal data, whatever the order of its keys. */
export function contentChecksum(value: Json): string {
  return textChecksum(canonical(value));
}

function canonical(value: Json): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`)
    .join(',')}}`;
}
