/**
 * What a synth reads in addition to the source code: pinned images, sealed values, sealing certificates. Interfaces only:
 * `inputs/` reads them from files, tests hand them over as data.
 */
import type { Finding } from './finding';

/** What `images.lock.yaml` pins for one image in one environment. */
export interface PinnedImage {
  /** Registry and path without tag: `ghcr.io/acme/api`. */
  readonly repository: string;
  /** For people only; the digest determines what runs. */
  readonly tag: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** Whether the digest is made up, so that nobody mistakes it for a real one. */
  readonly example: boolean;
}

export interface ImageLock {
  /** Where it was read, for messages: `images.lock.yaml`. */
  readonly file: string;
  /** Names pinned for a platform, in any environment. */
  names(platform: string): readonly string[];
  /** The pin, or `undefined` when the lock has none for this environment. */
  find(platform: string, image: string, environment: string): PinnedImage | undefined;
}

export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** One sealed key of one secret in one environment. */
export interface SealedItem {
  /** Base64 of the sealed value, as in `spec.encryptedData`. */
  readonly ciphertext: string;
  /** Random; changes when the value changes, not when it is resealed. `undefined` for values sealed with kubeseal. */
  readonly revision: string | undefined;
  /** SHA-256 fingerprint of the sealing certificate, or `undefined` when it is not known. */
  readonly certificate: string | undefined;
  /** RFC 3339 time of sealing, or `undefined` when it is not known. */
  readonly sealedAt: string | undefined;
  /** RFC 3339 time of the last change of the value; `undefined` if that is `sealedAt`. */
  readonly since?: string | undefined;
  /**
   * Why several environments intentionally have the same value (those items have the same revision), otherwise
   * `undefined`.
   */
  readonly shared: string | undefined;
}

/** One file of `secrets/<platform>/<environment>/<name>.yaml`. */
export interface SealedFile {
  readonly file: string;
  readonly name: string;
  readonly namespace: string;
  readonly scope: SealingScope;
  /** Type of the Secret that the controller creates: `Opaque`, `kubernetes.io/dockerconfigjson`, … */
  readonly type: string;
  /** Labels of the Secret that the controller creates, from `spec.template.metadata`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its annotations, except those that set the scope. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly items: ReadonlyMap<string, SealedItem>;
}

export interface SealedStore {
  /** Names of the secrets that one environment of a platform has. */
  names(platform: string, environment: string): readonly string[];
  find(platform: string, environment: string, name: string): SealedFile | undefined;
}

export interface Inputs {
  readonly images: ImageLock;
  readonly sealed: SealedStore;
  /** What was wrong with the files themselves: missing, broken YAML, unknown keys; with file, line and column. */
  readonly findings: readonly Finding[];
  /**
   * Entries for platforms and environments that do not exist.
   * @param platforms names of environments, by platform
   * @param all whether these are all platforms of the project; entries of other platforms are findings then
   */
  unknownNames?(
    platforms: ReadonlyMap<string, readonly string[]>,
    isRead: (platform: string, environment: string, secret: string, key: string) => boolean,
    all: boolean,
  ): readonly Finding[];
}
