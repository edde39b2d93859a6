/** Custom resource definitions of the kinds in use, from the modules that publish them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { groupOf, type Manifest } from '../dist';
import { moduleFolder } from '../tools/go';
import { CRD_SOURCES } from '../versions';
import { type ApiClient, refusal } from './api-client';
import { settle } from './wait';

export interface Kind {
  readonly group: string;
  readonly kind: string;
}

/** The kinds that need a definition: every group of a source in `versions.ts`. */
export function customKinds(manifests: readonly Manifest[]): Kind[] {
  const sources = new Set<string>(CRD_SOURCES.map((source) => source.group));
  const kinds = new Map<string, Kind>();
  for (const { apiVersion, kind } of manifests) {
    const group = groupOf(apiVersion);
    if (sources.has(group)) kinds.set(`${group} ${kind}`, { group, kind });
  }
  return [...kinds.values()];
}

/** The definition of each kind as YAML text, by the definition's name. */
export async function definitions(kinds: readonly Kind[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { group, kind } of kinds) {
    const source = CRD_SOURCES.find((candidate) => candidate.group === group);
    if (source === undefined) throw new Error(`versions.ts names no module with the definition of ${kind} in ${group}`);
    const folder = join(await moduleFolder(source.module, source.version), source.path);
    const document = documents(folder).find(
      (text) => field(text, 4, 'kind') === kind && field(text, 2, 'group') === group,
    );
    if (document === undefined)
      throw new Error(`${source.module}@${source.version} has no definition of ${kind} in ${group}`);
    found.set(`${field(document, 4, 'plural')}.${group}`, document);
  }
  return found;
}

/** Installs definitions and waits until the server serves them. */
export async function installDefinitions(api: ApiClient, kinds: readonly Kind[]): Promise<void> {
  const crds = await definitions(kinds);
  const root = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const [name, text] of crds) {
    const answer = await api.request(
      'PATCH',
      `${root}/${name}?fieldManager=cluster&force=true`,
      text,
      'application/apply-patch+yaml',
    );
    if (answer.status >= 300) throw new Error(`definition ${name}: ${refusal(answer)}`);
  }
  await settle(30, async () => {
    const live = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const established = new Set(live.filter(isEstablished).map((crd) => crd.metadata.name));
    return [...crds.keys()].filter((name) => !established.has(name)).map((name) => `${name} is not established`);
  });
  await settle(30, async () => {
    await api.discover();
    return kinds
      .filter(({ group, kind }) => !api.kinds().some((known) => known.kind === kind && known.group === group))
      .map(({ group, kind }) => `${kind} in ${group} is not discovered`);
  });
}

function isEstablished(crd: Manifest): boolean {
  const status = crd['status'] as { conditions?: readonly { type: string; status: string }[] } | undefined;
  return (
    status?.conditions?.some((condition) => condition.type === 'Established' && condition.status === 'True') ?? false
  );
}

/** YAML documents of a folder; the text is enough, the server reads them. */
function documents(folder: string): string[] {
  const files = statSync(folder).isDirectory()
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => join(folder, name))
    : [folder];
  return files
    .flatMap((file) => readFileSync(file, 'utf8').split(/^---.*$/m))
    .filter((text) => /^kind: CustomResourceDefinition\s*$/m.test(text));
}

/** A scalar at an indentation, of the first line that has it: `spec.group` at 2, `spec.names.kind` at 4. */
function field(text: string, indent: number, name: string): string | undefined {
  return new RegExp(`^ {${indent}}${name}: "?([^"\\s]+)"?\\s*$`, 'm').exec(text)?.[1];
}
