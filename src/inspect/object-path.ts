/** Places in an object: a trail of keys and positions, written as the matrix writes paths only when a finding needs it. */
import { childPath, elementKey, listKey } from '../model/paths';
import { isMap, type Node } from './read';

export type Trail = readonly (string | number)[];

/** `['spec', 'containers', 0, 'image']` as `spec.containers[name=api].image`. */
export function pathOf(root: Node, trail: Trail): string {
  let path = '';
  let node: Node = root;
  let field = '';
  for (const step of trail) {
    if (typeof step === 'number') {
      const elements = Array.isArray(node) ? (node as readonly Node[]) : [];
      const keys = listKey(field, elements);
      const element = elements[step];
      path += `[${keys !== undefined && isMap(element) ? elementKey(keys, element) : step}]`;
      node = element;
    } else {
      path = childPath(path, step);
      node = isMap(node) ? node[step] : undefined;
      field = step;
    }
  }
  return path;
}
