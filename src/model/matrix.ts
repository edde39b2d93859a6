import type { Json } from './json';

/** Why a value differs between environments. */
export type MatrixOrigin =
  /** a declared varying value, or one derived from it */
  | 'value'
  /** something that only some environments have; what is below it is covered */
  | 'presence'
  /** a deviation from the pattern, with its reason */
  | 'deviation'
  /** computed from the content of one environment, such as a checksum */
  | 'derived';

/** One slot: a place of one object whose value differs between environments. */
export interface MatrixEntry {
  /** `<app>/<file>` below the folder of an environment: `api/Deployment-api.yaml`. */
  readonly file: string;
  /** The place in the object, as `paths.ts` writes it; empty for the presence of the object itself. */
  readonly path: string;
  /** One for each environment, in their order; `undefined` where it is absent. For a presence: `true` or `undefined`. */
  readonly values: readonly (Json | undefined)[];
  readonly origin: MatrixOrigin;
  /** Given with `only` and with deviations. */
  readonly reason?: string;
}
