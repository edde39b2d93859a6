/**
 * Writing on a second thread, while this one still renders. For a folder that has nothing in it yet, and for many files: a
 * thread takes some 15 ms to start. If the thread fails, the main thread writes everything and reports the error.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuseElsewhere } from './write';

/** Files from which a thread is worth its start: they take about 12 µs each. */
const WORTH = 5_000;
/** Characters that are handed over at once. */
const BATCH = 256 * 1024;
/** Batches that may wait for the thread: beyond, a slow disk would fill the memory. */
const AHEAD = 64;
/** Milliseconds without a batch written after which the thread is taken for dead. */
const PATIENCE = 30_000;

/** Places in the memory that both threads see. */
const [STATE, BATCHES] = [0, 1];
const [WRITING, WRITTEN, FAILED] = [0, 1, 2];

/** Plain JavaScript, since a thread has none of the loaders that an app in TypeScript is run by. */
const THREAD = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { parentPort, workerData: { root, shared } } = require('node:worker_threads');
const made = new Set();
const tell = (place, value) => {
  Atomics.store(shared, place, value);
  Atomics.notify(shared, place);
};
let batches = 0;
let state = ${WRITING};
parentPort.on('message', (batch) => {
  // what was handed over before the port closed still comes
  if (state !== ${WRITING}) return;
  if (batch.length === 0) state = ${WRITTEN};
  try {
    for (const [path, text] of batch) {
      const folder = root + '/' + path.slice(0, Math.max(0, path.lastIndexOf('/')));
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      writeFileSync(root + '/' + path, text);
    }
  } catch {
    state = ${FAILED};
  }
  if (state !== ${WRITING}) {
    tell(${STATE}, state);
    parentPort.close();
  }
  tell(${BATCHES}, ++batches);
});
`;

export class WriteAhead {
  private batch: [path: string, text: string][] = [];
  private size = 0;
  private handed = 0;
  private readonly shared = new Int32Array(new SharedArrayBuffer(8));
  private readonly thread: Worker;

  private constructor(private readonly root: string) {
    // without the options and the environment of the app, which may load a compiler into every thread
    this.thread = new Worker(THREAD, { eval: true, execArgv: [], env: {}, workerData: { root, shared: this.shared } });
    this.thread.on('error', () => undefined);
    this.thread.unref();
  }

  /**
   * @param count of the files that will be added
   * @returns `undefined` where a thread is not worth it, cannot be had, or would have to look at what is there already
   */
  static into(root: string, count: number): WriteAhead | undefined {
    if (count < WORTH || (existsSync(root) && readdirSync(root).length > 0)) return undefined;
    try {
      return new WriteAhead(root);
    } catch {
      return undefined;
    }
  }

  /** @param path below the folder, with `/` between its parts */
  add(path: string, text: string): void {
    refuseElsewhere(path);
    this.batch.push([path, text]);
    this.size += text.length;
    if (this.size < BATCH) return;
    this.hand();
    if (this.handed - Atomics.load(this.shared, BATCHES) > AHEAD) this.wait();
  }

  /** @returns whether every file is written; else they have to be written without the thread */
  finish(): boolean {
    if (this.batch.length > 0) this.hand();
    // a batch without files is the last one
    this.hand();
    while (Atomics.load(this.shared, STATE) === WRITING && this.wait());
    return Atomics.load(this.shared, STATE) === WRITTEN;
  }

  /** Takes back what was written, after an error. */
  abandon(): void {
    this.batch = [];
    this.finish();
    for (const name of existsSync(this.root) ? readdirSync(this.root) : [])
      rmSync(join(this.root, name), { recursive: true, force: true });
  }

  private hand(): void {
    this.thread.postMessage(this.batch);
    this.handed++;
    this.batch = [];
    this.size = 0;
  }

  /** Until the thread has written a batch. @returns `false` when it has not for a long time */
  private wait(): boolean {
    const before = Atomics.load(this.shared, BATCHES);
    return (
      Atomics.load(this.shared, STATE) !== WRITING ||
      Atomics.wait(this.shared, BATCHES, before, PATIENCE) !== 'timed-out'
    );
  }
}
