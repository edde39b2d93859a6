/** Label selectors with the semantics of the API server (meta/v1 LabelSelector). An empty selector selects everything. */
import type { JsonObject } from '../../model/json';
import { memoize } from '../memoize';
import { isMap, list, map, text, type Node } from '../read';

export type Labels = Readonly<Record<string, string>>;

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface Selector {
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly expressions: readonly Expression[];
}

const NO_EXPRESSIONS: readonly Expression[] = [];

const EVERYTHING: Selector = { labels: [], expressions: NO_EXPRESSIONS };

/** A `LabelSelector`: `matchLabels` and `matchExpressions`. */
export function labelSelector(node: Node): Selector {
  return isMap(node) ? read(node) : EVERYTHING;
}

/** Environments share selectors. */
const read = memoize((node: JsonObject): Selector => {
  const expressions = list(node, 'matchExpressions');
  return {
    labels: pairs(map(node, 'matchLabels')),
    expressions: expressions.length === 0 ? NO_EXPRESSIONS : expressions.filter(isMap).map(expressionOf),
  };
});

function expressionOf(node: JsonObject): Expression {
  return {
    key: text(node, 'key') ?? '',
    operator: text(node, 'operator') ?? '',
    values: list(node, 'values').map(String),
  };
}

/** A plain map of labels, as `Service.spec.selector` is. */
export function equalitySelector(node: Node): Selector {
  return { labels: pairs(map(node)), expressions: NO_EXPRESSIONS };
}

function pairs(labels: JsonObject): (readonly [string, string])[] {
  return Object.keys(labels).map((key) => [key, String(labels[key])] as const);
}

/** Set on pods by their controllers, so in no template: an index, a revision, the Job. */
const OF_CONTROLLERS =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|controller-revision-hash|pod-template-hash|pod-template-generation|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid)|batch\.kubernetes\.io\/job-completion-index|rollouts-pod-template-hash)$/;

/** The selector without what no template can carry. */
export const ofTemplates = memoize((selector: Selector): Selector => {
  if (!keysOf(selector).some((key) => OF_CONTROLLERS.test(key))) return selector;
  return {
    labels: selector.labels.filter(([key]) => !OF_CONTROLLERS.test(key)),
    expressions: selector.expressions.filter(({ key }) => !OF_CONTROLLERS.test(key)),
  };
});

export function keysOf({ labels, expressions }: Selector): string[] {
  return [...labels.map(([key]) => key), ...expressions.map(({ key }) => key)];
}

export function isEmpty(selector: Selector): boolean {
  return selector.labels.length === 0 && selector.expressions.length === 0;
}

export function matches(selector: Selector, labels: Labels): boolean {
  for (const [key, value] of selector.labels) if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  for (const expression of selector.expressions) if (!holds(expression, labels)) return false;
  return true;
}

function holds({ key, operator, values }: Expression, labels: Labels): boolean {
  const present = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return present && values.includes(labels[key]!);
    case 'NotIn':
      return !present || !values.includes(labels[key]!);
    case 'Exists':
      return present;
    case 'DoesNotExist':
      return !present;
    default:
      return false;
  }
}

/** `app=api, tier in (web)` as kubectl writes selectors. */
export const describe = memoize((selector: Selector): string => {
  const words: Readonly<Record<string, string>> = { In: 'in', NotIn: 'notin' };
  return [
    ...selector.labels.map(([key, value]) => `${key}=${value}`),
    ...selector.expressions.map(({ key, operator, values }) =>
      operator === 'Exists'
        ? key
        : operator === 'DoesNotExist'
          ? `!${key}`
          : `${key} ${words[operator] ?? operator} (${values.join(', ')})`,
    ),
  ].join(', ');
});
