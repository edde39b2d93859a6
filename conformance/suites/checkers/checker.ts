import type { DistEnvironment } from '../../dist';
import type { Toolbox } from '../../tools/toolbox';

/** What a checker objects to. */
export interface Violation {
  /** The checker's own name of the rule, such as `CKV_K8S_9`. */
  readonly rule: string;
  /** `Deployment/api`. */
  readonly object: string;
  readonly message: string;
}

export interface Checker {
  /** As in the tool's name and in `exemptions.yaml`. */
  readonly name: string;
  readonly tools: readonly string[];
  /** Kind without which there is nothing to check. */
  readonly kind?: string;
  /** All violations of one environment. Throws when the tool itself did not work. */
  check(environment: DistEnvironment, tool: Toolbox): Promise<readonly Violation[]>;
}

/** Absolute paths of the environment's files. */
export function filesOf(environment: DistEnvironment): string[] {
  return [...new Set(environment.objects.map(({ file }) => `${environment.folder}/${file}`))];
}
