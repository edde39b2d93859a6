/** Two Services: one that callers use, and a headless one that gives each replica a name of its own. */
import type { Subject } from '../../engine/build';
import type { Service } from '../../manifests';
import type { Port } from '../../workload/ports';
import { headlessOf } from './replicas';

/** A port with what is spoken on it: a mesh that guesses would wait for the caller to begin, where the server speaks first. */
export interface StorePort extends Port {
  readonly appProtocol: 'tcp' | 'http' | 'grpc';
  /** Whether another container of the pod listens on it. */
  readonly elsewhere?: boolean;
  /** On the Service only if a call to this port is declared; people reach the pod itself with `kubectl port-forward`. */
  readonly onCall?: number;
}

/** What replicas are asked for by their own names. */
export interface ByName {
  /** Ports that only the headless Service has. */
  readonly others: readonly (Port & Partial<StorePort>)[];
  /** Whether replicas must find each other, or one itself, before any of them is ready. */
  readonly early: boolean;
}

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** @param ports what callers and Prometheus use */
export function addStoreServices(
  { parts, pods, name, labels, selector }: Subject,
  ports: readonly StorePort[],
  { others, early }: ByName,
): void {
  const head = { apiVersion: 'v1', kind: 'Service' } as const;
  const type = 'ClusterIP';
  parts.addWhenDeclared<Service>('Service', 'data', { ...head, metadata: { name, labels } }, ({ portsCalled }) => {
    const called = portsCalled(pods.name);
    const open = ports.filter(({ onCall }) => onCall === undefined || called.has(onCall));
    return { type, selector, ports: open.map(servicePort) };
  });
  const headless = headlessOf(name);
  parts.add('HeadlessService', 'data', {
    ...head,
    // Another name in its labels: a monitor that selects the one Service must not scrape each pod a second time by the other.
    metadata: { name: headless, labels: { ...labels, 'app.kubernetes.io/name': headless } },
    spec: {
      type,
      clusterIP: 'None',
      publishNotReadyAddresses: early ? true : undefined,
      selector,
      ports: [...ports, ...others.map((port): StorePort => ({ appProtocol: 'tcp', ...port }))].map(servicePort),
    },
  });
}

function servicePort({ name, appProtocol, service, container }: StorePort): ServicePort {
  return { name, appProtocol, port: service, targetPort: container, protocol: 'TCP' };
}
