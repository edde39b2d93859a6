/** What inspection knows of a kind: the questions that are asked of all of them. */
import { get, list, map, number, text, type Node } from '../read';
import type { JsonObject } from '../../model/json';
import type { PodPort, ServicePort } from '../catalog/entries';
import type { Trail } from '../object-path';
import type { Grammar } from '../validation/grammar';
import type { Site } from './site';

/** One kind. Operators' kinds have a file each; `index.ts` lists them all. */
export interface Kind {
  /** `Kind.group`, as kubectl writes it. */
  readonly kind: string;
  /** Objects that its controller creates from one; files need not hold them. */
  readonly makes?: (json: JsonObject, name: string) => readonly Made[];
  /** A workload of Kubernetes: its pods are what the template says. */
  readonly workload?: Workload;
  /** A custom resource that runs pods. */
  readonly runs?: Runs;
  /** Paths of the sizes of storage that it asks for by itself, once; those of pods are in `workload` and `runs`. */
  readonly claims?: readonly Trail[];
  /** Bounds that it gives to another workload's replicas. */
  readonly scales?: Bounds;
  /** Path of its reference to a workload of which it runs two versions while the new one is judged. */
  readonly doubles?: string;
  /** Where it names other objects. */
  readonly references?: readonly Site[];
  /** Nodes with `host`, a Service or a host outside, and `port.number`. */
  readonly destinations?: readonly string[];
  /** Path of its selector over the pods of its namespace. Those of Services are judged with their ports. */
  readonly selector?: readonly string[];
  /** Fields whose values have a grammar of their own. */
  readonly fields?: Fields;
  /** What its name may be, where that is not a DNS subdomain. */
  readonly name?: Grammar;
  /** Objects of the kind that every cluster has. */
  readonly builtIn?: RegExp;
}

/** An object that appears in the cluster without being in a file. */
export interface Made {
  /** `Kind.group`. */
  readonly kind: string;
  readonly name: string;
  /** Default: the namespace of the object that it is made from. */
  readonly namespace?: string;
  readonly keys?: readonly string[] | undefined;
  readonly ports?: readonly ServicePort[];
}

export interface Workload {
  /** Path of the pod template; an empty list: the object is the pod. */
  readonly template: readonly string[];
  /** Pods that run at the same time; left out where files do not say, as for a DaemonSet. */
  readonly replicas?: (json: Node) => number;
  /** Pods that a rollout may add. Default: 0. */
  readonly surge?: (json: Node, replicas: number) => number;
  /** Whether its pods end by themselves: no Service, PodDisruptionBudget or monitor is meant for them. */
  readonly ends?: true;
  /** Paths of the sizes of storage that each pod asks for. */
  readonly claims?: (json: Node) => readonly Trail[];
}

/** The pods of a custom resource. Every question has to be answered. */
export interface Runs {
  readonly pods: (json: JsonObject, name: string) => readonly PodSet[];
  /** Pods that a rollout may add. */
  readonly surge: (replicas: number) => number;
  /** The data store that it is, with its version; `undefined` for other programs. */
  readonly store: Store | undefined;
}

export interface Store {
  /** `PostgreSQL` */
  readonly name: string;
  /** Version, or a tag that begins with it. */
  readonly version: (json: JsonObject) => string | undefined;
}

/** Pods of a custom resource that are alike, by the labels that the operator documents. */
export interface PodSet {
  /** What tells them apart from other sets of the same resource, such as `instance` and the job `initdb` of a database. */
  readonly part?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly PodPort[];
  /** Pods that run at the same time; `ends` where they do so for a while only and are not counted. */
  readonly replicas: number | 'ends';
  /** Path of the part of the pod spec that the resource gives, and that the operator merges into its own. */
  readonly spec: Trail | undefined;
  /** The container of the operator's own whose resources are at `spec.resources`. */
  readonly container?: string;
  /** Paths of the sizes of storage that each pod asks for. */
  readonly claims: readonly Trail[];
}

export interface Bounds {
  readonly least: string;
  readonly most: string;
  /** Taken where the fields are left out. */
  readonly defaults: readonly [least: number, most: number];
}

/** `go`: 1h30m, 500ms · `istio`: as Go, at least 1ms · `gateway`: GEP-2257 · `prometheus`: 1d, 30s, units in order */
export type DurationFormat = 'go' | 'istio' | 'gateway' | 'prometheus';

/** Paths of fields by what they hold. */
export interface Fields {
  readonly durations?: readonly { readonly path: string; readonly format: DurationFormat }[];
  readonly quantities?: readonly string[];
  /** Times of cron, with or without seconds. */
  readonly schedules?: readonly { readonly path: string; readonly seconds: boolean }[];
  readonly hosts?: readonly string[];
  readonly images?: readonly (readonly string[])[];
  /** Maps from keys to texts, as in a ConfigMap. */
  readonly data?: readonly (readonly string[])[];
}

export const tcp = (name: string, port: number): PodPort => ({ name, port, protocol: 'TCP' });

export function labelsAt(node: Node, ...path: readonly string[]): Record<string, string> {
  return map(node, ...path, 'labels') as Record<string, string>;
}

export function replicasAt(field: string): (json: Node) => number {
  return (json) => number(json, 'spec', field) ?? 1;
}

/** Ports that the containers of a pod spec declare. */
export function portsOf(spec: Node, fields: readonly string[] = ['containers']): PodPort[] {
  return fields.flatMap((field) =>
    list(spec, field).flatMap((container) =>
      list(container, 'ports').map((port): PodPort => ({
        name: text(port, 'name'),
        port: number(port, 'containerPort') ?? 0,
        protocol: text(port, 'protocol') ?? 'TCP',
      })),
    ),
  );
}

/** The ports that the operator opens, and those of containers that the resource adds. */
export function withPorts(opened: readonly PodPort[], spec: Node): readonly PodPort[] {
  return [...opened, ...portsOf(spec).filter(({ port }) => !opened.some((other) => other.port === port))];
}

/** Sizes of the claim templates in the list at `path`. */
export function claimTemplates(json: Node, path: Trail): Trail[] {
  const templates = at(json, path);
  return (Array.isArray(templates) ? templates : []).map((_, index) => [...path, index, ...STORAGE_REQUEST]);
}

export const STORAGE_REQUEST = ['spec', 'resources', 'requests', 'storage'];

/** What is at a path with positions, or `undefined` where the way ends early. */
export function at(node: Node, trail: Trail): Node {
  return trail.reduce<Node>(
    (current, step) =>
      typeof step === 'string' ? get(current, step) : Array.isArray(current) ? (current[step] as Node) : undefined,
    node,
  );
}

export const NO_SURGE = (): number => 0;
