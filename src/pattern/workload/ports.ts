/** Ports, declared once: each becomes container port, Service port, probe, policy and monitor. */
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Container } from '../manifests';
import type { Tier } from '../engine/tiers';

export interface Port {
  readonly name: string;
  readonly container: number;
  /** Port of the Service. */
  readonly service: number;
}

export function refuseClashes(parts: Parts, ports: readonly Port[]): void {
  for (const [side, path] of [
    ['container', 'port'],
    ['service', 'servicePort'],
  ] as const) {
    ports.forEach((port, index) => {
      for (const other of ports.slice(0, index)) {
        if (other[side] !== port[side]) continue;
        parts.report({
          code: 'LS105',
          path,
          message: `the ports "${other.name}" and "${port.name}" are both ${side} port ${port[side]}`,
          fix: 'Use a different number for each, or declare it once.',
        });
      }
    });
  }
}

export function containerPorts(ports: readonly Port[]): Container['ports'] {
  return ports.length === 0
    ? undefined
    : ports.map(({ name, container }) => ({ name, containerPort: container, protocol: 'TCP' }));
}

/** A ClusterIP Service: nothing of the pattern is reached from outside but through a route. */
export function addService(
  { parts, name, labels, selector }: Subject,
  ports: readonly Port[],
  tier: Tier = 'workload',
): void {
  if (ports.length === 0) return;
  parts.add('Service', tier, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      type: 'ClusterIP',
      selector,
      ports: ports.map(({ name, service, container }) => ({
        name,
        port: service,
        targetPort: container,
        protocol: 'TCP',
      })),
    },
  });
}
