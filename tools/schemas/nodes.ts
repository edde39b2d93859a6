import type { NodeData } from '../../src/inspect/schema/bundle';

/** Collects schema nodes; equal ones get the same place. */
export class NodeTable {
  readonly nodes: NodeData[] = [];
  private readonly places = new Map<string, number>();

  add(node: NodeData): number {
    const key = JSON.stringify(node);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.nodes.push(node) - 1);
    return this.nodes.length - 1;
  }

  /** A place for a node that refers to itself; fill it with `set`. */
  reserve(): number {
    return this.nodes.push({ t: 'any' }) - 1;
  }

  set(place: number, node: NodeData): void {
    this.nodes[place] = node;
  }
}

/** A copy without the entries that are `undefined`. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
