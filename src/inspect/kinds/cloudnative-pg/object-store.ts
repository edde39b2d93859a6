/** Credentials of an object store, as a Cluster and the ObjectStore of the Barman Cloud plugin have them. */
import { below, secretKeys } from '../site';
import type { Kind } from '../kind';

export const OBJECT_STORE = [
  ...secretKeys('s3Credentials', ['accessKeyId', 'secretAccessKey', 'region', 'sessionToken']),
  ...secretKeys('azureCredentials', ['connectionString', 'storageAccount', 'storageKey', 'storageSasToken']),
  ...secretKeys('googleCredentials', ['applicationCredentials']),
  { path: 'endpointCA', to: 'Secret', key: 'key' },
];

export const objectStore: Kind = {
  kind: 'ObjectStore.barmancloud.cnpg.io',
  references: below('spec.configuration', OBJECT_STORE),
};
