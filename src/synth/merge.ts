/** Joins the plain data of all environments into a template, finding what they have in common. */
import { isEqual } from '../model/equal';
import { isObject, type Json, type JsonObject } from '../model/json';
import type { MatrixOrigin } from '../model/matrix';
import { elementKey, listKey } from '../model/paths';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';

type Values = readonly (Json | undefined)[];

/**
 * @param values one for each environment; `undefined` where there is nothing
 * @param field the name of the field that holds them, which tells by what key the elements of a list are merged
 * @param origin what the matrix says of the slots
 */
export function merge(values: Values, field: string, origin: MatrixOrigin = 'value'): Template | undefined {
  const there = values.filter((value) => value !== undefined);
  if (there.length === 0) return undefined;
  const node = mergePresent(values, there, field, origin);
  return there.length === values.length
    ? node
    : new Optional(
        values.map((value) => value !== undefined),
        node,
      );
}

function mergePresent(
  values: Values,
  there: readonly Json[],
  field: string,
  origin: MatrixOrigin,
): Exclude<Template, Optional> {
  const first = there[0]!;
  if (there.every((value) => isEqual(value, first))) return first;
  if (there.every((value) => isObject(value))) return mergeMaps(values as readonly (JsonObject | undefined)[], origin);
  if (there.every((value) => Array.isArray(value))) {
    return mergeLists(values as readonly (readonly Json[] | undefined)[], field, origin) ?? new Slot(values, origin);
  }
  return new Slot(values, origin);
}

function mergeMaps(values: readonly (JsonObject | undefined)[], origin: MatrixOrigin): MapTemplate {
  const keys = [...new Set(values.flatMap((value) => (value === undefined ? [] : Object.keys(value))))].sort();
  return new MapTemplate(
    keys.map((key) => [
      key,
      withinParent(
        values,
        merge(
          values.map((value) => (value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined)),
          key,
          origin,
        )!,
      ),
    ]),
  );
}

/** Something absent only where its parent is absent is not optional in it. */
export function withinParent(parents: readonly unknown[], node: Template): Template {
  if (!(node instanceof Optional)) return node;
  return parents.every((parent, index) => parent === undefined || node.present[index]) ? node.node : node;
}

/** `undefined` when the elements cannot be aligned: then the whole list is one slot. */
function mergeLists(
  values: readonly (readonly Json[] | undefined)[],
  field: string,
  origin: MatrixOrigin,
): ListTemplate | undefined {
  const lists = values.filter((list) => list !== undefined);
  const keyFields = lists.map((list) => listKey(field, list)?.join());
  const keyed = lists.every(
    (list, index) =>
      list.length === 0 || (keyFields[index] !== undefined && keyFields[index] === keyFields.find(Boolean)),
  );
  if (keyed) return mergeKeyed(values, field, origin);
  if (lists.some((list) => list.length !== lists[0]!.length) || keyFields.some((fields) => fields !== undefined))
    return undefined;
  return new ListTemplate(
    lists[0]!.map((_, at) =>
      withinParent(
        values,
        merge(
          values.map((list) => list?.[at]),
          '',
          origin,
        )!,
      ),
    ),
  );
}

function mergeKeyed(
  values: readonly (readonly Json[] | undefined)[],
  field: string,
  origin: MatrixOrigin,
): ListTemplate | undefined {
  const byKey = values.map((list) => {
    const fields = list === undefined ? undefined : listKey(field, list);
    return new Map((list ?? []).map((element) => [elementKey(fields!, element as Record<string, unknown>)!, element]));
  });
  const order = commonOrder(byKey.map((map) => [...map.keys()]));
  if (order === undefined) return undefined;
  return new ListTemplate(
    order.map((key) =>
      withinParent(
        values,
        merge(
          byKey.map((map) => map.get(key)),
          '',
          origin,
        )!,
      ),
    ),
  );
}

/** One order that all of the given orders are part of, or `undefined` when they contradict each other. */
export function commonOrder(orders: readonly (readonly string[])[]): string[] | undefined {
  const after = new Map<string, Set<string>>();
  for (const order of orders) {
    order.forEach((key, index) => {
      const own = after.get(key) ?? new Set();
      after.set(key, index === 0 ? own : own.add(order[index - 1]!));
    });
  }
  const common = new Set<string>();
  while (common.size < after.size) {
    const size = common.size;
    for (const [key, earlier] of after) if ([...earlier].every((other) => common.has(other))) common.add(key);
    if (common.size === size) return undefined;
  }
  return [...common];
}
