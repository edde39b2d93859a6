import { get, type Node } from '../read';
import type { Pods } from '../catalog/entries';

/**
 * Where a port of a Service leads to.
 * @param port an element of `spec.ports`
 * @returns `undefined` for a name that the pods do not give to any of theirs
 */
export function targetOf(port: Node, pods: Pods): number | undefined {
  const target = get(port, 'targetPort') ?? get(port, 'port');
  if (typeof target === 'number') return target;
  return pods.ports?.find(({ name }) => name === target)?.port;
}
