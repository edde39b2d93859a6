/**
 * Text that is more than its characters: the URL of another service brings the connection to it, a password
 * brings the reference to its Secret. Constructs hand them out; `text` joins them; the consumer's variables take them.
 */
import { Opaque } from './opaque';
import { valuesOf, varies, type Varying } from './varying';

/** A part that its consumer must resolve, such as a sealed key; each kind is known to the pattern. */
export abstract class Reference extends Opaque {
  override at(_environment: number): Reference {
    return this;
  }

  /** How the reference is named in messages: "endpoint db:5432". */
  abstract describe(): string;
}

export type Part = string | Varying<string> | Reference;

/** A sequence of text and references. A reference with empty text contributes only its connection. */
export class Expression extends Opaque {
  constructor(readonly parts: readonly Part[]) {
    super();
  }

  override at(environment: number): Expression {
    const parts = this.parts.map((part) => {
      if (typeof part === 'string') return part;
      return varies(part) ? valuesOf(part)[environment]! : part.at(environment);
    });
    return parts.every((part, index) => part === this.parts[index]) ? this : new Expression(parts);
  }

  /** The references, in order. */
  get references(): readonly Reference[] {
    return this.parts.filter((part) => part instanceof Reference);
  }
}
