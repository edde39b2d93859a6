import { dirname, join, relative } from 'node:path';
import { readdirSync } from 'node:fs';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const files = readdirSync(dirname(__dirname), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test-d.ts'))
  .map((file) => join(dirname(__dirname), file));

it('what must not compile does not, and all else does', () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram(files, { ...options, noEmit: true, types: ['node'] });
  const diagnostics = files.flatMap((file) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => {
        const { line } = source.getLineAndCharacterOfPosition(start);
        return `${relative(ROOT, file)}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    );
  });
  expect(files).not.toEqual([]);
  expect(diagnostics).toEqual([]);
}, 60_000);
