/** Kinds as kubectl writes them, `Kind.group` (`Deployment.apps`, `Secret`), and what the API says about them. */
import { isClusterScoped } from '../../model/scopes';
import type { JsonObject } from '../../model/json';
import { text } from '../read';

const CORE_VERSION = /^v\d/;
const known = new Map<string, string>();

/** @param apiVersion `apps/v1`, or `v1` for the core group */
export function kindOf(apiVersion: string, kind: string): string {
  const written = `${apiVersion}/${kind}`;
  let result = known.get(written);
  if (result === undefined) {
    result = CORE_VERSION.test(apiVersion) || apiVersion === '' ? kind : `${kind}.${apiVersion.split('/')[0]}`;
    // tables by kind are plain objects: `constructor` must not find what every object has
    if (result in {}) result += '.';
    if (known.size < 10_000) known.set(written, result);
  }
  return result;
}

export function qualify(group: string, kind: string): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** `Deployment` of `Deployment.apps`: what people call it. */
export function plainKind(kind: string): string {
  const dot = kind.indexOf('.');
  return dot < 0 ? kind : kind.slice(0, dot);
}

/** `Deployment/api`, as findings name objects. */
export function objectName(json: JsonObject): string {
  return `${text(json, 'kind') ?? 'object'}/${text(json, 'metadata', 'name') ?? ''}`;
}

const scopes = new Map<string, boolean>();

/** @param kind `Kind.group` */
export function isClusterKind(kind: string): boolean {
  let known = scopes.get(kind);
  if (known === undefined) {
    const dot = kind.indexOf('.');
    known = dot < 0 ? isClusterScoped('', kind) : isClusterScoped(kind.slice(dot + 1), kind.slice(0, dot));
    if (scopes.size < 10_000) scopes.set(kind, known);
  }
  return known;
}
