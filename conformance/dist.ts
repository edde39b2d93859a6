/** Reads what the synth wrote: `<dist>/<platform>/<environment>/<app>/<file>.yaml`, one object a file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface DistObject {
  /** Path below the folder of the environment. */
  readonly file: string;
  readonly manifest: Manifest;
}

export interface DistEnvironment {
  readonly platform: string;
  readonly name: string;
  readonly folder: string;
  readonly objects: readonly DistObject[];
}

/** Every environment of every platform below `dist`, sorted. */
export function readDist(dist: string): DistEnvironment[] {
  return folders(dist).flatMap((platform) =>
    folders(join(dist, platform)).map((name) => {
      const folder = join(dist, platform, name);
      return { platform, name, folder, objects: readObjects(folder) };
    }),
  );
}

export function readObjects(folder: string): DistObject[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  return files.flatMap((file) =>
    readYaml(join(folder, file)).map((manifest) => ({ file: file.split(sep).join('/'), manifest })),
  );
}

/** The objects of a YAML file, empty documents left out. */
export function readYaml(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    if (document.errors[0] !== undefined) throw new Error(`${relative('.', file)}: ${document.errors[0].message}`);
    const value: unknown = document.toJS();
    return value === null || value === undefined ? [] : [value as Manifest];
  });
}

/** `Deployment/api`, with the namespace before it when it has one. */
export function label(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return `${manifest.kind}/${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** The order in which they are applied: what Argo CD does, namespaces first, then by sync wave, then by kind. */
export function inApplyOrder(objects: readonly DistObject[]): DistObject[] {
  return [...objects].sort((a, b) => rank(a) - rank(b) || kindRank(a) - kindRank(b) || (a.file < b.file ? -1 : 1));
}

export function waveOf(manifest: Manifest): number {
  return Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

const PHASES = ['PreSync', 'Sync', 'PostSync'] as const;

/** When Argo CD applies it: hooks before and after the sync have waves of their own. */
export function phaseOf(manifest: Manifest): number {
  const hook = manifest.metadata.annotations?.['argocd.argoproj.io/hook'] ?? 'Sync';
  return PHASES.findIndex((phase) => phase === hook);
}

const KIND_ORDER = [
  'Namespace',
  'CustomResourceDefinition',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'PriorityClass',
  'StorageClass',
  'ServiceAccount',
  'AppProject',
  'SealedSecret',
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
  'Role',
  'RoleBinding',
  'Service',
];

function rank(object: DistObject): number {
  return object.manifest.kind === 'Namespace' ? Number.NEGATIVE_INFINITY : waveOf(object.manifest);
}

function kindRank(object: DistObject): number {
  const index = KIND_ORDER.indexOf(object.manifest.kind);
  return index < 0 ? KIND_ORDER.length : index;
}

function folders(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
}
