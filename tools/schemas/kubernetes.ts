/** Merges the OpenAPI documents of several Kubernetes versions into one bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_VERSIONS, type KubernetesBundle, type NodeData, type PropertyData } from '../../src/inspect/schema/bundle';
import { enumsOf, readEnums, readLifecycles, type Enums } from './gosource';
import { compact, NodeTable } from './nodes';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  default?: unknown;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-group-version-kind'?: unknown;
}

interface Document {
  definitions: Map<string, Schema>;
  enums: Enums;
  /** by `apiVersion/kind` */
  kinds: Map<string, { definition: string; namespaced: boolean; group: string; kind: string }>;
}

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
/** Never stored, so never in a manifest. */
const LEFT_OUT = new Set(['internal.apiserver.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io']);
const LEAVES: Record<string, NodeData> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { t: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { t: 'int-or-string' },
};

interface PathItem {
  post?: {
    'x-kubernetes-action'?: string;
    'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string };
    requestBody?: { content?: Record<string, { schema?: Schema }> };
  };
}

function readDocument(folder: string): Document {
  const document: Document = { definitions: new Map(), enums: readEnums(folder), kinds: new Map() };
  const specs = join(folder, 'api/openapi-spec/v3');
  for (const file of readdirSync(specs)
    .filter((name) => /^apis?__.*_openapi\.json$/.test(name))
    .sort()) {
    const { paths, components } = JSON.parse(readFileSync(join(specs, file), 'utf8')) as {
      paths: Record<string, PathItem>;
      components?: { schemas?: Record<string, Schema> };
    };
    for (const [name, schema] of Object.entries(components?.schemas ?? {})) document.definitions.set(name, schema);
    for (const [path, { post }] of Object.entries(paths)) {
      const id = post?.['x-kubernetes-group-version-kind'];
      if (id === undefined || post?.['x-kubernetes-action'] !== 'post') continue;
      const below = path
        .split('/')
        .filter((part) => part !== '')
        .slice(id.group === '' ? 2 : 3);
      const namespaced = below[0] === 'namespaces' && below.length === 3;
      if (!namespaced && below.length !== 1) continue;
      if (LEFT_OUT.has(id.group) || id.version.includes('alpha') || id.kind === 'Binding') continue;
      const reference = Object.values(post.requestBody?.content ?? {})[0]?.schema?.$ref;
      if (reference === undefined) continue;
      const key = `${id.group === '' ? '' : `${id.group}/`}${id.version}/${id.kind}`;
      document.kinds.set(key, { definition: nameOf(reference), namespaced, group: id.group, kind: id.kind });
    }
  }
  return document;
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

export interface KubernetesResult {
  bundle: KubernetesBundle;
  clusterScoped: { group: string; kind: string }[];
}

/** @param folders of the Go modules `k8s.io/kubernetes`, in the order of `KUBERNETES_VERSIONS` */
export function kubernetesBundle(folders: readonly string[], api: string): KubernetesResult {
  const documents = folders.map(readDocument);
  const table = new NodeTable();
  const places = new Map<string, number>();

  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const leaf = leafOf(name);
    if (leaf !== undefined) {
      const place = table.add(leaf);
      places.set(name, place);
      return place;
    }
    const place = table.reserve();
    places.set(name, place);
    table.set(place, definition(name));
    return place;
  };

  const leafOf = (name: string): NodeData | undefined => {
    if (LEAVES[name] !== undefined) return LEAVES[name];
    const schema = documents.map((document) => document.definitions.get(name)).find((found) => found !== undefined);
    if (schema === undefined) throw new Error(`no definition ${name}`);
    if (schema.properties !== undefined) return undefined;
    if (schema.type === 'object') return { t: 'object', u: 1 };
    return schema.type === undefined ? { t: 'any' } : scalar(schema);
  };

  const definition = (name: string): NodeData => {
    const fields = new Map<string, Map<number, number>>();
    const required: Record<string, number> = {};
    let present = 0;
    documents.forEach((document, version) => {
      const schema = document.definitions.get(name);
      if (schema === undefined) return;
      const bit = 1 << version;
      present |= bit;
      const enums = enumsOf(document.enums, name);
      for (const field of schema.required ?? []) required[field] = (required[field] ?? 0) | bit;
      for (const [field, property] of Object.entries(schema.properties ?? {})) {
        const skip = field === 'status' && schema['x-kubernetes-group-version-kind'] !== undefined;
        // How a list merges is told by the newest version: older documents leave it out for lists that merge all the same.
        const all = documents.map((one) => one.definitions.get(name)?.properties?.[field]);
        const newest = all.findLast((found) => found !== undefined);
        const merged = property.type === 'array' ? { ...property, ...merging(newest) } : property;
        const place = skip ? table.add({ t: 'any' }) : node(merged, document, enums?.get(field));
        const variants = fields.get(field) ?? new Map<number, number>();
        fields.set(field, variants.set(place, (variants.get(place) ?? 0) | bit));
      }
    });
    // A version that lacks the whole definition can never reach it.
    const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
    const p = Object.fromEntries(
      sorted.map(([field, variants]): [string, PropertyData] => {
        const [[place, mask]] = [...variants] as [[number, number]];
        return [
          field,
          variants.size === 1 && mask === present ? place : [...variants].map(([at, bits]) => [bits, at] as const),
        ];
      }),
    );
    const names = Object.keys(required).sort();
    const everywhere = names.every((field) => required[field] === present);
    const r = everywhere ? names : Object.fromEntries(names.map((field) => [field, required[field]!]));
    return compact<NodeData>({ t: 'object', p, r: names.length === 0 ? undefined : r });
  };

  const node = (schema: Schema, document: Document, enums?: { own?: string[]; items?: string[] }): number => {
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]!.$ref : undefined);
    if (reference !== undefined) return placeOf(nameOf(reference));
    if (schema.type === 'array') {
      return table.add(
        compact<NodeData>({
          t: 'array',
          i: node({ ...schema.items, ...(enums?.items && { enum: enums.items }) }, document),
          k: schema['x-kubernetes-list-type'] === 'map' ? listKeys(schema, document) : undefined,
          s: schema['x-kubernetes-list-type'] === 'set' ? 1 : undefined,
        }),
      );
    }
    if (schema.type === 'object') {
      if (typeof schema.additionalProperties === 'object') {
        return table.add({ t: 'object', v: node(schema.additionalProperties, document) });
      }
      return table.add({ t: 'object', u: 1 });
    }
    return table.add(
      schema.type === undefined ? { t: 'any' } : scalar({ ...schema, ...(enums?.own && { enum: enums.own }) }),
    );
  };

  const kinds: Record<string, [number, number]> = {};
  const scopes = new Map<string, { group: string; kind: string }>();
  documents.forEach((document, version) => {
    for (const [key, { definition: name, namespaced, group, kind }] of document.kinds) {
      kinds[key] = [(kinds[key]?.[0] ?? 0) | (1 << version), placeOf(name)];
      if (!namespaced) scopes.set(`${group}/${kind}`, { group, kind });
    }
  });
  const meta = placeOf(META);
  if (documents.length !== Math.log2(ALL_VERSIONS + 1)) throw new Error('one folder for each version');
  return {
    bundle: {
      kinds: Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1))),
      meta,
      lifecycle: readLifecycles(api),
      nodes: table.nodes,
    },
    clusterScoped: [...scopes.values()],
  };
}

function merging(schema: Schema | undefined): Partial<Schema> {
  return {
    'x-kubernetes-list-type': schema?.['x-kubernetes-list-type'],
    'x-kubernetes-list-map-keys': schema?.['x-kubernetes-list-map-keys'],
  };
}

function scalar(schema: Schema): NodeData {
  return compact<NodeData>({
    t: schema.type as NodeData['t'],
    f: schema.format === 'double' ? undefined : schema.format,
    e: schema.enum,
  });
}

function listKeys(schema: Schema, document: Document): NodeData['k'] {
  const reference = schema.items?.$ref ?? schema.items?.allOf?.[0]?.$ref;
  const element = reference === undefined ? undefined : document.definitions.get(nameOf(reference));
  return (schema['x-kubernetes-list-map-keys'] ?? []).map((field) => {
    const preset = element?.required?.includes(field) ? undefined : element?.properties?.[field]?.default;
    return [field, typeof preset === 'string' && preset !== '' ? preset : null] as const;
  });
}
