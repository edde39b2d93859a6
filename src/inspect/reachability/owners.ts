/** Pods that controllers made, as dumps of clusters hold them: those of one owner that look alike to policies are one. */
import { obtain } from '../../model/append';
import { get, list, text } from '../read';
import { identity } from './namespaces';
import type { CatalogEntry, Pods } from '../catalog/entries';

/**
 * @returns the same pods, with one for all that an owner created. It has the name of the owner, unless the pods of that
 * one differ; pods of static manifests, which their node owns, keep their names
 */
export function withOwners(all: readonly Pods[]): Pods[] {
  const owned = new Map<string, Set<string>>();
  const kept = all.flatMap((pods): { pods: Pods; owner?: CatalogEntry; looks?: Set<string> }[] => {
    const owner = ownerOf(pods);
    if (owner === undefined) return [{ pods }];
    const looks = obtain(owned, JSON.stringify([owner.kind, owner.namespace, owner.name]), () => new Set());
    const look = `${identity(pods.namespace, pods.labels)}${JSON.stringify([pods.ports, get(pods.spec, 'hostNetwork')])}`;
    if (looks.has(look)) return [];
    looks.add(look);
    return [{ pods, owner, looks }];
  });
  return kept.map(({ pods, owner, looks }) =>
    owner !== undefined && looks?.size === 1 ? { ...pods, from: owner } : pods,
  );
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
