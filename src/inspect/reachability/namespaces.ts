/** Namespaces by the labels that selectors look at, and those that must be assumed because a policy lets them in. */
import { describe, isEmpty, matches, type Labels, type Selector } from '../catalog/selector';
import type { Catalog } from '../catalog';

export const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Where an object is that names no namespace: kubectl uses `default` unless configured otherwise. */
export function placeOf(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /**
   * What other pods may run there: none in a namespace whose workloads are in the files, which are taken for all that it has;
   * any in others.
   */
  readonly open: boolean;
  /** The selector for which it is assumed, where none is known by name. Empty text: any namespace. */
  readonly assumed?: string;
}

/** Labels with which a selector matches, as few as possible; `undefined` when nothing could match it. */
export function leastLabels(selector: Selector): Labels | undefined {
  const labels: Record<string, string> = Object.fromEntries(selector.labels);
  for (const { key, operator, values } of selector.expressions) {
    if (Object.hasOwn(labels, key)) continue;
    if (operator === 'In' && values.length > 0) labels[key] = values[0]!;
    if (operator === 'Exists') labels[key] = 'any';
  }
  return matches(selector, labels) ? labels : undefined;
}

/** @param selectors of the peers of all policies */
export function namespacesOf(catalog: Catalog, selectors: Iterable<Selector>): readonly Namespace[] {
  const labels = new Map<string, Labels>();
  const add = (name: string, own: Labels) => labels.set(name, { ...labels.get(name), ...own, [NAME_LABEL]: name });
  const complete = new Set<string>();
  for (const { name, labels: own } of catalog.ofKind('Namespace')) add(name, own);
  for (const { namespace, from } of catalog.pods.all) {
    const place = placeOf(namespace);
    if (!labels.has(place)) add(place, {});
    if (from.origin !== 'cluster') complete.add(place);
  }
  for (const { namespace } of catalog.files) if (namespace !== '' && !labels.has(namespace)) add(namespace, {});
  const known = [...labels].map(([name, own]): Namespace => ({ name, labels: own, open: !complete.has(name) }));
  return [...known, ...assumedFor(selectors, known)];
}

/** A selector by name means that namespace, known or not; any other could match unknown namespaces. */
function assumedFor(selectors: Iterable<Selector>, known: readonly Namespace[]): Namespace[] {
  const assumed = new Map<string, Namespace>();
  for (const selector of selectors) {
    const written = describe(selector);
    if (assumed.has(written)) continue;
    const least = leastLabels(selector);
    if (least === undefined) continue;
    const name = least[NAME_LABEL];
    if (name === undefined)
      assumed.set(written, {
        name: `\0${written}`,
        labels: least,
        open: true,
        assumed: isEmpty(selector) ? '' : written,
      });
    else if (!known.some((other) => other.name === name)) assumed.set(written, { name, labels: least, open: true });
  }
  return [...assumed.values()];
}

/** Pods of one namespace with the same labels are the same to every policy. */
export function identity(namespace: string, labels: Labels): string {
  return JSON.stringify([namespace, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
