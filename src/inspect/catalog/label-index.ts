/** What carries labels, found by selector without looking at all of it: each label of each namespace has its own list. */
import { append, obtain } from '../../model/append';
import { isEmpty, matches, type Labels, type Selector } from './selector';

interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

export class LabelIndex<T extends Labelled> {
  private readonly byNamespace = new Map<string, T[]>();
  /** By namespace, key and value. */
  private readonly byLabel = new Map<string, Map<string, Map<string, T[]>>>();
  readonly all: T[] = [];

  add(item: T): void {
    this.all.push(item);
    append(this.byNamespace, item.namespace, item);
    const labels = obtain(this.byLabel, item.namespace, () => new Map());
    for (const key of Object.keys(item.labels)) {
      const values = obtain(labels, key, () => new Map());
      append(values, String(item.labels[key]), item);
    }
  }

  /** All of a namespace. */
  within(namespace: string): readonly T[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** Those of the namespace that the selector matches; an empty selector matches all. */
  select(namespace: string, selector: Selector): readonly T[] {
    const candidates = this.candidates(namespace, selector);
    if (candidates.length === 0 || isEmpty(selector)) return candidates;
    if (selector.labels.length === 1 && selector.expressions.length === 0) return candidates;
    return candidates.filter((item) => matches(selector, item.labels));
  }

  private candidates(namespace: string, selector: Selector): readonly T[] {
    if (selector.labels.length === 0) return this.within(namespace);
    const labels = this.byLabel.get(namespace);
    let fewest: readonly T[] | undefined;
    for (const [key, value] of selector.labels) {
      const posted = labels?.get(key)?.get(value);
      if (posted === undefined) return [];
      if (fewest === undefined || posted.length < fewest.length) fewest = posted;
    }
    return fewest ?? [];
  }
}
