import { setEntry, type Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, isConstant, type Template } from '../model/template';

/**
 * The plain data of one environment. What is the same everywhere is returned as it stands in the template, so that the
 * environments share it and inspection sees it once. Must not be changed by the caller.
 * @returns `undefined` where it is absent
 */
export function instantiate(template: Template, environment: number): Json | undefined {
  if (typeof template !== 'object') return template;
  if (template instanceof Slot) return template.values[environment];
  if (template instanceof Optional) return template.present[environment] ? instantiate(template.node, environment) : undefined;
  if (template instanceof MapTemplate) {
    const map: Record<string, Json> = {};
    for (const [key, node] of template.entries) {
      const value = instantiate(node, environment);
      if (value !== undefined) setEntry(map, key, value);
    }
    return map;
  }
  if (template instanceof ListTemplate) {
    const list: Json[] = [];
    for (const node of template.elements) {
      const value = instantiate(node, environment);
      if (value !== undefined) list.push(value);
    }
    return list;
  }
  return template;
}

type Column = readonly (Json | undefined)[];

/**
 * The plain data of every environment. Parts that are equal in several of them are one object, at whatever depth, so that
 * inspection can tell by identity what it has seen.
 */
export function instantiateAll(template: Template, environments: number): Column {
  if (isConstant(template)) return Array.from({ length: environments }, () => template);
  if (template instanceof Slot) return template.values;
  if (template instanceof Optional) {
    const all = instantiateAll(template.node, environments);
    return all.map((value, environment) => (template.present[environment] ? value : undefined));
  }
  const keys = template instanceof MapTemplate ? template.entries.map(([key]) => key) : undefined;
  const nodes = template instanceof MapTemplate ? template.entries.map(([, node]) => node) : template.elements;
  const columns = nodes.map((node) => (isConstant(node) ? undefined : instantiateAll(node, environments)));
  const all: Json[] = [];
  for (let environment = 0; environment < environments; environment++) {
    const same = all.findIndex((_, earlier) => columns.every((column) => column === undefined || column[earlier] === column[environment]));
    const values = () => columns.map((column, index) => (column === undefined ? (nodes[index] as Json) : column[environment]));
    all.push(same === -1 ? container(keys, values()) : all[same]!);
  }
  return all;
}

function container(keys: readonly string[] | undefined, values: Column): Json {
  if (keys === undefined) return values.filter((value) => value !== undefined);
  const map: Record<string, Json> = {};
  keys.forEach((key, index) => {
    const value = values[index];
    if (value !== undefined) setEntry(map, key, value);
  });
  return map;
}
