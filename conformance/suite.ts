import type { DistEnvironment } from './dist';
import type { Report } from './report';
import type { Toolbox } from './tools/toolbox';

export interface SuiteContext {
  readonly report: Report;
  readonly tool: Toolbox;
  /** Every environment of every platform below the dist folder. */
  readonly environments: readonly DistEnvironment[];
  /** The folder that holds `<platform>/<environment>/…`. */
  readonly dist: string;
  /** The folder of the sealed values, `secrets/` of the project. */
  readonly secrets: string;
  /** False when only some environments, or those of another project, were chosen. */
  readonly allEnvironments: boolean;
  /** How long Argo CD is watched for drift. */
  readonly soakSeconds: number;
  /** How many environments are judged side by side; most of the time each waits for its controllers. */
  readonly jobs: number;
  /** Judge the commands of Lockstep, too, which do not depend on the dist folder. The mutation check does not. */
  readonly commands: boolean;
  /** The project's root. */
  readonly project: string;
}

export interface Suite {
  readonly name: string;
  /** One line for `--help`. */
  readonly title: string;
  /** What `tools/recipes.ts` must have made before it runs. */
  readonly tools: readonly string[];
  /** Most of its time it waits, so that it may run beside others. */
  readonly waits?: true;
  run(context: SuiteContext): Promise<void>;
}
