/** Files to object storage and back, by rclone; its image has no shell that would be needed. Configured by variables alone. */
import type { Values } from '../../workload/variables';
import type { Located, ObjectStorage } from './object-storage';
import { RUN, BACKUP, type Step } from './steps';

export interface Remote {
  /** Name in `images.lock.yaml` of an image like rclone/rclone. */
  readonly image: string;
  readonly storage: Located<ObjectStorage> & { readonly region?: string };
  /** Folder of one store below the destination. */
  readonly folder: string;
}

/** Also contains the newest backup, under names that do not change. */
const LATEST = 'latest';

/** Copies the work directory to a new directory, and to the one that holds the newest backup. */
export function uploadSteps(remote: Remote, tier: string): readonly Step[] {
  return [
    step(remote, 'upload', ['copy', BACKUP, pathOf(remote, `${tier}/${RUN}`), '--error-on-no-transfer']),
    step(remote, 'latest', ['sync', BACKUP, pathOf(remote, LATEST)]),
  ];
}

/** Deletes what is older; last, so that a run that failed has deleted nothing. @param age as rclone writes it: `30d` */
export function pruneStep(remote: Remote, tier: string, age: string): Step {
  return step(remote, 'prune', ['delete', pathOf(remote, tier), '--use-server-modtime', '--min-age', age]);
}

/** Fetches the newest backup; fails when it is older than `age`, or there is none. */
export function downloadStep(remote: Remote, age: string): Step {
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
export function fetchStep(remote: Remote, name: string, args: readonly string[]): Step {
  return step(remote, name, ['copy', addressOf(remote), BACKUP, ...args]);
}

function step({ image, storage }: Remote, name: string, args: readonly string[]): Step {
  return { name, image, args, variables: variablesOf(storage) };
}

/** Folder of the store, `:s3:bucket/path/mongo`: a remote that needs no file of configuration. */
export function addressOf({ storage, folder }: Remote): string {
  return `:s3:${storage.destination.replace('s3://', '').replace(/\/+$/, '')}/${folder}`;
}

function pathOf(remote: Remote, below: string): string {
  return `${addressOf(remote)}/${below}`;
}

function variablesOf({ endpoint, region: given, credentials: keys }: Remote['storage']): Values {
  const region = keys?.REGION ?? given;
  return {
    // A bucket that is not there is a mistake, and the right to make one is not needed.
    RCLONE_S3_NO_CHECK_BUCKET: 'true',
    RCLONE_S3_PROVIDER: endpoint === undefined ? 'AWS' : 'Other',
    ...(endpoint !== undefined && { RCLONE_S3_ENDPOINT: endpoint }),
    ...(region !== undefined && { RCLONE_S3_REGION: region }),
    ...(keys === undefined
      ? { RCLONE_S3_ENV_AUTH: 'true' }
      : { RCLONE_S3_ACCESS_KEY_ID: keys.ACCESS_KEY_ID, RCLONE_S3_SECRET_ACCESS_KEY: keys.SECRET_ACCESS_KEY }),
  };
}
