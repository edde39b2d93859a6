/**
 * Wire names for L1 classes (`k8s.KubeDeployment` and what `cdk8s import` writes). Their conversion renames fields
 * (`clusterIp` to `clusterIP`, `ref` to `$ref`), chokes on values it does not expect and drops the fields it does not know.
 * So it never sees a value: it is run over markers, and where each marker comes out is the wire path of the value.
 */
import { ApiObject } from 'cdk8s';
import { isObject, setEntry, type Json, type JsonObject } from '../model/json';

type Path = readonly (string | number)[];
type Conversion = (props: unknown) => unknown;

/** Replaces one scalar or empty container, and returns itself for whatever a conversion calls on it. */
class Marker {
  constructor(
    readonly path: Path,
    readonly content: Json,
  ) {}
  /** Unions (`IntOrString`, `Quantity`) represent scalars only: an empty map that is asked for a field of this name has none. */
  get value(): this | undefined {
    return typeof this.content === 'object' ? undefined : this;
  }
  toISOString(): this {
    return this;
  }
  map(): this {
    return this;
  }
}

/** How the class of an object converts its props, or `undefined` for objects that are wire-named already. */
export function conversionOf(object: ApiObject): Conversion | undefined {
  const { manifest } = object.constructor as { manifest?: unknown };
  return typeof manifest === 'function'
    ? (props) => (manifest as Conversion).call(object.constructor, props)
    : undefined;
}

/** Whether the object renders itself in a way of its own that only `toJson` knows, and that templates would miss. */
export function overridesRendering(object: ApiObject): boolean {
  return object.toJson !== ApiObject.prototype.toJson && conversionOf(object) === undefined;
}

/**
 * The manifest under its wire names, every leaf of `given` in it: a leaf that the conversion drops keeps its given name
 * under its parents' wire names, for the schema to judge.
 * @throws Error when two leaves come out at one place
 */
export function toWire(given: JsonObject, convert: Conversion): JsonObject {
  const markers: Marker[] = [];
  const marked = mark(given, [], markers);
  const found = new Map<Marker, Path>();
  find(convert(marked), [], found);
  const lost = markers.filter((marker) => typeof marker.content === 'object' && !found.has(marker));
  findByDifference(lost, given, convert, found);

  const containers = wirePathsOfContainers(found);
  const wire: Record<string, unknown> = {};
  const taken = new Map<string, Marker>();
  const put = (marker: Marker, path: Path) => {
    const key = JSON.stringify(path);
    const other = taken.get(key);
    if (other !== undefined)
      throw new Error(
        `the fields ${other.path.join('.')} and ${marker.path.join('.')} both map to the wire name ${path.join('.')}`,
      );
    taken.set(key, marker);
    place(wire, path, marker.content);
  };
  for (const marker of markers) {
    const path = found.get(marker);
    if (path !== undefined) put(marker, path);
  }
  for (const marker of markers) if (!found.has(marker)) put(marker, givenUnderWireParents(marker.path, containers));
  return { ...gvkOf(convert), ...wire } as JsonObject;
}

function mark(
  value: Json,
  path: Path,
  markers: Marker[],
  place: (marker: Marker) => unknown = (marker) => marker,
): unknown {
  if (Array.isArray(value) && value.length > 0)
    return value.map((element, index) => mark(element as Json, [...path, index], markers, place));
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, mark(inner as Json, [...path, key], markers, place)]),
    );
  }
  const marker = new Marker(path, value);
  markers.push(marker);
  return place(marker);
}

/**
 * A conversion may rebuild an empty map entry by entry, and lose the marker that represents it. It came out where the
 * conversion makes something more with the map than without it.
 */
function findByDifference(
  lost: readonly Marker[],
  given: JsonObject,
  convert: Conversion,
  found: Map<Marker, Path>,
): void {
  for (const empty of lost) {
    const key = JSON.stringify(empty.path);
    const converted = (content: unknown) =>
      convert(mark(given, [], [], (marker) => (JSON.stringify(marker.path) === key ? content : marker)));
    const more = surplus(converted(empty.content), converted(undefined), []);
    if (more !== undefined) found.set(empty, more);
  }
}

/** The first place that one has and the other lacks. */
function surplus(one: unknown, other: unknown, path: Path): Path | undefined {
  if (other === undefined) return one === undefined ? undefined : path;
  if (Array.isArray(one) && Array.isArray(other))
    return first(one.entries(), ([index, element]) => surplus(element, other[index], [...path, index]));
  if (!isObject(one) || !isObject(other)) return undefined;
  return first(Object.entries(one), ([key, inner]) => surplus(inner, other[key], [...path, key]));
}

function first<T>(items: Iterable<T>, look: (item: T) => Path | undefined): Path | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function find(value: unknown, path: Path, found: Map<Marker, Path>): void {
  if (value instanceof Marker) found.set(value, path);
  else if (Array.isArray(value)) value.forEach((element, index) => find(element, [...path, index], found));
  else if (isObject(value)) for (const [key, inner] of Object.entries(value)) find(inner, [...path, key], found);
}

/** Where each container of the given data came out, read off the leaves below it. */
function wirePathsOfContainers(found: ReadonlyMap<Marker, Path>): Map<string, Path> {
  const containers = new Map<string, Path>();
  for (const [marker, path] of found) {
    for (let depth = 1; depth < marker.path.length; depth++)
      containers.set(JSON.stringify(marker.path.slice(0, depth)), path.slice(0, depth));
  }
  return containers;
}

function givenUnderWireParents(path: Path, containers: ReadonlyMap<string, Path>): Path {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const parent = containers.get(JSON.stringify(path.slice(0, depth)));
    if (parent !== undefined) return [...parent, ...path.slice(depth)];
  }
  return path;
}

function place(into: Record<string, unknown>, path: Path, content: Json): void {
  let at = into;
  path.forEach((step, depth) => {
    const key = String(step);
    if (depth === path.length - 1) return setEntry(at, key, content);
    if (!Object.hasOwn(at, key)) setEntry(at, key, typeof path[depth + 1] === 'number' ? [] : {});
    at = at[key] as Record<string, unknown>;
  });
}

/** `apiVersion` and `kind`, which a conversion adds by itself. */
function gvkOf(convert: Conversion): Record<string, unknown> {
  const bare = convert({});
  if (!isObject(bare)) return {};
  return Object.fromEntries(
    Object.entries(bare).filter(
      ([key, value]) => (key === 'apiVersion' || key === 'kind') && typeof value === 'string',
    ),
  );
}
