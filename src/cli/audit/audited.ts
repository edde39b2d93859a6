/** Objects that were read or built, each with where it comes from. */
import type { JsonObject } from '../../model/json';
import type { ManifestObject } from '../../inputs/manifests/read';
import type { AuditedFile, Skipped } from './walk';
import type { Finding } from '../../model/finding';
import type { LocalSetup } from '../../model/local-setup';

export interface AuditedObject {
  readonly json: JsonObject;
  /** As findings name it: the file that was read, or what it was built from. */
  readonly file: string;
  /** Folder that tells the environment, relative to the audited one. */
  readonly folder: string;
  /** Environment that was said on the command line. */
  readonly named?: string;
  /** Where it was read. */
  readonly read?: { readonly file: AuditedFile; readonly object: ManifestObject };
  /** Files from which it was built, those of the overlay first. */
  readonly builtFrom?: readonly AuditedFile[];
}

/** What the API server tells objects by. */
export function identityOf({ json }: AuditedObject): string {
  const metadata = json.metadata as { readonly name?: unknown; readonly namespace?: unknown } | undefined;
  return JSON.stringify([
    String(json.apiVersion as string).split('/')[0],
    json.kind,
    metadata?.namespace ?? '',
    metadata?.name ?? json,
  ]);
}

export interface Gathered {
  readonly objects: readonly AuditedObject[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** What was built with which tool, and what could not be. */
  readonly notes: readonly string[];
  readonly files: number;
  /** Compose and `.env` files. */
  readonly setups: readonly LocalSetup[];
}
