import { isMap } from '../read';
import type { JsonObject } from '../../model/json';

export function values(json: JsonObject): (readonly [field: string, key: string, value: string])[] {
  return ['data', 'stringData'].flatMap((field) => {
    const held = json[field];
    if (!isMap(held)) return [];
    return Object.entries(held).flatMap(([key, value]) =>
      typeof value === 'string' ? [[field, key, field === 'data' ? decoded(value) : value] as const] : [],
    );
  });
}

/** The API server rejects text that is not base64; it is usually a placeholder. */
export function decoded(value: string): string {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value) && value.length % 4 === 0
    ? Buffer.from(value, 'base64').toString('utf8')
    : value;
}
