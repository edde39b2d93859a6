import type { IConstruct } from 'constructs';
import { report } from '../model/declarations';
import { combine, derive, isVarying } from '../model/varying';
import { addObject } from './object';
import type { Identity } from './identity';
import type { Tier } from './tiers';
import { wherePresent } from './per-environment';

/** A port of the container, declared once: it becomes container port, Service port, probe, policy and monitor. */
export interface Port {
  readonly name: string;
  readonly container: unknown;
  /** Port of the Service. */
  readonly service: unknown;
}

export function refuseClashes(construct: IConstruct, ports: readonly Port[]): void {
  for (const [side, field] of [
    ['container', 'port'],
    ['service', 'servicePort'],
  ] as const) {
    ports.forEach((port, index) => {
      for (const other of ports.slice(0, index)) {
        const equal = combine({ one: other[side], two: port[side] }, (own) =>
          own.one === own.two ? own.one : undefined,
        );
        for (const [number, environments] of byNumber(equal)) {
          report(construct, {
            code: 'LS105',
            path: field,
            ...(environments.length > 0 && { environments }),
            message: `the ports "${other.name}" and "${port.name}" are both ${side} port ${number}`,
            fix: 'Give each its own number, or declare it once.',
          });
        }
      }
    });
  }
}

/** The environments in which a value is given, by value; none where it does not vary. */
function byNumber(value: unknown): ReadonlyMap<string, readonly string[]> {
  if (!isVarying(value)) return new Map(value === undefined ? [] : [[String(value), []]]);
  const found = new Map<string, string[]>();
  value.values.forEach((own, index) => {
    if (own !== undefined) found.set(String(own), [...(found.get(String(own)) ?? []), value.set.names[index]!]);
  });
  return found;
}

export function containerPorts(ports: readonly Port[]): readonly unknown[] {
  return ports.map(({ name, container }) =>
    derive<unknown, unknown>(container, (containerPort) => ({ name, containerPort, protocol: 'TCP' })),
  );
}

/** A ClusterIP Service: nothing of the pattern is reached from outside but through a route. */
export function addService(
  { construct, name, labels, selector }: Identity,
  ports: readonly Port[],
  tier: Tier = 'workload',
): void {
  if (ports.length === 0) return;
  addObject(construct, 'Service', tier, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      type: 'ClusterIP',
      selector,
      ports: ports.map(({ name, service, container }) =>
        wherePresent(container, { name, port: service, targetPort: container, protocol: 'TCP' }),
      ),
    },
  });
}
