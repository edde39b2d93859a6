/**
 * A template is one Kubernetes object of all environments at once. What is the same everywhere stands in it as plain,
 * shared data; what differs is a `Slot`; a field, list element or object that only some environments have is an
 * `Optional`. Arrays of values are aligned with `Environments.names`.
 */
import type { Json } from './json';
import type { MatrixOrigin } from './matrix';

export type Template = Json | Slot | Optional | MapTemplate | ListTemplate;

/** One value for each environment: scalars, or whole lists where Kubernetes gives no key to align elements by. */
export class Slot {
  /** @param values one for each environment; `undefined` where an `Optional` above it is absent */
  constructor(
    readonly values: readonly (Json | undefined)[],
    readonly origin: MatrixOrigin = 'value',
  ) {}
}

/** A map entry or list element that some environments lack. Never stands anywhere else. */
export class Optional {
  constructor(
    readonly present: readonly boolean[],
    readonly node: Exclude<Template, Optional>,
  ) {}
}

/** A map below which something varies. Keys are sorted. */
export class MapTemplate {
  constructor(readonly entries: readonly (readonly [key: string, node: Template])[]) {}
}

/** A list below which something varies. */
export class ListTemplate {
  constructor(readonly elements: readonly Template[]) {}
}

/** Whether a node is plain data, the same in every environment. */
export function isConstant(node: Template): node is Json {
  return (
    typeof node !== 'object' ||
    !(node instanceof Slot || node instanceof Optional || node instanceof MapTemplate || node instanceof ListTemplate)
  );
}
