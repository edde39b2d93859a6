/** From a path, as `src/model/paths.ts` writes it, to the places in an object; `[*]` and `.*` take all elements. */
export type Key = string | number;
export interface Found {
  readonly trail: readonly Key[];
  readonly value: unknown;
}

type Step =
  | { readonly key: string }
  | { readonly index: number }
  | { readonly every: true }
  | { readonly by: Readonly<Record<string, string>> };
type Container = Record<Key, unknown>;

const TOKEN = /\["((?:[^"\\]|\\.)*)"\]|\[(\*)\]|\[(\d+)\]|\[([^\]]+)\]|\.?(\*)(?=[.[]|$)|\.?([^.[\]]+)/y;

export function steps(path: string): readonly Step[] {
  const found: Step[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < path.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(path);
    if (match === null) throw new Error(`cannot read the path ${path} at character ${at + 1}`);
    const [, quoted, all, index, by, each, key] = match;
    if (quoted !== undefined) found.push({ key: JSON.parse(`"${quoted}"`) as string });
    else if (all !== undefined || each !== undefined) found.push({ every: true });
    else if (index !== undefined) found.push({ index: Number(index) });
    else if (by !== undefined)
      found.push({ by: Object.fromEntries(by.split(',').map((pair) => pair.split('=', 2) as [string, string])) });
    else found.push({ key: key! });
  }
  return found;
}

export function select(root: unknown, path: string): readonly Found[] {
  return steps(path).reduce<readonly Found[]>(
    (places, step) => places.flatMap((place) => follow(place, step)),
    [{ trail: [], value: root }],
  );
}

function follow({ trail, value }: Found, step: Step): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const found = keys.filter((key) => {
    if ('every' in step) return true;
    if ('by' in step) return typeof key === 'number' && matches((value as unknown[])[key], step.by);
    return ('key' in step ? step.key : step.index) === key;
  });
  return found.map((key) => ({ trail: [...trail, key], value: (value as Container)[key] }));
}

function matches(element: unknown, by: Readonly<Record<string, string>>): boolean {
  if (typeof element !== 'object' || element === null) return false;
  return Object.entries(by).every(([field, value]) => String((element as Record<string, unknown>)[field]) === value);
}

/**
 * Puts a value at the first place of a path, in the object itself; what is missing on the way is made.
 * @param value `null` to take the place away
 */
export function put(root: object, path: string, value: unknown): void {
  const [found] = select(root, path);
  if (found !== undefined) {
    const parent = found.trail.slice(0, -1).reduce<Container>((node, key) => node[key] as Container, root as Container);
    const key = found.trail.at(-1)!;
    if (value !== null) parent[key] = value;
    else if (Array.isArray(parent)) parent.splice(key as number, 1);
    else delete parent[key];
    return;
  }
  if (value === null) throw new Error(`there is no ${path} to take away`);
  const all = steps(path);
  let node = root as Container;
  all.forEach((step, index) => {
    const next = all[index + 1];
    const own = index === all.length - 1 ? value : next !== undefined && 'key' in next ? {} : [];
    const key = keyFor(node, step);
    if (index === all.length - 1 || typeof node[key] !== 'object' || node[key] === null) node[key] = own;
    node = node[key] as Container;
  });
}

function keyFor(node: Container, step: Step): Key {
  if ('key' in step) return step.key;
  if ('index' in step) return step.index;
  if ('every' in step) return Array.isArray(node) ? 0 : (Object.keys(node)[0] ?? 'any');
  const at = (node as unknown as unknown[]).findIndex((element) => matches(element, step.by));
  if (at >= 0) return at;
  return (node as unknown as unknown[]).push({ ...step.by }) - 1;
}
