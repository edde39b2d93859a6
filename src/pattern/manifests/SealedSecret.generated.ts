// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { Json } from '../../model/json';
import type { ObjectMeta, Text } from './meta';

export interface SealedSecretSpecTemplateMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly [field: string]: Json | undefined | object;
}

export interface SealedSecretSpecTemplate {
  readonly data?: Readonly<Record<string, Text>> | undefined;
  readonly immutable?: boolean | undefined;
  readonly metadata?: SealedSecretSpecTemplateMetadata | undefined;
  readonly type?: string | undefined;
}

export interface SealedSecretSpec {
  readonly data?: string | undefined;
  readonly encryptedData: Readonly<Record<string, Text>>;
  readonly template?: SealedSecretSpecTemplate | undefined;
}

/** `bitnami.com/v1alpha1` SealedSecret */
export interface SealedSecret {
  readonly apiVersion: 'bitnami.com/v1alpha1';
  readonly kind: 'SealedSecret';
  readonly metadata: ObjectMeta;
  readonly spec: SealedSecretSpec;
}
