/** The App: wires constructs, synthesis, inspection and emission. */
import { plural } from './model/words';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App as Cdk8sApp, type AppProps as Cdk8sAppProps } from 'cdk8s';
import type { WriteAhead } from './emit/ahead';
import { cachePath } from './emit/cache';
import { refuseOutdir } from './emit/outdir';
import { renderFindings, severityOf } from './emit/report';
import { writeInPlace, writeSwapped, type Written } from './emit/write';
import {
  compileLess,
  demandSynth,
  exitWith,
  printReport,
  reportThrownMistakes,
  runsUnderCommand,
} from './emit/command';
import { readInputs } from './inputs';
import { CONFIGURATION, parseConfiguration } from './inputs/configuration';
import { declarations } from './model/declarations';
import type { Finding } from './model/finding';
import type { Inputs } from './model/inputs';
import type { MatrixEntry } from './model/matrix';
import { runPipeline, type SynthResult } from './run';

export interface AppProps extends Omit<Cdk8sAppProps, 'yamlOutputType' | 'outputFileExtension'> {
  /** Directory of `images.lock.yaml`, `secrets/` and `certs/`. Default: the working directory, in which cdk8s runs the app. */
  readonly root?: string;
  /** What the platforms read in addition to the source code. Default: the files of `root`. */
  readonly inputs?: Inputs;
}

/** All findings that kept a synth from writing; `message` is the report. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
  constructor(readonly findings: readonly Finding[]) {
    super(renderFindings(findings, { colour: false }));
  }
}

/** What `synth` writes to the file that `LOCKSTEP_MODEL` names, instead of manifests: for verbs that need to know the app. */
export interface ProjectModel {
  readonly platforms: readonly {
    readonly name: string;
    readonly environments: readonly { readonly name: string; readonly namespace: string }[];
    readonly matrix: readonly MatrixEntry[];
  }[];
  readonly findings: readonly Finding[];
  /** What `synth` would write to the output folder, were there no error among the findings. */
  readonly dist: ModelFolder;
  /** Likewise for the proof. `written` is false where the output folder is not that of cdk8s.yaml: then synth leaves the proof alone. */
  readonly proof: ModelFolder & { readonly written: boolean };
}

export interface ModelFolder {
  /** Absolute. */
  readonly folder: string;
  /** By path below the folder. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Why synth would refuse to write there. */
  readonly refusal?: Finding;
}

if (runsUnderCommand()) {
  compileLess();
  reportThrownMistakes();
}

/** A cdk8s App whose platforms are written for every environment. */
export class App extends Cdk8sApp {
  private readonly root: string;
  private synthesized = false;

  constructor(props: AppProps = {}) {
    const { root: given, inputs, ...cdk8sProps } = props;
    const root = resolve(given ?? process.cwd());
    super({ ...cdk8sProps, outdir: props.outdir ?? process.env.CDK8S_OUTDIR ?? configuredOutput(root) });
    this.root = root;
    declarations(this).inputs = inputs ?? readInputs(this.root);
    if (runsUnderCommand()) demandSynth(() => this.synthesized);
  }

  /**
   * Builds and inspects everything, then writes all of it or nothing (law 10).
   * @throws SynthError that holds all findings; under the cdk8s command (`CDK8S_OUTDIR` is set) the report goes to stderr and
   *   the process exits with 1 instead
   */
  override synth(): void {
    this.synthesized = true;
    if (process.env.LOCKSTEP_MODEL !== undefined) return this.writeModel(process.env.LOCKSTEP_MODEL);
    let ahead: WriteAhead | undefined;
    try {
      const result = this.run(true, (count) => (ahead = this.writeAhead(count)));
      const { written, unchanged, removed } = this.write(result, ahead);
      if (result.findings.length > 0) printReport(result.findings);
      if (process.env.LOCKSTEP_SYNTH !== undefined)
        process.stdout.write(`${plural(written, 'file')} written, ${removed} removed, ${unchanged} unchanged\n`);
    } catch (error) {
      ahead?.abandon();
      if (!runsUnderCommand() || !(error instanceof SynthError)) throw error;
      exitWith(error.findings);
    }
  }

  private writeModel(file: string): void {
    const { platforms, findings, files, proof } = runPipeline(this);
    const outdir = resolve(this.root, this.outdir);
    const refusal = refuseOutdir(outdir, this.root);
    const model: ProjectModel = {
      platforms: platforms.map(({ name, environments, matrix, namespaces }) => ({
        name,
        environments: environments.map((environment, index) => ({ name: environment, namespace: namespaces[index]! })),
        matrix,
      })),
      findings,
      dist: { folder: outdir, files: [...files], ...(refusal !== undefined && { refusal }) },
      proof: {
        folder: join(this.root, 'proof'),
        files: [...proof],
        written: outdir === resolve(this.root, configuredOutput(this.root)),
      },
    };
    writeFileSync(file, JSON.stringify(model));
  }

  /**
   * Everything that `synth` would write, for tests and tools. The App of a test may contain one platform of several: pins and
   * secrets of other platforms are not findings here.
   * @throws SynthError if the findings include an error
   */
  preview(): SynthResult {
    return this.run(false);
  }

  private run(whole: boolean, begin?: Parameters<typeof runPipeline>[3]): SynthResult {
    const result = runPipeline(this, undefined, whole, begin);
    if (result.findings.some((finding) => severityOf(finding) === 'error')) throw new SynthError(result.findings);
    return result;
  }

  /** Under the cdk8s command, which has emptied the folder, files of a large app are written while the rest is rendered. */
  private writeAhead(count: number): WriteAhead | undefined {
    const outdir = resolve(this.root, this.outdir);
    if (process.env.CDK8S_OUTDIR === undefined || this.refusal(outdir) !== undefined) return undefined;
    return (require('./emit/ahead') as typeof import('./emit/ahead')).WriteAhead.into(outdir, count);
  }

  private refusal(outdir: string): Finding | undefined {
    return refuseOutdir(outdir, this.root) ?? this.refuseOtherOutdir(outdir);
  }

  private write({ files, proof }: SynthResult, ahead: WriteAhead | undefined): Written {
    const outdir = resolve(this.root, this.outdir);
    const refusal = ahead === undefined ? this.refusal(outdir) : undefined;
    if (refusal !== undefined) throw new SynthError([refusal]);
    // `cdk8s synth --stdout` works in a temporary folder; the proof belongs to the output that is committed.
    const committed = outdir === resolve(this.root, configuredOutput(this.root));
    // The cdk8s command has emptied the folder and keeps it open; elsewhere the last good output stays until the new one is whole.
    const underCdk8s = process.env.CDK8S_OUTDIR !== undefined;
    const write = () =>
      underCdk8s
        ? writeInPlace(outdir, files, committed ? cachePath(this.root, 'output', [realpathSync(this.root)]) : undefined)
        : writeSwapped(outdir, files);
    const written = ahead?.finish() === true ? { written: files.size, unchanged: 0, removed: 0 } : write();
    if (committed) (underCdk8s ? writeInPlace : writeSwapped)(join(this.root, 'proof'), proof);
    return written;
  }

  /** cdk8s lists the files of its own output directory; an app that writes elsewhere would appear to have written nothing. */
  private refuseOtherOutdir(outdir: string): Finding | undefined {
    const expected = process.env.CDK8S_OUTDIR;
    if (expected === undefined || resolve(expected) === outdir) return undefined;
    return {
      code: 'LS212',
      message: `the app writes to "${this.outdir}", but the cdk8s command expects its output in "${expected}"`,
      fix: 'Remove `outdir` from the App, and set `output` in cdk8s.yaml.',
    };
  }
}

/** `output` of cdk8s.yaml: the folder that is committed. */
function configuredOutput(root: string): string {
  const file = join(root, CONFIGURATION);
  return existsSync(file) ? parseConfiguration(readFileSync(file, 'utf8')).output : 'dist';
}
