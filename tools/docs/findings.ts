/**
 * Generates `docs/findings.md`: how each system addresses its findings. `--check` writes nothing and exits with 1 if the committed
 * page does not match `systems/<name>/findings.yaml`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS, idsOf, readAnswers, systems, type Answer, type AnswerKind, type Answers } from '../../systems/findings/answers';

const PAGE = join(__dirname, '..', '..', 'docs', 'findings.md');

const MEANING: Readonly<Record<AnswerKind, string>> = {
  impossible: 'it cannot happen: the compiler rejects it, or the test of a law or of a command proves it',
  caught: 'the synth or an inspection reports it, with its code',
  synthesized:
    'the required result is in `dist/` or another committed file, and the assertion that reads it fails on the defective version',
  outside: 'not a matter of manifests, with the reason',
};

export function findingsPage(): string {
  const all = systems().map(readAnswers);
  return [
    '# Findings\n',
    'Generated from `systems/*/findings.yaml` by `npx tsx tools/docs/findings.ts`; ' +
      '`systems/findings/findings.test.ts` verifies every claim.\n',
    ...ANSWERS.map((kind) => `- **${kind}**: ${MEANING[kind]}`),
    '',
    ...all.flatMap(section),
  ].join('\n');
}

function section(file: Answers): readonly string[] {
  const counts = ANSWERS.map((kind) =>
    file.answers.filter(({ answer }) => answer === kind).reduce((sum, { finding }) => sum + Object.keys(finding).length, 0),
  );
  const waiting = file['expected-failures'];
  const byId = new Map(
    file.answers.flatMap((answer) => Object.entries(answer.finding).map(([id, words]) => [id, { words, answer }] as const)),
  );
  return [
    `## ${file.system}\n`,
    table([[...ANSWERS, 'all'], [...counts, counts.reduce((a, b) => a + b, 0)].map(String)]),
    ...(waiting.length === 0
      ? []
      : [
          'Planned for a later issue:\n',
          table([['findings', 'planned in', 'what'], ...waiting.map(({ ids, brings, what }) => [ids.join(', '), brings, what])]),
        ]),
    table([['finding', 'what was found', 'answer', 'where'], ...idsOf(file).map((id) => row(id, byId.get(id)!))]),
  ];
}

function row(id: string, { words, answer }: { readonly words: string; readonly answer: Answer }): readonly string[] {
  return [id, words, answer.answer, [...new Set(evidence(answer))].join(' · ') || '(planned)'];
}

function evidence({ because, caught = [], impossible = [], assert = [] }: Answer): readonly string[] {
  return [
    ...(because === undefined ? [] : [because.trim()]),
    ...caught.map(({ code }) => `[${code}](codes/${code}.md)`),
    ...impossible.map(({ test, type, program }) =>
      test ? `test “${test.title}”` : type ? `type “${type.case}”` : `\`${program}\``,
    ),
    ...assert.map(({ object, file }) => `\`${object ?? file}\``),
  ];
}

function table([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head!), `|${head!.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')}\n`;
}

function main(check: boolean): number {
  const page = findingsPage();
  if (existsSync(PAGE) && readFileSync(PAGE, 'utf8') === page) return 0;
  if (check) {
    console.error('docs/findings.md does not match the source; run: npx tsx tools/docs/findings.ts');
    return 1;
  }
  writeFileSync(PAGE, page);
  return 0;
}

if (require.main === module) process.exitCode = main(process.argv.includes('--check'));
