import { Opaque } from './opaque';
import type { EnvironmentNames } from './varying';

/**
 * Plain data of every environment, made by a pattern function, for the synth to merge into one template. Text of it may be
 * `Derived`.
 */
export class Joined extends Opaque {
  /** @param values one for each environment; `undefined` where there is nothing */
  constructor(
    readonly set: EnvironmentNames,
    readonly values: readonly unknown[],
  ) {
    super();
  }

  override at(environment: number): unknown {
    return this.values[environment];
  }
}
