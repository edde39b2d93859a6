/** What inspection reads: plain objects of one environment, wherever they come from. It knows nothing of constructs. */
import type { Finding } from '../model/finding';
import type { JsonObject } from '../model/json';
import type { OperatedPods } from '../model/operated';

export interface InspectedObject {
  readonly json: JsonObject;
  /** `<app>/<file>` below the folder of the environment. */
  readonly file: string;
  /** Path of the construct that made it, where one is known. */
  readonly construct?: string;
  /** Pods that an operator creates from it, where its construct says so. */
  readonly operated?: OperatedPods | undefined;
}

/** Something that the cluster has and no file of ours creates; declared by the platform's cluster facts. */
export interface Provided {
  /** Group without version; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Left out for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
  /** Labels it carries, where selectors look at them (namespaces, pods of operators). */
  readonly labels?: Readonly<Record<string, string>>;
  /** Keys of a Secret or ConfigMap, where they are known. */
  readonly keys?: readonly string[];
}

export interface InspectedEnvironment {
  readonly platform: string;
  readonly environment: string;
  readonly objects: readonly InspectedObject[];
  readonly provided: readonly Provided[];
}

/** One inspection over one environment. Pure: same objects, same findings, in the order of the objects. */
export type Inspection = (environment: InspectedEnvironment) => Finding[];
