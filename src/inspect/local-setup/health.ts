import { list, map, number, text, type Node } from '../read';
import { findingAbout, type Finding } from '../../model/finding';
import type { LocalService } from '../../model/local-setup';
import type { Workload } from './workloads';

/** What a check asks of the program itself. */
const URL = /\bhttps?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|[a-z0-9_.-]+)(?::(\d+))?(\/[^\s'"|;&),\]}]*)?/i;

interface Asked {
  readonly port: number;
  readonly path: string;
}

export function compareHealth(service: LocalService, workload: Workload): Finding[] {
  const { health } = service;
  const asked = health === undefined ? undefined : askedIn(health.value, service.name);
  const probes = workload.containers.flatMap((container) =>
    ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((probe) => probeOf(container, probe)),
  );
  if (asked === undefined || probes.length === 0) return [];
  const port = probes.some((probe) => probe.port === asked.port);
  if (port && probes.some((probe) => probe.path === asked.path)) return [];
  const what = port ? `path \`${asked.path}\`` : `port ${asked.port}`;
  const others = [...new Set(probes.map((probe) => `\`${probe.path}\` on port ${probe.port}`))].join(', ');
  return [
    findingAbout({ code: 'LS845', object: `service/${service.name}`, path: 'healthcheck.test', file: health!.place })`
      the compose health check queries ${{ what }}; the probes of ${{ object: workload.object }} query ${{ others }}
      Use the same path and port in both.`,
  ];
}

function askedIn(command: string, own: string): Asked | undefined {
  const [whole, host = '', port, path = '/'] = URL.exec(command) ?? [];
  if (whole === undefined || !(/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])$/i.test(host) || host === own))
    return undefined;
  return { port: port === undefined ? (whole.startsWith('https') ? 443 : 80) : Number(port), path: plainPath(path) };
}

function probeOf(container: Node, probe: string): Asked[] {
  const http = map(container, probe, 'httpGet');
  const words = list(container, probe, 'exec', 'command').map(String).join(' ');
  const asked = words === '' ? undefined : askedIn(words, '');
  if (asked !== undefined) return [asked];
  const named = text(http, 'port');
  const port =
    number(http, 'port') ??
    (named === undefined
      ? undefined
      : number(
          list(container, 'ports').find((one) => text(one, 'name') === named),
          'containerPort',
        ));
  return port === undefined ? [] : [{ port, path: plainPath(text(http, 'path') ?? '/') }];
}

function plainPath(path: string): string {
  return path.replace(/[?#].*$/, '').replace(/(?<=.)\/+$/, '');
}
