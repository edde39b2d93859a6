/** Two Services: one that callers use, and a headless one that gives each replica a name of its own. */
import type { Identity } from '../identity';
import { addObject } from '../object';
import { wherePresent } from '../per-environment';
import type { Port } from '../ports';
import { headlessOf, type Peers } from './replicas';

/** A port with what is spoken on it: a mesh that guesses would wait for the caller to begin, where the server speaks first. */
export interface StorePort extends Port {
  readonly appProtocol: 'tcp' | 'http' | 'grpc';
}

/**
 * @param ports what callers and Prometheus use
 * @param peers what replicas use among each other
 */
export function addStoreServices({ construct, name, labels, selector }: Identity, ports: readonly StorePort[], peers: Peers = []): void {
  addObject(construct, 'Service', 'data', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { type: 'ClusterIP', selector, ports: ports.map(servicePort) },
  });
  const headless = headlessOf(name);
  addObject(construct, 'HeadlessService', 'data', {
    apiVersion: 'v1',
    kind: 'Service',
    // Another name in its labels: a monitor that selects the one Service must not scrape each pod a second time by the other.
    metadata: { name: headless, labels: { ...labels, 'app.kubernetes.io/name': headless } },
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      // Replicas must find each other before any of them is ready.
      ...(peers.length > 0 && { publishNotReadyAddresses: true }),
      selector,
      ports: [...ports, ...peers.map((port): StorePort => ({ ...port, appProtocol: 'tcp' }))].map(servicePort),
    },
  });
}

function servicePort({ name, appProtocol, service, container }: StorePort): unknown {
  return wherePresent(container, { name, appProtocol, port: service, targetPort: container, protocol: 'TCP' });
}
