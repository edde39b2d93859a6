/**
 * What the capabilities see of the platform that they work for. An interface of its own, so that they need not know the
 * class that calls them.
 */
import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Environments } from '../../model/environments';
import { UsageError } from '../../model/usage-error';
import type { Varying } from '../../model/varying';
import type { ClusterFacts } from './cluster';
import type { Connections, DeclaredPorts } from '../network/connections';
import type { EdgeDeclarations } from '../edge/declared';
import type { Access } from '../engine/parts';
import type { PinnedImages } from './images';
import type { Dashboards } from '../observability/dashboards/props';
import type { OwnRules } from '../observability/shared';
import type { Opinions } from './opinions';
import type { ServiceSettings } from '../settings/settled';
import type { SecretUses } from '../secrets/used';

export interface PlatformScope extends Chart {
  readonly environments: Environments;
  readonly owner: string;
  readonly opinions: Opinions;
  /** Facts of its cluster, by environment: one object for environments in which they are the same. */
  readonly clusters: readonly ClusterFacts[];
  readonly connections: Connections;
  readonly edge: EdgeDeclarations;
  readonly images: PinnedImages;
  readonly secrets: SecretUses;
  /** Typed settings of its services. */
  readonly settings: ServiceSettings[];
  /** What its constructs may do beyond running pods in its namespace, by environment. */
  readonly access: readonly Access[][];
  /** What one construct alone may do, with the path of the one that does, by environment. */
  readonly claims: readonly Map<string, string>[];
  /** Namespace of Argo CD, by environment. */
  readonly argocd: readonly string[];
  /** The namespace, in each environment. */
  readonly namespaceName: Varying<string>;
  /** Services of the pattern by name, for those that are called before they are declared. */
  readonly services: Map<string, DeclaredPorts>;
  /** Names of its workloads, which are names of Services as well. */
  readonly names: Set<string>;
  /** Who has alerts of its own in place of those of the platform. */
  readonly ownRules: OwnRules;
  /** How Grafana finds dashboards; none are written when left out. */
  readonly dashboards: Dashboards | undefined;
  /** URL below which each alert has a page of its name, by environment. */
  readonly runbooks: readonly (string | undefined)[];
  /** Labels of every object of the platform. */
  readonly commonLabels: Readonly<Record<string, string>>;
}

const scopes = new WeakSet<object>();

export function openScope(scope: PlatformScope): void {
  scopes.add(scope);
}

/** Whether something is a Platform; `instanceof` would take every Chart for one, since Chart redefines it. */
export function isScope(value: unknown): value is PlatformScope {
  return typeof value === 'object' && value !== null && scopes.has(value);
}

/** The platform that contains a construct. @throws UsageError outside of all platforms */
export function scopeOf(construct: IConstruct): PlatformScope {
  const found = construct.node.scopes.reverse().find(isScope);
  if (found === undefined)
    throw new UsageError(`${construct.node.path} is not inside a Platform. Create it with a Platform as its scope.`);
  return found;
}
