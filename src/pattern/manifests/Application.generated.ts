// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Info {
  readonly name: string;
  readonly value: string;
}

export interface InitiatedBy {
  readonly automated?: boolean | undefined;
  readonly username?: string | undefined;
}

export interface Backoff {
  readonly duration?: string | undefined;
  readonly factor?: number | undefined;
  readonly maxDuration?: string | undefined;
}

export interface Retry {
  readonly backoff?: Backoff | undefined;
  readonly limit?: number | undefined;
  readonly refresh?: boolean | undefined;
}

export interface Resource {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface ExtVar {
  readonly code?: boolean | undefined;
  readonly name: string;
  readonly value: string;
}

export interface Jsonnet {
  readonly extVars?: readonly ExtVar[] | undefined;
  readonly libs?: readonly string[] | undefined;
  readonly tlas?: readonly ExtVar[] | undefined;
}

export interface Directory {
  readonly exclude?: string | undefined;
  readonly include?: string | undefined;
  readonly jsonnet?: Jsonnet | undefined;
  readonly recurse?: boolean | undefined;
}

export interface FileParameter {
  readonly name?: string | undefined;
  readonly path?: string | undefined;
}

export interface Parameter {
  readonly forceString?: boolean | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

export interface Helm {
  readonly apiVersions?: readonly string[] | undefined;
  readonly fileParameters?: readonly FileParameter[] | undefined;
  readonly ignoreMissingValueFiles?: boolean | undefined;
  readonly kubeVersion?: string | undefined;
  readonly namespace?: string | undefined;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly passCredentials?: boolean | undefined;
  readonly releaseName?: string | undefined;
  readonly skipCrds?: boolean | undefined;
  readonly skipSchemaValidation?: boolean | undefined;
  readonly skipTests?: boolean | undefined;
  readonly valueFiles?: readonly string[] | undefined;
  readonly values?: string | undefined;
  readonly valuesObject?: object | undefined;
  readonly version?: string | undefined;
}

export interface Target {
  readonly annotationSelector?: string | undefined;
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly version?: string | undefined;
}

export interface Patche {
  readonly options?: Readonly<Record<string, boolean>> | undefined;
  readonly patch?: string | undefined;
  readonly path?: string | undefined;
  readonly target?: Target | undefined;
}

export interface Replica {
  readonly count: string | number;
  readonly name: string;
}

export interface Kustomize {
  readonly apiVersions?: readonly string[] | undefined;
  readonly commonAnnotations?: Readonly<Record<string, Text>> | undefined;
  readonly commonAnnotationsEnvsubst?: boolean | undefined;
  readonly commonLabels?: Readonly<Record<string, Text>> | undefined;
  readonly components?: readonly string[] | undefined;
  readonly forceCommonAnnotations?: boolean | undefined;
  readonly forceCommonLabels?: boolean | undefined;
  readonly ignoreMissingComponents?: boolean | undefined;
  readonly images?: readonly string[] | undefined;
  readonly kubeVersion?: string | undefined;
  readonly labelIncludeTemplates?: boolean | undefined;
  readonly labelWithoutSelector?: boolean | undefined;
  readonly namePrefix?: string | undefined;
  readonly nameSuffix?: string | undefined;
  readonly namespace?: string | undefined;
  readonly patches?: readonly Patche[] | undefined;
  readonly replicas?: readonly Replica[] | undefined;
  readonly version?: string | undefined;
}

export interface PluginParameter {
  readonly array?: readonly string[] | undefined;
  readonly map?: Readonly<Record<string, Text>> | undefined;
  readonly name?: string | undefined;
  readonly string?: string | undefined;
}

export interface Plugin {
  readonly env?: readonly Info[] | undefined;
  readonly name?: string | undefined;
  readonly parameters?: readonly PluginParameter[] | undefined;
}

export interface Source {
  readonly chart?: string | undefined;
  readonly directory?: Directory | undefined;
  readonly helm?: Helm | undefined;
  readonly kustomize?: Kustomize | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  readonly plugin?: Plugin | undefined;
  readonly ref?: string | undefined;
  readonly repoURL: string;
  readonly tagPrefix?: string | undefined;
  readonly targetRevision?: string | undefined;
}

export interface Apply {
  readonly force?: boolean | undefined;
}

export interface SyncStrategy {
  readonly apply?: Apply | undefined;
  readonly hook?: Apply | undefined;
}

export interface Sync {
  readonly autoHealAttemptsCount?: number | undefined;
  readonly dryRun?: boolean | undefined;
  readonly manifests?: readonly string[] | undefined;
  readonly prune?: boolean | undefined;
  readonly resources?: readonly Resource[] | undefined;
  readonly revision?: string | undefined;
  readonly revisions?: readonly string[] | undefined;
  readonly source?: Source | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly syncOptions?: readonly string[] | undefined;
  readonly syncStrategy?: SyncStrategy | undefined;
}

export interface Operation {
  readonly info?: readonly Info[] | undefined;
  readonly initiatedBy?: InitiatedBy | undefined;
  readonly retry?: Retry | undefined;
  readonly sync?: Sync | undefined;
}

export interface Destination {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly server?: string | undefined;
}

export interface IgnoreDifference {
  readonly group?: string | undefined;
  readonly jqPathExpressions?: readonly string[] | undefined;
  readonly jsonPointers?: readonly string[] | undefined;
  readonly kind: string;
  readonly managedFieldsManagers?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

export interface DrySource {
  readonly directory?: Directory | undefined;
  readonly helm?: Helm | undefined;
  readonly kustomize?: Kustomize | undefined;
  readonly path: string;
  readonly plugin?: Plugin | undefined;
  readonly repoURL: string;
  readonly targetRevision: string;
}

export interface HydrateTo {
  readonly targetBranch: string;
}

export interface SyncSource {
  readonly path: string;
  readonly repoURL?: string | undefined;
  readonly targetBranch: string;
}

export interface SourceHydrator {
  readonly drySource: DrySource;
  readonly hydrateTo?: HydrateTo | undefined;
  readonly syncSource: SyncSource;
}

export interface Automated {
  readonly allowEmpty?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  readonly prune?: boolean | undefined;
  readonly selfHeal?: boolean | undefined;
}

export interface ManagedNamespaceMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface SyncPolicy {
  readonly automated?: Automated | undefined;
  readonly managedNamespaceMetadata?: ManagedNamespaceMetadata | undefined;
  readonly retry?: Retry | undefined;
  readonly syncOptions?: readonly string[] | undefined;
}

export interface ApplicationSpec {
  readonly destination: Destination;
  readonly ignoreDifferences?: readonly IgnoreDifference[] | undefined;
  readonly info?: readonly Info[] | undefined;
  readonly project: string;
  readonly revisionHistoryLimit?: number | undefined;
  readonly source?: Source | undefined;
  readonly sourceHydrator?: SourceHydrator | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly syncPolicy?: SyncPolicy | undefined;
}

/** `argoproj.io/v1alpha1` Application */
export interface Application {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'Application';
  readonly metadata: ObjectMeta;
  readonly operation?: Operation | undefined;
  readonly spec: ApplicationSpec;
}
