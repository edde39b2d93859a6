/** What a container ends up with: its own security context, or that of the pod. */
import { get, text, type Node } from '../read';
import type { ContainerSubject } from './rule';

/** The container's own field, else the pod's. */
export function effectiveSecurity({ container, pod }: ContainerSubject, ...keys: readonly string[]): Node {
  return get(container, 'securityContext', ...keys) ?? get(pod.spec, 'securityContext', ...keys);
}

export function isWindows({ pod }: ContainerSubject): boolean {
  return text(pod.spec, 'os', 'name') === 'windows';
}
