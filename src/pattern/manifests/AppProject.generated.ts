// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta } from './meta';

export interface ClusterResourceBlacklist {
  readonly group: string;
  readonly kind: string;
  readonly name?: string | undefined;
}

export interface DestinationServiceAccount {
  readonly defaultServiceAccount: string;
  readonly namespace?: string | undefined;
  readonly server: string;
}

export interface Destination {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly server?: string | undefined;
}

export interface NamespaceResourceBlacklist {
  readonly group: string;
  readonly kind: string;
}

export interface Ignore {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

export interface OrphanedResources {
  readonly ignore?: readonly Ignore[] | undefined;
  readonly warn?: boolean | undefined;
}

export interface JwtToken {
  readonly exp?: number | undefined;
  readonly iat: number;
  readonly id?: string | undefined;
}

export interface Role {
  readonly description?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly jwtTokens?: readonly JwtToken[] | undefined;
  readonly name: string;
  readonly policies?: readonly string[] | undefined;
}

export interface SignatureKey {
  readonly keyID: string;
}

export interface Gpg {
  readonly keys: readonly string[];
  readonly mode: string;
}

export interface Repo {
  readonly url: string;
}

export interface Policie {
  readonly gpg: Gpg;
  readonly repos: readonly Repo[];
}

export interface Git {
  readonly policies: readonly Policie[];
}

export interface SourceIntegrity {
  readonly git: Git;
}

export interface SyncWindow {
  readonly andOperator?: boolean | undefined;
  readonly applications?: readonly string[] | undefined;
  readonly clusters?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly duration?: string | undefined;
  readonly kind?: string | undefined;
  readonly manualSync?: boolean | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly schedule?: string | undefined;
  readonly syncOverrun?: boolean | undefined;
  readonly timeZone?: string | undefined;
}

export interface AppProjectSpec {
  readonly clusterResourceBlacklist?: readonly ClusterResourceBlacklist[] | undefined;
  readonly clusterResourceWhitelist?: readonly ClusterResourceBlacklist[] | undefined;
  readonly description?: string | undefined;
  readonly destinationServiceAccounts?: readonly DestinationServiceAccount[] | undefined;
  readonly destinations?: readonly Destination[] | undefined;
  readonly namespaceResourceBlacklist?: readonly NamespaceResourceBlacklist[] | undefined;
  readonly namespaceResourceWhitelist?: readonly NamespaceResourceBlacklist[] | undefined;
  readonly orphanedResources?: OrphanedResources | undefined;
  readonly permitOnlyProjectScopedClusters?: boolean | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly signatureKeys?: readonly SignatureKey[] | undefined;
  readonly sourceIntegrity?: SourceIntegrity | undefined;
  readonly sourceNamespaces?: readonly string[] | undefined;
  readonly sourceRepos?: readonly string[] | undefined;
  readonly syncWindows?: readonly SyncWindow[] | undefined;
}

/** `argoproj.io/v1alpha1` AppProject */
export interface AppProject {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'AppProject';
  readonly metadata: ObjectMeta;
  readonly spec: AppProjectSpec;
}
