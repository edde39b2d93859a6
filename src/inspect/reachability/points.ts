/**
 * Who can send and receive: the pods of each workload as one point, the pods that the cluster facts tell of, and, in
 * namespaces that the files do not describe, pods that must be assumed because a policy would let them in.
 */
import { LabelIndex } from '../catalog/label-index';
import { get } from '../read';
import { describe, type Labels, type Selector } from '../catalog/selector';
import { identity, leastLabels, placeOf, type Namespace } from './namespaces';
import { withOwners } from './owners';
import type { Catalog } from '../catalog';
import type { PodPort, Pods } from '../catalog/entries';
import type { Peer } from './policies';

export interface Point {
  readonly namespace: string;
  readonly labels: Labels;
  /** Ports that the containers declare; `undefined` where they are not known. */
  readonly ports: readonly PodPort[] | undefined;
  /** What the pods are known from; `undefined` for pods that are assumed. */
  readonly pods: Pods | undefined;
  /** Of assumed pods: the selector they are assumed for, empty for any pod, and that of a namespace without a name. */
  readonly assumed?: { readonly pods: string; readonly namespaces: string | undefined };
}

export interface Points {
  readonly index: LabelIndex<Point>;
  /** Workloads on the network of their node, to which policies do not apply. */
  readonly hostNetwork: readonly Pods[];
}

/** @param peers of all policies, each with the names of the namespaces that it means */
export function pointsOf(
  catalog: Catalog,
  namespaces: readonly Namespace[],
  peers: Iterable<readonly [Peer, readonly string[]]>,
): Points {
  const index = new LabelIndex<Point>();
  const hostNetwork: Pods[] = [];
  // what the cluster facts name twice, by two roles, are the same pods
  const there = new Set<string>();
  for (const pods of withOwners(catalog.pods.all)) {
    const key = pods.from.origin === 'cluster' ? identity(pods.namespace, pods.labels) : '';
    if (get(pods.spec, 'hostNetwork') === true) hostNetwork.push(pods);
    else if (!there.has(key))
      index.add({ namespace: placeOf(pods.namespace), labels: pods.labels, ports: pods.ports, pods });
    if (key !== '') there.add(key);
  }
  const open = new Map(
    namespaces.filter((namespace) => namespace.open).map((namespace) => [namespace.name, namespace]),
  );
  const assume = (namespace: Namespace, labels: Labels, pods: string) => {
    const key = identity(namespace.name, labels);
    if (there.has(key)) return;
    there.add(key);
    index.add({
      namespace: namespace.name,
      labels,
      ports: undefined,
      pods: undefined,
      assumed: { pods, namespaces: namespace.assumed },
    });
  };
  for (const namespace of open.values()) assume(namespace, {}, '');
  const seen = new Set<string>();
  for (const [{ pods }, within] of peers) {
    if (pods === undefined) continue;
    for (const name of within) {
      const namespace = open.get(name);
      if (namespace !== undefined) assumeFor(namespace, pods, seen, assume);
    }
  }
  return { index, hostNetwork };
}

function assumeFor(
  namespace: Namespace,
  pods: Selector,
  seen: Set<string>,
  assume: (namespace: Namespace, labels: Labels, text: string) => void,
): void {
  const text = describe(pods);
  const key = `${namespace.name}/${text}`;
  if (seen.has(key)) return;
  seen.add(key);
  const labels = leastLabels(pods);
  if (labels !== undefined) assume(namespace, labels, text);
}
