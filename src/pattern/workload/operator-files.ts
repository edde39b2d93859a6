/** Files that operators make, such as the certificate of an authority: a variable that refers to one mounts it in the pods. */
import { Reference } from '../../model/expression';
import type { Volume, VolumeMount } from '../manifests';

/** A key of a Secret that an operator makes. In an expression, it is the path of the file. */
export class OperatorFile extends Reference {
  constructor(
    readonly secret: string,
    readonly key: string,
  ) {
    super();
  }

  get path(): string {
    return `${directoryOf(this)}/${this.key}`;
  }

  override describe(): string {
    return `file ${this.path}`;
  }
}

/** Readable by the group of the pod, which is that of its process. */
const GROUP_READS = 0o440;

/** Volumes and mounts of the files, one for each Secret: of its keys, the pod gets those that are named. */
export function mountOperatorFiles(files: readonly OperatorFile[]): {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
} {
  const secrets = [...new Map(files.map((file) => [file.secret, file])).values()].sort((a, b) =>
    a.secret < b.secret ? -1 : 1,
  );
  const keysOf = (secret: string) =>
    [...new Set(files.filter((file) => file.secret === secret).map(({ key }) => key))].sort();
  return {
    volumes: secrets.map(({ secret }) => ({
      name: secret,
      secret: {
        secretName: secret,
        defaultMode: GROUP_READS,
        items: keysOf(secret).map((key) => ({ key, path: key })),
      },
    })),
    mounts: secrets.map((file) => ({ name: file.secret, mountPath: directoryOf(file), readOnly: true })),
  };
}

function directoryOf({ secret }: OperatorFile): string {
  return `/etc/${secret}`;
}
