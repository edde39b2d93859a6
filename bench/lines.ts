/**
 * How much a team writes for what it gets: `npx tsx bench/lines.ts`. Lines of TypeScript in `systems/<name>/` against lines of YAML in
 * `dist/<name>/`, for each system and all of them.
 *
 * TypeScript: tables of data included; lines that hold nothing or a comment alone are not counted, nor are tests and `as-found/`, the
 * defective manifests and programs that answer findings. YAML: every line of every file.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sum } from './times';

const root = join(__dirname, '..');

function filesOf(folder: string, wanted: (path: string) => boolean): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(wanted)
    .sort()
    .map((path) => join(folder, path));
}

/** Lines on which a token begins or ends, or that lie within one: a comment is none. */
function linesOfCode(path: string): number {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) return children.forEach(visit);
    if (node.getWidth(source) === 0) return;
    const [first, last] = [node.getStart(source), node.getEnd()].map(
      (at) => source.getLineAndCharacterOfPosition(at).line,
    );
    for (let line = first!; line <= last!; line++) lines.add(line);
  };
  visit(source);
  return lines.size;
}

function linesOfText(path: string): number {
  return readFileSync(path, 'utf8').split('\n').length - 1;
}

const isSource = (path: string) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('as-found');
const rows = readdirSync(join(root, 'dist'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    typescript: sum(filesOf(join(root, 'systems', name), isSource).map(linesOfCode)),
    yaml: sum(filesOf(join(root, 'dist', name), (path) => path.endsWith('.yaml')).map(linesOfText)),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const total = {
  name: 'all',
  typescript: sum(rows.map((row) => row.typescript)),
  yaml: sum(rows.map((row) => row.yaml)),
};

process.stdout.write(`${'system'.padEnd(16)} TypeScript     YAML   ratio\n`);
for (const { name, typescript, yaml } of [...rows, total]) {
  process.stdout.write(
    `${name.padEnd(16)} ${String(typescript).padStart(10)} ${String(yaml).padStart(8)}   1 : ${(yaml / typescript).toFixed(1)}\n`,
  );
}
