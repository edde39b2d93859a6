/** `lockstep check`: whether what is committed is what the source yields, what the synth finds, and what runs out. */
import { relative, resolve, sep } from 'node:path';
import type { ProjectModel } from '../app';
import { severityOf } from '../emit/report';
import type { Finding } from '../model/finding';
import { expiryFindings } from './check/expiry';
import { githubReport, hasErrors, jsonReport, textReport, type CheckResult } from './check/formats';
import { outputFindings } from './check/output';
import { trackedSecrets } from './check/repository';
import { runFailure } from './check/run-failure';
import { addFormatOption, formatOf, rendered, type Format, type Rendering } from './format';
import { runApp } from './project-model';
import { runningRendering } from './running/report';
import { checkRunning } from './running/run';
import { wrongUse, type ExitCode, type Terminal } from './terminal';
import type { Verb } from './verb';

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
      .option('--dist <folder>', 'committed output, instead of the output folder of the app')
      .option('--now <date>', 'day to check expiries against, such as 2026-12-31 (default: today)')
      .option('--running', 'compare what the Applications of each environment track in git, instead of the committed output')
      .option('--platform <name>', 'with --running: the platform to look at (default: all)')
      .action((options: Options) => {
        const format = formatOf(options.format);
        if (options.platform !== undefined && options.running !== true) {
          throw wrongUse('LS901', '--platform is given without --running', 'Leave it out, or add --running.');
        }
        if (options.running === true) return compareRunning(options, format, terminal, exit);
        const result = checkProject(terminal.cwd, options.dist, options.now === undefined ? terminal.now() : dayOf(options.now));
        if (format === 'text' || format === 'github') for (const note of result.notes) terminal.err(`note: ${note}`);
        terminal.out(rendered(result, format, renderingOf(result), terminal));
        exit(hasErrors(result) ? 1 : 0);
      });
  },
};

function compareRunning({ dist, now, platform }: Options, format: Format, terminal: Terminal, exit: (code: ExitCode) => void): void {
  if (dist !== undefined) throw wrongUse('LS901', '--running and --dist exclude each other', 'What runs is in git, not in a folder.');
  if (now !== undefined) throw wrongUse('LS901', '--running and --now exclude each other', 'Expiries are told without --running.');
  const result = checkRunning(terminal.cwd, platform);
  if (format === 'text' || format === 'github') for (const note of result.notes) terminal.err(`note: ${note}`);
  terminal.out(rendered(result, format, runningRendering(result), terminal));
  exit(hasErrors(result) ? 1 : 0);
}

/**
 * Runs the app and compares.
 * @param root folder of the project
 * @param dist folder that is compared instead of the app's output folder
 * @throws Refusal when cdk8s.yaml names no app, or `dist` holds the project
 */
export function checkProject(root: string, dist: string | undefined, now: Date): CheckResult {
  if (dist !== undefined && holds(resolve(root, dist), root)) {
    const fix = 'Name the folder that holds the platforms, such as dist.';
    throw wrongUse('LS901', `--dist is "${dist}", a folder that holds the project itself`, fix);
  }
  const run = runApp(root);
  const secrets = trackedSecrets(root);
  const notes = secrets.note === undefined ? [] : [secrets.note];
  const base = { now: now.toISOString(), folders: [], compared: undefined };
  const failure = runFailure(run, root);
  const always = [...(failure === undefined ? [] : [failure]), ...secrets.findings];
  if (run.model === undefined) {
    return { ...base, findings: always, notes: [...notes, 'nothing was compared: the app yields nothing'] };
  }
  const { model } = run;
  const proof = new Map(model.proof.files);
  const findings = [...always, ...model.findings, ...expiryFindings(root, model.platforms, proof, now)];
  const folders = comparedFolders(root, model, dist);
  const shown = folders.map((folder) => folder.shown);
  if (model.findings.some((finding) => severityOf(finding) === 'error')) {
    const note = `${shown.join(' and ')} were not compared: with an error in the source, a synth writes nothing`;
    return { ...base, folders: shown, findings, notes: [...notes, note] };
  }
  const compared = folders.flatMap(({ committed, expected, ...folder }): readonly Finding[] => {
    if (holds(committed, root) && expected.refusal !== undefined) return [expected.refusal];
    return outputFindings({ folder: committed, shown: folder.shown }, expected, model.platforms);
  });
  const files = folders.reduce((sum, { expected }) => sum + expected.files.length, 0);
  return { ...base, folders: shown, compared: files, findings: [...findings, ...compared], notes };
}

function comparedFolders(root: string, { dist, proof }: ProjectModel, given: string | undefined) {
  const committed = given === undefined ? dist.folder : resolve(root, given);
  const folders = [{ committed, expected: dist }, ...(proof.written ? [{ committed: proof.folder, expected: proof }] : [])];
  return folders.map((folder) => ({ ...folder, shown: shownPath(root, folder.committed) }));
}

/** A folder that holds the project is nobody's output: everything in it would seem not to belong there. */
function holds(folder: string, root: string): boolean {
  const path = relative(folder, root);
  return path === '' || !/^\.\.(?:\/|\\|$)/.test(path);
}

/** Relative to the project where it lies in it. */
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
    throw wrongUse('LS901', `--now is "${text}", which is no day`, 'Write it as 2026-12-31.');
  }
  return date;
}
