/** Label selectors of budgets, policies and mesh objects that match no pod. Empty selectors mean all pods and are left alone. */
import { catalogOf, type Catalog } from '../catalog';
import { ENVIRONMENT, found, orProvided } from '../found';
import { knownKind, POD_TEMPLATES } from '../kinds';
import { plainKind } from '../kinds/names';
import { pathOf, type Trail } from '../object-path';
import { get, list, text, type Node } from '../read';
import {
  describe,
  isEmpty,
  labelSelector,
  matches,
  ofTemplates,
  type Labels,
  type Selector,
} from '../catalog/selector';
import type { CatalogEntry, Pods } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

export function inspectSelectors(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const namespaces = namespaceSelection(catalog);
  const findings: Finding[] = [];
  for (const entry of catalog.files) {
    const place = knownKind(entry.kind)?.selector;
    if (place === undefined) continue;
    const json = entry.source!.json;
    const selector = labelSelector(get(json, ...place));
    const selected = catalog.pods.select(entry.namespace, ofTemplates(selector));
    if (selected.length === 0 && !isEmpty(selector) && !catalog.isOfOperator(selector)) {
      findings.push(
        found('LS405', entry.source!, place.join('.'))`
          ${{ kind: plainKind(entry.kind) }} \`${{ name: entry.name }}\` selects \`${{ selector: describe(selector) }}\`, which matches no pod in its namespace.
          Use labels of a pod template in the selector, or remove the object.`,
      );
    }
    if (entry.kind === 'NetworkPolicy.networking.k8s.io') policy(entry, catalog, namespaces, selected, findings);
  }
  for (const pods of catalog.pods.all) findings.push(...spreading(pods));
  return findings;
}

/** Constraints count the pods that they select; a pod that is not among them is placed anywhere. */
function spreading({ from, spec, labels }: Pods): Finding[] {
  const template = POD_TEMPLATES[from.kind];
  if (from.source === undefined || template === undefined) return [];
  return list(spec, 'topologySpreadConstraints').flatMap((constraint, index) => {
    const selector = labelSelector(get(constraint, 'labelSelector'));
    if (isEmpty(selector) || matches(selector, labels)) return [];
    const path = pathOf(from.source!.json, [...template, 'spec', 'topologySpreadConstraints', index, 'labelSelector']);
    return [
      found('LS405', from.source!, path)`
        ${{ from: from.name }} spreads pods with \`${{ selector: describe(selector) }}\`, but its own pods have different labels.
        Use labels of its own pod template in the selector.`,
    ];
  });
}

const SIDES = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

function policy(
  entry: CatalogEntry,
  catalog: Catalog,
  namespaces: Namespaces,
  selected: readonly Pods[],
  findings: Finding[],
): void {
  for (const [direction, side] of SIDES) {
    list(entry.source!.json, 'spec', direction).forEach((rule, ruleIndex) => {
      list(rule, side).forEach((peer, peerIndex) => {
        const finding = judgePeer(entry, peer, ['spec', direction, ruleIndex, side, peerIndex], catalog, namespaces);
        if (finding !== undefined) findings.push(finding);
      });
      if (direction === 'ingress') namedPorts(entry, rule, ruleIndex, selected, findings);
    });
  }
}

function judgePeer(
  entry: CatalogEntry,
  peer: Node,
  trail: Trail,
  catalog: Catalog,
  namespaces: Namespaces,
): Finding | undefined {
  const json = entry.source!.json;
  const byNamespace = get(peer, 'namespaceSelector');
  let within: readonly string[] = [entry.namespace];
  if (byNamespace !== undefined) {
    const selector = labelSelector(byNamespace);
    within = namespaces(selector);
    if (within.length === 0 && !isEmpty(selector)) {
      return found('LS407', entry.source!, pathOf(json, [...trail, 'namespaceSelector']))`
        NetworkPolicy \`${{ name: entry.name }}\` admits namespaces with \`${{ selector: describe(selector) }}\`, which matches no namespace in ${ENVIRONMENT}.
        Use labels of a namespace in the selector (each has \`kubernetes.io/metadata.name\`)${orProvided('it')}`;
    }
  }
  const byPod = get(peer, 'podSelector');
  if (byPod === undefined) return undefined;
  const selector = ofTemplates(labelSelector(byPod));
  if (isEmpty(selector) || catalog.isOfOperator(selector)) return undefined;
  const known = within.filter((namespace) => catalog.pods.within(namespace).length > 0);
  if (known.length < within.length || known.some((namespace) => catalog.pods.select(namespace, selector).length > 0))
    return undefined;
  return unmatchedPeer(entry, pathOf(json, [...trail, 'podSelector']), selector);
}

function unmatchedPeer(entry: CatalogEntry, path: string, selector: Selector): Finding {
  return found('LS405', entry.source!, path)`
    NetworkPolicy \`${{ name: entry.name }}\` has a peer with \`${{ selector: describe(selector) }}\`, which matches no pod.
    Use labels of the pods of the peer in the selector${orProvided('the pods')}`;
}

function namedPorts(
  entry: CatalogEntry,
  rule: Node,
  ruleIndex: number,
  selected: readonly Pods[],
  findings: Finding[],
): void {
  list(rule, 'ports').forEach((item, index) => {
    const port = text(item, 'port');
    if (port === undefined || selected.length === 0 || selected.some(({ ports }) => ports === undefined)) return;
    if (selected.some(({ ports }) => ports!.some((offer) => offer.name === port))) return;
    findings.push(
      found('LS412', entry.source!, pathOf(entry.source!.json, ['spec', 'ingress', ruleIndex, 'ports', index, 'port']))`
        NetworkPolicy \`${{ name: entry.name }}\` opens port \`${{ port }}\`, which no container of the selected pods declares.
        Use the port number, or the name that the container declares.`,
    );
  });
}

/** The namespaces that a selector matches, looked up once for each selector. */
type Namespaces = (selector: Selector) => readonly string[];

function namespaceSelection(catalog: Catalog): Namespaces {
  const labels = [...namespaceLabels(catalog)];
  const known = new Map<Selector, readonly string[]>();
  return (selector) => {
    let names = known.get(selector);
    if (names === undefined) {
      names = labels.filter(([, own]) => matches(selector, own)).map(([name]) => name);
      known.set(selector, names);
    }
    return names;
  };
}

/** Every namespace by the labels that it has; `kubernetes.io/metadata.name` is set by the API server. */
function namespaceLabels(catalog: Catalog): Map<string, Labels> {
  const namespaces = new Map<string, Labels>();
  const add = (name: string, labels: Labels): void => {
    namespaces.set(name, { ...namespaces.get(name), ...labels, 'kubernetes.io/metadata.name': name });
  };
  for (const { name, labels } of catalog.ofKind('Namespace')) add(name, labels);
  for (const { namespace } of catalog.files) if (namespace !== '' && !namespaces.has(namespace)) add(namespace, {});
  return namespaces;
}
