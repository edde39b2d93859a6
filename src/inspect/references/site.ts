/** One place where an object names another: a row of the tables in `sites/`. */

/** The kind of the target, where the node itself says it. */
export interface NamedKind {
  readonly field: string;
  /** Field with the group, or with group and version. */
  readonly group: string;
  /** Taken when the node leaves out kind or group: `Service`, `Deployment.apps`. */
  readonly fallback: string;
  /** Kinds looked up; others are of other clusters or no objects at all, such as a User. Default: all. */
  readonly only?: readonly string[];
}

export interface Site {
  readonly path: string;
  /** `Kind.group` of the target. */
  readonly to: string | NamedKind;
  /** Field of the node with the name; empty where the node is the name. Default: `name`. */
  readonly name?: string;
  /** Field of the node with the namespace. Default: the namespace of the object; `/` where the name is `namespace/name`. */
  readonly namespace?: string;
  /** Field of the node with the key that is read. */
  readonly key?: string;
  /** Read when the field is left out, or always when there is no such field. */
  readonly keys?: readonly string[];
  /** Field of the node with a list of `{ key }`. */
  readonly items?: string;
  /** Field of the node with the port: a number, a name, or a map with `number` or `name`. */
  readonly port?: string;
  /** Field of the node that is true where the target may be missing. */
  readonly optional?: string;
  /** Names that are no references. */
  readonly except?: readonly string[];
  /** True where the target may come in a later sync wave: nothing waits for it. */
  readonly late?: boolean;
}

/** The sites of some kinds, each `Kind.group`. */
export interface SiteBlock {
  readonly kinds: readonly string[];
  readonly sites: readonly Site[];
}

export interface HostSite {
  readonly kind: string;
  readonly path: string;
}

export interface SelectorSite {
  readonly kind: string;
  readonly path: string;
  readonly selects: 'pods' | 'services';
  /** `labels`: a plain map; `selector`: `matchLabels` and `matchExpressions`. */
  readonly form: 'labels' | 'selector';
  /** `own`: in the namespace of the object; `selected`: the node itself says in which. */
  readonly within: 'own' | 'selected';
}

/** The sites with a prefix before their paths. */
export const below = (prefix: string, sites: readonly Site[]): Site[] =>
  sites.map((site) => ({ ...site, path: `${prefix}.${site.path}` }));
