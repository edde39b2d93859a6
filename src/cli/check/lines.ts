/** Where the fields of a YAML document stand. */
import type { Document, Node } from 'yaml';
import type { Json } from '../../model/json';
import { childPath, elementKey, listKey } from '../../model/paths';

/**
 * Offsets of all fields, by path in the notation of the matrix.
 * @param json what the document says
 */
export function fieldOffsets(document: Document.Parsed, json: Json): ReadonlyMap<string, number> {
  const yaml = require('yaml') as typeof import('yaml');
  const offsets = new Map<string, number>();
  const visit = (node: unknown, value: unknown, path: string, field: string): void => {
    if (yaml.isMap(node)) {
      for (const pair of node.items) {
        const key = yaml.isScalar(pair.key) ? String(pair.key.value) : undefined;
        if (key === undefined) continue;
        const below = childPath(path, key);
        offsets.set(below, offsetOf(pair.key) ?? 0);
        visit(pair.value, (value as Record<string, unknown> | null)?.[key], below, key);
      }
    } else if (yaml.isSeq(node) && Array.isArray(value)) {
      const fields = listKey(field, value);
      node.items.forEach((item, index) => {
        const name = fields === undefined ? String(index) : elementKey(fields, value[index] as Record<string, unknown>);
        const below = `${path}[${name}]`;
        offsets.set(below, offsetOf(item) ?? 0);
        visit(item, value[index], below, '');
      });
    }
  };
  visit(document.contents, json, '', '');
  return offsets;
}

/** The offset of a field, or of the nearest one above it that there is. */
export function nearestOffset(offsets: ReadonlyMap<string, number>, path: string): number {
  for (let end = path.length; end > 0; end--) {
    if (end < path.length && path[end] !== '.' && path[end] !== '[') continue;
    const offset = offsets.get(path.slice(0, end));
    if (offset !== undefined) return offset;
  }
  return 0;
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
