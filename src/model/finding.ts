import type { Code, Severity } from './codes';
import { messageAndFix, worded, type FindingValues, type MessageAndFix } from './phrase';

/**
 * What is wrong, where, and what to do about it. Findings are data: construction, synthesis and inspection return
 * them, and `report.ts` alone turns them into words.
 */

export interface Finding {
  /** Permanent code, a key of `CODES`, such as `LS201`. Each has a page in `docs/codes/`. */
  readonly code: Code;
  /** Which of the situations that the code covers, if something depends on it, such as `empty-selector`. */
  readonly reason?: string;
  /** Errors fail the synth; warnings are only reported. Default: the severity of the code. */
  readonly severity?: Severity;
  /** Environments that have the problem; omitted if all of them have it. */
  readonly environments?: readonly string[];
  /** Path of the construct that caused it, such as `shop/api`. */
  readonly construct?: string;
  /** The Kubernetes object, such as `Deployment/api`. */
  readonly object?: string;
  /** The field, in the notation of the matrix: `spec.template.spec.containers[name=api].image`, or a prop: `probes.readiness.timeout`. */
  readonly path?: string;
  /** An input file with the position in it, such as `images.lock.yaml:12:5`. */
  readonly file?: string;
  /** Other objects that the finding is about, such as a missing `Secret/db`. */
  readonly objects?: readonly string[];
  /**
   * What the texts mention, by name: `{ port: 8080, offers: [3000] }`. Findings with the same data have the same texts.
   */
  readonly values?: FindingValues;
  /** One sentence: what is wrong, with the value. For people only: no code reads it. */
  readonly message: string;
  /** One sentence or command: how to fix it, with the valid choices. For people only, too. */
  readonly fix: string;
}

/** A finding whose texts follow as a template: `` findingAbout({ code: 'LS514', file })`…` ``. */
export function findingAbout(about: Omit<Finding, 'message' | 'fix' | 'values'>): MessageAndFix<Finding> {
  return messageAndFix((message, fix) => ({ ...about, ...worded(message, fix) }));
}

/** Equal for two findings that say the same, apart from the environments in which it holds. */
export function identityOf({
  code,
  reason,
  severity,
  construct,
  object,
  path,
  file,
  objects,
  values,
}: Finding): string {
  return JSON.stringify([code, reason, severity, construct, object, path, file, objects, values]);
}
