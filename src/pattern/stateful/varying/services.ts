/** `../services` for stores whose props still vary; goes with the last of them. */
import { Lazy } from 'cdk8s';
import type { Identity } from '../../identity';
import { addObject } from '../../object';
import { wherePresent } from '../../per-environment';
import type { Port } from '../../ports';
import { headlessOf } from '../replicas';

/** A port with what is spoken on it: a mesh that guesses would wait for the caller to begin, where the server speaks first. */
export interface StorePort extends Port {
  readonly appProtocol: 'tcp' | 'http' | 'grpc';
  /** Whether another container of the pod listens on it. */
  readonly elsewhere?: boolean;
  /** On the Service only where somebody declared the call of this port; people reach the pod itself, by `kubectl port-forward`. */
  readonly onCall?: number;
}

/** What replicas are asked for by their own names. */
export interface ByName {
  /** Ports that only the headless Service has. */
  readonly others: readonly (Port & Partial<StorePort>)[];
  /** Whether replicas must find each other, or one itself, before any of them is ready. */
  readonly early: boolean;
}

/** @param ports what callers and Prometheus use */
export function addStoreServices(
  { construct, platform, pods, name, labels, selector }: Identity,
  ports: readonly StorePort[],
  { others, early }: ByName,
): void {
  const isCalled = (number: number) =>
    platform.environments.names.some((_, index) =>
      platform.connections.to(pods.name, index).some((call) => call.ports.some(({ port }) => port === number)),
    );
  addObject(construct, 'Service', 'data', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      type: 'ClusterIP',
      selector,
      ports: Lazy.any({
        produce: () => ports.filter(({ onCall }) => onCall === undefined || isCalled(onCall)).map(servicePort),
      }),
    },
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
      ...(early && { publishNotReadyAddresses: true }),
      selector,
      ports: [...ports, ...others.map((port): StorePort => ({ appProtocol: 'tcp', ...port }))].map(servicePort),
    },
  });
}

function servicePort({ name, appProtocol, service, container }: StorePort): unknown {
  return wherePresent(container, { name, appProtocol, port: service, targetPort: container, protocol: 'TCP' });
}
