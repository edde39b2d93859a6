/** `lockstep audit`: inspection of manifests that were written without Lockstep. */
import { plural } from '../../model/words';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { severityOf } from '../../emit/report';
import { nearest } from '../../model/nearest';
import type { AuditedFolder } from './gather';
import { githubReport, jsonReport, textReport, type AuditResult } from './report';
import { auditFolders } from './run';
import { withoutKnown, writeBaseline } from './baseline';
import { addFormatOption, formatOf, rendered, type Rendering } from '../format';
import { wrongUse } from '../terminal';
import type { Verb } from '../verb';
import { writeFileAtomically } from '../write-file';

interface Options {
  readonly env: readonly string[];
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly format: string;
  readonly verbose?: boolean;
  readonly reachability?: string;
}

const BASELINE = 'lockstep-baseline.json';

export const audit: Verb = {
  configure(command, terminal, exit) {
    addFormatOption(command)
      .argument('[folders...]', 'directories with manifests, overlays and charts')
      .option(
        '--env <name=folder>',
        'directory of one environment; can be repeated',
        (one, all: readonly string[]) => [...all, one],
        [],
      )
      .option('--baseline <file>', 'file of known findings; only other findings are reported')
      .option('--write-baseline', `write the findings to the baseline (default: ${BASELINE}) and exit with 0`)
      .option(
        '--reachability <file>',
        'write who can reach whom on which ports, according to the network policies, to a YAML file',
      )
      .option('--verbose', 'list the files that were not audited, with the reason')
      .action((folders: readonly string[], options: Options) => {
        const format = formatOf(options.format);
        const result = auditFolders(foldersOf(terminal.cwd, folders, options.env), terminal.progress ?? (() => {}));
        if (options.reachability !== undefined)
          writeFileAtomically(
            isAbsolute(options.reachability) ? '' : terminal.cwd,
            options.reachability,
            result.reachability(),
          );
        const baseline = options.baseline ?? BASELINE;
        if (options.writeBaseline === true) {
          writeBaseline(terminal.cwd, baseline, result.findings);
          terminal.out(`${result.findings.length} findings written to ${baseline}`);
          return;
        }
        const judged =
          options.baseline === undefined ? result : withBaseline(result, resolve(terminal.cwd, baseline), baseline);
        terminal.out(rendered(judged, format, renderingOf(judged, options.verbose === true), terminal));
        exit(judged.findings.some((finding) => severityOf(finding) === 'error') ? 1 : 0);
      });
  },
};

function withBaseline(result: AuditResult, path: string, shown: string): AuditResult {
  const { left, known, gone } = withoutKnown(path, shown, result.findings);
  const note = `${plural(gone, 'finding')} in the baseline ${gone === 1 ? 'was' : 'were'} not found: update it with --write-baseline`;
  return { ...result, findings: left, known, notes: gone === 0 ? result.notes : [...result.notes, note] };
}

/** @throws Refusal if there is none, or one is not a directory */
function foldersOf(cwd: string, folders: readonly string[], named: readonly string[]): readonly AuditedFolder[] {
  const all = [
    ...folders.map((folder) => folderOf(cwd, folder)),
    ...named.map((written) => {
      const [, name, folder] = /^([^=/\s]+)=(.+)$/s.exec(written) ?? [];
      if (name === undefined || folder === undefined)
        throw wrongUse(`invalid --env "${written}"`, 'Use the form --env prod=k8s/prod.');
      return { ...folderOf(cwd, folder), named: name };
    }),
  ];
  if (all.length === 0)
    throw wrongUse('no directory given', 'Pass the directory with the manifests: lockstep audit k8s');
  return all;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function folderOf(cwd: string, written: string): AuditedFolder {
  const path = resolve(cwd, written);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    const near = nearest(basename(path), namesIn(dirname(path)));
    const meant = near === undefined ? '' : `Did you mean "${join(dirname(written), near)}"? `;
    throw wrongUse(`"${written}" does not exist`, `${meant}Pass the directory with the manifests.`);
  }
  if (!isFolder)
    throw wrongUse(
      `"${written}" is not a directory`,
      `Pass the directory that contains it: lockstep audit ${dirname(written)}`,
    );
  const shown = relative(cwd, path).split(sep).join('/');
  return { path, shown };
}

function renderingOf(result: AuditResult, verbose: boolean): Rendering {
  return {
    text: (colour) => textReport(result, colour, verbose),
    json: () => jsonReport(result),
    github: (prefix) => githubReport(result, prefix),
  };
}
