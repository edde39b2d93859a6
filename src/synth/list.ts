/** Objects of kind `List`, which clients take apart: their items are objects of their own. */
import { valuesOf } from '../model/varying';
import { isObject, type Json, type JsonObject } from '../model/json';
import { isClusterScoped } from '../model/scopes';
import { MapTemplate, Optional, type Template } from '../model/template';
import type { Varying } from '../model/varying';
import { instantiate } from './instantiate';
import { merge } from './merge';
import { groupOf } from './objects';

export interface Item {
  readonly template: Template;
  /** Environments whose list has it; `undefined` for all. */
  readonly present: readonly boolean[] | undefined;
}

/**
 * The items of a template of kind `List`, else the template itself. Items are the same object where kind and name are.
 * @param namespace for items that name none and belong into one
 */
export function itemsOf(template: Template, environments: number, namespace: Varying<string>): Item[] {
  if (!isNamedList(template)) return [{ template, present: undefined }];
  const lists = Array.from({ length: environments }, (_, index) => instantiate(template, index));
  if (!lists.some(isList)) return [{ template, present: undefined }];
  const byIdentity = new Map<string, (Json | undefined)[]>();
  lists.forEach((list, environment) => {
    for (const item of flattened(list)) {
      let identity = identityOf(item);
      // Twice in one list: two objects, for the search for duplicates to find.
      while (byIdentity.get(identity)?.[environment] !== undefined) identity += '+';
      const own = byIdentity.get(identity) ?? Array.from({ length: environments }, () => undefined);
      own[environment] = withNamespace(item, valuesOf(namespace)[environment]!);
      byIdentity.set(identity, own);
    }
  });
  return [...byIdentity.values()].map((items) => {
    const node = merge(items, '')!;
    return node instanceof Optional
      ? { template: node.node, present: node.present }
      : { template: node, present: undefined };
  });
}

/** Whether the kind is `List`, or differs between environments: without instantiating every object for every environment. */
function isNamedList(template: Template): boolean {
  const kind: unknown =
    template instanceof MapTemplate
      ? template.entries.find(([key]) => key === 'kind')?.[1]
      : (template as JsonObject).kind;
  return typeof kind !== 'string' || kind === 'List';
}

function flattened(node: Json | undefined): JsonObject[] {
  if (!isObject(node)) return [];
  return isList(node) ? (node.items as readonly Json[]).flatMap(flattened) : [node as JsonObject];
}

function isList(node: unknown): boolean {
  return isObject(node) && node.kind === 'List' && Array.isArray(node.items);
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): string {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return JSON.stringify([apiVersion, kind, namespace ?? null, name ?? null]);
}

function withNamespace(item: JsonObject, namespace: string): JsonObject {
  const metadata = (isObject(item.metadata) ? item.metadata : {}) as JsonObject;
  if (metadata.namespace !== undefined || isClusterScoped(groupOf(String(item.apiVersion)), String(item.kind)))
    return item;
  return { ...item, metadata: { ...metadata, namespace } };
}
