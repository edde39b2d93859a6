/** What containers name within their own pod: ports of probes and hooks, and variables that `$(NAME)` expands. */
import { catalogOf, type Catalog } from '../catalog';
import { didYouMean, found } from '../found';
import { POD_TEMPLATES } from '../kinds';
import { pathOf, type Trail } from '../object-path';
import { get, list, text, type Node } from '../read';
import { phrase, quotedNames } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

const HANDLERS: readonly (readonly string[])[] = [
  ['readinessProbe'],
  ['livenessProbe'],
  ['startupProbe'],
  ['lifecycle', 'preStop'],
  ['lifecycle', 'postStart'],
];

export function inspectContainers(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const findings: Finding[] = [];
  for (const pods of catalog.pods.all) {
    const template = POD_TEMPLATES[pods.from.kind];
    if (pods.spec === undefined || template === undefined) continue;
    for (const field of ['initContainers', 'containers']) {
      list(pods.spec, field).forEach((container, index) => {
        const trail = [...template, 'spec', field, index];
        namedPorts(pods.from, container, trail, findings);
        expansions(pods.from, container, trail, catalog, findings);
      });
    }
  }
  return findings;
}

function namedPorts(from: CatalogEntry, container: Node, trail: Trail, findings: Finding[]): void {
  for (const place of HANDLERS) {
    const handler = get(container, ...place);
    if (handler === undefined) continue;
    for (const action of ['httpGet', 'tcpSocket']) {
      const port = text(handler, action, 'port');
      if (port === undefined || /^\d+$/.test(port)) continue;
      const names = list(container, 'ports')
        .map((item) => text(item, 'name'))
        .filter((name) => name !== undefined);
      if (names.includes(port)) continue;
      findings.push(
        found('LS412', from.source!, pathOf(from.source!.json, [...trail, ...place, action, 'port']))`
          ${{ place: place.at(-1)! }} of container \`${{ name: text(container, 'name') ?? '' }}\` uses port \`${{ port }}\`; the container ${names.length === 0 ? phrase`has no named port` : phrase`has ${quotedNames({ names })}`}.
          ${didYouMean(port, names)}Use a port that the container declares, or its number.`,
      );
    }
  }
}

const SHELL = /(^|\/)(ba|da|a|z)?sh$/;
/** Variables that the kubelet adds for Services: `DB_SERVICE_HOST`, `DB_PORT_5432_TCP_ADDR`. */
const SERVICE_VARIABLE = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?)$/;

function expansions(from: CatalogEntry, container: Node, trail: Trail, catalog: Catalog, findings: Finding[]): void {
  const variables = list(container, 'env');
  const expands = (value: Node): value is string => typeof value === 'string' && value.includes('$(');
  if (
    !variables.some((variable) => expands(get(variable, 'value'))) &&
    !list(container, 'command').some(expands) &&
    !list(container, 'args').some(expands)
  )
    return;
  let open = false;
  const known = new Set<string>();
  for (const source of list(container, 'envFrom')) {
    const kind = get(source, 'secretRef') === undefined ? 'ConfigMap' : 'Secret';
    const name = text(source, kind === 'Secret' ? 'secretRef' : 'configMapRef', 'name') ?? '';
    const keys = catalog.find(kind, from.namespace, name)?.keys;
    if (keys === undefined) open = true;
    else for (const key of keys) known.add(`${text(source, 'prefix') ?? ''}${key}`);
  }
  if (open) return;
  const all = new Set([...known, ...variables.map((variable) => text(variable, 'name') ?? '')]);
  const judge = (value: Node, at: Trail, where: string, names: ReadonlySet<string>, pattern: RegExp): void => {
    if (!expands(value)) return;
    for (const name of references(value)) {
      if (!pattern.test(name) || names.has(name) || SERVICE_VARIABLE.test(name)) continue;
      const later = all.has(name);
      const fix = later
        ? phrase`Move \`${{ name }}\` above it.`
        : phrase`${didYouMean(name, names)}Declare \`${{ name }}\` first, or use \`$$(${{ name }})\` for the literal text.`;
      findings.push(
        found('LS408', from.source!, pathOf(from.source!.json, [...trail, ...at]))`
          ${{ where }} contains \`$(${{ name }})\`, ${later ? phrase`which is declared further down in the list` : phrase`but the container has no such variable`}.
          ${fix}`,
      );
    }
  };
  variables.forEach((variable, index) => {
    const name = text(variable, 'name') ?? '';
    judge(get(variable, 'value'), ['env', index, 'value'], `\`${name}\``, known, /^[A-Za-z_]\w*$/);
    known.add(name);
  });
  if (!list(container, 'command').some((word) => typeof word === 'string' && SHELL.test(word))) {
    for (const field of ['command', 'args']) {
      list(container, field).forEach((word, index) =>
        judge(word, [field, index], `\`${field}\``, all, /^[A-Z_][A-Z0-9_]*$/),
      );
    }
  }
}

/** Names in `$(NAME)`; `$$` is a literal dollar and ends nothing. */
function references(value: string): string[] {
  const names: string[] = [];
  for (const match of value.matchAll(/\$\$|\$\(([^)]*)\)/g)) if (match[1] !== undefined) names.push(match[1]);
  return names;
}
