/**
 * Manifests as text. A template is rendered once: its text as pieces that all environments share, and holes with one
 * text for each. Filling the holes gives the file of an environment, so that rendering E environments costs little more
 * than one.
 */
import type { Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';
import { childIndentation, documentText, type KeyOrder, leadingFirst, valueText } from './block';
import { keyText } from './scalars';

/** In order: a text that all environments share, or one text for each environment. */
export type Segments = readonly (string | readonly string[])[];

/** Which environments have a container or entry; `undefined` for all. */
type Presence = readonly boolean[] | undefined;

/**
 * Text of a template, begun by a `---` line so that files can be joined.
 * @param environments their number; slots are aligned with it
 */
export function renderTemplate(template: Template, environments: number): Segments {
  const renderer = new Renderer(environments);
  renderer.add('---\n', undefined);
  renderer.document(template);
  renderer.segments.forEach(flatten);
  return renderer.segments;
}

/** The file of one environment. It ends with one line break, unless its last value is a text that ends with several. */
export function fill(segments: Segments, environmentIndex: number): string {
  let text = '';
  for (const segment of segments) text += typeof segment === 'string' ? segment : segment[environmentIndex]!;
  return text;
}

/**
 * Plain data, with a line break at the end and no `---` in front.
 * @param order `sorted` puts `apiVersion`, `kind` and `metadata` first; `given` keeps the order of the keys at every level
 */
export function renderJson(json: Json, order: KeyOrder = 'sorted'): string {
  return documentText(json, order);
}

class Renderer {
  readonly segments: (string | string[])[] = [];

  constructor(private readonly environments: number) {}

  document(template: Template): void {
    if (isContainer(template)) return this.container(template, 'root', '', undefined);
    if (template instanceof Optional) throw new Error('BUG: the root of a template is optional.');
    if (template instanceof Slot) {
      return this.each(undefined, (environment) => documentText(slotValue(template, environment), 'sorted'));
    }
    this.add(documentText(template, 'sorted'), undefined);
  }

  /** The same text in every environment of `presence`. */
  add(text: string, presence: Presence): void {
    if (presence !== undefined) return this.each(presence, () => text);
    const last = this.segments.length - 1;
    if (typeof this.segments[last] === 'string') this.segments[last] += text;
    else this.segments.push(text);
  }

  private each(presence: Presence, text: (environment: number) => string): void {
    const last = this.segments[this.segments.length - 1];
    const texts = typeof last === 'object' ? last : new Array<string>(this.environments).fill('');
    if (texts !== last) this.segments.push(texts);
    for (let environment = 0; environment < this.environments; environment++) {
      if (presence === undefined || presence[environment]) texts[environment] += text(environment);
    }
  }

  private node(
    node: Exclude<Template, Optional>,
    parent: 'key' | 'dash',
    indentation: string,
    presence: Presence,
  ): void {
    if (isContainer(node)) return this.container(node, parent, indentation, presence);
    if (node instanceof Slot) {
      return this.each(presence, (environment) =>
        valueText(slotValue(node, environment), parent, indentation, 'sorted'),
      );
    }
    this.add(valueText(node, parent, indentation, 'sorted'), presence);
  }

  private container(node: Container, parent: 'root' | 'key' | 'dash', indentation: string, presence: Presence): void {
    const isList = node instanceof ListTemplate;
    const entries = isList ? undefined : sortedEntries(node, parent === 'root');
    const length = isList ? node.elements.length : entries!.length;
    const inner = parent === 'root' ? '' : childIndentation(isList, parent, indentation);
    const first = parent === 'root' ? '' : parent === 'key' ? `\n${inner}` : ' ';

    /** Where an item was written before; the other environments still need the beginning of the container. */
    let begun: readonly boolean[] | 'nowhere' | 'everywhere' = 'nowhere';
    for (let i = 0; i < length; i++) {
      const item = isList ? node.elements[i]! : entries![i]![1];
      const itemPresence = item instanceof Optional ? both(presence, item.present) : presence;
      const label = isList ? '-' : keyText(entries![i]![0], inner);
      if (begun === 'everywhere') this.add(inner + label, itemPresence);
      else if (begun === 'nowhere') this.add(first + label, itemPresence);
      else this.each(itemPresence, (environment) => (begun[environment] ? inner : first) + label);
      if (!(item instanceof Optional)) begun = 'everywhere';
      else if (begun !== 'everywhere') begun = begun === 'nowhere' ? item.present : either(begun, item.present);
      this.node(item instanceof Optional ? item.node : item, isList ? 'dash' : 'key', inner, itemPresence);
    }
    if (begun === 'everywhere') return;
    const empty = `${parent === 'root' ? '' : ' '}${isList ? '[]' : '{}'}\n`;
    this.each(presence, (environment) => (begun !== 'nowhere' && begun[environment] ? '' : empty));
  }
}

type Container = MapTemplate | ListTemplate;
type Entries = MapTemplate['entries'];

function isContainer(template: Template): template is Container {
  return template instanceof MapTemplate || template instanceof ListTemplate;
}

function sortedEntries(map: MapTemplate, isRoot: boolean): Entries {
  const { entries } = map;
  if (isRoot) {
    const byKey = new Map(entries);
    return leadingFirst([...byKey.keys()].sort()).map((key) => [key, byKey.get(key)!]);
  }
  for (let i = 1; i < entries.length; i++) {
    if (entries[i]![0] < entries[i - 1]![0]) return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }
  return entries;
}

function slotValue(slot: Slot, environment: number): Json {
  const value = slot.values[environment];
  if (value === undefined) {
    throw new Error(`BUG: a slot has no value for environment ${environment}, and nothing above it is absent there.`);
  }
  return value;
}

function both(a: Presence, b: readonly boolean[]): Presence {
  return a === undefined ? b : a.map((present, environment) => present && b[environment]!);
}

function either(a: readonly boolean[], b: readonly boolean[]): readonly boolean[] {
  return a.map((present, environment) => present || b[environment]!);
}

/** Turns a string that the engine keeps as a tree of its parts into one run of characters: less memory, less to collect. */
function flatten(segment: string | readonly string[]): void {
  if (typeof segment === 'string') Number(segment);
  else for (const text of segment) Number(text);
}
