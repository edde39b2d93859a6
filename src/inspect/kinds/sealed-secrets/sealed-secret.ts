/** A Secret whose values are sealed for the cluster. */
import { map } from '../../read';
import type { Kind } from '../kind';

const SEALED = ['spec', 'encryptedData'];
const PLAIN = ['spec', 'template', 'data'];

export const sealedSecret: Kind = {
  kind: 'SealedSecret.bitnami.com',
  makes: (json, name) => [
    { kind: 'Secret', name, keys: [SEALED, PLAIN].flatMap((path) => Object.keys(map(json, ...path))) },
  ],
  fields: { data: [SEALED, PLAIN] },
};
