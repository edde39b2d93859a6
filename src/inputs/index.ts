/**
 * What a synth reads from files: `images.lock.yaml` and `secrets/`. Nothing is read before it is asked for, and no
 * file twice.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding';
import type { Inputs } from '../model/inputs';
import { choose } from '../model/nearest';
import { IMAGE_LOCK, readImageLock, type ImageLockResult } from './images';
import { readSealedStore, SECRETS } from './sealed';

export interface FileInputs extends Inputs {
  /**
   * What is wrong with the files that were asked for so far, in the order of the files; to be read when everything was
   * asked. Sealed files that lie beside those asked for are read for it, too.
   */
  readonly findings: readonly Finding[];
  /**
   * Pins and sealed secrets of platforms and environments that do not exist, and files that lie in no environment's
   * folder: nobody would ever read them.
   * @param platforms names of the environments, by the name of the platform
   */
  unknownNames(platforms: ReadonlyMap<string, readonly string[]>): readonly Finding[];
}

/** @param root folder of the project, the one of `cdk8s.yaml` */
export function readInputs(root: string): FileInputs {
  let result: ImageLockResult | undefined;
  const lock = (): ImageLockResult => (result ??= readImageLock(root));
  const sealed = readSealedStore(root);
  return {
    images: {
      file: IMAGE_LOCK,
      names: (platform) => lock().lock.names(platform),
      find: (platform, image, environment) => lock().lock.find(platform, image, environment),
    },
    sealed,
    get findings() {
      return [...(result?.findings ?? []), ...sealed.findings()];
    },
    unknownNames(platforms) {
      const findings: Finding[] = [];
      if (existsSync(join(root, IMAGE_LOCK))) findings.push(...unknownInLock(lock(), platforms));
      for (const platform of sealed.platforms()) {
        const environments = platforms.get(platform);
        if (environments === undefined) {
          findings.push(
            unknown(`${SECRETS}/${platform}`, `${SECRETS}/${platform}/ belongs to no platform`, platform, platforms.keys()),
          );
          continue;
        }
        for (const environment of sealed.environments(platform)) {
          if (environments.includes(environment)) continue;
          const folder = `${SECRETS}/${platform}/${environment}`;
          findings.push(unknown(folder, `${folder}/ belongs to no environment of "${platform}"`, environment, environments));
        }
      }
      return [...findings, ...sealed.misplaced()];
    },
  };
}

function unknownInLock({ lock }: ImageLockResult, platforms: ReadonlyMap<string, readonly string[]>): Finding[] {
  return lock.platforms.flatMap((platform) => {
    const environments = platforms.get(platform);
    if (environments === undefined) {
      return [
        unknown(
          lock.place(platform),
          `${lock.file} pins images of platform "${platform}", which does not exist`,
          platform,
          platforms.keys(),
        ),
      ];
    }
    return [...lock.environments(platform)]
      .filter(([environment]) => !environments.includes(environment))
      .map(([environment, [place]]) =>
        unknown(
          place!,
          `${lock.file} pins images of "${platform}" for environment "${environment}", which does not exist`,
          environment,
          environments,
        ),
      );
  });
}

function unknown(file: string, message: string, name: string, valid: Iterable<string>): Finding {
  return { code: 'LS514', file, message, fix: choose(name, valid) };
}
