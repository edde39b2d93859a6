/**
 * Writes `src/pattern/manifests/*.generated.ts`: the manifests that the pattern writes, as types under their wire names, from
 * the bundled schemas. With `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import type { CrdBundle, KubernetesBundle, NodeData, PropertyData } from '../../src/inspect/schema/bundle';

const BUNDLES = join(__dirname, '..', '..', 'src', 'inspect', 'schema', 'bundles');
const FOLDER = join(__dirname, '..', '..', 'src', 'pattern', 'manifests');

/** Kinds of Kubernetes itself that constructs write. */
const KUBERNETES = [
  'v1/ConfigMap',
  'v1/LimitRange',
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/ResourceQuota',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
];

/** Custom resources that constructs write, as `group/version/Kind`. */
const CUSTOM = [
  'argoproj.io/v1alpha1/AppProject',
  'argoproj.io/v1alpha1/Application',
  'bitnami.com/v1alpha1/SealedSecret',
  'cert-manager.io/v1/Certificate',
  'cert-manager.io/v1/ClusterIssuer',
  'cert-manager.io/v1/Issuer',
  'elasticsearch.k8s.elastic.co/v1/Elasticsearch',
  'external-secrets.io/v1/ExternalSecret',
  'external-secrets.io/v1/SecretStore',
  'flagger.app/v1beta1/Canary',
  'flagger.app/v1beta1/MetricTemplate',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'keda.sh/v1alpha1/ScaledObject',
  'keda.sh/v1alpha1/TriggerAuthentication',
  'mongodbcommunity.mongodb.com/v1/MongoDBCommunity',
  'monitoring.coreos.com/v1/PodMonitor',
  'monitoring.coreos.com/v1/PrometheusRule',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'monitoring.coreos.com/v1alpha1/AlertmanagerConfig',
  'networking.istio.io/v1/DestinationRule',
  'networking.istio.io/v1/VirtualService',
  'policies.kyverno.io/v1/NamespacedValidatingPolicy',
  'policies.kyverno.io/v1/ValidatingPolicy',
  'postgresql.cnpg.io/v1/Cluster',
  'postgresql.cnpg.io/v1/Pooler',
  'postgresql.cnpg.io/v1/ScheduledBackup',
  'security.istio.io/v1/AuthorizationPolicy',
  'security.istio.io/v1/PeerAuthentication',
];

/** Writes the nodes of one bundle as types; equal nodes are one interface. */
class Types {
  private readonly names = new Map<number, string>();
  private readonly taken = new Set<string>();
  private readonly written: string[] = [];

  constructor(private readonly nodes: readonly NodeData[]) {}

  /** A manifest with its `apiVersion` and `kind`. */
  manifest(apiVersion: string, kind: string, place: number): void {
    this.taken.add(kind);
    const fields = Object.entries(this.nodes[place]!.p ?? {}).filter(
      ([field]) => !['apiVersion', 'kind', 'metadata', 'status'].includes(field),
    );
    const required = this.nodes[place]!.r ?? [];
    const lines = fields.map(([field, data]) => this.field(field, data, required, kind));
    this.written.push(
      `/** \`${apiVersion}\` ${kind} */\nexport interface ${kind} {\n  readonly apiVersion: '${apiVersion}';\n  readonly kind: '${kind}';\n  readonly metadata: ObjectMeta;\n${lines.join('\n')}\n}\n`,
    );
  }

  get text(): string {
    return this.written.join('\n');
  }

  private field(field: string, data: PropertyData, required: NodeData['r'], parent: string): string {
    // The newest version says how it is now.
    const place = typeof data === 'number' ? data : data[data.length - 1]![1];
    const needed = Array.isArray(required) && required.includes(field);
    const key = /^[A-Za-z_]\w*$/.test(field) ? field : JSON.stringify(field);
    return `  readonly ${key}${needed ? '' : '?'}: ${this.type(place, field, parent)}${needed ? '' : ' | undefined'};`;
  }

  private type(place: number, hint: string, parent: string): string {
    const node = this.nodes[place]!;
    switch (node.t) {
      case 'string':
        return node.e === undefined ? 'string' : node.e.map((choice) => JSON.stringify(choice)).join(' | ');
      case 'integer':
      case 'number':
        return 'number';
      case 'boolean':
        return 'boolean';
      case 'int-or-string':
      case 'quantity':
        return 'string | number';
      case 'meta':
        return 'ObjectMeta';
      case 'any':
        return 'Json';
      case 'array':
        return `readonly (${node.i === undefined ? 'Json' : this.type(node.i, hint.replace(/(?<=[a-z])s$/, ''), parent)})[]`;
      case 'object':
        if (node.p !== undefined) return this.named(place, hint, parent);
        if (node.v === undefined) return node.u === 1 || node.p === undefined ? 'object' : '{}';
        return `Readonly<Record<string, ${this.isText(node.v) ? 'Text' : this.type(node.v, hint, parent)}>>`;
    }
  }

  private isText(place: number): boolean {
    const { t, e } = this.nodes[place]!;
    return t === 'string' && e === undefined;
  }

  private named(place: number, hint: string, parent: string): string {
    const known = this.names.get(place);
    if (known !== undefined) return known;
    const short = hint.charAt(0).toUpperCase() + hint.slice(1).replace(/[^A-Za-z0-9]/g, '');
    let name = ['Spec', 'Metadata', 'Template'].includes(short) || this.taken.has(short) ? `${parent}${short}` : short;
    while (this.taken.has(name)) name += '_';
    this.taken.add(name);
    this.names.set(place, name);
    const node = this.nodes[place]!;
    const lines = Object.entries(node.p ?? {}).map(([field, data]) => this.field(field, data, node.r, name));
    if (node.u === 1) lines.push('  readonly [field: string]: Json | undefined | object;');
    this.written.push(`export interface ${name} {\n${lines.join('\n')}\n}\n`);
    return name;
  }
}

const HEAD =
  "// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.\nimport type { Json } from '../../model/json';\nimport type { ObjectMeta, Text } from './meta';\n\n";

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(BUNDLES, file), 'utf8')) as T;
}

function files(): Map<string, string> {
  const made = new Map<string, string>();
  const kubernetes = read<KubernetesBundle>('kubernetes.json');
  const types = new Types(kubernetes.nodes);
  for (const id of KUBERNETES) {
    const slash = id.lastIndexOf('/');
    types.manifest(id.slice(0, slash), id.slice(slash + 1), kubernetes.kinds[id]![1]);
  }
  made.set('kubernetes', types.text);
  for (const id of CUSTOM) {
    const [group, version, kind] = id.split('/') as [string, string, string];
    const bundle = read<CrdBundle>(`crds/${group}_${kind}.json`);
    const own = new Types(bundle.nodes);
    own.manifest(`${group}/${version}`, kind, bundle.versions[version]![0]);
    made.set(kind, own.text);
  }
  const kinds = [...KUBERNETES, ...CUSTOM].map((id) => id.slice(id.lastIndexOf('/') + 1));
  const imports = [
    `import type { ${KUBERNETES.map((id) => id.slice(id.lastIndexOf('/') + 1)).join(', ')} } from './kubernetes.generated';`,
    ...CUSTOM.map((id) => id.slice(id.lastIndexOf('/') + 1)).map(
      (kind) => `import type { ${kind} } from './${kind}.generated';`,
    ),
  ];
  made.set(
    'manifest',
    `${imports.join('\n')}\n\n/** A manifest that constructs of the pattern write, under its wire names. */\nexport type Manifest = ${kinds.join(' | ')};\n\nexport type { ${kinds.join(', ')} };\n`,
  );
  return made;
}

async function main(): Promise<void> {
  for (const [name, text] of files()) {
    const file = join(FOLDER, `${name}.generated.ts`);
    const head = name === 'manifest' ? HEAD.split('\n')[0]! + '\n' : HEAD;
    const used = (word: string) => new RegExp(`\\b${word}\\b`).test(text);
    const json = ['Json'].filter(used);
    const meta = ['ObjectMeta', 'Text'].filter(used);
    const trimmed = head
      .replace(
        /import type \{ Json \}.*\n/,
        json.length > 0 ? `import type { ${json.join(', ')} } from '../../model/json';\n` : '',
      )
      .replace('{ ObjectMeta, Text }', `{ ${meta.join(', ')} }`);
    const wanted = await format(trimmed + text, { parser: 'typescript', printWidth: 120, singleQuote: true });
    if (!process.argv.includes('--check')) writeFileSync(file, wanted);
    else if (readFileSync(file, 'utf8') !== wanted) {
      process.stderr.write(`${file} is not what the schemas yield: npx tsx tools/schemas/types.ts\n`);
      process.exitCode = 1;
    }
  }
}

void main();
