/** Paths with `[*]` (`spec.containers[*].image`), compiled by kind so that one walk of an object finds all of their places. */
import { obtain } from '../model/append';
import { isMap, type Node } from './read';
import type { Trail } from './object-path';
import type { JsonObject } from '../model/json';

interface Step<S> {
  readonly children: Map<string, Step<S>>;
  each: Step<S> | undefined;
  readonly sites: S[];
}

type Visit<S> = (site: S, node: Node, trail: Trail) => void;

/** A table of places: rows of any shape, each with a path. */
export class PathTable<S extends { readonly path: string }> {
  private readonly kinds = new Map<string, Step<S>>();

  /** @param kind `Kind.group` */
  add(kind: string, site: S): void {
    let step = obtain(this.kinds, kind, () => newStep());
    for (const segment of site.path.replaceAll('[*]', '.*').split('.')) {
      if (segment === '*') {
        step = step.each ??= newStep();
      } else {
        const child = obtain(step.children, segment, () => newStep());
        step = child;
      }
    }
    step.sites.push(site);
  }

  /** Calls `visit` for every place that the object has. The trail is only valid during the call. */
  each(kind: string, json: JsonObject, visit: Visit<S>): void {
    const start = this.kinds.get(kind);
    if (start !== undefined) walk(start, json, [], visit);
  }
}

function newStep<S>(): Step<S> {
  return { children: new Map(), each: undefined, sites: [] };
}

function walk<S>(step: Step<S>, node: Node, trail: (string | number)[], visit: Visit<S>): void {
  for (const site of step.sites) visit(site, node, trail);
  const { each } = step;
  if (each !== undefined && Array.isArray(node)) {
    (node as readonly Node[]).forEach((element, index) => descend(each, index, element, trail, visit));
  }
  if (!isMap(node)) return;
  if (each !== undefined) for (const key of Object.keys(node)) descend(each, key, node[key], trail, visit);
  for (const [key, child] of step.children) {
    const value: unknown = node[key];
    if (value !== undefined && value !== null) descend(child, key, node[key], trail, visit);
  }
}

function descend<S>(
  step: Step<S>,
  key: string | number,
  node: Node,
  trail: (string | number)[],
  visit: Visit<S>,
): void {
  trail.push(key);
  walk(step, node, trail, visit);
  trail.pop();
}
