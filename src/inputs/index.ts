/**
 * What a synth reads from files: `images.lock.yaml` and `secrets/`. Nothing is read before it is asked for, and no
 * file twice.
 */
import { phrase, SILENCE, type Phrase } from '../model/phrase';
import { obtain } from '../model/append';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findingAbout, type Finding } from '../model/finding';
import type { Inputs, PinnedImage } from '../model/inputs';
import { nearest } from '../model/nearest';
import { IMAGE_LOCK, readImageLock, type ImageLockResult } from './images';
import { missingLock } from './missing-lock';
import { readSealedStore, SECRETS } from './sealed';
import { unreadKeys, type IsRead } from './unread';

export interface FileInputs extends Inputs {
  /**
   * What is wrong with the files that were asked for so far, in the order of the files; to be read when everything was
   * asked. Sealed files next to the requested ones are read for it, too.
   */
  readonly findings: readonly Finding[];
  /**
   * Pins and sealed secrets of platforms and environments that do not exist, and files outside of every environment's
   * folder: nobody would ever read them.
   * @param platforms names of the environments, by the name of the platform
   * @param all whether these are all platforms of the project
   */
  unknownNames(platforms: ReadonlyMap<string, readonly string[]>, isRead: IsRead, all: boolean): readonly Finding[];
}

/**
 * Replaces a pin that a finding reports as unreadable, so that its users report nothing more. It reads as the one of
 * `pattern/images.ts`, which constructs know not to judge.
 */
const UNREADABLE: PinnedImage = {
  repository: 'unpinned/image',
  tag: 'unknown',
  digest: `sha256:${'0'.repeat(64)}`,
  example: false,
};

/** @param root folder of the project, the one of `cdk8s.yaml` */
export function readInputs(root: string): FileInputs {
  let result: ImageLockResult | undefined;
  /** What was asked of the lock, for the finding that says what it should hold. */
  const asked = new Map<string, Map<string, Set<string>>>();
  const lock = (): ImageLockResult => (result ??= readImageLock(root));
  const sealed = readSealedStore(root);
  return {
    images: {
      file: IMAGE_LOCK,
      names: (platform) => lock().lock.names(platform),
      find(platform, image, environment) {
        const images = obtain(asked, platform, () => new Map());
        obtain(images, image, () => new Set()).add(environment);
        const read = lock().lock;
        return read.isBroken(platform, image, environment) ? UNREADABLE : read.find(platform, image, environment);
      },
    },
    sealed,
    get findings() {
      const pinned = (result?.findings ?? []).map((finding) =>
        finding.code === 'LS501' && asked.size > 0 ? missingLock(IMAGE_LOCK, asked) : finding,
      );
      return [...pinned, ...sealed.findings()];
    },
    unknownNames(platforms, isRead, all) {
      const findings: Finding[] = [];
      if (existsSync(join(root, IMAGE_LOCK))) findings.push(...unknownInLock(lock(), platforms, all));
      for (const platform of sealed.platforms()) {
        const environments = platforms.get(platform);
        if (environments === undefined) {
          if (!all) continue;
          const folder = `${SECRETS}/${platform}`;
          const message = phrase`${{ folder }}/ does not belong to any platform`;
          findings.push(unknown(folder, message, 'it', platform, platforms.keys()));
          continue;
        }
        findings.push(...unreadKeys(sealed, platform, environments, isRead));
        for (const environment of sealed.environments(platform)) {
          if (environments.includes(environment)) continue;
          const folder = `${SECRETS}/${platform}/${environment}`;
          const message = phrase`${{ folder }}/ does not belong to any environment of "${{ platform }}"`;
          findings.push(unknown(folder, message, 'it', environment, environments));
        }
      }
      return [...findings, ...sealed.misplaced()];
    },
  };
}

function unknownInLock(
  { lock }: ImageLockResult,
  platforms: ReadonlyMap<string, readonly string[]>,
  all: boolean,
): Finding[] {
  return lock.platforms.flatMap((platform) => {
    const environments = platforms.get(platform);
    if (environments === undefined) {
      if (!all) return [];
      const message = phrase`${{ file: lock.file }} pins images of the unknown platform "${{ platform }}"`;
      return [unknown(lock.place(platform), message, 'them', platform, platforms.keys())];
    }
    return [...lock.environments(platform)]
      .filter(([environment]) => !environments.includes(environment))
      .map(([environment, place]) => {
        const message = phrase`${{ file: lock.file }} pins images of "${{ platform }}" for the unknown environment "${{ environment }}"`;
        return unknown(place, message, 'them', environment, environments);
      });
  });
}

/** @param what holds the name: it is to be renamed, or deleted */
function unknown(file: string, message: Phrase, what: 'it' | 'them', name: string, valid: Iterable<string>): Finding {
  const names = [...valid];
  const near = nearest(name, names);
  const choices = phrase`${{ valid: names.map((choice) => `"${choice}"`) }}`;
  const rename =
    near === undefined
      ? phrase`${names.length > 1 ? phrase`one of ` : SILENCE}${choices}`
      : phrase`"${{ near }}"${names.length > 1 ? phrase` (valid: ${choices})` : SILENCE}`;
  return findingAbout({ code: 'LS514', file })`
    ${message}
    ${names.length === 0 ? phrase`Delete ${{ what }}.` : phrase`Rename ${{ what }} to ${rename}, or delete ${{ what }}.`}`;
}
