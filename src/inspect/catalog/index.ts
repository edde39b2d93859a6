/** Everything that exists in one environment, by kind, namespace and name: files, what operators make of them, cluster facts. */
import { append, obtain } from '../../model/append';
import { firstIdentical } from './identical';
import { isOperatorKnown, madeOf, POD_TEMPLATES, podsOfOperator, RUNS_TO_COMPLETION } from '../kinds';
import { portsOf } from '../kinds/kind';
import { isClusterKind, kindOf, qualify } from '../kinds/names';
import { LabelIndex } from './label-index';
import { memoize } from '../memoize';
import { get, list, map, number, text } from '../read';
import type { JsonObject } from '../../model/json';
import { equalitySelector, keysOf, type Labels, type Selector } from './selector';
import type { CatalogEntry, FileEntry, Pods, ServicePort } from './entries';
import type { InspectedEnvironment, InspectedObject } from '../types';

const NONE: readonly CatalogEntry[] = [];
const NO_PODS: readonly Pods[] = [];
const NO_LABELS: Labels = {};

export class Catalog {
  /** One for each file, in their order. */
  readonly files: FileEntry[] = [];
  readonly pods = new LabelIndex<Pods>();
  readonly services = new LabelIndex<CatalogEntry>();
  /** Files whose object another file already defines. */
  readonly duplicates: (readonly [first: CatalogEntry, second: CatalogEntry])[] = [];
  /** By kind, namespace and name. */
  private readonly byName = new Map<string, Map<string, Map<string, CatalogEntry>>>();
  private readonly byKind = new Map<string, CatalogEntry[]>();
  private groups: ReadonlySet<string> | undefined;
  private readonly behind = memoize(({ namespace, source }: CatalogEntry): readonly Pods[] => {
    const selector = equalitySelector(get(source?.json, 'spec', 'selector'));
    return selector.labels.length === 0 ? NO_PODS : this.pods.select(namespace, selector);
  });

  constructor(environment: InspectedEnvironment) {
    for (const object of environment.objects) this.addFile(object);
    for (const entry of this.files) {
      const { json, operated } = entry.source;
      if (operated?.labels !== undefined) {
        const { namespace } = entry;
        this.pods.add({
          from: entry,
          namespace,
          labels: operated.labels,
          ports: undefined,
          spec: undefined,
          ends: false,
        });
      }
      for (const { part, labels, ports, replicas } of podsOfOperator(entry.kind, json)) {
        const { namespace } = entry;
        this.pods.add({ from: entry, namespace, part, labels, ports, spec: undefined, ends: replicas === 'ends' });
      }
      for (const item of madeOf(entry.kind, json)) {
        const made: CatalogEntry = {
          ...item,
          namespace: item.namespace ?? entry.namespace,
          labels: NO_LABELS,
          source: entry.source,
          origin: 'operator',
          keys: item.keys === undefined ? undefined : new Set(item.keys),
          ports: item.ports,
        };
        const before = this.add(made);
        // a file may hold the labels of a Secret, and the operator fills it in
        if (before?.origin === 'file' && before.kind === 'Secret' && before.keys !== undefined)
          before.keys = made.keys && new Set([...before.keys, ...made.keys]);
      }
    }
    for (const fact of environment.provided) {
      const entry: CatalogEntry = {
        kind: qualify(fact.group, fact.kind),
        namespace: fact.namespace ?? '',
        name: fact.name,
        labels: fact.labels ?? NO_LABELS,
        source: undefined,
        origin: 'cluster',
        keys: fact.keys === undefined ? undefined : new Set(fact.keys),
        ports: undefined,
      };
      this.add(entry);
      if (entry.kind === 'Pod') {
        this.pods.add({
          from: entry,
          namespace: entry.namespace,
          labels: entry.labels,
          ports: undefined,
          spec: undefined,
          ends: false,
        });
      }
    }
  }

  find(kind: string, namespace: string, name: string): CatalogEntry | undefined {
    return this.byName.get(kind)?.get(namespace)?.get(name);
  }

  ofKind(kind: string): readonly CatalogEntry[] {
    return this.byKind.get(kind) ?? NONE;
  }

  /** Whether the labels are those of an operator whose objects are among the files, and whose pods are not known from them. */
  isOfOperator(selector: Selector): boolean {
    this.groups ??= new Set(
      [...this.byKind.keys()].flatMap((kind) =>
        kind.includes('.') ? [kind.slice(kind.indexOf('.') + 1)].filter((group) => !isOperatorKnown(group)) : [],
      ),
    );
    return keysOf(selector).some((key) => {
      const domain = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
      return (
        domain !== '' &&
        !/(?:^|\.)kubernetes\.io$/.test(domain) &&
        [...this.groups!].some((group) => group === domain || group.endsWith(`.${domain}`))
      );
    });
  }

  /** Pods that a Service sends to; none where it has no selector, and others say what is behind it. */
  podsBehind(service: CatalogEntry): readonly Pods[] {
    return this.behind(service);
  }

  /** Names to choose from, for messages. */
  names(kind: string, namespace: string): string[] {
    return this.ofKind(kind)
      .filter((entry) => entry.namespace === namespace)
      .map((entry) => entry.name)
      .sort();
  }

  private addFile(object: InspectedObject): void {
    const { json } = object;
    const kind = kindOf(text(json, 'apiVersion') ?? '', text(json, 'kind') ?? '');
    const metadata = map(json, 'metadata');
    const entry: FileEntry = {
      kind,
      namespace: isClusterKind(kind) ? '' : (text(metadata, 'namespace') ?? ''),
      name: text(metadata, 'name') ?? '',
      labels: map(metadata, 'labels') as Labels,
      source: object,
      first: firstIdentical(json),
      origin: 'file',
      keys: keysIn(kind, json),
      ports: portsIn(kind, json),
    };
    this.files.push(entry);
    const before = this.add(entry);
    if (before !== undefined) this.duplicates.push([before, entry]);
    if (kind === 'Service') this.services.add(entry);
    const template = POD_TEMPLATES[kind];
    if (template !== undefined) this.addPods(entry, map(json, ...template));
  }

  /** What is already there stays, and is returned: a file of ours takes the place of what an operator would make. */
  private add(entry: CatalogEntry): CatalogEntry | undefined {
    const namespaces = obtain(this.byName, entry.kind, () => new Map());
    const names = obtain(namespaces, entry.namespace, () => new Map());
    const before = names.get(entry.name);
    if (before !== undefined) return before;
    names.set(entry.name, entry);
    append(this.byKind, entry.kind, entry);
    return undefined;
  }

  private addPods(from: CatalogEntry, template: JsonObject): void {
    const spec = map(template, 'spec');
    this.pods.add({
      from,
      namespace: from.namespace,
      labels: map(template, 'metadata', 'labels') as Labels,
      ports: portsOf(spec, ['containers', 'initContainers']),
      spec,
      ends: RUNS_TO_COMPLETION.has(from.kind),
    });
  }
}

/** The catalog of an environment. */
export const catalogOf = memoize((environment: InspectedEnvironment) => new Catalog(environment));

function keysIn(kind: string, json: JsonObject): ReadonlySet<string> | undefined {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  return new Set([
    ...Object.keys(map(json, 'data')),
    ...Object.keys(map(json, kind === 'Secret' ? 'stringData' : 'binaryData')),
  ]);
}

function portsIn(kind: string, json: JsonObject): ServicePort[] | undefined {
  if (kind !== 'Service' || get(json, 'spec', 'type') === 'ExternalName') return undefined;
  return list(json, 'spec', 'ports').map((port) => ({ name: text(port, 'name'), port: number(port, 'port') ?? 0 }));
}
