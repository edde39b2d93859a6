/** Secrets that a process reads as files, such as a wallet or a client certificate. */
import type { Normal } from '../model/fields';
import { instance, record, whole, type Shape } from '../model/shape';
import { absolutePath } from '../model/syntax';
import type { Identity } from './identity';
import { ProvidedKey } from './provided-key';
import { SealedKey } from './sealed';

/** Sealed keys, or those that an operator makes, by the absolute path of the file that holds them. Their directory is read-only and holds nothing else. */
export type SecretFiles = Record<string, SealedKey | ProvidedKey>;

export const secretFilesShape: Shape = record(
  whole(instance('a sealed key', (value) => value instanceof SealedKey || value instanceof ProvidedKey)),
  absolutePath,
);

export interface MountedFiles {
  readonly volumes: readonly unknown[];
  readonly mounts: readonly unknown[];
  readonly keys: readonly SealedKey[];
}

/** Readable by the group of the pod, which is that of its process. */
const GROUP_READS = 0o440;

/** One volume for each directory: a file of its own (`subPath`) would keep the value that it had when the pod began. */
export function mountSecretFiles(
  { platform, name, pods }: Identity,
  given: Normal<SecretFiles> | undefined,
): MountedFiles {
  const files = Object.entries((given ?? {}) as SecretFiles).sort(([a], [b]) => (a < b ? -1 : 1));
  const directories = new Map<string, { readonly file: string; readonly key: SealedKey | ProvidedKey }[]>();
  for (const [path, key] of files) {
    if (key instanceof SealedKey) platform.secrets.use(key, name, undefined, { presence: pods.presence });
    const directory = path.slice(0, path.lastIndexOf('/'));
    directories.set(directory, [
      ...(directories.get(directory) ?? []),
      { file: path.slice(directory.length + 1), key },
    ]);
  }
  const mounted = [...directories].map(([directory, content], index) => ({
    directory,
    content,
    volume: `secret-files${index === 0 ? '' : `-${index}`}`,
  }));
  return {
    keys: files.map(([, key]) => key).filter((key) => key instanceof SealedKey),
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
