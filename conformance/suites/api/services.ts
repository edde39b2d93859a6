import type { ApiClient, Live } from '../../cluster/api-client';
import { matches, podSpec, podStatus, serves } from '../../cluster/pods';
import { label } from '../../dist';
import { selectsOperatorPods } from './disruption';

interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
}

interface ServiceSpec {
  readonly type?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly ServicePort[];
}

/** What still differs between each Service's endpoints and the serving pods that it selects, port by port. */
export async function endpointsMatch(api: ApiClient, namespaces: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const namespace of namespaces) {
    const pods = (await api.list('v1', 'Pod', namespace)).filter(serves);
    const slices = await api.list('discovery.k8s.io/v1', 'EndpointSlice', namespace);
    for (const service of await api.list('v1', 'Service', namespace)) {
      const spec = service['spec'] as ServiceSpec;
      if (spec.selector === undefined || spec.type === 'ExternalName' || selectsOperatorPods(spec.selector)) continue;
      const selector = spec.selector;
      const selected = pods.filter((pod) => matches(selector, pod.metadata.labels));
      if (selected.length === 0) problems.push(`${label(service)}: selects no pod`);
      const own = slices.filter(
        (slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name,
      );
      for (const port of spec.ports ?? []) problems.push(...portProblems(service, port, selected, own));
    }
  }
  return problems;
}

function portProblems(service: Live, port: ServicePort, selected: readonly Live[], slices: readonly Live[]): string[] {
  const wanted = selected
    .flatMap((pod) => {
      const target = targetPort(pod, port);
      return target === undefined ? [] : [`${podStatus(pod).podIP ?? ''}:${target}`];
    })
    .sort();
  if (selected.length > 0 && wanted.length === 0) {
    return [
      `${label(service)}: no container has the port ${port.targetPort ?? port.port} that ${port.name ?? port.port} points to`,
    ];
  }
  const found = slices
    .flatMap((slice) => {
      const ports = (slice['ports'] as { name?: string; port: number }[] | undefined) ?? [];
      const endpoints =
        (slice['endpoints'] as { addresses: string[]; conditions: { ready?: boolean } }[] | undefined) ?? [];
      return ports
        .filter((candidate) => (candidate.name ?? '') === (port.name ?? ''))
        .flatMap((candidate) =>
          endpoints
            .filter((endpoint) => endpoint.conditions.ready === true)
            .map((endpoint) => `${endpoint.addresses[0] ?? ''}:${candidate.port}`),
        );
    })
    .sort();
  return JSON.stringify(wanted) === JSON.stringify(found)
    ? []
    : [`${label(service)} port ${port.name ?? port.port}: endpoints ${found.join(' ')}, pods ${wanted.join(' ')}`];
}

/** The number of the container port that a Service port leads to; a number needs a container that declares it. */
function targetPort(pod: Live, port: ServicePort): number | undefined {
  const target = port.targetPort ?? port.port;
  const spec = podSpec(pod);
  const ports = [...spec.containers, ...(spec.initContainers ?? [])].flatMap((container) => container.ports ?? []);
  return ports.find(
    (candidate) =>
      (typeof target === 'number' ? candidate.containerPort === target : candidate.name === target) &&
      (candidate.protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
  )?.containerPort;
}
