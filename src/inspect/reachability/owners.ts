/** Pods that controllers made, as dumps of clusters hold them: those of one owner that look alike to policies are one. */
import { get, list, text } from '../read';
import { identity } from './namespaces';
import type { CatalogEntry, Pods } from '../catalog/entries';

/**
 * @returns the same pods, with one for all that an owner created. It has the name of the owner, unless the pods of that
 * one differ; pods of static manifests, which their node owns, keep their names
 */
export function withOwners(all: readonly Pods[]): Pods[] {
  const owned = new Map<string, Map<string, Pods>>();
  const kept: (Pods | { readonly owner: CatalogEntry; readonly key: string; readonly alike: string })[] = all.map(
    (pods) => {
      const owner = ownerOf(pods);
      if (owner === undefined) return pods;
      const key = JSON.stringify([owner.kind, owner.namespace, owner.name]);
      const alike = `${identity(pods.namespace, pods.labels)}${JSON.stringify([pods.ports, get(pods.spec, 'hostNetwork')])}`;
      const group = owned.get(key);
      if (group === undefined) owned.set(key, new Map([[alike, pods]]));
      else if (!group.has(alike)) group.set(alike, pods);
      return { owner, key, alike };
    },
  );
  const told = new Set<string>();
  return kept.flatMap((one) => {
    if (!('key' in one)) return [one];
    const { owner, key, alike } = one;
    if (told.has(`${key}${alike}`)) return [];
    told.add(`${key}${alike}`);
    const group = owned.get(key)!;
    const pods = group.get(alike)!;
    return [group.size === 1 ? { ...pods, from: owner } : pods];
  });
}

/** The controller of a Pod, as an entry in the file of the Pod. */
function ownerOf({ from }: Pods): CatalogEntry | undefined {
  if (from.kind !== 'Pod' || from.origin !== 'file') return undefined;
  const owners = list(from.source?.json, 'metadata', 'ownerReferences');
  const owner = owners.find((one) => get(one, 'controller') === true) ?? owners[0];
  const [kind, name] = [text(owner, 'kind'), text(owner, 'name')];
  if (kind === undefined || name === undefined || kind === 'Node') return undefined;
  const group = (text(owner, 'apiVersion') ?? '').split('/').slice(0, -1).join('');
  return { ...from, kind: group === '' ? kind : `${kind}.${group}`, name };
}
