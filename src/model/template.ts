/**
 * A template is one Kubernetes object of all environments at once. What is the same everywhere is in it as plain,
 * shared data; what differs is a `Slot`; a field, list element or object that only some environments have is an
 * `Optional`. Arrays of values are aligned with `Environments.names`.
 */
import type { Json } from './json';
import type { MatrixOrigin } from './matrix';

export type Template = Json | Slot | Optional | MapTemplate | ListTemplate;

/** What is not plain data. */
abstract class Node {}

/** One value for each environment: scalars, or whole lists where Kubernetes gives no key to align elements by. */
export class Slot extends Node {
  /** @param values one for each environment; `undefined` where an `Optional` above it is absent */
  constructor(
    readonly values: readonly (Json | undefined)[],
    readonly origin: MatrixOrigin = 'value',
  ) {
    super();
  }
}

/** A map entry or list element that some environments lack. Never stands anywhere else. */
export class Optional extends Node {
  constructor(
    readonly present: readonly boolean[],
    readonly node: Exclude<Template, Optional>,
  ) {
    super();
  }
}

/** A map below which something varies. Keys are sorted. */
export class MapTemplate extends Node {
  constructor(readonly entries: readonly (readonly [key: string, node: Template])[]) {
    super();
  }
}

/** A list below which something varies. */
export class ListTemplate extends Node {
  constructor(readonly elements: readonly Template[]) {
    super();
  }
}

/** Whether a node is plain data, the same in every environment. */
export function isConstant(node: Template): node is Json {
  return !(node instanceof Node);
}
