import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { WAVES, type Tier } from './tiers';

export type Labels = Readonly<Record<string, unknown>>;

/** A manifest under its wire names; varying values and tokens may stand at any place of it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: unknown;
    readonly namespace?: unknown;
    readonly labels?: Labels;
    readonly annotations?: Labels;
  };
  readonly [field: string]: unknown;
}

/**
 * Adds an object to the tree, in the sync wave of its tier.
 * @param id unique below its scope; the kind serves where the scope has one of it
 */
export function addObject(scope: Construct, id: string, tier: Tier, manifest: Manifest): ApiObject {
  const wave = WAVES[tier];
  const annotations = {
    ...(wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
    ...manifest.metadata.annotations,
  };
  return new ApiObject(scope, id, { ...manifest, metadata: { ...manifest.metadata, annotations } as never });
}
