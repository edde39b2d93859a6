/**
 * How an app behaves when a command runs it (`cdk8s synth`, `lockstep synth`): what is wrong is reported without Node's noise,
 * and an app that never calls `synth()` gets an error that says so.
 */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { renderFindings } from './report';
import type { Finding } from '../model/finding';
import { placeInProgram } from '../model/source-place';
import { UsageError } from '../model/usage-error';

/** Whether a command runs this process and shows what it prints. */
export function runsUnderCommand(): boolean {
  return process.env.CDK8S_OUTDIR !== undefined || process.env.LOCKSTEP_SYNTH !== undefined;
}

/** Prints findings to stderr, for a person. */
export function printReport(findings: readonly Finding[]): void {
  process.stderr.write(renderFindings(findings, { colour: process.stderr.isTTY }));
}

/** Prints the findings and ends the process with 1. */
export function exitWith(findings: readonly Finding[]): never {
  printReport(findings);
  process.exit(1);
}

/**
 * A synth is one short run, in which V8 would compile again much that is never called after. What a function has to have run before
 * that is set to three times the default, which leaves the second core to what is written there: `bench/README.md`, "What V8 does".
 * V8 11 alone, that of Node 20, since by that it was measured.
 */
export function compileLess(version = process.versions.v8): void {
  if (version.startsWith('11.')) setFlagsFromString('--interrupt-budget=200000');
}

/** Mistakes that are thrown where they are made, before there is a tree to report on. */
export function reportThrownMistakes(): void {
  process.on('uncaughtException', (error: unknown) => {
    const finding = thrownFinding(error);
    if (finding !== undefined) exitWith([finding]);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}

function thrownFinding(error: unknown): Finding | undefined {
  if (!(error instanceof Error)) return undefined;
  const twice = /^There is already a Construct with name '(.*)' in (?:\w+ \[(.*)\]|.*)$/.exec(error.message);
  if (!(error instanceof UsageError) && twice === null) return undefined;
  const file = placeInProgram(error.stack ?? '', join(__dirname, '..'), process.cwd());
  const message = twice === null ? error.message : `duplicate construct id "${twice[1]}" in ${twice[2] ?? 'the app'}`;
  return {
    code: twice === null ? 'LS104' : 'LS206',
    ...(file !== undefined && { file }),
    message,
    fix: 'Fix the program at that line; nothing was written.',
  };
}

/** Reports an app that ends without a synth. @param synthesized whether `synth()` was called */
export function demandSynth(synthesized: () => boolean): void {
  process.once('exit', (code) => {
    if (code !== 0 || synthesized()) return;
    printReport([
      {
        code: 'LS104',
        message: 'the app exited without calling `app.synth()`, so nothing was written',
        fix: 'Call app.synth() at the end of the program.',
      },
    ]);
    process.exitCode = 1;
  });
}
