/** Entries of lists that have no key: how two of them differ, and how far a rule of a policy reaches. */
import { isMap, list } from '../read';
import type { Json } from '../../model/json';

interface Leaf {
  /** Below the entry. */
  readonly path: string;
  readonly own: Json;
  readonly there: Json;
}

/** The one scalar in which two values of the same shape differ; `undefined` where they differ in more. */
export function onlyLeaf(own: Json, there: Json): Leaf | undefined {
  const leaves = leavesApart(own, there, []);
  return leaves?.length === 1 ? leaves[0] : undefined;
}

/** @returns `undefined` where the shapes differ */
function leavesApart(own: Json, there: Json, trail: readonly (string | number)[]): readonly Leaf[] | undefined {
  if (typeof own !== 'object' && typeof there !== 'object')
    return own === there ? [] : [{ path: trail.join('.'), own, there }];
  if (Array.isArray(own) !== Array.isArray(there) || typeof own !== typeof there) return undefined;
  const keys = Object.keys(own);
  if (keys.length !== Object.keys(there).length) return undefined;
  const found: Leaf[] = [];
  for (const key of keys) {
    if (!Object.hasOwn(there as object, key)) return undefined;
    const below = leavesApart((own as Record<string, Json>)[key]!, (there as Record<string, Json>)[key]!, [
      ...trail,
      key,
    ]);
    if (below === undefined) return undefined;
    found.push(...below);
  }
  return found;
}

/** In which ways a rule of a NetworkPolicy has no bound, in words. */
export function isWide(rule: Json): readonly string[] {
  const ways: string[] = [];
  const ports = list(rule, 'ports');
  if (ports.length === 0) ways.push('any port');
  if (ports.some((port) => isMap(port) && port.endPort !== undefined)) ways.push('a range of ports');
  if (ports.some((port) => isMap(port) && port.port === undefined)) ways.push('any port of a protocol');
  const peers = [...list(rule, 'from'), ...list(rule, 'to')];
  if (peers.length === 0) ways.push('everybody');
  for (const peer of peers) {
    if (!isMap(peer)) continue;
    const { podSelector, namespaceSelector, ipBlock } = peer;
    if (isEmptyMap(namespaceSelector)) ways.push('pods of any namespace');
    if (podSelector !== undefined && namespaceSelector === undefined && isEmptyMap(podSelector))
      ways.push('every pod of the namespace');
    if (
      namespaceSelector !== undefined &&
      !isEmptyMap(namespaceSelector) &&
      (podSelector === undefined || isEmptyMap(podSelector))
    )
      ways.push('every pod of a different namespace');
    if (isMap(ipBlock) && /\/0$/.test(String(ipBlock.cidr as string)) && list(ipBlock, 'except').length === 0)
      ways.push('any address');
  }
  return ways;
}

function isEmptyMap(value: Json | undefined): boolean {
  return isMap(value) && Object.values(value).every((one) => isMap(one) && Object.keys(one).length === 0);
}
