/** Reads `images.lock.yaml`: which digest of an image each environment runs. */
import { join } from 'node:path';
import type { ParsedNode } from 'yaml';
import type { Finding } from '../model/finding';
import type { ImageLock, PinnedImage } from '../model/inputs';
import { choose, nearest } from '../model/nearest';
import { digestFault, isMovingTag, isTag, repositoryFault } from './image-reference';
import { missingLock } from './missing-lock';
import { readText } from './text-file';
import { YamlReader, type YamlEntry } from './yaml-reader';

export const IMAGE_LOCK = 'images.lock.yaml';
/** The key that pins one image for every environment. */
export const ALL = 'all';
const PIN_KEYS = ['tag', 'digest', 'example'] as const;

interface ReadPin {
  readonly pin: PinnedImage;
  /** Where its environment is named, for messages: `images.lock.yaml:5:5`. */
  readonly place: string;
}

/** One image as it was read. */
interface ReadImage {
  readonly pins: ReadonlyMap<string, ReadPin>;
  /** Environments, or `all`, whose pins have a finding. */
  readonly brokenPins: ReadonlySet<string>;
  /** Whether something is wrong that every pin of the image suffers from. */
  readonly broken: boolean;
}

/** A lock as it was read: what the model asks for, and what a check of its names needs. */
export interface ReadImageLock extends ImageLock {
  readonly platforms: readonly string[];
  /** Environments that pins of a platform name, each with the places; `all` is none of them. */
  environments(platform: string): ReadonlyMap<string, readonly string[]>;
  /** Place of a platform's key. */
  place(platform: string): string;
  /** Whether a finding says already that the pin cannot be read, so that nobody needs to miss it. */
  isBroken(platform: string, image: string, environment: string): boolean;
}

export interface ImageLockResult {
  readonly lock: ReadImageLock;
  readonly findings: readonly Finding[];
}

/**
 * Reads the lock of a project. A missing or broken file gives an empty lock and findings.
 * @param root folder of the project
 */
export function readImageLock(root: string, file: string = IMAGE_LOCK): ImageLockResult {
  const { text, findings } = readText(join(root, file), file);
  if (text !== undefined) return parseImageLock(text, file);
  if (findings.length > 0) return { lock: lockOf(file, undefined), findings };
  return { lock: lockOf(file, undefined), findings: [missingLock(file)] };
}

/** @param file name for messages */
export function parseImageLock(text: string, file: string = IMAGE_LOCK): ImageLockResult {
  const reader = new YamlReader(file, text);
  const root = reader.parse();
  if (root === undefined) return { lock: lockOf(file, undefined), findings: reader.findings };
  const platforms = new Map<string, Platform>();
  if (root !== null && !reader.isEmpty(root)) {
    const entries = reader.entries(root, 'the file', 0);
    if (entries === undefined) return { lock: lockOf(file, undefined), findings: reader.findings };
    for (const [platform, entry] of entries) {
      const place = reader.place(entry.key.range[0]);
      const named = reader.entries(entry.value, `platform "${platform}"`, entry.key);
      const images = [...(named ?? [])].map(
        ([image, at]) => [image, readImage(reader, `${platform}.${image}`, at)] as const,
      );
      platforms.set(platform, { images: new Map(images), place, broken: named === undefined });
    }
  }
  return { lock: lockOf(file, platforms), findings: reader.findings };
}

interface Platform {
  readonly images: ReadonlyMap<string, ReadImage>;
  readonly place: string;
  readonly broken: boolean;
}

function readImage(reader: YamlReader, path: string, at: YamlEntry): ReadImage {
  const pins = new Map<string, ReadPin>();
  const brokenPins = new Set<string>();
  const before = reader.findings.length;
  const entries = reader.entries(at.value, `image "${path}"`, at.key, { path });
  if (entries === undefined) return { pins, brokenPins, broken: true };
  const misspelt = entries.has('repository')
    ? undefined
    : [...entries.keys()].find((key) => nearest(key, ['repository']) !== undefined);
  const environments = [...entries.keys()].filter((key) => key !== 'repository' && key !== misspelt);
  const repository = readRepository(reader, path, entries, misspelt, at);
  const broken = reader.findings.length > before || environments.length === 0;
  for (const environment of environments) {
    const entry = entries.get(environment)!;
    if ((PIN_KEYS as readonly string[]).includes(environment)) {
      reader.report(
        'LS503',
        entry.key,
        `unknown key "${environment}" of image "${path}"`,
        `Move it under the environment that it applies to, or under "${ALL}".`,
        { path },
      );
      continue;
    }
    const found = reader.findings.length;
    const pin = readPin(reader, `${path}.${environment}`, environment, entry, repository);
    if (reader.findings.length > found) brokenPins.add(environment);
    if (pin !== undefined) pins.set(environment, { pin, place: reader.place(entry.key.range[0]) });
  }
  if (entries.has(ALL) && environments.length > 1) {
    const others = environments.filter((name) => name !== ALL).join(', ');
    reader.report(
      'LS508',
      entries.get(ALL)!.key,
      `image "${path}" is pinned both for all environments and for ${others}`,
      `Keep "${ALL}" if every environment runs the same image; otherwise, keep one pin per environment.`,
      { path },
    );
  }
  if (environments.length === 0) {
    reader.report(
      'LS504',
      at.key,
      `image "${path}" has no pin for any environment`,
      'Add a line per environment: `dev: { tag: …, digest: "sha256:…" }`, or one for `all`.',
      { path },
    );
  }
  return { pins, brokenPins, broken };
}

function readRepository(
  reader: YamlReader,
  path: string,
  entries: ReadonlyMap<string, YamlEntry>,
  misspelt: string | undefined,
  at: YamlEntry,
): string {
  if (misspelt !== undefined) {
    reader.report(
      'LS503',
      entries.get(misspelt)!.key,
      `unknown key "${misspelt}" of image "${path}"`,
      choose(misspelt, ['repository']),
      { path },
    );
    return '';
  }
  const entry = entries.get('repository');
  const where = { path: `${path}.repository` };
  const before = reader.findings.length;
  const repository = reader.string(entry, `"repository" of image "${path}"`, where);
  if (repository === undefined) {
    if (reader.findings.length === before) {
      reader.report(
        'LS504',
        entry?.key ?? at.key,
        `image "${path}" has no repository`,
        'Add a line such as `repository: ghcr.io/acme/api`.',
        { path },
      );
    }
    return '';
  }
  const fault = repositoryFault(repository);
  if (fault !== undefined) {
    reader.report('LS506', entry!.value, `repository "${repository}" of image "${path}" ${fault[0]}`, fault[1], where);
  }
  return repository;
}

function readPin(
  reader: YamlReader,
  path: string,
  environment: string,
  entry: YamlEntry,
  repository: string,
): PinnedImage | undefined {
  const where = environment === ALL ? { path } : { path, environments: [environment] };
  const entries = reader.entries(entry.value, `pin "${path}"`, entry.key, where);
  if (entries === undefined) return undefined;
  reader.closed(entries, PIN_KEYS, `key of pin "${path}"`, where);
  const before = reader.findings.length;
  const tag = reader.string(entries.get('tag'), `"tag" of pin "${path}"`, where);
  const digest = reader.string(entries.get('digest'), `"digest" of pin "${path}"`, where);
  const complained = reader.findings.length > before;
  if (tag === undefined && !complained) {
    reader.report(
      'LS504',
      entries.get('tag')?.key ?? entry.key,
      `pin "${path}" has no tag`,
      'Add the tag under which the digest was published, such as `tag: 1.4.2`: it shows readers which version runs.',
      where,
    );
  } else if (tag !== undefined) checkTag(reader, path, environment, tag, entries.get('tag')!.value, where);
  const fault = digest === undefined ? undefined : digestFault(digest);
  if (digest === undefined && !complained) {
    reader.report(
      'LS504',
      entries.get('digest')?.key ?? entry.key,
      `pin "${path}" has no digest`,
      'Add `digest: sha256:…` as the registry shows it: a tag can be moved to a different image.',
      where,
    );
  } else if (fault !== undefined) {
    reader.report(
      'LS505',
      entries.get('digest')!.value,
      `digest "${digest}" of pin "${path}" ${fault}`,
      'Use "sha256:" followed by 64 hexadecimal digits (0-9, a-f), as the registry shows it.',
      where,
    );
  }
  const example = readExample(reader, path, entries.get('example'), where);
  return tag === undefined || digest === undefined ? undefined : { repository, tag, digest, example };
}

function checkTag(
  reader: YamlReader,
  path: string,
  environment: string,
  tag: string,
  node: ParsedNode | null,
  where: { path: string },
): void {
  if (!isTag(tag)) {
    reader.report(
      'LS512',
      node,
      `invalid tag "${tag}" of pin "${path}"`,
      'Use at most 128 letters, digits, ".", "_" and "-", starting with a letter, a digit or "_".',
      where,
    );
  } else if (isMovingTag(tag, environment)) {
    reader.report(
      'LS507',
      node,
      `mutable tag "${tag}" of pin "${path}"`,
      'Use the tag of a single build, such as "1.4.2" or the commit, so that readers know which version runs.',
      where,
    );
  }
}

function readExample(reader: YamlReader, path: string, entry: YamlEntry | undefined, where: { path: string }): boolean {
  if (entry === undefined || reader.alias(entry.value, where)) return false;
  const value = (entry.value as { value?: unknown } | null)?.value;
  if (typeof value === 'boolean') return value;
  const written = entry.value === null ? 'empty' : reader.describe(entry.value);
  reader.report(
    'LS509',
    entry.value ?? entry.key,
    `"example" of pin "${path}" is ${written}, not true or false`,
    'Set `example: true` for a made-up digest; otherwise, remove it.',
    where,
  );
  return false;
}

/** @param read `undefined` when there is nothing that could be read */
function lockOf(file: string, read: ReadonlyMap<string, Platform> | undefined): ReadImageLock {
  const platforms = read ?? new Map<string, Platform>();
  return {
    file,
    platforms: [...platforms.keys()],
    isBroken(platform, image, environment) {
      const { broken, images } = platforms.get(platform) ?? { broken: read === undefined, images: undefined };
      const own = images?.get(image);
      return (
        broken || own?.broken === true || own?.brokenPins.has(environment) === true || own?.brokenPins.has(ALL) === true
      );
    },
    names: (platform) => [...(platforms.get(platform)?.images.keys() ?? [])].sort(),
    find(platform, image, environment) {
      const pins = platforms.get(platform)?.images.get(image)?.pins;
      return environment === ALL ? pins?.get(ALL)?.pin : (pins?.get(environment) ?? pins?.get(ALL))?.pin;
    },
    environments(platform) {
      const places = new Map<string, string[]>();
      for (const { pins } of platforms.get(platform)?.images.values() ?? []) {
        for (const [environment, { place }] of pins) {
          if (environment !== ALL) places.set(environment, [...(places.get(environment) ?? []), place]);
        }
      }
      return places;
    },
    place: (platform) => platforms.get(platform)?.place ?? file,
  };
}
