/** Schema validation as an inspection: violations of one object become findings. */
import { append } from '../../model/append';
import { found } from '../found';
import type { KubernetesVersion } from '.';
import type { Finding } from '../../model/finding';
import type { JsonObject } from '../../model/json';
import type { ObjectInspection } from '../per-object';

/** @param versions Kubernetes versions that every object has to fit */
export function inspectSchema(versions: readonly KubernetesVersion[]): ObjectInspection {
  // the bundles are large: nobody who does not validate loads them
  const { createSchemaInspector } = require('.') as typeof import('.');
  const inspector = createSchemaInspector(versions);
  const clean = new WeakSet<JsonObject>();
  return ({ source, first }, findings) => {
    if (clean.has(first)) return;
    const violations = inspector.inspect(source.json);
    if (violations.length === 0) clean.add(first);
    for (const { code, path, message, fix } of violations)
      findings.push(found(code, source, path)`
        ${message}
        ${fix}`);
  };
}

/**
 * Schema findings without those that another inspection words better: it knows what the value is for, where the schema
 * knows a pattern or a list key.
 */
export function withoutEchoes(schema: readonly Finding[], others: readonly Finding[]): Finding[] {
  if (schema.length === 0) return [];
  const places = new Map<string, string[]>();
  for (const { object, construct, path } of others) {
    const key = `${construct ?? ''} ${object ?? ''}`;
    append(places, key, path ?? '');
  }
  return schema.filter(({ code, object, construct, path = '' }) => {
    const there = places.get(`${construct ?? ''} ${object ?? ''}`) ?? [];
    return !there.some((other) => other === path || (code === 'LS309' && other.startsWith(`${path}.`)));
  });
}
