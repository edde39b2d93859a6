/** What an environment has: objects by name, and pods by label, with what is known of each. */
import type { JsonObject } from '../../model/json';
import type { Labels } from './selector';
import type { InspectedObject } from '../types';

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number;
}

export interface CatalogEntry {
  /** `Kind.group`. */
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** The file that holds it, or that of the object from which an operator makes it; none for cluster facts. */
  readonly source: InspectedObject | undefined;
  readonly origin: 'file' | 'operator' | 'cluster';
  /** Keys of a Secret or ConfigMap; `undefined` where they are not known. */
  keys: ReadonlySet<string> | undefined;
  /** Ports of a Service; `undefined` where they are not known. */
  readonly ports: readonly ServicePort[] | undefined;
}

/** An object of a file. */
export interface FileEntry extends CatalogEntry {
  readonly source: InspectedObject;
  /** The first object seen that is the same but for its namespace: what was decided on it by itself holds for this one. */
  readonly first: JsonObject;
}

export interface PodPort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
}

export interface Pods {
  /** The workload, custom resource or cluster fact that they come from. */
  readonly from: CatalogEntry;
  readonly namespace: string;
  readonly labels: Labels;
  /** Ports that the containers declare; `undefined` where an operator's pods are only known by label. */
  readonly ports: readonly PodPort[] | undefined;
  readonly spec: JsonObject | undefined;
  /** True for Jobs and CronJobs. */
  readonly ends: boolean;
  /** What they are among several sets of pods of one custom resource, such as `instance` and the job `initdb` of a database. */
  readonly part?: string | undefined;
}
