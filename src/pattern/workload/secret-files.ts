/** Secrets that a process reads as files, such as a wallet or a client certificate. */
import type { Subject } from '../engine/build';
import type { Volume, VolumeMount } from '../manifests';
import { ProvidedKey } from '../secrets/provided-key';
import { SealedKey } from '../secrets/sealed';
import { instance, record, whole } from '../../model/shape';
import { absolutePath } from '../../model/syntax';

/** Sealed keys, or those that an operator makes, by the absolute path of the file that holds them. Their directory is read-only and holds nothing else. */
export type SecretFiles = Record<string, SealedKey | ProvidedKey>;

export const secretFilesShape = record(
  whole(instance('a sealed key', (value) => value instanceof SealedKey || value instanceof ProvidedKey)),
  absolutePath,
);

export interface MountedFiles {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  readonly keys: readonly SealedKey[];
}

/** Readable by the group of the pod, which is that of its process. */
const GROUP_READS = 0o440;

/** One volume for each directory: a file of its own (`subPath`) would keep the value that it had when the pod began. */
export function mountSecretFiles({ parts, name }: Subject, given: SecretFiles = {}): MountedFiles {
  const files = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
  const keys = files.map(([, key]) => key).filter((key) => key instanceof SealedKey);
  for (const key of keys) parts.read({ key, readBy: name });
  const directories = new Map<string, { readonly file: string; readonly key: SealedKey | ProvidedKey }[]>();
  for (const [path, key] of files) {
    const directory = path.slice(0, path.lastIndexOf('/'));
    const file = path.slice(directory.length + 1);
    directories.set(directory, [...(directories.get(directory) ?? []), { file, key }]);
  }
  const mounted = [...directories].map(([directory, content], index) => ({
    directory,
    content,
    volume: `secret-files${index === 0 ? '' : `-${index}`}`,
  }));
  return {
    keys,
    volumes: mounted.map(({ volume, content }) => ({
      name: volume,
      projected: {
        defaultMode: GROUP_READS,
        sources: content.map(({ file, key }) => ({
          secret: { name: key.secret, items: [{ key: key.key, path: file }] },
        })),
      },
    })),
    mounts: mounted.map(({ volume, directory }) => ({ name: volume, mountPath: directory, readOnly: true })),
  };
}
