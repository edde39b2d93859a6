/** Copies of plain objects with one place changed. What lies aside of it is shared with the original. */
import type { Json, JsonObject } from '../../src/model/json';
import { isMap } from '../../src/inspect/read';

export type Trail = readonly (string | number)[];

export function at(root: Json | undefined, trail: Trail): Json | undefined {
  let node: Json | undefined = root;
  for (const step of trail) {
    if (Array.isArray(node)) node = (node as readonly Json[])[step as number];
    else if (isMap(node) && Object.hasOwn(node, step)) node = node[step];
    else return undefined;
  }
  return node;
}

/** @param change gets what stands there; `undefined` takes the place away, and closes a list up */
export function edited(
  root: JsonObject,
  trail: Trail,
  change: (value: Json | undefined) => Json | undefined,
): JsonObject {
  return edit(root, trail, change) as JsonObject;
}

function edit(
  node: Json | undefined,
  trail: Trail,
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = trail;
  if (step === undefined) return change(node);
  const below = edit(at(node, [step]), rest, change);
  if (Array.isArray(node)) {
    const list = [...(node as readonly Json[])];
    list.splice(step as number, 1, ...(below === undefined ? [] : [below]));
    return list;
  }
  const { [step]: _, ...others } = (node ?? {}) as Record<string, Json>;
  return below === undefined ? others : { ...others, [step]: below };
}

/** Another key for the same value. */
export function renamed(root: JsonObject, trail: Trail, key: string): JsonObject {
  const last = trail.at(-1)!;
  return edited(root, trail.slice(0, -1), (map) => {
    const { [last]: value, ...others } = map as Record<string, Json>;
    return { ...others, [key]: value! };
  });
}

/** Every place below the root, containers included, before what is in them. */
export function places(root: Json): Trail[] {
  const found: Trail[] = [];
  const walk = (node: Json, trail: Trail): void => {
    if (trail.length > 0) found.push(trail);
    if (Array.isArray(node)) (node as readonly Json[]).forEach((element, index) => walk(element, [...trail, index]));
    else if (isMap(node)) for (const key of Object.keys(node)) walk(node[key]!, [...trail, key]);
  };
  walk(root, []);
  return found;
}
