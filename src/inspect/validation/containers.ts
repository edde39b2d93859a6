/** Containers of a pod: names, ports, variables, mounts, after `ValidatePodSpec`. */
import { didYouMean } from '../found';
import { get, list, number, text, type Node } from '../read';
import { dnsLabel, portName, variableName } from './grammar';
import { checkProbes } from './probes';
import { checkResources } from './resources';
import { phrase, type Phrase } from '../../model/phrase';
import type { Report } from './report';
import type { Trail } from '../object-path';
import type { JsonObject } from '../../model/json';

/** Reports each name that an earlier element of the list has. */
export function unique(names: readonly (string | undefined)[], report: (index: number, name: string) => void): void {
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (name === undefined) return;
    if (seen.has(name)) report(index, name);
    seen.add(name);
  });
}

/** @param volumes names that mounts may use; `undefined` where others add some */
export function checkContainers(
  spec: JsonObject,
  trail: Trail,
  volumes: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const names: string[] = [];
  for (const field of ['initContainers', 'containers']) {
    list(spec, field).forEach((container, index) => {
      const at = [...trail, field, index];
      const name = text(container, 'name') ?? '';
      if (names.includes(name))
        report('LS655', [...at, 'name'])`
          Two containers of the pod are named \`${{ name }}\`.
          Rename one of them.`;
      names.push(name);
      const wrong = dnsLabel(name);
      if (wrong !== undefined)
        report('LS651', [...at, 'name'])`
          Container name \`${{ name }}\` ${{ wrong }}.
          Use a valid name.`;
      if (get(container, 'image') === undefined || text(container, 'image') === '')
        report('LS303', [...at, 'image'], { reason: 'no-image' })`
          Container \`${{ name }}\` has no image.
          ${withImage(name, list(spec, field))}`;
      checkPorts(container, at, report);
      checkVariables(container, at, report);
      checkMounts(container, at, volumes, report);
      checkProbes(container, at, number(spec, 'terminationGracePeriodSeconds') ?? 30, report);
      checkResources(get(container, 'resources'), [...at, 'resources'], report);
    });
  }
}

/** A patch whose container is spelt wrongly adds one, and says of it what was meant for another. */
function withImage(name: string, containers: readonly Node[]): Phrase {
  const others = containers.flatMap((container) =>
    get(container, 'image') === undefined ? [] : [text(container, 'name') ?? ''],
  );
  return phrase`${didYouMean(name, others)}Set \`image\`.`;
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function checkPorts(container: Node, trail: Trail, report: Report): void {
  const ports = list(container, 'ports');
  ports.forEach((item, index) => {
    const at = [...trail, 'ports', index];
    for (const field of ['containerPort', 'hostPort']) {
      const port = number(item, field);
      if (port !== undefined && !isPort(port) && !(field === 'hostPort' && port === 0)) {
        report('LS656', [...at, field])`
          \`${{ field }}\` is ${{ port }}.
          Use a number from 1 to 65535.`;
      }
    }
    const name = text(item, 'name');
    const wrong = name === undefined ? undefined : portName(name);
    if (wrong !== undefined)
      report('LS656', [...at, 'name'])`
        Port name \`${{ name }}\` ${{ wrong }}.
        Use a valid name.`;
  });
  unique(
    ports.map((item) => text(item, 'name')),
    (index, name) =>
      report('LS655', [...trail, 'ports', index, 'name'])`
        Two ports of the container are named \`${{ name }}\`.
        Rename one of them.`,
  );
  unique(
    ports.map((item) => `${number(item, 'containerPort') ?? 0}/${text(item, 'protocol') ?? 'TCP'}`),
    (index, port) =>
      report('LS655', [...trail, 'ports', index], { reason: 'port-twice' })`
        Port ${{ port }} is declared twice in the container.
        Remove one of the two.`,
  );
}

function checkVariables(container: Node, trail: Trail, report: Report): void {
  const variables = list(container, 'env');
  variables.forEach((variable, index) => {
    const at = [...trail, 'env', index];
    const name = text(variable, 'name') ?? '';
    const wrong = variableName(name);
    if (wrong !== undefined)
      report('LS666', [...at, 'name'])`
        Variable name \`${{ name }}\` ${{ wrong }}.
        Use a valid name.`;
    const value = get(variable, 'value');
    if (value !== undefined && value !== '' && get(variable, 'valueFrom') !== undefined) {
      report('LS661', at)`
        Variable \`${{ name }}\` has both \`value\` and \`valueFrom\`.
        Keep one of the two.`;
    }
    const sources = Object.keys((get(variable, 'valueFrom') as JsonObject | undefined) ?? {});
    if (get(variable, 'valueFrom') !== undefined && sources.length === 0) {
      report('LS303', [...at, 'valueFrom'])`
        Variable \`${{ name }}\` has an empty \`valueFrom\`.
        Set the source, such as \`secretKeyRef\`.`;
    }
    if (sources.length > 1)
      report('LS661', [...at, 'valueFrom'])`
        Variable \`${{ name }}\` has several sources: ${{ sources }}.
        Keep one of them.`;
  });
  unique(
    variables.map((variable) => text(variable, 'name')),
    (index, name) =>
      report('LS655', [...trail, 'env', index])`
        Variable \`${{ name }}\` is declared twice; only the last one applies.
        Remove one of the two.`,
  );
}

function checkMounts(container: Node, trail: Trail, volumes: ReadonlySet<string> | undefined, report: Report): void {
  const mounts = list(container, 'volumeMounts');
  mounts.forEach((mount, index) => {
    const at = [...trail, 'volumeMounts', index];
    const volume = text(mount, 'name') ?? '';
    if (volumes?.has(volume) === false) {
      const valid = [...volumes].map((name) => `\`${name}\``).join(', ');
      report('LS657', [...at, 'name'])`
        The container mounts volume \`${{ volume }}\`, which the pod does not have.
        ${valid === '' ? phrase`Declare the volume.` : phrase`Declare it, or use ${{ valid }}.`}`;
    }
    const path = text(mount, 'mountPath') ?? '';
    if (!path.startsWith('/') || path.includes(':')) {
      report('LS672', [...at, 'mountPath'])`
        Mount path \`${{ path }}\` is not an absolute path without \`:\`.
        Use a path that starts with \`/\`.`;
    }
    const below = text(mount, 'subPath');
    if (below !== undefined && (below.startsWith('/') || below.split('/').includes('..'))) {
      report('LS672', [...at, 'subPath'])`
        \`subPath\` is \`${{ below }}\`.
        Use a relative path without \`..\`.`;
    }
  });
  unique(
    mounts.map((mount) => text(mount, 'mountPath')),
    (index, path) =>
      report('LS672', [...trail, 'volumeMounts', index, 'mountPath'])`
        Two volumes are mounted at \`${{ path }}\`.
        Mount one of them elsewhere.`,
  );
}
