/**
 * The form in which schemas are stored: written by `tools/schemas/refresh.ts` from the OpenAPI documents of the
 * Kubernetes versions below and from CRDs, without descriptions. Equal schemas are one node, in all versions, so what
 * did not change between versions is checked once for all of them.
 */

/** Kubernetes versions whose schemas are known, oldest first; bit i of a mask represents the i-th. */
export const KUBERNETES_VERSIONS = ['1.27', '1.30', '1.33', '1.36'] as const;
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];
export const ALL_VERSIONS = (1 << KUBERNETES_VERSIONS.length) - 1;

/** JSON schema keywords that a CRD uses in addition to its structure: `required` groups, exclusive fields and the like. */
export interface ConditionData {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ConditionData>>;
  readonly items?: ConditionData;
  readonly additionalProperties?: ConditionData;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly not?: ConditionData;
  readonly allOf?: readonly ConditionData[];
  readonly anyOf?: readonly ConditionData[];
  readonly oneOf?: readonly ConditionData[];
}

/** `meta` is the ObjectMeta of Kubernetes. */
export type NodeType =
  'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'any' | 'int-or-string' | 'quantity' | 'meta';

/** One node, or one for each group of versions between which the field changed. Numbers are places in `nodes`. */
export type PropertyData = number | readonly (readonly [mask: number, node: number])[];

/** One schema node. Keys are short because they are repeated thousands of times. */
export interface NodeData {
  readonly t: NodeType;
  /** format */
  readonly f?: string;
  /** enum */
  readonly e?: readonly (string | number | boolean)[];
  /** properties */
  readonly p?: Readonly<Record<string, PropertyData>>;
  /** required: in all versions, or by the mask of versions that require it */
  readonly r?: readonly string[] | Readonly<Record<string, number>>;
  /** values of a map (`additionalProperties`) */
  readonly v?: number;
  /** items of a list */
  readonly i?: number;
  /** `x-kubernetes-list-map-keys`, each with its default or `null` */
  readonly k?: readonly (readonly [field: string, preset: string | number | boolean | null])[];
  /** `x-kubernetes-list-type: set` */
  readonly s?: 1;
  /** unknown fields are kept (`x-kubernetes-preserve-unknown-fields`) */
  readonly u?: 1;
  /** `nullable` */
  readonly n?: 1;
  /** minimum and maximum of a number */
  readonly min?: number;
  readonly max?: number;
  /** the minimum, the maximum is itself not allowed */
  readonly xmin?: 1;
  readonly xmax?: 1;
  /** fewest and most characters, elements or entries, by type */
  readonly few?: number;
  readonly many?: number;
  /** pattern */
  readonly re?: string;
  /** defaults of fields, given where conditions look at them: the API server fills them in before it judges */
  readonly d?: Readonly<Record<string, string | number | boolean>>;
  readonly c?: ConditionData;
}

export interface KubernetesBundle {
  readonly nodes: readonly NodeData[];
  /** By `apiVersion/kind`: the versions that serve it, and its node. */
  readonly kinds: Readonly<Record<string, readonly [mask: number, node: number]>>;
  /** The node of ObjectMeta. */
  readonly meta: number;
  /** By `apiVersion/kind`: minor release in which it is deprecated and removed (0: not), and what replaces it. */
  readonly lifecycle: Readonly<Record<string, readonly [deprecated: number, removed: number, replacement: string]>>;
}

export interface CrdBundle {
  readonly group: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Served versions: their node, and 1 when the CRD calls the version deprecated. */
  readonly versions: Readonly<Record<string, readonly [node: number, deprecated: 0 | 1]>>;
  readonly nodes: readonly NodeData[];
}

/** By `group/kind`: the served versions. The file is `crds/<group>_<kind>.json`. */
export type CrdIndex = Readonly<Record<string, readonly string[]>>;
