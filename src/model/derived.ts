import type { ApiObject } from 'cdk8s';
import type { Json, Scalar } from './json';
import { Opaque } from './opaque';

/** Content of another object in the environment that is being instantiated; `undefined` where it does not exist. */
export type ContentOf = (object: ApiObject) => Json | undefined;

/**
 * A value computed from the whole content of other objects once an environment is instantiated, such as a checksum.
 * Its differences appear in the matrix as `derived`.
 */
export class Derived extends Opaque {
  /** @param compute pure; called once for each environment */
  constructor(readonly compute: (contentOf: ContentOf) => Scalar) {
    super();
  }
}
