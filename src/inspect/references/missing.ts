/** Objects, keys of ConfigMaps and ports of Services that are named and are not there; keys of Secrets are in `secrets.ts`. */
import { catalogOf, type Catalog } from '../catalog';
import { ENVIRONMENT, didYouMean, found, orProvided } from '../found';
import { isClusterKind, plainKind } from '../kinds/names';
import { get, isMap, text, type Node } from '../read';
import { exists, keysRead, referencePath, referencesOf, type Reference } from './resolve';
import { SILENCE, phrase, quotedNames } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

export function inspectMissing(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const findings: Finding[] = [...duplicates(catalog), ...namespaces(catalog)];
  for (const reference of referencesOf(environment)) {
    const { target } = reference;
    if (target === undefined) {
      if (!reference.optional && !exists(reference)) findings.push(missingObject(reference, catalog));
    } else {
      if (target.kind === 'ConfigMap' && target.keys !== undefined && !reference.optional)
        for (const key of keysRead(reference))
          if (!target.keys.has(key)) findings.push(missingKey(reference, target, key));
      if (reference.site.port !== undefined && target.ports !== undefined) {
        const finding = missingPort(reference, target, get(reference.node, reference.site.port));
        if (finding !== undefined) findings.push(finding);
      }
    }
  }
  return findings;
}

function missingObject(reference: Reference, catalog: Catalog): Finding {
  const { from, kind, name, namespace } = reference;
  const where = namespace === from.namespace || namespace === '' ? SILENCE : phrase` of namespace \`${{ namespace }}\``;
  const near = didYouMean(name, catalog.names(kind, namespace));
  const key = keysRead(reference)[0] ?? '<key>';
  const act =
    kind === 'Secret' && namespace === from.namespace
      ? phrase`${near === SILENCE ? phrase`Seal` : phrase`Or seal`} it: \`lockstep seal ${ENVIRONMENT} ${{ name }} ${{ key }}\`.`
      : phrase`${near === SILENCE ? phrase`Create` : phrase`Or create`} it${orProvided('it')}`;
  return found('LS401', from.source!, referencePath(reference), { objects: [`${plainKind(kind)}/${name}`] })`
    ${{ from: from.name }} refers to ${{ kind: plainKind(kind) }} \`${{ name }}\`${where}, which does not exist in ${ENVIRONMENT}.
    ${near}${act}`;
}

function missingKey(reference: Reference, target: CatalogEntry, key: string): Finding {
  const there = [...target.keys!].sort();
  return found('LS402', reference.from.source!, referencePath(reference))`
    ${{ from: reference.from.name }} reads key \`${{ key }}\` of ConfigMap \`${{ target: target.name }}\`; in ${ENVIRONMENT}, \`${{ target: target.name }}\` has ${there.length === 0 ? phrase`no keys` : quotedNames({ there })}.
    ${didYouMean(key, there)}Read an existing key, or add \`${{ key }}\` to the ConfigMap.`;
}

/** @param port a number, a name, or an Ingress's `{ number }` or `{ name }` */
function missingPort(reference: Reference, target: CatalogEntry, port: Node): Finding | undefined {
  const wanted = isMap(port) ? (get(port, 'number') ?? text(port, 'name')) : port;
  if (wanted === undefined || target.ports!.some((offer) => offer.port === wanted || offer.name === wanted))
    return undefined;
  return portFinding(reference.from, referencePath(reference), target, String(wanted as string | number));
}

export function portFinding(from: CatalogEntry, path: string, target: CatalogEntry, wanted: string): Finding {
  const offers = target.ports!.map(({ name, port }) => (name === undefined ? `${port}` : `${port} (${name})`));
  return found('LS403', from.source!, path)`
    ${{ from: from.name }} uses port ${{ wanted }} of Service \`${{ target: target.name }}\`, which has ${offers.length === 0 ? phrase`no port` : { offers: offers.join(', ') }}.
    Use ${offers.length === 0 ? phrase`a different Service` : phrase`port ${{ port: target.ports![0]!.port }}`}, or add port ${{ wanted }} to the Service.`;
}

function duplicates(catalog: Catalog): Finding[] {
  return catalog.duplicates.map(
    ([first, second]) =>
      found('LS411', second.source!, 'metadata.name')`
        ${{ kind: plainKind(second.kind) }} \`${{ name: second.name }}\` is defined in \`${{ first: first.source!.file }}\` and again in \`${{ second: second.source!.file }}\`.
        Rename one of the two, or remove it.`,
  );
}

/** Judged where namespaces are declared at all: files without any are meant to be applied into one that exists. */
function namespaces(catalog: Catalog): Finding[] {
  if (catalog.ofKind('Namespace').length === 0) return [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const entry of catalog.files) {
    const { namespace } = entry;
    if (namespace === '' || isClusterKind(entry.kind) || seen.has(namespace)) continue;
    seen.add(namespace);
    if (catalog.find('Namespace', '', namespace) !== undefined) continue;
    const near = didYouMean(namespace, catalog.names('Namespace', ''));
    findings.push(
      found('LS401', entry.source!, 'metadata.namespace', { objects: [`Namespace/${namespace}`] })`
        ${{ name: entry.name }} is in namespace \`${{ namespace }}\`, which does not exist in ${ENVIRONMENT}.
        ${near}${near === SILENCE ? phrase`Create` : phrase`Or create`} it${orProvided('it')}`,
    );
  }
  return findings;
}
