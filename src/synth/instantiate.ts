import { setEntry, type Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, isConstant, type Template } from '../model/template';

/**
 * The plain data of one environment. What is the same everywhere is returned as it is in the template, so that the
 * environments share it and inspection sees it once. Must not be changed by the caller.
 * @returns `undefined` where it is absent
 */
export function instantiate(template: Template, environment: number): Json | undefined {
  if (typeof template !== 'object') return template;
  if (template instanceof Slot) return template.values[environment];
  if (template instanceof Optional)
    return template.present[environment] ? instantiate(template.node, environment) : undefined;
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

/** One value for each environment. */
type Column = readonly (Json | undefined)[];

/**
 * The plain data of every environment. Parts that are equal in several of them are one object, at whatever depth, so that
 * inspection can tell by identity what it has seen.
 */
export function instantiateAll(template: Template, environments: number): Column {
  if (template instanceof MapTemplate) return maps(template, environments);
  if (template instanceof ListTemplate) return lists(template, environments);
  if (template instanceof Slot) return template.values;
  if (template instanceof Optional) {
    const all = instantiateAll(template.node, environments);
    return all.map((value, environment) => (template.present[environment] ? value : undefined));
  }
  return Array.from({ length: environments }, () => template);
}

function maps({ entries }: MapTemplate, environments: number): Column {
  const columns = entries.map(([, node]) => (isConstant(node) ? undefined : instantiateAll(node, environments)));
  const all: Json[] = [];
  for (let environment = 0; environment < environments; environment++) {
    let map = all.find((_, earlier) => areSame(columns, earlier, environment));
    if (map === undefined) {
      map = {};
      for (let index = 0; index < entries.length; index++) {
        const [key, node] = entries[index]!;
        const column = columns[index];
        const value = column === undefined ? (node as Json) : column[environment];
        if (value !== undefined) setEntry(map as Record<string, Json>, key, value);
      }
    }
    all.push(map);
  }
  return all;
}

function lists({ elements }: ListTemplate, environments: number): Column {
  const columns = elements.map((node) => (isConstant(node) ? undefined : instantiateAll(node, environments)));
  const all: Json[] = [];
  for (let environment = 0; environment < environments; environment++) {
    const list = elements.map((node, index) =>
      columns[index] === undefined ? (node as Json) : columns[index]![environment],
    );
    all.push(
      all.find((_, earlier) => areSame(columns, earlier, environment)) ?? list.filter((value) => value !== undefined),
    );
  }
  return all;
}

function areSame(columns: readonly (Column | undefined)[], one: number, other: number): boolean {
  return columns.every((column) => column === undefined || column[one] === column[other]);
}
