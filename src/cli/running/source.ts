/** What the source yields, by the paths that it has in the repository. */
import { posix, relative, resolve, sep } from 'node:path';
import type { ProjectModel } from '../../app';
import type { Contents } from './changes';
import type { Repository } from './repository';

export interface Source {
  readonly platforms: readonly { readonly name: string; readonly environments: readonly string[] }[];
  /** Folders in the repository, without `/` at the end. */
  readonly dist: string;
  readonly proof: string;
  /** Below the folder of an environment. */
  files(platform: string, environment: string): Contents;
}

/** @param root folder of the project */
export function sourceOf(root: string, repository: Repository, { platforms, dist, proof }: ProjectModel): Source {
  const inRepository = (folder: string) => posix.normalize(`${repository.prefix}${relative(resolve(root), folder).split(sep).join('/')}`);
  return {
    platforms: platforms.map(({ name, environments }) => ({ name, environments: environments.map((own) => own.name) })),
    dist: inRepository(dist.folder),
    proof: inRepository(proof.folder),
    files: (platform, environment) => {
      const folder = `${platform}/${environment}/`;
      return new Map(
        dist.files.flatMap(([path, text]) => (path.startsWith(folder) ? [[path.slice(folder.length), { id: repository.idOf(text), text: () => text }] as const] : [])),
      );
    },
  };
}
