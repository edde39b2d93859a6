/** `lockstep check`: whether the committed output matches the source, what the synth finds, and what expires. */
import { relative, resolve, sep } from 'node:path';
import type { ProjectModel } from '../../app';
import type { Finding } from '../../model/finding';
import { expiringIn, expiryFindings, type Expiring } from './expiry';
import { githubReport, hasErrors, jsonReport, textReport, type CheckResult } from './formats';
import { trackedSecrets } from './repository';
import { runFailure } from './run-failure';
import { addFormatOption, formatOf, rendered, type Rendering } from '../format';
import { wrongUse } from '../terminal';
import type { Verb } from '../verb';

interface Options {
  readonly dist?: string;
  readonly now?: string;
  readonly running?: boolean;
  readonly platform?: string;
  readonly format: string;
}

export const check: Verb = {
  configure(command, terminal, exit) {
    addFormatOption(command)
      .option('--dist <folder>', 'committed output to compare (default: the output directory of the app)')
      .option('--now <date>', 'date to compare expiry dates with, such as 2026-12-31 (default: today)')
      .option(
        '--running',
        'compare the revisions that the Applications of each environment track in git, instead of the committed output',
      )
      .option('--platform <name>', 'with --running: the platform to compare (default: all)')
      .action((options: Options) => {
        const format = formatOf(options.format);
        if (options.platform !== undefined && options.running !== true) {
          throw wrongUse('--platform requires --running', 'Remove it, or add --running.');
        }
        if (options.running === true)
          return (require('../running') as typeof import('../running')).compareRunning(options, format, terminal, exit);
        const now = options.now === undefined ? terminal.now() : dayOf(options.now);
        const result = checkProject(terminal.cwd, { dist: options.dist, now });
        if (format === 'text' || format === 'github') for (const note of result.notes) terminal.err(`note: ${note}`);
        terminal.out(rendered(result, format, renderingOf(result), terminal));
        exit(hasErrors(result) ? 1 : 0);
      });
  },
};

/** Compares the output of the source with what is committed. */
interface Comparison extends Pick<CheckResult, 'folders' | 'compared' | 'notes'> {
  /** Of the app and of its synth. */
  readonly synth: readonly Finding[];
  readonly expiring: readonly Expiring[];
  readonly differences: readonly Finding[];
}

/** How a check is asked for. */
interface Question {
  /** Folder that is compared instead of the app's output folder. */
  readonly dist: string | undefined;
  readonly now: Date;
}

/**
 * Runs the app and compares.
 * @param root folder of the project
 * @throws Refusal when cdk8s.yaml names no app, or `dist` holds the project
 */
function checkProject(root: string, { dist, now }: Question): CheckResult {
  if (dist !== undefined && holds(resolve(root, dist), root)) {
    const fix = 'Pass the directory that contains the platforms, such as dist.';
    throw wrongUse(`invalid --dist "${dist}": the directory contains the project itself`, fix);
  }
  const { folders, compared, synth, expiring, differences, notes } = compareProject(root, dist);
  const secrets = trackedSecrets(root);
  return {
    now: now.toISOString(),
    folders,
    compared,
    findings: [...secrets.findings, ...synth, ...expiryFindings(root, expiring, now), ...differences],
    notes: [...(secrets.note === undefined ? [] : [secrets.note]), ...notes],
  };
}

function compareProject(root: string, dist: string | undefined): Comparison {
  const { runApp } = require('../project-model') as typeof import('../project-model');
  const run = runApp(root);
  const failure = runFailure(run, root);
  const failed = failure === undefined ? [] : [failure];
  const nothing = { folders: [], compared: undefined, expiring: [], differences: [] };
  if (run.model === undefined)
    return { ...nothing, synth: failed, notes: ['nothing was compared: the app produced no output'] };
  const { model } = run;
  const expiring = expiringIn(model.platforms, new Map(model.proof.files));
  const synth = [...failed, ...model.findings];
  const compared = comparedFolders(root, model, dist);
  const folders = compared.map(({ shown }) => shown);
  if (hasErrors({ findings: model.findings })) {
    const note = `${folders.join(' and ')} were not compared: a synth writes nothing if the source has an error`;
    return { ...nothing, folders, synth, expiring, notes: [note] };
  }
  const { outputFindings } = require('./output') as typeof import('./output');
  const differences = compared.flatMap(({ committed, expected, shown }): readonly Finding[] => {
    if (holds(committed, root) && expected.refusal !== undefined) return [expected.refusal];
    return outputFindings({ folder: committed, shown }, expected, model.platforms);
  });
  const files = compared.reduce((sum, { expected }) => sum + expected.files.length, 0);
  return { folders, compared: files, synth, expiring, differences, notes: [] };
}

function comparedFolders(root: string, { dist, proof }: ProjectModel, given: string | undefined) {
  const committed = given === undefined ? dist.folder : resolve(root, given);
  const folders = [
    { committed, expected: dist },
    ...(proof.written ? [{ committed: proof.folder, expected: proof }] : []),
  ];
  return folders.map((folder) => ({ ...folder, shown: shownPath(root, folder.committed) }));
}

/** A folder that holds the project is nobody's output: everything in it would seem not to belong there. */
function holds(folder: string, root: string): boolean {
  const path = relative(folder, root);
  return path === '' || !/^\.\.(?:\/|\\|$)/.test(path);
}

/** Relative to the project, if it is inside it. */
function shownPath(root: string, folder: string): string {
  const path = relative(root, folder).split(sep).join('/');
  return path === '' ? '.' : path.startsWith('../') ? folder : path;
}

function renderingOf(result: CheckResult): Rendering {
  return {
    text: (colour) => textReport(result, colour),
    json: () => jsonReport(result),
    github: (prefix) => githubReport(result, prefix),
  };
}

/** A day begins at midnight UTC. */
function dayOf(text: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    throw wrongUse(`invalid --now date "${text}"`, 'Use the format 2026-12-31.');
  }
  return date;
}
