import { get, type Node } from '../read';

export function resourceAmount(container: Node, part: string, resource: string): string | undefined {
  const value = get(container, 'resources', part, resource);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
