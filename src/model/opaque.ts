import { UsageError } from './usage-error';

/**
 * Values that constructs take whole, never a varying value inside them: endpoints, sealed keys, expressions. They are
 * recognized by this brand, not by their shape, and are more than text: converted to text, they would lose the connection or the
 * secret that they bring.
 */
const OPAQUE: unique symbol = Symbol.for('cdk8s-lockstep.opaque');

export abstract class Opaque {
  readonly [OPAQUE] = true as const;

  /** @internal What it is in one environment: itself, where nothing inside of it varies. */
  at(_environment: number): unknown {
    return this;
  }

  [Symbol.toPrimitive](): never {
    return this.refuse('turned into text');
  }

  toString(): never {
    return this.refuse('turned into text');
  }

  toJSON(): never {
    return this.refuse('turned into JSON');
  }

  private refuse(use: string): never {
    throw new UsageError(
      `A value of type ${this.constructor.name} cannot be ${use}: it carries a connection or a secret. ` +
        'Interpolate it with the `text` tag.',
    );
  }
}

export function isOpaque(value: unknown): value is Opaque {
  return typeof value === 'object' && value !== null && (value as { [OPAQUE]?: unknown })[OPAQUE] === true;
}
