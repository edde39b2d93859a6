/** From folders to objects: what is read as it is, what a tool has to build first, and what is none of ours. */
import { append } from '../../model/append';
import { plural } from '../../model/words';
import { basename, posix, sep } from 'node:path';
import { readManifests } from '../../inputs/manifests/read';
import { findingAbout, type Finding } from '../../model/finding';
import type { AuditedObject, Gathered } from './audited';
import { isLocalFile, hasLocalName, readLocalFiles } from './local-files';
import { chartFolders, isValues, renderChart, type Chart } from './charts';
import { buildKustomization } from './overlays';
import { builtByThemselves, foldersOf, isKustomization, readKustomization, type Kustomization } from './kustomizations';
import { kustomizeCommand } from './tool';
import { nameReason, readAudited, walk, type AuditedFile, type Skipped } from './walk';

export interface AuditedFolder {
  readonly path: string;
  /** As findings name it; empty for the folder of the command. */
  readonly shown: string;
  /** `NAME` of `--env NAME=DIR`. */
  readonly named?: string;
}

/** @param progress receives the number of files read so far, from time to time */
export function gather(folders: readonly AuditedFolder[], progress: (text: string) => void): Gathered {
  const result: Mutable = {
    objects: [],
    findings: [],
    skipped: [],
    notes: [],
    files: 0,
    odd: new Map(),
    localFiles: new Map(),
  };
  const several = folders.length > 1;
  // what is named on the command line is what it is named, and not read again with what is around it
  const ordered = [...folders].sort(
    (a, b) => Number(b.named !== undefined) - Number(a.named !== undefined) || b.path.length - a.path.length,
  );
  ordered.forEach((folder, index) =>
    gatherFolder(
      folder,
      ordered.slice(0, index).map(({ path }) => `${path}${sep}`),
      several,
      result,
      progress,
    ),
  );
  const { setups, findings, skipped, odd } = readLocalFiles([...result.localFiles.values()]);
  result.findings.push(...findings);
  result.skipped.push(...skipped);
  if (result.localFiles.size > 0)
    result.notes.push(`${plural(result.localFiles.size, 'compose and .env file')} compared with the manifests`);
  for (const [oddity, file] of odd) addOddity(oddity, file, result);
  for (const [oddity, files] of result.odd) {
    const more = files.length === 1 ? ' has' : ` and ${plural(files.length - 1, 'other file')} have`;
    const message = `the file${more} ${oddity === 'byte order mark' ? 'a byte order mark' : oddity}`;
    result.findings.push({
      code: 'LS859',
      file: files[0]!,
      message,
      fix: 'Save it as UTF-8 without a byte order mark, with LF line endings; `* text=auto eol=lf` in .gitattributes enforces LF.',
    });
  }
  return { ...result, setups };
}

function addOddity(oddity: string, file: string, { odd }: Mutable): void {
  append(odd, oddity, file);
}

interface Mutable {
  readonly objects: AuditedObject[];
  readonly findings: Finding[];
  readonly skipped: Skipped[];
  readonly notes: string[];
  files: number;
  readonly odd: Map<string, string[]>;
  readonly localFiles: Map<string, AuditedFile>;
}

function gatherFolder(
  folder: AuditedFolder,
  done: readonly string[],
  several: boolean,
  result: Mutable,
  progress: (text: string) => void,
): void {
  if (done.includes(`${folder.path}${sep}`)) return;
  const { files: all, findings, skipped } = walk(folder.path, folder.shown);
  const files = all.filter(({ path }) => !done.some((one) => path.startsWith(one)));
  result.findings.push(...findings);
  result.skipped.push(...skipped);
  const charts = chartFolders(files);
  const inChart = (shown: string) => charts.some((chart) => shown.startsWith(chart.below) || isValues(chart, shown));
  const kustomizations = files
    .filter(({ shown }) => isKustomization(shown) && !inChart(shown))
    .map((file): Kustomization => readKustomization(file.shown, readAudited(file).text ?? ''));
  const place: Placing = {
    relative: (shown) => posix.relative(folder.shown, shown),
    ...(folder.named !== undefined && { named: folder.named }),
    prefix: several ? `${basename(folder.path)}/` : '',
  };
  for (const chart of charts) addChart(chart, place, result);
  addKustomizations(kustomizations, files, place, result, progress);
  const used = new Set(kustomizations.flatMap(({ uses }) => uses));
  const folders = new Set(kustomizations.map((one) => one.folder));
  for (const file of files) {
    const reason = reasonToSkip(file.shown, inChart(file.shown), used, folders);
    if (reason === BUILT) continue;
    if (isLocalFile(file)) result.localFiles.set(file.path, file);
    else if (reason !== undefined) result.skipped.push({ file: file.shown, reason });
    else addFile(file, place, result);
    if (++result.files % 500 === 0) progress(`${result.files} files, ${result.objects.length} objects read`);
  }
}

interface Placing {
  readonly relative: (shown: string) => string;
  readonly named?: string;
  readonly prefix: string;
}

/** Read by the tool that builds it. */
const BUILT = 'built';

function reasonToSkip(
  shown: string,
  inChart: boolean,
  used: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): string | undefined {
  if (inChart) return 'part of a Helm chart';
  if (isKustomization(shown) || used.has(shown)) return BUILT;
  if (folders.has(posix.dirname(shown)) && !hasLocalName(shown))
    return 'not listed in the kustomization of its directory';
  return nameReason(shown);
}

function addFile(file: AuditedFile, place: Placing, result: Mutable): void {
  const { text, finding, oddities } = readAudited(file);
  if (finding !== undefined) result.findings.push(finding);
  if (text === undefined) return;
  const { objects, findings, skipped } = readManifests(file.shown, text);
  result.findings.push(...findings);
  for (const reason of skipped) result.skipped.push({ file: file.shown, reason });
  if (objects.length === 0) {
    if (findings.length + skipped.length === 0) result.skipped.push({ file: file.shown, reason: 'empty' });
    return;
  }
  for (const oddity of oddities) addOddity(oddity, file.shown, result);
  const relative = place.prefix + place.relative(file.shown);
  for (const object of objects) {
    result.objects.push({
      json: object.json,
      file: file.shown,
      folder: relative,
      ...named(place),
      read: { file, object },
    });
  }
}

function addKustomizations(
  all: readonly Kustomization[],
  files: readonly AuditedFile[],
  place: Placing,
  result: Mutable,
  progress: (text: string) => void,
): void {
  const roots = builtByThemselves(all);
  if (roots.length === 0) return;
  const command = kustomizeCommand();
  if (command === undefined) {
    for (const { file } of roots) {
      result.findings.push(findingAbout({ code: 'LS858', file })`
        this overlay was not audited: neither kustomize nor kubectl is installed
        Install one of them, or build the overlay on another machine (\`kustomize build DIR > all.yaml\`) and audit the result.`);
    }
    return;
  }
  result.notes.push(`${plural(roots.length, 'kustomization')} built with \`${command.join(' ')}\``);
  const byName = new Map(files.map((file) => [file.shown, file]));
  roots.forEach((root, index) => {
    progress(`building ${root.folder} (${index + 1} of ${roots.length})`);
    const own = byName.get(root.file)!;
    const { text, finding } = buildKustomization(root.file, posix.dirname(own.path), command);
    if (finding !== undefined) result.findings.push(finding);
    if (text === undefined) return;
    const folders = foldersOf(root, all);
    const uses = new Set(all.filter((one) => folders.has(one.folder)).flatMap((one) => one.uses));
    const sources = files.filter(({ shown }) => uses.has(shown) && !isKustomization(shown));
    const builtFrom = [
      ...sources.filter(({ shown }) => shown.startsWith(`${root.folder}/`)),
      ...sources.filter(({ shown }) => !shown.startsWith(`${root.folder}/`)),
      own,
    ];
    const { objects, findings } = readManifests(`${root.file}#build.yaml`, text);
    result.findings.push(...findings.map((one) => ({ ...one, file: root.file })));
    for (const { json } of objects) {
      result.objects.push({
        json,
        file: root.file,
        folder: place.prefix + place.relative(root.file),
        ...named(place),
        builtFrom,
      });
    }
  });
}

function addChart(chart: Chart, place: Placing, result: Mutable): void {
  const { rendered, findings } = renderChart(chart);
  result.findings.push(...findings);
  if (chart.values.length > 0 && rendered.length > 0) {
    result.notes.push(
      `${chart.file.shown} rendered for ${rendered.map(({ environment }) => environment ?? '').join(', ')}`,
    );
  }
  for (const { environment, objects } of rendered) {
    const folder =
      environment === undefined ? chart.file.shown : `${chart.below}environments/${environment}/Chart.yaml`;
    for (const { json, file } of objects) {
      result.objects.push({
        json,
        file,
        folder: place.prefix + place.relative(folder),
        ...named(place),
        builtFrom: [chart.file],
      });
    }
  }
}

function named({ named: name }: Placing): { readonly named?: string } {
  return name === undefined ? {} : { named: name };
}
