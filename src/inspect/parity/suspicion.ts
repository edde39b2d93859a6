import { messageAndFix, type MessageAndFix, type Phrase } from '../../model/phrase';
import type { Code } from '../../model/codes';

/** A difference between environments that someone should review. */
export interface Suspicion {
  readonly code: Code;
  /** Number of the environment that should be looked at. */
  readonly at: number;
  readonly message: Phrase;
  readonly fix: Phrase;
  /** True where it says something only if little else of the object is otherwise. */
  readonly ifAlone?: true;
}

export function suspicion(code: Code, at: number): MessageAndFix<Suspicion> {
  return messageAndFix((message, fix) => ({ code, at, message, fix }));
}
