import { phrase } from '../../model/phrase';
import { list, number } from '../read';
import { findingAbout, type Finding } from '../../model/finding';
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
  const variable = service.variables.get('PORT');
  const port = /^\d{2,5}$/.test(variable?.value ?? '') ? Number(variable!.value) : undefined;
  const opened = service.ports.map(({ value }) => value);
  const [first] = service.ports;
  const at = { code: 'LS841' as const, object: `service/${service.name}` };
  const have = phrase`${{ workload: workload.object }} has ${{ declared: [...declared] }}`;
  if (first !== undefined && !opened.some((one) => declared.has(one)))
    return [
      findingAbout({ ...at, path: 'ports', file: first.place })`
        compose expects \`${{ service: service.name }}\` on port ${{ ports: [...new Set(opened)] }}; ${have}
        Use the same port in both.`,
    ];
  if (port === undefined || declared.has(port) || (opened.length > 0 && !opened.includes(port))) return [];
  return [
    findingAbout({ ...at, path: 'environment.PORT', file: variable!.place })`
      \`PORT\` is ${{ port }} in compose; ${have}
      Use the same port in both.`,
  ];
}
