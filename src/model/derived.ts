import type { ApiObject } from 'cdk8s';
import type { Json, Scalar } from './json';
import type { MatrixOrigin } from './matrix';
import { Opaque } from './opaque';

/** Content of another object in the environment that is being instantiated; `undefined` where it does not exist. */
export type ContentOf = (object: ApiObject) => Json | undefined;

/**
 * A value computed when everything is declared and deviations are applied, once for each environment, such as the checksum of
 * another object's content.
 */
export class Derived extends Opaque {
  /**
   * @param compute pure; takes the content of other objects in the environment, and the index of the environment
   * @param origin what the matrix says of its differences
   */
  constructor(
    readonly compute: (contentOf: ContentOf, environment: number) => Scalar,
    readonly origin: MatrixOrigin = 'derived',
  ) {
    super();
  }
}
