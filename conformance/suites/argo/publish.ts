/**
 * Puts the dist folder into a git repository as a team's would be, with these changes: Applications name that repository and sync
 * by themselves, values are sealed with the certificate of this cluster's controller, a stub stands for each chart from elsewhere.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import type { GitRepository } from '../../cluster/git-repository';
import type { DistEnvironment, Manifest } from '../../dist';
import { reseal, storeFile } from '../../reseal';
import type { SuiteContext } from '../../suite';
import { applicationsOf, isOwn, sourcesOf } from './applications';
import { stub } from './stubs';

export interface Published {
  /** Folder of the environment in the working copy. */
  readonly folder: string;
  readonly applications: readonly string[];
  /** Names of Applications whose chart is a stub. */
  readonly foreign: readonly string[];
  readonly commit: string;
}

/** Revisions that the environment's own Applications track. */
export function trackedRevisions(environment: DistEnvironment): Set<string> {
  return new Set(
    applicationsOf(environment)
      .filter(({ manifest }) => isOwn(manifest))
      .flatMap(({ manifest }) => sourcesOf(manifest).map((source) => source.targetRevision ?? 'HEAD')),
  );
}

export async function publish(
  { tool, secrets, dist }: Pick<SuiteContext, 'tool' | 'secrets' | 'dist'>,
  environment: DistEnvironment,
  repository: GitRepository,
  certificate: string,
): Promise<Published> {
  const target = join(repository.folder, 'dist');
  cpSync(dist, target, { recursive: true });
  const folder = join(target, relative(dist, environment.folder));
  const own = applicationsOf(environment).filter(({ manifest }) => isOwn(manifest));
  const foreign = applicationsOf(environment).filter(({ manifest }) => !isOwn(manifest));
  for (const object of foreign) stub(object, repository.folder, folder, repository.url);
  const urls = new Set(own.flatMap(({ manifest }) => sourcesOf(manifest).map((source) => source.repoURL)));
  for (const { file, manifest } of environment.objects) {
    if (foreign.some((other) => other.file === file)) continue;
    const path = join(folder, file);
    if (manifest.kind === 'SealedSecret')
      await resealFile(path, tool, certificate, manifest, storeFile(secrets, environment, manifest.metadata.name));
    else if (manifest.apiVersion.startsWith('argoproj.io/')) {
      let text = readFileSync(path, 'utf8');
      for (const url of urls) text = text.replaceAll(url, repository.url);
      writeFileSync(path, synced(text));
    }
  }
  return {
    folder,
    commit: await repository.commit('everything'),
    applications: [...own, ...foreign].map(({ manifest }) => manifest.metadata.name),
    foreign: foreign.map(({ manifest }) => manifest.metadata.name),
  };
}

/** Where a person syncs, the run does so in their stead. */
function synced(text: string): string {
  const manifest = parse(text) as { kind: string; spec: { syncPolicy?: { automated?: object } } };
  if (manifest.kind !== 'Application' || manifest.spec.syncPolicy?.automated !== undefined) return text;
  return stringify({
    ...manifest,
    spec: { ...manifest.spec, syncPolicy: { ...manifest.spec.syncPolicy, automated: { prune: true, selfHeal: true } } },
  });
}

async function resealFile(
  path: string,
  tool: SuiteContext['tool'],
  certificate: string,
  manifest: Manifest,
  store: string,
): Promise<void> {
  writeFileSync(path, stringify(await reseal(tool, certificate, manifest, store)));
}
