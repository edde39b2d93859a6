/** What a best practice is, and what its file is written with: one file in `rules/`, one line in `rules/index.ts`, one page in `docs/codes/`. */
import type { MessageAndFix } from '../../model/phrase';
import type { Code } from '../../model/codes';
import type { JsonObject } from '../../model/json';
import type { CatalogEntry } from '../catalog/entries';
import type { Trail } from '../object-path';
import type { InspectedEnvironment } from '../types';

export { get, isMap, list, map, number, text, type Node } from '../read';
export { phrase, quotedNames, SILENCE } from '../../model/phrase';
export * from './rule-examples';

/** Other tools that look for the same thing, with the names of their checks, so that a team can retire them one by one. */
export type Equivalents = Partial<
  Readonly<
    Record<'Pod Security' | 'kube-linter' | 'kube-score' | 'polaris' | 'Kubescape' | 'Trivy' | 'checkov', string>
  >
>;

/** Reports a finding. @param trail place of it, from the root of the object for objects, from the subject for pods and containers */
export type Say = (trail: Trail) => MessageAndFix;

/** The pod of a workload: what environments and workloads that share a pod spec share as well, and nothing else of the object. */
export interface PodSubject {
  /** Name of the workload, for messages. */
  readonly workload: string;
  /** `Deployment.apps` and so on. */
  readonly kind: string;
  /** Pod spec. */
  readonly spec: JsonObject;
  /** True for Jobs and CronJobs. */
  readonly ends: boolean;
}

/** A container of it, init containers and sidecars included. */
export interface ContainerSubject {
  readonly pod: PodSubject;
  readonly container: JsonObject;
  readonly name: string;
  /** A step before the containers start; a sidecar is none. */
  readonly init: boolean;
}

interface RuleBase {
  readonly code: Code;
  readonly equivalents?: Equivalents;
  /** Where it says something else than they do, on purpose: for its page. */
  readonly differs?: string;
  /** Manifests in which the rule fires once, and near twins about which it says nothing: its test and its page. */
  readonly bad: string;
  readonly good: string;
}

/** Judged once for all environments that share the pod. */
export interface ContainerRule extends RuleBase {
  readonly on: 'container';
  judge(subject: ContainerSubject, say: Say): void;
}

/** Judged once for all environments that share the pod. */
export interface PodRule extends RuleBase {
  readonly on: 'pod';
  judge(subject: PodSubject, say: Say): void;
}

/** Judged object by object, and once for all environments in which the object differs in nothing but its namespace. */
export interface ObjectRule extends RuleBase {
  readonly on: 'object';
  /** Whether it looks at the namespace, and has to judge every environment. Default: false. */
  readonly readsNamespace?: boolean;
  /** `Kind.group`. */
  readonly kinds: readonly string[];
  judge(json: JsonObject, say: Say): void;
}

/** Judged with everything else of the environment in sight. */
export interface EnvironmentRule extends RuleBase {
  readonly on: 'environment';
  judge(environment: InspectedEnvironment, say: (entry: CatalogEntry, trail: Trail) => MessageAndFix): void;
}

export type Rule = ContainerRule | PodRule | ObjectRule | EnvironmentRule;
