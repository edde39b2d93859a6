/** Every reference of an environment with what it leads to; computed once and read by several inspections. */
import { catalogOf, type Catalog } from '../catalog';
import { knownKind, rowsOf } from '../kinds';
import { isClusterKind, kindOf, qualify } from '../kinds/names';
import { memoize } from '../memoize';
import { pathOf, type Trail } from '../object-path';
import { get, isMap, list, text, type Node } from '../read';
import { PathTable } from '../path-table';
import type { NamedKind, Site } from '../kinds/site';
import type { CatalogEntry } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';

export interface Reference {
  readonly from: CatalogEntry;
  readonly site: Site;
  readonly node: Node;
  readonly trail: Trail;
  /** `Kind.group` of the target. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly optional: boolean;
  readonly target: CatalogEntry | undefined;
}

const plan = new PathTable<Site>();
for (const [kind, site] of rowsOf(({ references }) => references)) plan.add(kind, site);

export const referencesOf = memoize((environment: InspectedEnvironment): readonly Reference[] =>
  resolve(catalogOf(environment)),
);

/** Whether the target of a reference is there, in a file, by an operator, by the cluster facts, or in every cluster. */
export function exists(reference: Reference): boolean {
  return reference.target !== undefined || knownKind(reference.kind)?.builtIn?.test(reference.name) === true;
}

export function referencePath(reference: Reference): string {
  return pathOf(reference.from.source!.json, reference.trail);
}

/** Keys that a reference reads; empty when it takes the whole object. */
export function keysRead({ site, node }: Reference): readonly string[] {
  const key = site.key === undefined ? undefined : text(node, site.key);
  if (key !== undefined) return [key];
  if (site.items !== undefined) return list(node, site.items).map((item) => text(item, 'key') ?? '');
  return site.keys ?? [];
}

function resolve(catalog: Catalog): Reference[] {
  const references: Reference[] = [];
  for (const from of catalog.files) {
    plan.each(from.kind, from.source!.json, (site, node, trail) => {
      const kind = typeof site.to === 'string' ? site.to : namedKind(site.to, node);
      let name = site.name === '' ? text(node) : text(node, site.name ?? 'name');
      // no account named is the account `default`
      if (
        kind === undefined ||
        name === undefined ||
        (name === '' && kind === 'ServiceAccount') ||
        site.except?.includes(name) === true
      )
        return;
      if (kind === 'PersistentVolumeClaim' && isOfTemplate(from, trail)) return;
      let namespace = from.namespace;
      if (site.namespace === '/') {
        const slash = name.indexOf('/');
        if (slash >= 0) {
          namespace = name.slice(0, slash) === '.' ? namespace : name.slice(0, slash);
          name = name.slice(slash + 1);
        }
      } else if (site.namespace !== undefined) {
        namespace = text(node, site.namespace) ?? namespace;
      }
      if (isClusterKind(kind)) namespace = '';
      references.push({
        from,
        site,
        node,
        trail: trail.slice(),
        kind,
        namespace,
        name,
        target: catalog.find(kind, namespace, name),
        optional: site.optional !== undefined && isMap(node) && get(node, site.optional) === true,
      });
    });
  }
  return references;
}

/** A StatefulSet puts the claims of its templates in the place of volumes of the same name, whatever those say. */
function isOfTemplate({ kind, source }: CatalogEntry, trail: Trail): boolean {
  if (kind !== 'StatefulSet.apps' || trail[3] !== 'volumes') return false;
  const volume = text(list(source!.json, 'spec', 'template', 'spec', 'volumes')[Number(trail[4])], 'name');
  return list(source!.json, 'spec', 'volumeClaimTemplates').some((claim) => text(claim, 'metadata', 'name') === volume);
}

function namedKind(named: NamedKind, node: Node): string | undefined {
  const kind = text(node, named.field);
  const written = named.group === '' ? undefined : text(node, named.group);
  const group = written?.split('/');
  let result: string;
  if (kind === undefined) result = named.fallback;
  else if (named.group === 'apiVersion') result = kindOf(written ?? 'apps/v1', kind);
  else if (group !== undefined) result = qualify(group[0]!, kind);
  else result = sameGroup(named.fallback, kind);
  return named.only === undefined || named.only.includes(result) ? result : undefined;
}

/** A kind without a group is in the group of the fallback: `ClusterIssuer` with the fallback `Issuer.cert-manager.io`. */
function sameGroup(fallback: string, kind: string): string {
  const dot = fallback.indexOf('.');
  return dot < 0 ? kind : qualify(fallback.slice(dot + 1), kind);
}
