/** Files to object storage and back, by rclone; its image has no shell that would be needed. Told by variables alone. */
import { joinText } from '../../model/text';
import type { Normal } from '../../model/fields';
import { absent, combine, derive, type Varying } from '../../model/varying';
import type { ObjectStorage, StorageCredentials } from './object-storage';
import { RUN, BACKUP, type Step } from './steps';

export interface Remote {
  /** Name in `images.lock.yaml` of an image like rclone/rclone. */
  readonly image: string;
  readonly storage: Normal<ObjectStorage> & { readonly region?: unknown };
  /** Folder of one store below the destination. */
  readonly folder: unknown;
}

/** The newest backup lies here as well, under names that do not change. */
const LATEST = 'latest';

/** Copies what lies in the work folder to a folder of its own, and where the newest is looked for. */
export function uploadSteps(remote: Remote, tier: string): readonly Step[] {
  return [
    step(remote, 'upload', ['copy', BACKUP, pathOf(remote, `${tier}/${RUN}`), '--error-on-no-transfer']),
    step(remote, 'latest', ['sync', BACKUP, pathOf(remote, LATEST)]),
  ];
}

/** Deletes what is older; last, so that a run that failed has deleted nothing. @param age as rclone writes it: `30d` */
export function pruneStep(remote: Remote, tier: string, age: unknown): Step {
  return step(remote, 'prune', ['delete', pathOf(remote, tier), '--use-server-modtime', '--min-age', age]);
}

/** Fetches the newest backup; fails when it is older than `age`, or there is none. */
export function downloadStep(remote: Remote, age: unknown): Step {
  return step(remote, 'download', [
    'copy',
    pathOf(remote, LATEST),
    BACKUP,
    '--use-server-modtime',
    '--max-age',
    age,
    '--error-on-no-transfer',
  ]);
}

/** Fetches files of the folder into the work folder. @param args what is to be fetched, and how */
export function fetchStep(remote: Remote, name: string, args: readonly unknown[]): Step {
  return step(remote, name, ['copy', addressOf(remote), BACKUP, ...args]);
}

function step({ image, storage }: Remote, name: string, args: readonly unknown[]): Step {
  return { name, image, args, variables: variablesOf(storage) };
}

/** Folder of the store, `:s3:bucket/path/mongo`: a remote that needs no file of configuration. */
export function addressOf({ storage, folder }: Remote): string | Varying<string> {
  const root = combine(
    { destination: storage.destination },
    ({ destination }) =>
      `:s3:${String(destination ?? 's3://absent')
        .replace('s3://', '')
        .replace(/\/+$/, '')}`,
  );
  return joinText([root as string | Varying<string>, '/', folder as string | Varying<string>]);
}

function pathOf(remote: Remote, below: string): unknown {
  return joinText([addressOf(remote), `/${below}`]);
}

function variablesOf({ endpoint, region, credentials }: Remote['storage']): Record<string, unknown> {
  const keys = credentials as StorageCredentials | undefined;
  return {
    // A bucket that is not there is a mistake, and the right to make one is not needed.
    RCLONE_S3_NO_CHECK_BUCKET: 'true',
    RCLONE_S3_PROVIDER: combine({ endpoint }, (own) => (own.endpoint === undefined ? 'AWS' : 'Other')),
    ...(endpoint !== undefined && { RCLONE_S3_ENDPOINT: endpoint }),
    ...regionOf(region, keys),
    ...(keys === undefined
      ? { RCLONE_S3_ENV_AUTH: 'true' }
      : { RCLONE_S3_ACCESS_KEY_ID: keys.ACCESS_KEY_ID, RCLONE_S3_SECRET_ACCESS_KEY: keys.SECRET_ACCESS_KEY }),
  };
}

function regionOf(region: unknown, keys: StorageCredentials | undefined): Record<string, unknown> {
  if (keys?.REGION !== undefined) return { RCLONE_S3_REGION: keys.REGION };
  return region === undefined ? {} : { RCLONE_S3_REGION: derive<unknown, unknown>(region, (own) => own ?? absent) };
}
