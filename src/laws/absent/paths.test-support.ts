/** Walks props as data: which places there are, and how one of them is changed. */
import { isObject } from '../../model/json';
import { isOpaque } from '../../model/opaque';

/** Keys and indices from the props down. */
export type Path = readonly (string | number)[];

/** Leaves a place out, as if nobody had given it. */
export const OUT: unique symbol = Symbol('out');

/** As findings write it: `rules[0].retries.attempts`. */
export function written(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

/** Every place of props, from the outside in: keys of maps, elements of lists. What passes whole has no inside. */
export function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  const inside: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isMap(value)
      ? Object.entries(value)
      : [];
  return inside.flatMap(([key, own]) => [[...at, key], ...pathsOf(own, [...at, key])]);
}

/** The maps among the places, with the props themselves. */
export function mapsOf(props: unknown): readonly Path[] {
  return [[], ...pathsOf(props)].filter((path) => isMap(valueOf(props, path)));
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !isOpaque(value);
}

export function valueOf(props: unknown, path: Path): unknown {
  return path.reduce<unknown>((own, key) => (own as Readonly<Record<string | number, unknown>>)[key], props);
}

/** Props with another value at a place. */
export function changed(props: unknown, [key, ...below]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(props);
  if (Array.isArray(props)) {
    return props
      .map((own: unknown, index) => (index === key ? changed(own, below, change) : own))
      .filter((own) => own !== OUT);
  }
  const entries = Object.entries(props as object).map(([name, own]): [string, unknown] => [
    name,
    name === key ? changed(own, below, change) : own,
  ]);
  return Object.fromEntries(entries.filter(([, own]) => own !== OUT));
}
