/** `lockstep promote`: what runs in one environment runs in the next, by copying tag and digest in the lock. */
import { join } from 'node:path';
import { copyPin } from '../inputs/pin-edit';
import { ALL, IMAGE_LOCK, parseImageLock, readImageLock, type ReadImageLock } from '../inputs/images';
import { readText } from '../inputs/text-file';
import type { Finding } from '../model/finding';
import type { PinnedImage } from '../model/inputs';
import { choose } from '../model/nearest';
import { committedPlaces, placesOf } from './places';
import { Refusal, wrongUse, type Terminal } from './terminal';
import type { Verb } from './verb';
import { writeFileAtomically } from './write-file';

export interface PromoteRequest {
  readonly platform: string;
  /** Names in the lock; none with `all`. */
  readonly images: readonly string[];
  /** Every image that `from` has a pin of its own for. */
  readonly all: boolean;
  readonly from: string;
  readonly to: string;
}

export const promote: Verb = {
  configure(command, terminal) {
    command
      .usage('[options] <platform> [images...] --from <environment> --to <environment>')
      .argument('<platform>', 'platform in images.lock.yaml')
      .argument('[images...]', 'images to promote, by their names in images.lock.yaml')
      .requiredOption('--from <environment>', 'environment to copy pins from (required)')
      .requiredOption('--to <environment>', 'environment to copy pins to (required)')
      .option('--all', 'promote every image of the platform', false)
      .action((platform: string, images: string[], options: { from: string; to: string; all: boolean }) => {
        promoteImages({ platform, images, ...options }, terminal);
      });
  },
};

/**
 * Copies pins in `images.lock.yaml`, all of them or none, and prints a line for each.
 * @throws Refusal when the lock is broken, a name is unknown, or there is nothing to copy
 */
export function promoteImages(request: PromoteRequest, terminal: Pick<Terminal, 'cwd' | 'out'>): void {
  const { platform, from, to } = request;
  if (request.all === request.images.length > 0) {
    throw wrongUse(
      request.all ? '--all and image names cannot be combined' : 'no image given',
      'Pass image names, or --all.',
    );
  }
  if (from === to) throw wrongUse(`--from and --to are both "${from}"`, 'Pass two different environments.');
  if (from === ALL || to === ALL) throw wrongUse(`"${ALL}" is not an environment`, 'Pass two different environments.');
  const { lock, findings } = readImageLock(terminal.cwd);
  if (findings.length > 0) throw new Refusal(findings);
  if (!lock.platforms.includes(platform)) {
    throw new Refusal([missing(`unknown platform "${platform}"`, choose(platform, lock.platforms))], 2);
  }
  refuseUnknown(terminal.cwd, request, lock);
  let text = readText(join(terminal.cwd, IMAGE_LOCK), IMAGE_LOCK).text!;
  const lines: string[] = [];
  for (const image of chosen(request, lock)) {
    const source = lock.find(platform, image, from)!;
    const before = lock.find(platform, image, to);
    if (before?.digest === source.digest && before.tag === source.tag && before.example === source.example) {
      lines.push(`${image}: ${to} already has ${describe(source)}`);
      continue;
    }
    text = copyPin(text, platform, image, from, to);
    lines.push(`${image}: ${to} ${before === undefined ? 'gets ' : `${describe(before)} → `}${describe(source)}`);
    if (source.example)
      lines.push(`${image}: the digest is marked "example: true" and was copied with that mark; no registry has it`);
  }
  verify(text, request, lock);
  writeFileAtomically(terminal.cwd, IMAGE_LOCK, text);
  lines.forEach(terminal.out);
}

/** Files know most environments; the app, which takes a second to ask, knows them all. */
function refuseUnknown(root: string, { platform, to }: PromoteRequest, lock: ReadImageLock): void {
  const committed = [...committedPlaces(root).environments(platform), ...lock.environments(platform).keys()];
  if (committed.includes(to)) return;
  const places = placesOf(root);
  const known = [...new Set(places.declared ? places.environments(platform) : committed)].sort();
  if (!known.includes(to)) throw wrongUse(`"${platform}" has no environment "${to}"`, choose(to, known), 'LS904');
}

/** Names of the images to promote. Images pinned for all environments have nothing to promote. */
function chosen({ platform, images, all, from }: PromoteRequest, lock: ReadImageLock): readonly string[] {
  const names = lock.names(platform);
  const own = names.filter(
    (image) => !isForAll(lock, platform, image) && lock.find(platform, image, from) !== undefined,
  );
  if (all) {
    if (own.length > 0) return own;
    throw new Refusal([
      missing(`"${platform}" has no image pinned for "${from}"`, choose(from, lock.environments(platform).keys())),
    ]);
  }
  const findings = images
    .filter((image) => !own.includes(image))
    .map((image): Finding => {
      if (!names.includes(image)) return missing(`unknown image "${image}" of "${platform}"`, choose(image, names));
      if (isForAll(lock, platform, image)) {
        return missing(
          `"${image}" of "${platform}" is pinned for all environments`,
          'Change its pin under "all" instead; there is nothing to promote.',
        );
      }
      const has = [...lock.environments(platform).keys()].filter(
        (environment) => lock.find(platform, image, environment) !== undefined,
      );
      return missing(`"${image}" of "${platform}" has no pin for "${from}"`, choose(from, has));
    });
  if (findings.length > 0) throw new Refusal(findings);
  return [...new Set(images)];
}

function isForAll(lock: ReadImageLock, platform: string, image: string): boolean {
  return lock.find(platform, image, ALL) !== undefined;
}

function verify(text: string, { platform, images, all, from, to }: PromoteRequest, before: ReadImageLock): void {
  const { lock, findings } = parseImageLock(text);
  const promoted = all ? chosen({ platform, images, all, from, to }, before) : images;
  const equal = promoted.every(
    (image) => lock.find(platform, image, to)?.digest === before.find(platform, image, from)?.digest,
  );
  if (findings.length > 0 || !equal)
    throw new Error(`the pins could not be copied within ${IMAGE_LOCK} in its current form`);
}

function describe({ tag, digest }: PinnedImage): string {
  return `${tag} (${digest.slice(0, 'sha256:'.length + 12)})`;
}

function missing(message: string, fix: string): Finding {
  return { code: 'LS912', file: IMAGE_LOCK, message, fix };
}
