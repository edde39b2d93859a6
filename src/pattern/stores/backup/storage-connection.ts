/** The way of pods to the API of an object storage. */
import type { Subject } from '../../engine/build';
import { NOT_PUBLIC } from '../../network/policy';
import type { ObjectStorage } from './object-storage';

/**
 * Lets pods reach the API of a storage.
 * @param use what for: the prop that holds it
 */
export function connectStorage({ parts, pods }: Subject, use: string, { cidrs, endpoint }: ObjectStorage): void {
  const name = `${use} of ${pods.name}`;
  parts.connect({
    from: pods,
    to: { kind: 'addresses', name, cidrs: cidrs ?? ['0.0.0.0/0'], except: cidrs === undefined ? NOT_PUBLIC : [] },
    ports: [{ port: endpoint === undefined ? 443 : portOf(endpoint), protocol: 'TCP' }],
  });
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}
