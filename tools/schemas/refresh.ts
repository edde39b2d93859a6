/**
 * Writes `src/inspect/schema/bundles/` and `src/model/scopes.ts` from the Go modules named below. A maintainer's
 * command: `npx tsx tools/schemas/refresh.ts`. The same modules give the same bytes.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../src/inspect/schema/bundle';
import { crdBundle, readCrds } from './crds';
import { kubernetesBundle } from './kubernetes';
import { moduleFolder } from './modules';
import { CRD_SOURCES } from './sources';

const PATCHES: Record<KubernetesVersion, string> = {
  '1.27': '1.27.16',
  '1.30': '1.30.14',
  '1.33': '1.33.12',
  '1.36': '1.36.2',
};
const API = 'k8s.io/api@v0.36.2';
const ROOT = join(__dirname, '../..');
const BUNDLES = join(ROOT, 'src/inspect/schema/bundles');

function main(): void {
  rmSync(BUNDLES, { recursive: true, force: true });
  mkdirSync(join(BUNDLES, 'crds'), { recursive: true });

  const folders = KUBERNETES_VERSIONS.map((version) => moduleFolder(`k8s.io/kubernetes@v${PATCHES[version]}`));
  const { bundle, clusterScoped } = kubernetesBundle(folders, moduleFolder(API));
  save('kubernetes.json', bundle);

  const index: Record<string, string[]> = {};
  for (const { module, folder, kinds, optional = [] } of CRD_SOURCES) {
    const crds = readCrds(join(moduleFolder(module), folder));
    for (const kind of kinds) {
      const crd = crds.find((candidate) => candidate.spec.names.kind === kind);
      if (crd === undefined) throw new Error(`${module} has no CRD of kind ${kind}`);
      const crdData = crdBundle(crd, optional);
      index[`${crdData.group}/${kind}`] = Object.keys(crdData.versions);
      save(`crds/${crdData.group}_${kind}.json`, crdData);
    }
    for (const { spec } of crds)
      if (spec.scope === 'Cluster') clusterScoped.push({ group: spec.group, kind: spec.names.kind });
  }
  save('crds.json', Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1))));
  writeFileSync(join(ROOT, 'src/model/scopes.ts'), scopes(clusterScoped));
}

function save(name: string, data: unknown): void {
  const text = `${JSON.stringify(data)}\n`;
  writeFileSync(join(BUNDLES, name), text);
  console.log(`${name} ${Math.ceil(text.length / 1024)} KB`);
}

function scopes(found: readonly { group: string; kind: string }[]): string {
  const groups = [...new Set(found.map(({ group }) => group))].sort();
  const lines = groups.map((group) => {
    const kinds = [...new Set(found.filter((one) => one.group === group).map(({ kind }) => kind))].sort();
    const list = kinds.map((kind) => `'${kind}'`);
    const line = `  '${group}': [${list.join(', ')}],`;
    return line.length <= 130 ? line : `  '${group}': [\n${list.map((kind) => `    ${kind},\n`).join('')}  ],`;
  });
  return `/** Written by \`tools/schemas/refresh.ts\` from the published OpenAPI documents and CRDs; do not edit. */

/** Kinds without a namespace, by API group. */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
${lines.join('\n')}
};

/**
 * Whether objects of a kind stand outside namespaces. Kinds that are not known count as namespaced.
 * @param group API group without version; empty for the core group
 */
export function isClusterScoped(group: string, kind: string): boolean {
  return Object.hasOwn(CLUSTER_SCOPED, group) && CLUSTER_SCOPED[group]!.includes(kind);
}
`;
}

main();
