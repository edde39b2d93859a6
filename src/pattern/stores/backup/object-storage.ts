/** Object storage that speaks S3: where it is, who may write there, and the way to it. */
import { sealedKeyShape } from '../../secrets/sealed';
import { isObject } from '../../../model/json';
import { fixed, list, object, required, text, type Shape, type PropsOf } from '../../../model/shape';
import { cidr, dnsLabel } from '../../../model/syntax';

/** A storage in an environment that has one. */
export type Located<T extends ObjectStorage> = T & { readonly destination: string };

export function isLocated<T extends ObjectStorage>(storage: T | undefined): storage is Located<T> {
  return storage?.destination !== undefined;
}

/** The storage where there is one. */
export function locatedStorage<T extends ObjectStorage>(storage: T | undefined): Located<T> | undefined {
  return isLocated(storage) ? storage : undefined;
}

const sealedKey = sealedKeyShape;
const S3_PATH = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/;
const isWebAddress = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

/** Sealed credentials of an S3-compatible storage, by the names that AWS gives them. */
export interface StorageCredentials extends PropsOf<typeof storageCredentialsProps> {}
const storageCredentialsProps = {
  ACCESS_KEY_ID: required(fixed(sealedKey)),
  SECRET_ACCESS_KEY: required(fixed(sealedKey)),
  REGION: fixed(sealedKey),
};

export interface ObjectStorage extends PropsOf<typeof storageShapes> {}
/** Props of an object storage. */
export const storageShapes = {
  /**
   * Location of the files: `s3://bucket/path`. Absent in environments without backups: `vary({ dev: absent, prod:
   * 's3://…' })`.
   */
  destination: text('a path in object storage', 's3://backups/shop', (path) => S3_PATH.test(path)),
  /** API of the storage. Default: that of AWS. */
  endpoint: text('the URL of an object storage', 'https://s3.eu-central-1.amazonaws.com', isWebAddress),
  /** Address ranges of the API. Default: any public address. */
  cidrs: list(cidr, { atLeast: 1 }),
  /** Default: the cloud role of the pods. */
  credentials: object<StorageCredentials>(storageCredentialsProps),
  /** Directory below the destination that contains the history of one cluster. Default: the name of the cluster. */
  server: dnsLabel,
};

/** The destination must be given, and may be absent in an environment. */
export const located =
  <T>(shape: Shape<T>): Shape<T> =>
  (value, at) => {
    shape(value, at);
    if (!isObject(value) || value.destination !== undefined) return;
    at.report({
      code: 'LS103',
      path: `${at.path}.destination`,
      message: 'the prop "destination" is missing',
      fix: 'Set it to a path in object storage, such as "s3://backups/shop".',
    });
  };
