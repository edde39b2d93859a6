import type { DistEnvironment } from '../../dist';
import type { Toolbox } from '../../tools/toolbox';

/** What a checker objects to. */
export interface Violation {
  /** `platform/environment`. */
  readonly environment: string;
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
  /** All violations of these environments. Throws when the tool itself did not work. */
  check(environments: readonly DistEnvironment[], tool: Toolbox): Promise<readonly Violation[]>;
}

/** A check that takes one environment after the other. */
export function oneByOne(
  check: (environment: DistEnvironment, tool: Toolbox) => Promise<readonly Omit<Violation, 'environment'>[]>,
): Checker['check'] {
  return async (environments, tool) => {
    const found: Violation[] = [];
    for (const environment of environments)
      for (const violation of await check(environment, tool))
        found.push({ environment: nameOf(environment), ...violation });
    return found;
  };
}

/** `platform/environment`. */
export function nameOf({ platform, name }: DistEnvironment): string {
  return `${platform}/${name}`;
}

/** Absolute paths of the environment's files. */
export function filesOf(environment: DistEnvironment): string[] {
  return [...new Set(environment.objects.map(({ file }) => `${environment.folder}/${file}`))];
}
