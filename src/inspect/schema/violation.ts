import { messageAndFix, type MessageAndFix, type Phrase } from '../../model/phrase';
import type { Code } from '../../model/codes';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from './bundle';

/** One place of one object that its schema does not allow. */
export interface SchemaViolation {
  /** `LS301` to `LS349`; the severity is that of the code. */
  readonly code: Code;
  /** The field, as `model/paths.ts` writes it; empty for the object itself. */
  readonly path: string;
  readonly message: Phrase;
  readonly fix: Phrase;
  /** The versions of Kubernetes that do not allow it, of those inspected for, oldest first. */
  readonly versions: readonly KubernetesVersion[];
}

/** What is wrong with a value, before its place is known. */
export interface Fault {
  readonly code: Code;
  readonly message: Phrase;
  readonly fix: Phrase;
}

export function fault(code: Code): MessageAndFix<Fault> {
  return messageAndFix((message, fix) => ({ code, message, fix }));
}

export function missingField(field: string): Fault {
  return fault('LS303')`
    required field "${{ field }}" is missing
    Add "${{ field }}".`;
}

export function versionsOf(mask: number): KubernetesVersion[] {
  return KUBERNETES_VERSIONS.filter((_, index) => (mask & (1 << index)) !== 0);
}

/** How a value is shown in a message: JSON, cut when it is long. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 76)}…"` : text;
}
