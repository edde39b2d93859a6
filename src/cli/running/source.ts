/** The output of the source, by path in the repository; without a working copy, that of HEAD. */
import { obtain } from '../../model/append';
import { posix, relative, resolve, sep } from 'node:path';
import type { ProjectModel } from '../../app';
import { parseConfiguration } from '../../inputs/configuration';
import { rankOf } from '../../inspect/parity/environment-names';
import { contentsOf, type Contents } from './changes';
import type { Repository } from './repository';

export interface Source {
  readonly platforms: readonly { readonly name: string; readonly environments: readonly string[] }[];
  /** Folders in the repository, without `/` at the end: that of the project, and those of what it yields. */
  readonly folder: string;
  readonly dist: string;
  readonly proof: string;
  /** Below the folder of an environment. */
  files(platform: string, environment: string): Contents;
}

/** @param root folder of the project */
export function sourceOf(root: string, repository: Repository, { platforms, dist, proof }: ProjectModel): Source {
  const inRepository = (folder: string) =>
    posix.normalize(`${repository.prefix}${relative(resolve(root), folder).split(sep).join('/')}`);
  return {
    platforms: platforms.map(({ name, environments }) => ({ name, environments: environments.map((own) => own.name) })),
    folder: repository.prefix.replace(/\/$/, ''),
    dist: inRepository(dist.folder),
    proof: inRepository(proof.folder),
    files: (platform, environment) => {
      const folder = `${platform}/${environment}/`;
      return new Map(
        dist.files.flatMap(([path, text]) =>
          path.startsWith(folder)
            ? [[path.slice(folder.length), { id: repository.idOf(text), text: () => text }] as const]
            : [],
        ),
      );
    },
  };
}

/** @returns `undefined` when the commit holds no project, or several of which none is at the top */
export function committedSource(repository: Repository, head: string): Source | undefined {
  const projects = [...(repository.files(head, '') ?? [])].filter(([file]) => /(?:^|\/)cdk8s\.yaml$/.test(file));
  const top = projects.find(([file]) => file === 'cdk8s.yaml') ?? (projects.length === 1 ? projects[0] : undefined);
  if (top === undefined) return undefined;
  const [file, { id }] = top;
  const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file);
  const { output } = parseConfiguration(repository.texts([id]).get(id)!);
  const [dist, proof] = [posix.join(folder, output), posix.join(folder, 'proof')];
  const environments = new Map<string, Set<string>>();
  for (const path of repository.files(head, dist)?.keys() ?? []) {
    const [platform, environment, ...rest] = path.split('/');
    if (rest.length > 0) obtain(environments, platform!, () => new Set()).add(environment!);
  }
  return {
    // The order of promotion is in the source alone; what people call environments says it mostly.
    platforms: [...environments].map(([name, own]) => ({
      name,
      environments: [...own].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)),
    })),
    folder,
    dist,
    proof,
    files: (platform, environment) =>
      contentsOf(repository, repository.files(head, `${dist}/${platform}/${environment}`) ?? new Map<string, never>()),
  };
}
