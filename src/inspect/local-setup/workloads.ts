/** What the manifests of all environments say about a program, as compose says it: names, ports, variables, probes, images. */
import { catalogOf } from '../catalog';
import { POD_TEMPLATES, RUNS_TO_COMPLETION } from '../kinds';
import { kindOf, objectName } from '../kinds/names';
import { withoutStage } from '../parity/environment-names';
import { list, map, text, type Node } from '../read';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment } from '../types';
import { storeOfContainer, storeOfOperator, type RunningStore } from './stores';

export interface Workload {
  /** Without the name of the environment. */
  readonly name: string;
  /** As findings name it in the first environment that has it: `Deployment/api`. */
  readonly object: string;
  readonly file: string;
  /** What else people call it: containers, labels. */
  readonly names: ReadonlySet<string>;
  readonly containers: readonly JsonObject[];
  /** Names that some environment sets; not what the cluster alone knows, such as the name of the pod. */
  readonly variables: ReadonlySet<string>;
  /** Whether some of them come from where the files do not say. */
  readonly open: boolean;
  readonly stores: readonly RunningStore[];
}

interface Growing extends Workload {
  readonly names: Set<string>;
  readonly containers: JsonObject[];
  readonly variables: Set<string>;
  open: boolean;
  readonly stores: RunningStore[];
}

export function workloadsOf(environments: readonly InspectedEnvironment[]): readonly Workload[] {
  const workloads = new Map<string, Growing>();
  for (const inspected of environments) {
    const { environment, objects } = inspected;
    const without = withoutStage(environment);
    const keys = keysOf(inspected);
    for (const { json, file } of objects) {
      const kind = kindOf(text(json, 'apiVersion') ?? '', text(json, 'kind') ?? '');
      const template = POD_TEMPLATES[kind];
      const operated = storeOfOperator(kind, json);
      if ((template === undefined && operated === undefined) || RUNS_TO_COMPLETION.has(kind)) continue;
      const name = without(text(json, 'metadata', 'name') ?? '');
      let workload = workloads.get(name);
      if (workload === undefined) {
        workload = {
          name,
          object: objectName(json),
          file: file ?? '',
          names: new Set(),
          containers: [],
          variables: new Set(),
          open: false,
          stores: [],
        };
        workloads.set(name, workload);
      }
      if (operated !== undefined) workload.stores.push(operated);
      if (template !== undefined) add(workload, map(json, ...template), keys);
    }
  }
  return [...workloads.values()];
}

function add(workload: Growing, template: JsonObject, keys: Keys): void {
  const containers = list(template, 'spec', 'containers');
  const labels = map(template, 'metadata', 'labels');
  for (const label of ['app', 'app.kubernetes.io/name', 'app.kubernetes.io/component', 'io.kompose.service']) {
    if (typeof labels[label] === 'string') workload.names.add(labels[label]);
  }
  for (const container of containers) {
    if (typeof container !== 'object' || container === null || Array.isArray(container)) continue;
    const json = container as JsonObject;
    workload.containers.push(json);
    if (containers.length === 1) workload.names.add(text(json, 'name') ?? '');
    const said = storeOfContainer(json, list(json, 'envFrom').length > 0 || mountsConfiguration(json));
    if (said !== undefined) workload.stores.push(said);
    for (const variable of list(json, 'env')) {
      const name = text(variable, 'name');
      const of = map(variable, 'valueFrom');
      if (name !== undefined && of.fieldRef === undefined && of.resourceFieldRef === undefined)
        workload.variables.add(name);
    }
    for (const source of list(json, 'envFrom')) addAll(workload, source, keys);
  }
}

function addAll(workload: Growing, source: Node, keys: Keys): void {
  const prefix = text(source, 'prefix') ?? '';
  const [kind, name] =
    text(source, 'configMapRef', 'name') !== undefined
      ? ['ConfigMap', text(source, 'configMapRef', 'name')!]
      : ['Secret', text(source, 'secretRef', 'name') ?? ''];
  const names = keys.get(`${kind} ${name}`);
  if (names === undefined) workload.open = true;
  else for (const key of names) workload.variables.add(prefix + key);
}

/** By `Kind name`; what is not in it is not known. */
type Keys = ReadonlyMap<string, readonly string[]>;

function keysOf(environment: InspectedEnvironment): Keys {
  const catalog = catalogOf(environment);
  return new Map(
    ['ConfigMap', 'Secret'].flatMap((kind) =>
      catalog
        .ofKind(kind)
        .flatMap(({ name, keys }) => (keys === undefined ? [] : [[`${kind} ${name}`, [...keys]] as const])),
    ),
  );
}

/** A store whose configuration is a file may ask for a password there. */
function mountsConfiguration(container: JsonObject): boolean {
  return list(container, 'volumeMounts').some((mount) =>
    /(?:conf|config|cnf)\b|\.(?:ya?ml|acl)$/i.test(`${text(mount, 'mountPath') ?? ''} ${text(mount, 'subPath') ?? ''}`),
  );
}
