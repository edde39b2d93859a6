/** Compose and `.env` files in the audited folders: read, and compared with the manifests that lie nearest. */
import { append } from '../../model/append';
import { posix } from 'node:path';
import { composeSecrets, compareLocal, fileSecrets } from '../../inspect/local-setup';
import { isComposeFile, readCompose, type ComposeFile } from '../../inputs/local/compose';
import { isVariableFile, readVariableFile } from '../../inputs/local/variable-file';
import type { InspectedEnvironment } from '../../inspect/types';
import { findingAbout, type Finding } from '../../model/finding';
import type { LocalSetup, VariableFile } from '../../model/local-setup';
import { runTool } from './tool';
import { readAudited, type AuditedFile, type Skipped } from './walk';

/** 1 MiB. People write these files. */
const LARGEST = 1024 * 1024;

export function hasLocalName(shown: string): boolean {
  const name = posix.basename(shown);
  return isComposeFile(name) || isVariableFile(name);
}

/** Manifests may be in a file of any name. */
export function isLocalFile(file: AuditedFile): boolean {
  return (
    hasLocalName(file.shown) &&
    !(isComposeFile(posix.basename(file.shown)) && /^apiVersion\s*:/m.test(readAudited(file).text ?? ''))
  );
}

export interface LocalFiles {
  readonly setups: readonly LocalSetup[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** What tools may stumble over, with the file. */
  readonly odd: readonly (readonly [oddity: string, file: string])[];
}

export function readLocalFiles(files: readonly AuditedFile[]): LocalFiles {
  const findings: Finding[] = [];
  const odd: (readonly [string, string])[] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    const { text, finding, oddities } = readAudited(file);
    if (finding !== undefined) findings.push(finding);
    if (text === undefined) continue;
    odd.push(...oddities.map((oddity) => [oddity, file.shown] as const));
    if (text.length <= LARGEST) texts.set(file.shown, text);
    else
      findings.push(findingAbout({ code: 'LS854', file: file.shown })`
        the file has ${{ mebibytes: Math.ceil(text.length / LARGEST) }} MiB; the limit is 1 MiB
        Move it out of the audited directory, or split it.`);
  }
  const variableFiles = new Map<string, VariableFile>();
  for (const [shown, text] of texts) {
    if (!isVariableFile(posix.basename(shown))) continue;
    const { content, findings: own } = readVariableFile(shown, text);
    variableFiles.set(shown, content);
    findings.push(...own);
  }
  const composed = [...texts]
    .filter(([shown]) => isComposeFile(posix.basename(shown)))
    .map(([shown, text]) => {
      const variables = variableFiles.get(posix.join(posix.dirname(shown), '.env'));
      const values = new Map(
        [...(variables?.variables ?? [])].flatMap(([name, { value }]) =>
          value === undefined ? [] : [[name, value] as const],
        ),
      );
      return [shown, readCompose(shown, text, values, (file) => variableFiles.get(file))] as const;
    });
  findings.push(...composed.flatMap(([, file]) => [...file.findings, ...composeSecrets(file.services)]));
  const committed = committedOf(files.filter(({ shown }) => variableFiles.has(shown)));
  for (const [shown, file] of variableFiles) if (committed(shown)) findings.push(...fileSecrets(file));
  const skipped = composed.flatMap(([file, { services, findings: own }]) =>
    services.length + own.length > 0 ? [] : [{ file, reason: 'a compose file without services' }],
  );
  return { setups: setupsOf(composed, variableFiles), findings, skipped, odd };
}

function setupsOf(
  composed: readonly (readonly [string, ComposeFile])[],
  variableFiles: ReadonlyMap<string, VariableFile>,
): readonly LocalSetup[] {
  const used = new Set(composed.flatMap(([, { uses }]) => uses));
  const free = [...variableFiles].filter(([shown]) => !used.has(shown));
  const folders = new Set([...composed, ...free].map(([shown]) => posix.dirname(shown)));
  const substituted = new Set(composed.flatMap(([, file]) => [...file.substituted]));
  return [...folders].sort().map((folder): LocalSetup => ({
    folder: folder === '.' ? '' : folder,
    services: composed.filter(([shown]) => posix.dirname(shown) === folder).flatMap(([, { services }]) => services),
    files: free.filter(([shown]) => posix.dirname(shown) === folder).map(([, file]) => file),
    substituted,
  }));
}

/** What git does not track is nobody's but the developer's; without git, everything is taken as handed out. */
function committedOf(files: readonly AuditedFile[]): (shown: string) => boolean {
  const secret = new Set<string>();
  const byFolder = new Map<string, AuditedFile[]>();
  for (const file of files) {
    const folder = posix.dirname(file.path);
    append(byFolder, folder, file);
  }
  for (const [folder, own] of byFolder) {
    const names = own.map(({ path }) => posix.basename(path));
    // the configuration of a repository from elsewhere may name a program for git to start
    const { output } = runTool(
      'git',
      ['-c', 'core.fsmonitor=false', '--literal-pathspecs', 'ls-files', '-z', '--', ...names],
      folder,
    );
    if (output === undefined) continue;
    const tracked = new Set(output.split('\0'));
    for (const { shown, path } of own) if (!tracked.has(posix.basename(path))) secret.add(shown);
  }
  return (shown) => !secret.has(shown);
}

/** @param environments all that was read */
export function localFindings(setups: readonly LocalSetup[], environments: readonly InspectedEnvironment[]): Finding[] {
  return setups.flatMap((setup) => compareLocal(setup, nearest(setup.folder, environments)));
}

/** The objects in the folder, or in the nearest one above it that has some. */
function nearest(folder: string, environments: readonly InspectedEnvironment[]): readonly InspectedEnvironment[] {
  for (let at = folder; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const below = environments
      .map((environment) => ({
        ...environment,
        objects: environment.objects.filter(({ file }) => file?.startsWith(`${at}/`) === true),
      }))
      .filter(({ objects }) => objects.length > 0);
    if (below.length > 0) return below;
  }
  return environments;
}
