/** What synthesis comes to: each object of all environments. */
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationsOf, type PlatformDeclaration } from '../model/declarations';
import { isObject } from '../model/json';
import type { OperatedPods } from '../model/operated';
import { MapTemplate, type Template } from '../model/template';
import { groupOf } from './objects';

/** One object of all environments. */
export interface SynthesizedObject {
  /** Path of the construct. */
  readonly construct: string;
  /** Id of the construct, which replaces a name that varies. */
  readonly id: string;
  /** Folder in each environment. */
  readonly folder: string;
  readonly group: string;
  readonly kind: string;
  /** `undefined` where it differs between environments. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** `metadata.name` and `metadata.namespace` of all environments. */
  readonly identity: { readonly name: Template; readonly namespace: Template | undefined };
  readonly template: Template;
  readonly presence: { readonly present: readonly boolean[]; readonly reason: string } | undefined;
  readonly deviations: readonly { readonly path: string; readonly reason: string }[];
  /** Pods that an operator creates from it, in each environment, where its construct says so. */
  readonly operated: readonly (OperatedPods | undefined)[] | undefined;
}

export interface SynthesizedPlatform extends PlatformDeclaration {
  readonly construct: IConstruct;
  readonly objects: readonly SynthesizedObject[];
  /** Deviations that changed something, for the proof. */
  readonly deviations: readonly AppliedDeviation[];
}

export interface AppliedDeviation {
  readonly construct: string;
  /** The object, the opinion that was waived, or the code of the rule whose findings are accepted. */
  readonly what: string;
  readonly paths: readonly string[];
  readonly in: readonly string[];
  readonly reason: string;
  readonly until?: string;
}

/** `Kind/name`, with the id of the construct for a name that varies. */
export function titleOf(object: ApiObject): string {
  const name: unknown = object.name;
  return `${object.kind}/${typeof name === 'string' ? name : object.node.id}`;
}

/** @param template its own, or that of one item of a list */
export function describe(
  object: ApiObject,
  folder: string,
  template: Template,
  presence: SynthesizedObject['presence'],
  deviations: SynthesizedObject['deviations'],
): SynthesizedObject {
  const fixed = (node: Template | undefined) => (typeof node === 'string' ? node : undefined);
  const metadata = entryOf(template, 'metadata');
  const [name, namespace] = [entryOf(metadata, 'name'), entryOf(metadata, 'namespace')];
  return {
    construct: object.node.path,
    id: object.node.id,
    folder,
    group: groupOf(fixed(entryOf(template, 'apiVersion')) ?? object.apiVersion),
    kind: fixed(entryOf(template, 'kind')) ?? object.kind,
    name: fixed(name),
    namespace: fixed(namespace),
    identity: { name: name!, namespace },
    template,
    presence,
    deviations,
    operated: declarationsOf(object)?.operated,
  };
}

/** An entry of a map of a template. */
function entryOf(node: Template | undefined, key: string): Template | undefined {
  if (node instanceof MapTemplate) return node.entries.find(([name]) => name === key)?.[1];
  return isObject(node) && Object.hasOwn(node, key) ? (node[key] as Template) : undefined;
}
