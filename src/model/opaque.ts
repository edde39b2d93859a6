/**
 * Values that constructs take whole, never a varying value inside them: endpoints, sealed keys, expressions. They are
 * told by this brand, not by their shape.
 */
const OPAQUE: unique symbol = Symbol.for('cdk8s-lockstep.opaque');

export abstract class Opaque {
  /** @internal */
  readonly [OPAQUE] = true as const;
}

export function isOpaque(value: unknown): value is Opaque {
  return typeof value === 'object' && value !== null && (value as { [OPAQUE]?: unknown })[OPAQUE] === true;
}
