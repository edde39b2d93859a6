/** Object storage that speaks S3: where it is, who may write there, and the way to it. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { isObject } from '../../model/json';
import { Presence } from '../../model/presence';
import { fixed, instance, list, object, required, text, type At, type Shape } from '../../model/shape';
import { cidr } from '../../model/syntax';
import { Absent, Varying, absent, combine, commonSet, isVarying, valueAt, valuesOf, varies } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';
import { NOT_PUBLIC } from '../policy';
import { SealedKey } from '../sealed';

/** Sealed credentials of an S3-compatible storage, by the names that AWS gives them. */
export interface StorageCredentials {
  readonly ACCESS_KEY_ID: SealedKey;
  readonly SECRET_ACCESS_KEY: SealedKey;
  readonly REGION?: SealedKey;
}

export interface ObjectStorage {
  /** Where the files lie: `s3://bucket/path`. Absent where there is to be none: `vary({ dev: absent, prod: 's3://…' })`. */
  readonly destination?: string;
  /** API of the storage. Default: that of AWS. */
  readonly endpoint?: string;
  /** Address ranges of the API. Default: any public address. */
  readonly cidrs?: readonly string[];
  /** Default: the role that the cloud gives to the pods. */
  readonly credentials?: StorageCredentials;
  /** Folder below the destination that holds one cluster's history. Default: the name of the cluster. */
  readonly server?: string;
}

const sealedKey = instance('a sealed key', (value) => value instanceof SealedKey);
const S3_PATH = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/;
const isWebAddress = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

/** Props of an object storage. */
export const storageShapes = {
  destination: text('a path in object storage', 's3://backups/shop', (path) => S3_PATH.test(path)),
  endpoint: text('the URL of an object storage', 'https://s3.eu-central-1.amazonaws.com', isWebAddress),
  cidrs: list(cidr, { atLeast: 1 }),
  credentials: object<StorageCredentials>({
    ACCESS_KEY_ID: required(fixed(sealedKey, 'one value')),
    SECRET_ACCESS_KEY: required(fixed(sealedKey, 'one value')),
    REGION: fixed(sealedKey, 'one value'),
  }),
};

/** The destination must be given, and may be absent in an environment. */
export const located =
  (shape: Shape): Shape =>
  (value, at) => {
    if (at.normal === true && isObject(value)) refuseOwnCredentials(value, at);
    shape(value, at);
    if (!isObject(value) || value.destination !== undefined) return;
    at.report({
      code: 'LS103',
      path: `${at.path}.destination`,
      message: 'the prop "destination" is missing',
      fix: 'Give a path in object storage. Write it like "s3://backups/shop".',
    });
  };

/** Credentials exist wherever the destination does, or nowhere: the objects that read them are the same everywhere. */
function refuseOwnCredentials({ destination, credentials }: Readonly<Record<string, unknown>>, at: At): void {
  const key = isObject(credentials) ? credentials.ACCESS_KEY_ID : undefined;
  if (!isVarying(key)) return;
  const environments = at.set.names.filter(
    (_, index) => valueAt(key, index) instanceof Absent && !(valueAt(destination, index) instanceof Absent),
  );
  if (environments.length === 0) return;
  at.report({
    code: 'LS102',
    path: `${at.path}.credentials`,
    environments,
    message: 'there are no credentials for the storage here, while other environments have them',
    fix: 'Give credentials in every environment that has a destination, or in none.',
    varies: true,
  });
}

/** Where a part of the props is given, of the environments in which the construct exists. */
export function presenceOf({ platform, pods }: Identity, value: unknown, reason: string): Presence | undefined {
  if (!isVarying(value) || !value.values.some((own) => own instanceof Absent)) return pods.presence;
  const present = value.values.map((own, index) => !(own instanceof Absent) && pods.presence?.present[index] !== false);
  return present.includes(true) ? new Presence(platform.environments, present, reason) : undefined;
}

/**
 * Lets pods reach the API of a storage.
 * @param use what for: the prop that holds it
 */
export function connectStorage(
  identity: Identity,
  use: string,
  given: Normal<ObjectStorage>,
  presence: Presence | undefined,
): void {
  const { platform, pods } = identity;
  const cidrs = addressRanges(identity, use, given);
  // Written so that it is a number everywhere: a port that is absent would open all of them.
  const port = combine({ endpoint: given.endpoint }, ({ endpoint }) =>
    endpoint === undefined ? 443 : portOf(String(endpoint)),
  );
  platform.connections.add({
    from: { ...pods, presence },
    to: {
      kind: 'addresses',
      name: `${use} of ${pods.name}`,
      cidrs: cidrs ?? ['0.0.0.0/0'],
      except: cidrs === undefined ? NOT_PUBLIC : [],
    },
    ports: [{ port, protocol: 'TCP' }],
  });
}

/** The ranges as a list of values that may vary, whichever way round they were given. */
function addressRanges(
  identity: Identity,
  use: string,
  { cidrs, destination }: Normal<ObjectStorage>,
): readonly unknown[] | undefined {
  if (!varies(cidrs)) return cidrs;
  const lists = valuesOf(cidrs).map((own) => (Array.isArray(own) ? (own as readonly unknown[]) : []));
  inEachEnvironment(identity, { cidrs, destination }, (own, where) => {
    if (own.destination === undefined || own.cidrs !== undefined) return;
    const fix = "Give them for every environment that has a backup, such as ['0.0.0.0/0'], or for none.";
    const message = 'other environments name address ranges of the storage, this one does not';
    report(identity.construct, { code: 'LS102', path: `${use}.cidrs`, ...where, message, fix });
  });
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from(
    { length: longest },
    (_, at) =>
      new Varying(
        commonSet([cidrs])!,
        lists.map((list) => list[at] ?? absent),
      ),
  );
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}
