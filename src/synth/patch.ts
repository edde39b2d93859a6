/** JSON patches (RFC 6902) and merged overrides on plain manifests, failing on what does not apply. */
import { isObject, setEntry, type Json } from '../model/json';
import type { PatchOperation } from '../model/deviation';

export class PatchFailure extends Error {}

/** @returns a patched copy; parts that no operation touches are shared with the original @throws PatchFailure */
export function applyPatch(document: Json, operations: readonly PatchOperation[]): Json {
  return operations.reduce((patched, operation) => applyOne(patched, pointer(operation.path), operation), document);
}

function applyOne(node: Json, path: readonly string[], operation: PatchOperation): Json {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (operation.op === 'test') return check(node, operation);
    if (operation.op === 'remove')
      throw new PatchFailure(`${operation.op} ${operation.path}: an entire object cannot be removed; use \`only\``);
    return operation.value as Json;
  }
  if (Array.isArray(node)) return patchList(node as readonly Json[], key, rest, operation);
  if (!isObject(node)) throw new PatchFailure(`${operation.op} ${operation.path}: no map or list contains "${key}"`);
  const exists = Object.hasOwn(node, key);
  if (rest.length > 0 || operation.op !== 'add') {
    if (!exists) {
      const keys = Object.keys(node).sort();
      throw new PatchFailure(
        `${operation.op} ${operation.path}: unknown key "${key}"; the map has ${keys.length === 0 ? 'no keys' : keys.join(', ')}`,
      );
    }
  }
  const copy: Record<string, Json> = { ...(node as Record<string, Json>) };
  if (rest.length > 0) setEntry(copy, key, applyOne(copy[key]!, rest, operation));
  else if (operation.op === 'remove') delete copy[key];
  else if (operation.op === 'test') check(copy[key]!, operation);
  else setEntry(copy, key, operation.value);
  return copy;
}

function patchList(list: readonly Json[], key: string, rest: readonly string[], operation: PatchOperation): Json {
  const copy = [...list];
  const appends = key === '-' && rest.length === 0 && operation.op === 'add';
  const index = appends ? list.length : /^(0|[1-9]\d*)$/.test(key) ? Number(key) : NaN;
  const last = operation.op === 'add' && rest.length === 0 ? list.length : list.length - 1;
  if (!(index <= last))
    throw new PatchFailure(
      `${operation.op} ${operation.path}: the list has ${list.length} elements, and "${key}" is not one of them`,
    );
  if (rest.length > 0) copy[index] = applyOne(copy[index]!, rest, operation);
  else if (operation.op === 'add') copy.splice(index, 0, operation.value as Json);
  else if (operation.op === 'remove') copy.splice(index, 1);
  else if (operation.op === 'test') check(copy[index]!, operation);
  else copy[index] = operation.value as Json;
  return copy;
}

function check(node: Json, operation: PatchOperation): Json {
  if (JSON.stringify(node) !== JSON.stringify(operation.value)) {
    throw new PatchFailure(
      `test ${operation.path}: it is ${JSON.stringify(node)}, not ${JSON.stringify(operation.value)}`,
    );
  }
  return node;
}

function pointer(path: string): readonly string[] {
  if (path === '') return [];
  if (!path.startsWith('/')) throw new PatchFailure(`"${path}" is not a JSON pointer: it must start with "/"`);
  return path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Merges maps; lists and scalars are replaced; `null` removes an entry (RFC 7396). */
export function mergeOverride(base: Json | undefined, values: unknown): Json | undefined {
  if (values === null) return undefined;
  if (!isObject(values)) return values as Json;
  const merged: Record<string, Json> = isObject(base) ? { ...(base as Record<string, Json>) } : {};
  for (const [key, value] of Object.entries(values)) {
    const inner = mergeOverride(Object.hasOwn(merged, key) ? merged[key] : undefined, value);
    if (inner === undefined) delete merged[key];
    else setEntry(merged, key, inner);
  }
  return merged;
}
