import type { Code, Severity } from './codes';

/**
 * What is wrong, where, and what to do about it. Findings are data: construction, synthesis and inspection return
 * them, and `report.ts` alone turns them into words.
 */

export interface Finding {
  /** Permanent code, a key of `CODES`, such as `LS201`. Each has a page in `docs/codes/`. */
  readonly code: Code;
  /** Errors fail the synth; warnings are reported. Defaults to the severity that the code declares. */
  readonly severity?: Severity;
  /** Environments in which it holds; leave out when it holds in all. */
  readonly environments?: readonly string[];
  /** Path of the construct that caused it, such as `shop/api`. */
  readonly construct?: string;
  /** The Kubernetes object, such as `Deployment/api`. */
  readonly object?: string;
  /** The field, in the notation of the matrix: `spec.template.spec.containers[name=api].image`, or a prop: `probes.readiness.timeout`. */
  readonly path?: string;
  /** An input file with the place in it, such as `images.lock.yaml:12:5`. */
  readonly file?: string;
  /** One sentence: what is wrong, with the value. */
  readonly message: string;
  /** One sentence or command: what to do, with the valid choices. */
  readonly fix: string;
}
