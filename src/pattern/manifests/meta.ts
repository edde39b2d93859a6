import type { Derived } from '../../model/derived';

/** Text of a map: as it is, or computed from other content once that is known, as a checksum is. */
export type Text = string | Derived;

export type Texts = Readonly<Record<string, Text>>;

/** `metadata` of an object, as far as constructs write it. The namespace of the platform is filled in. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Texts | undefined;
  readonly annotations?: Texts | undefined;
}
