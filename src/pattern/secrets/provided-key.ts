import { Reference } from '../../model/expression';

/** One key of a Secret that something in the cluster makes, such as the certificate of an operator's authority. */
export class ProvidedKey extends Reference {
  constructor(
    readonly secret: string,
    readonly key: string,
  ) {
    super();
  }

  override describe(): string {
    return `key ${this.key} of secret ${this.secret}`;
  }
}
