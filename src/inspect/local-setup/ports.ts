import { list, number } from '../read';
import type { Finding } from '../../model/finding';
import type { LocalService } from '../../model/local-setup';
import type { Workload } from './workloads';

/** A port that the manifests do not have is a finding where they have none of those of compose: others are for debugging. */
export function comparePorts(service: LocalService, workload: Workload): Finding[] {
  const declared = new Set(
    workload.containers.flatMap((container) =>
      list(container, 'ports').map((port) => number(port, 'containerPort') ?? 0),
    ),
  );
  if (declared.size === 0) return [];
  const told = service.variables.get('PORT');
  const port = /^\d{2,5}$/.test(told?.value ?? '') ? Number(told!.value) : undefined;
  const opened = service.ports.map(({ value }) => value);
  const [first] = service.ports;
  const at = { code: 'LS841' as const, object: `service/${service.name}` };
  const have = `${workload.object} has ${[...declared].join(', ')}`;
  const fix = 'Use the same port in both.';
  if (first !== undefined && !opened.some((one) => declared.has(one))) {
    return [
      {
        ...at,
        path: 'ports',
        file: first.place,
        message: `compose expects \`${service.name}\` on port ${[...new Set(opened)].join(', ')}; ${have}`,
        fix,
      },
    ];
  }
  if (port === undefined || declared.has(port) || (opened.length > 0 && !opened.includes(port))) return [];
  return [
    { ...at, path: 'environment.PORT', file: told!.place, message: `\`PORT\` is ${port} in compose; ${have}`, fix },
  ];
}
