/**
 * Charts from elsewhere cannot be fetched here. A stub stands for each: objects of its namespace and of the whole cluster in the
 * repository, under the same Application, so that waves, project, destination and options are still those of the files.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { DistObject } from '../../dist';
import { sourcesOf } from './applications';

const FOLDER = 'stubs';

interface Spec {
  readonly source: Readonly<Record<string, unknown>>;
  readonly destination: { readonly namespace: string };
}

/**
 * @param repository working copy
 * @param folder of the environment in it
 * @param url of the repository
 */
export function stub({ file, manifest }: DistObject, repository: string, folder: string, url: string): void {
  const { name } = manifest.metadata;
  const path = join(FOLDER, name);
  const written = parse(readFileSync(join(folder, file), 'utf8')) as { spec: Spec };
  const { namespace } = written.spec.destination;
  mkdirSync(join(repository, path), { recursive: true });
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-stub`, namespace },
      data: { sources: JSON.stringify(sourcesOf(manifest)) },
    },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: `${name}-stub` }, rules: [] },
  ];
  writeFileSync(join(repository, path, 'objects.yaml'), objects.map((object) => `---\n${stringify(object)}`).join(''));
  const spec = { ...written.spec, source: { repoURL: url, path, targetRevision: 'HEAD' } };
  writeFileSync(join(folder, file), stringify({ ...written, spec }));
}
