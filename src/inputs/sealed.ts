/** Reads sealed secrets: `secrets/<platform>/<environment>/<name>.yaml`, each a SealedSecret manifest. */
import { phrase } from '../model/phrase';
import { obtain } from '../model/append';
import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { findingAbout, type Finding } from '../model/finding';
import type { SealedFile, SealedStore } from '../model/inputs';
import { parseSealedFile } from './sealed-file';
import { isObjectName } from './secret-rules';
import { readText } from './text-file';

export const SECRETS = 'secrets';

export interface ReadSealedStore extends SealedStore {
  /** Folders below `secrets/`, sorted. */
  platforms(): readonly string[];
  /** Folders below `secrets/<platform>/`, sorted. */
  environments(platform: string): readonly string[];
  /** Files that lie above the folders of environments, where nobody reads them. */
  misplaced(): readonly Finding[];
  /**
   * What is wrong with the folders that were asked about. Files there that nobody read are read now: a broken one is
   * reported whether or not a pod needs it.
   */
  findings(): readonly Finding[];
}

interface Folder {
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Sealed secrets below a folder. Nothing is read before it is asked for, and nothing twice.
 * @param root folder of the project
 * @param folder name of the folder in it
 */
export function readSealedStore(root: string, folder: string = SECRETS): ReadSealedStore {
  const folders = new Map<string, Folder>();
  const files = new Map<string, { sealed: SealedFile | undefined; findings: readonly Finding[] }>();

  const list = (platform: string, environment: string): Folder => {
    const shown = `${folder}/${platform}/${environment}`;
    const listed = obtain(folders, shown, () => listFolder(join(root, shown), shown));
    return listed;
  };
  const read = (file: string, name: string) => {
    let result = files.get(file);
    if (result === undefined) {
      const { text, findings } = readText(join(root, file), file);
      result = text === undefined ? { sealed: undefined, findings } : parseSealedFile(text, file, name);
      files.set(file, result);
    }
    return result;
  };

  return {
    names: (platform, environment) => list(platform, environment).names,
    find(platform, environment, name) {
      if (!list(platform, environment).names.includes(name)) return undefined;
      return read(`${folder}/${platform}/${environment}/${name}.yaml`, name).sealed;
    },
    platforms: () => subfolders(join(root, folder)),
    environments: (platform) => subfolders(join(root, folder, platform)),
    misplaced() {
      const levels = [folder, ...subfolders(join(root, folder)).map((platform) => `${folder}/${platform}`)];
      return levels.flatMap((level) =>
        entriesOf(join(root, level))
          .filter((entry) => !entry.isDirectory() && !HARMLESS.test(entry.name))
          .map(
            (entry): Finding => findingAbout({ code: 'LS529', file: `${level}/${entry.name}` })`
              nothing reads the file
              Sealed secrets belong in ${{ folder }}/<platform>/<environment>/<name>.yaml.`,
          ),
      );
    },
    findings() {
      for (const [shown, { names }] of folders) {
        for (const name of names) read(`${shown}/${name}.yaml`, name);
      }
      const all = [
        ...[...folders.values()].flatMap((listed) => listed.findings),
        ...[...files.values()].flatMap((file) => file.findings),
      ];
      return all.sort((a, b) => compare(a.file ?? '', b.file ?? ''));
    },
  };
}

function listFolder(path: string, shown: string): Folder {
  const names: string[] = [];
  const findings: Finding[] = [];
  for (const entry of entriesOf(path)) {
    const file = `${shown}/${entry.name}`;
    const name = entry.name.replace(/\.yaml$/, '');
    if (entry.isDirectory()) {
      findings.push(findingAbout({ code: 'LS529', file })`
        this is a directory
        Sealed secrets belong directly in ${{ shown }}/: move its files up.`);
    } else if (name === entry.name) {
      if (!HARMLESS.test(entry.name)) findings.push(stray(file, shown, entry.name));
    } else if (!isObjectName(name)) {
      findings.push(findingAbout({ code: 'LS529', file })`
        invalid Secret name "${{ name }}"
        Name the file after the Secret: lowercase letters, digits, "-" and ".", starting and ending with a letter or digit.`);
    } else names.push(name);
  }
  return { names, findings };
}

/** Files that people and systems leave in folders, and that hold no values. */
const HARMLESS = /^(?:\.gitkeep|\.gitignore|\.gitattributes|\.DS_Store|README\.md)$/;

function stray(file: string, shown: string, name: string): Finding {
  const rest = /^(.+)\.(?:yml|json)$/i.exec(name)?.[1];
  const fix =
    rest === undefined
      ? phrase`Only sealed secrets (<name>.yaml) belong in ${{ shown }}/: move the file, and change its values if they are plaintext.`
      : phrase`Rename it to ${{ meant: `${shown}/${rest}.yaml` }}.`;
  return findingAbout({ code: 'LS529', file })`
    nothing reads the file
    ${fix}`;
}

function subfolders(path: string): readonly string[] {
  return entriesOf(path)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Sorted by name, whatever the file system says; nothing when the folder does not exist. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
