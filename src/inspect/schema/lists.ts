/** Lists whose elements must differ: `x-kubernetes-list-type` map and set. */
import { isObject } from '../../model/json';
import type { NodeData } from './bundle';
import { fault, shown, type Fault } from './violation';

const NONE: readonly (readonly [number, Fault])[] = [];

/** The places of elements that repeat an earlier one, with what is wrong. */
export function duplicates(
  list: readonly unknown[],
  data: NodeData,
): readonly (readonly [place: number, fault: Fault])[] {
  if (data.k === undefined && data.s === undefined) return NONE;
  const seen = new Set<unknown>();
  const found: [number, Fault][] = [];
  list.forEach((element, place) => {
    const key = data.k === undefined ? setKey(element) : mapKey(element, data.k);
    if (key === undefined) return;
    if (!seen.has(key)) {
      seen.add(key);
      return;
    }
    const what = data.k === undefined ? shown(element) : described(element, data.k);
    found.push([
      place,
      fault('LS309')`
        the list has a duplicate ${{ what }}
        Keep one of the two.`,
    ]);
  });
  return found;
}

function setKey(element: unknown): unknown {
  return typeof element === 'object' ? JSON.stringify(element) : element;
}

type Keys = NonNullable<NodeData['k']>;

/** Equal for elements that Kubernetes takes for the same; `undefined` when the element has no key at all. */
function mapKey(element: unknown, keys: Keys): unknown {
  if (!isObject(element)) return undefined;
  if (keys.length === 1) return element[keys[0]![0]] ?? keys[0]![1] ?? undefined;
  let key = '';
  let any = false;
  for (const [field, preset] of keys) {
    const value = element[field] ?? preset;
    if (value !== null) any = true;
    key += `${typeof value}:${String(value)}\n`;
  }
  return any ? key : undefined;
}

function described(element: unknown, keys: Keys): string {
  const map = element as Record<string, unknown>;
  const parts = keys
    .map(([field, preset]) => [field, map[field] ?? preset] as const)
    .filter(([, value]) => value !== null);
  return parts.map(([field, value]) => `${field} ${shown(value)}`).join(' and ');
}
