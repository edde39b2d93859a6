/** What must be undone when the run ends, in whatever way it does: newest first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAll, startNothingMore } from './processes';

type Undo = () => Promise<void> | void;

const undos: Undo[] = [];
let ending: Promise<void> | undefined;

/** Registers an undo and answers a function that does it now, once. */
export function onEnd(undo: Undo): () => Promise<void> {
  undos.push(undo);
  return async () => {
    const index = undos.indexOf(undo);
    if (index < 0) return;
    undos.splice(index, 1);
    await undo();
  };
}

/** A temporary folder that is gone when the run has ended. */
export function temporaryFolder(name: string): string {
  if (ending !== undefined) throw new Error('the run is ending');
  const folder = mkdtempSync(join(tmpdir(), `lockstep-conformance-${name}-`));
  onEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** True from the moment the run begins to end; what fails then, fails because of it. */
export function isEnding(): boolean {
  return ending !== undefined;
}

/** Undoes everything; safe to call again while it runs. */
export function end(): Promise<void> {
  ending ??= (async () => {
    startNothingMore();
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo();
      } catch (error) {
        process.stderr.write(`while cleaning up: ${String(error)}\n`);
      }
    }
    killAll();
  })();
  return ending;
}

/** Ends the run on Ctrl-C, termination, a closed terminal and errors that nobody caught. */
export function endOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => void end().finally(() => process.exit(code)));
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      void end().finally(() => process.exit(1));
    });
  }
  process.on('exit', killAll);
}
