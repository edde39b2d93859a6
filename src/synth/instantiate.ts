import { setEntry, type Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';

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
