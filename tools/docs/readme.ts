/**
 * Fills in the examples of README.md from `docs/example/` and its output; with `--check`, it only compares. An example follows
 * a line `<!-- example: FILE -->`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const README = join(ROOT, 'README.md');

/** Runs the example as a reader would, in its own directory. */
function synthesized<T>(read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-readme-'));
  try {
    cpSync(join(ROOT, 'docs', 'example'), folder, { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules', 'cdk8s-lockstep'));
    execFileSync(process.execPath, ['--conditions=source', '--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), 'main.ts'], { cwd: folder });
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const readme = readFileSync(README, 'utf8');
const filled = synthesized((folder) =>
  readme.replace(/(<!-- example: (\S+) -->\n```\w+\n)[^]*?```/g, (_, opening: string, file: string) => {
    const path = join(folder, file);
    if (!existsSync(path)) throw new Error(`README.md references ${file}, which the example does not have.`);
    return `${opening}${readFileSync(path, 'utf8').replace(/^(?:#.*\n|---\n)+/, '').trimEnd()}\n\`\`\``;
  }),
);
if (!process.argv.includes('--check')) writeFileSync(README, filled);
else if (filled !== readme) {
  process.stderr.write('The examples in README.md do not match docs/example; run: npx tsx tools/docs/readme.ts\n');
  process.exitCode = 1;
}
