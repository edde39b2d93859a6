/** Reads `images.lock.yaml`: which digest of an image each environment runs. */
import { join } from 'node:path';
import type { Finding } from '../model/finding';
import type { ImageLock, PinnedImage } from '../model/inputs';
import { choice, nearest } from '../model/nearest';
import { phrase } from '../model/phrase';
import { digestFault, isMovingTag, isTag, repositoryFault } from './image-reference';
import { missingLock } from './missing-lock';
import { readText } from './text-file';
import { YamlReader, type YamlEntry } from './yaml-reader';

export const IMAGE_LOCK = 'images.lock.yaml';
/** The key that pins one image for every environment. */
export const ALL = 'all';
const PIN_KEYS = ['tag', 'digest', 'example'] as const;

/** One image as it was read. */
interface ReadImage {
  /** By environment, or `all`; each with the place of its key. */
  readonly pins: ReadonlyMap<string, { readonly pin: PinnedImage; readonly place: () => string }>;
  /** Environments, or `all`, whose pins have a finding. */
  readonly brokenPins: ReadonlySet<string>;
  /** Whether something is wrong that every pin of the image suffers from. */
  readonly broken: boolean;
}

interface ReadPlatform {
  readonly images: ReadonlyMap<string, ReadImage>;
  readonly place: string;
  readonly broken: boolean;
}

/** A lock as it was read: what the model asks for, and what a check of its names needs. */
export interface ReadImageLock extends ImageLock {
  readonly platforms: readonly string[];
  /** Environments that pins of a platform name, each with the place of the first; `all` is none of them. */
  environments(platform: string): ReadonlyMap<string, string>;
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
  return { lock: lockOf(file, undefined), findings: findings.length > 0 ? findings : [missingLock(file)] };
}

/** @param file name for messages */
export function parseImageLock(text: string, file: string = IMAGE_LOCK): ImageLockResult {
  const reader = new YamlReader(file, text);
  const root = reader.parse();
  if (root === undefined) return { lock: lockOf(file, undefined), findings: reader.findings };
  const entries = reader.isEmpty(root)
    ? new Map<string, YamlEntry>()
    : reader.entries({ key: 0, value: root }, phrase`the file`);
  const platforms =
    entries && new Map([...entries].map(([platform, entry]) => [platform, readPlatform(reader, platform, entry)]));
  return { lock: lockOf(file, platforms), findings: reader.findings };
}

function readPlatform(reader: YamlReader, platform: string, entry: YamlEntry): ReadPlatform {
  const named = reader.entries(entry, phrase`platform "${{ platform }}"`);
  const images = [...(named ?? [])].map(([image, at]) => {
    const path = `${platform}.${image}`;
    return [image, readImage(reader.within({ path }), path, at)] as const;
  });
  return { images: new Map(images), place: reader.place(entry.key.range[0]), broken: named === undefined };
}

/** @param image `shop.api` */
function readImage(reader: YamlReader, image: string, at: YamlEntry): ReadImage {
  const pins = new Map<string, { readonly pin: PinnedImage; readonly place: () => string }>();
  const brokenPins = new Set<string>();
  const before = reader.findings.length;
  const entries = reader.entries(at, phrase`image "${{ image }}"`);
  if (entries === undefined) return { pins, brokenPins, broken: true };
  const misspelt = entries.has('repository')
    ? undefined
    : [...entries.keys()].find((key) => nearest(key, ['repository']) !== undefined);
  const environments = [...entries.keys()].filter((key) => key !== 'repository' && key !== misspelt);
  const repository = readRepository(reader, image, entries, misspelt, at);
  const broken = reader.findings.length > before || environments.length === 0;
  for (const environment of environments) {
    const entry = entries.get(environment)!;
    if ((PIN_KEYS as readonly string[]).includes(environment)) {
      reader.report('LS503', entry.key)`
        unknown key "${{ key: environment }}" of image "${{ image }}"
        Move it under the environment that it applies to, or under "${{ all: ALL }}".`;
      continue;
    }
    const found = reader.findings.length;
    const path = `${image}.${environment}`;
    const of = reader.within(environment === ALL ? { path } : { path, environments: [environment] });
    const pin = readPin(of, path, environment, entry, repository);
    if (reader.findings.length > found) brokenPins.add(environment);
    if (pin !== undefined) pins.set(environment, { pin, place: () => reader.place(entry.key.range[0]) });
  }
  if (entries.has(ALL) && environments.length > 1)
    reader.report('LS508', entries.get(ALL)!.key)`
      image "${{ image }}" is pinned both for all environments and for ${{ environments: environments.filter((name) => name !== ALL) }}
      Keep "${{ all: ALL }}" if every environment runs the same image; otherwise, keep one pin per environment.`;
  if (environments.length === 0)
    reader.report('LS504', at.key)`
      image "${{ image }}" has no pin for any environment
      Add a line per environment: \`dev: { tag: …, digest: "sha256:…" }\`, or one for \`all\`.`;
  return { pins, brokenPins, broken };
}

function readRepository(
  reader: YamlReader,
  image: string,
  entries: ReadonlyMap<string, YamlEntry>,
  misspelt: string | undefined,
  at: YamlEntry,
): string {
  if (misspelt !== undefined) {
    reader.report('LS503', entries.get(misspelt)!.key)`
      unknown key "${{ key: misspelt }}" of image "${{ image }}"
      ${choice(misspelt, ['repository'])}`;
    return '';
  }
  const entry = entries.get('repository');
  const before = reader.findings.length;
  const of = reader.within({ path: `${image}.repository` });
  const repository = of.string(entry, phrase`"repository" of image "${{ image }}"`);
  if (repository === undefined) {
    if (reader.findings.length === before)
      reader.report('LS504', entry?.key ?? at.key)`
        image "${{ image }}" has no repository
        Add a line such as \`repository: ghcr.io/acme/api\`.`;
    return '';
  }
  const [fault, fix] = repositoryFault(repository) ?? [];
  if (fault !== undefined)
    of.report('LS506', entry!.value)`
      repository "${{ repository }}" of image "${{ image }}" ${{ fault }}
      ${fix!}`;
  return repository;
}

/** @param pin `shop.api.dev` */
function readPin(
  reader: YamlReader,
  pin: string,
  environment: string,
  entry: YamlEntry,
  repository: string,
): PinnedImage | undefined {
  const entries = reader.entries(entry, phrase`pin "${{ pin }}"`);
  if (entries === undefined) return undefined;
  reader.closed(entries, PIN_KEYS, phrase`key of pin "${{ pin }}"`);
  const before = reader.findings.length;
  const tag = reader.string(entries.get('tag'), phrase`"tag" of pin "${{ pin }}"`);
  const digest = reader.string(entries.get('digest'), phrase`"digest" of pin "${{ pin }}"`);
  const complained = reader.findings.length > before;
  if (tag !== undefined) checkTag(reader, pin, environment, tag, entries.get('tag')!);
  else if (!complained)
    reader.report('LS504', entries.get('tag')?.key ?? entry.key)`
      pin "${{ pin }}" has no tag
      Add the tag under which the digest was published, such as \`tag: 1.4.2\`: it shows readers which version runs.`;
  const fault = digest === undefined ? undefined : digestFault(digest);
  if (digest === undefined && !complained)
    reader.report('LS504', entries.get('digest')?.key ?? entry.key)`
      pin "${{ pin }}" has no digest
      Add \`digest: sha256:…\` as the registry shows it: a tag can be moved to a different image.`;
  else if (fault !== undefined)
    reader.report('LS505', entries.get('digest')!.value)`
      digest "${{ digest }}" of pin "${{ pin }}" ${{ fault }}
      Use "sha256:" followed by 64 hexadecimal digits (0-9, a-f), as the registry shows it.`;
  const example = readExample(reader, pin, entries.get('example'));
  return tag === undefined || digest === undefined ? undefined : { repository, tag, digest, example };
}

function checkTag(reader: YamlReader, pin: string, environment: string, tag: string, { value }: YamlEntry): void {
  if (!isTag(tag))
    reader.report('LS512', value)`
      invalid tag "${{ tag }}" of pin "${{ pin }}"
      Use at most 128 letters, digits, ".", "_" and "-", starting with a letter, a digit or "_".`;
  else if (isMovingTag(tag, environment))
    reader.report('LS507', value)`
      mutable tag "${{ tag }}" of pin "${{ pin }}"
      Use the tag of a single build, such as "1.4.2" or the commit, so that readers know which version runs.`;
}

function readExample(reader: YamlReader, pin: string, entry: YamlEntry | undefined): boolean {
  if (entry === undefined || reader.alias(entry.value)) return false;
  const value = (entry.value as { value?: unknown } | null)?.value;
  if (typeof value === 'boolean') return value;
  reader.report('LS509', entry.value ?? entry.key)`
    "example" of pin "${{ pin }}" is ${{ found: entry.value === null ? 'empty' : reader.describe(entry.value) }}, not true or false
    Set \`example: true\` for a made-up digest; otherwise, remove it.`;
  return false;
}

/** @param read `undefined` when there is nothing that could be read */
function lockOf(file: string, read: ReadonlyMap<string, ReadPlatform> | undefined): ReadImageLock {
  const platforms = read ?? new Map<string, ReadPlatform>();
  return {
    file,
    platforms: [...platforms.keys()],
    isBroken(platform, image, environment) {
      const { broken, images } = platforms.get(platform) ?? { broken: read === undefined, images: undefined };
      const { broken: all = false, brokenPins } = images?.get(image) ?? {};
      return broken || all || brokenPins?.has(environment) === true || brokenPins?.has(ALL) === true;
    },
    names: (platform) => [...(platforms.get(platform)?.images.keys() ?? [])].sort(),
    find(platform, image, environment) {
      const pins = platforms.get(platform)?.images.get(image)?.pins;
      return environment === ALL ? pins?.get(ALL)?.pin : (pins?.get(environment) ?? pins?.get(ALL))?.pin;
    },
    environments(platform) {
      const places = new Map<string, string>();
      for (const { pins } of platforms.get(platform)?.images.values() ?? [])
        for (const [environment, { place }] of pins)
          if (environment !== ALL && !places.has(environment)) places.set(environment, place());
      return places;
    },
    place: (platform) => platforms.get(platform)?.place ?? file,
  };
}
