/** Places where an object names others. Paths stop at the node that holds the name; `[*]` is each element of a list or map. */

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

/** The sites with a prefix before their paths. */
export const below = (prefix: string, sites: readonly Site[]): Site[] =>
  sites.map((site) => ({ ...site, path: `${prefix}.${site.path}` }));

export const TLS = ['tls.crt', 'tls.key'];
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Storage classes at these paths. */
export const storageClasses = (...paths: readonly string[]): Site[] =>
  paths.map((path) => ({ path, to: 'StorageClass.storage.k8s.io', name: '', except: [''] }));

/** Secrets at these paths, each with the key that is read. */
export const secretKeys = (prefix: string, fields: readonly string[], more: Partial<Site> = {}): Site[] =>
  fields.map((field) => ({ path: `${prefix}.${field}`, to: 'Secret', key: 'key', ...more }));

export const PULL_SECRETS = { to: 'Secret', keys: ['.dockerconfigjson'] };

/** What an autoscaler or a canary is about. */
export const SCALE_TARGET = { field: 'kind', group: 'apiVersion', fallback: 'Deployment.apps' };

/** Gateways of Istio, by `namespace/name` or name. */
export const istioGateways = (path: string): Site => ({
  path,
  to: 'Gateway.networking.istio.io',
  name: '',
  namespace: '/',
  except: ['mesh'],
});

/** Gateways of the Gateway API. */
export const parentGateways = (path: string): Site => ({
  path,
  to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
  namespace: 'namespace',
});
