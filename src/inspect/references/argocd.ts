/** Argo CD Applications against what their AppProject allows, with the matching of Argo CD's `AppProject` methods. */
import { catalogOf } from '../catalog';
import { ENVIRONMENT, didYouMean, found } from '../found';
import { pathOf, type Trail } from '../object-path';
import { get, list, text, type Node } from '../read';
import { phrase, quotedNames } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

const IN_CLUSTER = ['https://kubernetes.default.svc', 'in-cluster'];

export function inspectApplications(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  return catalog.ofKind('Application.argoproj.io').flatMap((application) => {
    if (application.source === undefined) return [];
    const { json } = application.source;
    const findings: Finding[] = [];
    const destination = get(json, 'spec', 'destination');
    const namespace = text(destination, 'namespace');
    const here = IN_CLUSTER.includes(text(destination, 'server') ?? text(destination, 'name') ?? '');
    if (
      here &&
      namespace !== undefined &&
      catalog.ofKind('Namespace').length > 0 &&
      catalog.find('Namespace', '', namespace) === undefined
    ) {
      findings.push(
        found('LS401', application.source, 'spec.destination.namespace')`
          Application \`${{ application: application.name }}\` deploys into namespace \`${{ namespace }}\`, which does not exist in ${ENVIRONMENT}.
          ${didYouMean(namespace, catalog.names('Namespace', ''))}Create the namespace, or set the sync option \`CreateNamespace=true\`.`,
      );
    }
    if (['source', 'sources', 'sourceHydrator'].every((field) => get(json, 'spec', field) === undefined)) {
      findings.push(
        found('LS303', application.source, 'spec')`
          Application \`${{ application: application.name }}\` has no source: nothing is deployed.
          Set a \`source\` with a repository and a path or chart.`,
      );
    }
    const project = catalog.find(
      'AppProject.argoproj.io',
      application.namespace,
      text(json, 'spec', 'project') ?? 'default',
    );
    if (project?.source !== undefined) findings.push(...permitted(application, project));
    return findings;
  });
}

function permitted(application: CatalogEntry, project: CatalogEntry): Finding[] {
  const { json } = application.source!;
  const findings: Finding[] = [];
  const allowed = list(project.source!.json, 'spec', 'sourceRepos').map(String);
  const judgeSource = (source: Node, trail: Trail): void => {
    const repository = text(source, 'repoURL');
    if (repository === undefined || permits(allowed, (pattern) => glob(pattern, repository, true))) return;
    findings.push(
      found('LS410', application.source!, pathOf(json, [...trail, 'repoURL']))`
        Application \`${{ application: application.name }}\` reads \`${{ repository }}\`; project \`${{ project: project.name }}\` allows ${allowed.length === 0 ? phrase`no repository` : quotedNames({ allowed })}.
        Add \`${{ repository }}\` to \`spec.sourceRepos\` of AppProject \`${{ project: project.name }}\`.`,
    );
  };
  if (get(json, 'spec', 'source') !== undefined) judgeSource(get(json, 'spec', 'source'), ['spec', 'source']);
  list(json, 'spec', 'sources').forEach((source, index) => judgeSource(source, ['spec', 'sources', index]));

  const destination = get(json, 'spec', 'destination');
  const destinations = list(project.source!.json, 'spec', 'destinations');
  const matching = destinations.filter((offer) => matchesDestination(offer, destination));
  const denied = matching.some(
    (offer) => /^!/.test(text(offer, 'namespace') ?? '') || /^!/.test(text(offer, 'server') ?? ''),
  );
  if (matching.length === 0 || denied) {
    const target = `${text(destination, 'namespace') ?? ''}@${text(destination, 'server') ?? text(destination, 'name') ?? ''}`;
    const offers = destinations.map(
      (offer) => `${text(offer, 'namespace') ?? '*'}@${text(offer, 'server') ?? text(offer, 'name') ?? '*'}`,
    );
    findings.push(
      found('LS410', application.source!, 'spec.destination')`
        Application \`${{ application: application.name }}\` deploys to \`${{ target }}\`, but project \`${{ project: project.name }}\` allows ${offers.length === 0 ? phrase`no destination` : quotedNames({ offers })}.
        Add the destination to \`spec.destinations\` of AppProject \`${{ project: project.name }}\`.`,
    );
  }
  return findings;
}

function permits(patterns: readonly string[], test: (pattern: string) => boolean): boolean {
  const denied = patterns.some((pattern) => pattern.startsWith('!') && test(pattern.slice(1)));
  return !denied && patterns.some((pattern) => !pattern.startsWith('!') && test(pattern));
}

function matchesDestination(offer: Node, destination: Node): boolean {
  const field = text(destination, 'server') === undefined ? 'name' : 'server';
  const cluster = text(destination, field) ?? '';
  const allowed = text(offer, field) ?? (field === 'name' ? text(offer, 'server') : undefined) ?? '';
  const same =
    glob(allowed.replace(/^!/, ''), cluster, false) || (IN_CLUSTER.includes(allowed) && IN_CLUSTER.includes(cluster));
  return same && glob((text(offer, 'namespace') ?? '').replace(/^!/, ''), text(destination, 'namespace') ?? '', false);
}

/** `*` stops at a slash where `slashes` separate, as in repository addresses; `**` does not. A lone `*` is everything. */
function glob(pattern: string, value: string, slashes: boolean): boolean {
  if (pattern === '*') return true;
  if (!/[*?[{]/.test(pattern)) return pattern === value;
  const source = pattern.replace(/\*\*|[*?]|[^*?]+/g, (part) =>
    part === '**'
      ? '.*'
      : part === '*'
        ? slashes
          ? '[^/]*'
          : '.*'
        : part === '?'
          ? slashes
            ? '[^/]'
            : '.'
          : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`).test(value);
}
