/** The settings of services, as data. */
import type { EnvValue } from '../workload/env-value';
import type { Rule } from './setting';

/** A setting with its value in one environment. */
export interface SettledSetting {
  readonly name: string;
  readonly rule: Rule;
  /** `undefined` where nothing was given and nothing is the default. */
  readonly value: EnvValue | undefined;
}

/** What a service is configured with, in one environment. */
export interface ConfiguredImage {
  readonly image: string;
  readonly settings: readonly SettledSetting[];
}

/** The settings of one service. */
export interface ServiceSettings {
  readonly service: string;
  readonly image: string;
  /** By environment; `undefined` where the service does not exist. */
  readonly settings: readonly (readonly SettledSetting[] | undefined)[];
}
