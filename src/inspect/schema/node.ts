/** Schema nodes as the walk reads them, made from the bundles when a value first reaches them. */
import {
  ALL_VERSIONS,
  type ConditionData,
  type CrdBundle,
  type CrdIndex,
  type KubernetesBundle,
  type NodeData,
  type NodeType,
  type PropertyData,
} from './bundle';

export interface Property {
  /** Versions that have the field. */
  readonly mask: number;
  /** One node, unless the field changed between versions. */
  readonly variants: readonly { readonly mask: number; readonly node: SchemaNode }[];
  /** The node, when it is the same in all versions that have the field. */
  readonly node: SchemaNode | undefined;
}

export interface Required {
  readonly field: string;
  readonly mask: number;
}

const NO_PROPERTIES: ReadonlyMap<string, Property> = new Map();

export class SchemaNode {
  readonly type: NodeType;
  readonly data: NodeData;
  readonly nullable: boolean;
  readonly keepsUnknown: boolean;
  readonly conditions: ConditionData | undefined;
  readonly required: readonly Required[];
  /** There is nothing to check beyond the type of a scalar. */
  readonly plain: boolean;
  properties: ReadonlyMap<string, Property> = NO_PROPERTIES;
  values: SchemaNode | undefined;
  items: SchemaNode | undefined;
  /** Large enough that remembering a clean value costs less than looking through it again. */
  deep = false;
  private expanded = false;

  constructor(
    data: NodeData,
    private readonly bundle: { node(place: number): SchemaNode },
  ) {
    this.type = data.t;
    this.data = data;
    this.nullable = data.n === 1;
    this.keepsUnknown = data.u === 1;
    this.conditions = data.c;
    this.required =
      data.r === undefined
        ? []
        : Array.isArray(data.r)
          ? (data.r as readonly string[]).map((field) => ({ field, mask: ALL_VERSIONS }))
          : Object.entries(data.r).map(([field, mask]) => ({ field, mask: mask as number }));
    this.plain = Object.keys(data).every((key) => key === 't' || key === 'n');
  }

  /** Makes the nodes below, once. */
  expand(): void {
    if (this.expanded) return;
    this.expanded = true;
    const { p, v, i } = this.data;
    if (v !== undefined) this.values = this.bundle.node(v);
    if (i !== undefined) this.items = this.bundle.node(i);
    if (p !== undefined)
      this.properties = new Map(Object.entries(p).map(([field, data]) => [field, this.property(data)]));
    const below = [...this.properties.values()].flatMap(({ variants }) => variants.map(({ node }) => node));
    if (this.items !== undefined) below.push(this.items);
    if (this.values !== undefined) below.push(this.values);
    this.deep = below.some(({ type }) => type === 'object' || type === 'array' || type === 'meta');
  }

  private property(data: PropertyData): Property {
    const pairs = typeof data === 'number' ? [[ALL_VERSIONS, data] as const] : data;
    const variants = pairs.map(([mask, place]) => ({ mask, node: this.bundle.node(place) }));
    return {
      mask: variants.reduce((mask, variant) => mask | variant.mask, 0),
      variants,
      node: variants.length === 1 ? variants[0]!.node : undefined,
    };
  }
}

class Nodes {
  private readonly made: SchemaNode[] = [];
  constructor(
    private readonly data: readonly NodeData[],
    private readonly meta: () => SchemaNode,
  ) {}

  node(place: number): SchemaNode {
    const known = this.made[place];
    if (known !== undefined) return known;
    const data = this.data[place]!;
    const node = data.t === 'meta' ? this.meta() : new SchemaNode(data, this);
    this.made[place] = node;
    return node;
  }
}

/** What is known about one `apiVersion` and `kind`. */
export interface KindSchema {
  /** Versions of Kubernetes that serve it. */
  readonly mask: number;
  readonly node: SchemaNode;
  /** A CRD calls this version deprecated. */
  readonly deprecated: boolean;
}

let kubernetes: { readonly bundle: KubernetesBundle; readonly nodes: Nodes } | undefined;
let index: CrdIndex | undefined;
const crds = new Map<string, { readonly bundle: CrdBundle; readonly nodes: Nodes }>();

/* Bundles are data of the package, read when a kind first needs them. */
function loadKubernetes(): NonNullable<typeof kubernetes> {
  if (kubernetes === undefined) {
    const bundle = require('./bundles/kubernetes.json') as KubernetesBundle;
    const nodes: Nodes = new Nodes(bundle.nodes, () => nodes.node(bundle.meta));
    kubernetes = { bundle, nodes };
  }
  return kubernetes;
}

export function kubernetesBundle(): KubernetesBundle {
  return loadKubernetes().bundle;
}

/** By `group/kind`: the versions that a known CRD serves. */
export function crdIndex(): CrdIndex {
  index ??= require('./bundles/crds.json') as CrdIndex;
  return index;
}

function loadCrd(group: string, kind: string): { readonly bundle: CrdBundle; readonly nodes: Nodes } | undefined {
  const key = `${group}/${kind}`;
  if (!Object.hasOwn(crdIndex(), key)) return undefined;
  let crd = crds.get(key);
  if (crd === undefined) {
    const bundle = require(`./bundles/crds/${group}_${kind}.json`) as CrdBundle;
    crd = { bundle, nodes: new Nodes(bundle.nodes, () => loadKubernetes().nodes.node(kubernetesBundle().meta)) };
    crds.set(key, crd);
  }
  return crd;
}

/** The schema of a kind, or `undefined` when no version inspected for has one by that `apiVersion`. */
export function findKind(apiVersion: string, kind: string): KindSchema | undefined {
  const { bundle, nodes } = loadKubernetes();
  const key = `${apiVersion}/${kind}`;
  if (Object.hasOwn(bundle.kinds, key)) {
    const [mask, place] = bundle.kinds[key]!;
    return { mask, node: nodes.node(place), deprecated: false };
  }
  const slash = apiVersion.indexOf('/');
  const crd = slash === -1 ? undefined : loadCrd(apiVersion.slice(0, slash), kind);
  const version = crd?.bundle.versions[apiVersion.slice(slash + 1)];
  if (crd === undefined || version === undefined) return undefined;
  return { mask: ALL_VERSIONS, node: crd.nodes.node(version[0]), deprecated: version[1] === 1 };
}
