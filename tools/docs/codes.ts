/**
 * Writes `docs/codes/`: a page for every finding code, and their index. `--check` writes nothing and exits with 1 when
 * the committed pages are not what the source yields.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, type Example } from '../../src/inspect/examples';
import { PARITY_EXAMPLES } from '../../src/inspect/examples/parity';
import { environmentOf } from '../../src/inspect/examples/environment';
import { inspectPolicy, RULES, type Rule } from '../../src/inspect/policy';
import { CODES, type Code } from '../../src/model/codes';

const FOLDER = join(__dirname, '..', '..', 'docs', 'codes');
const GROUPS: Readonly<Record<string, string>> = {
  LS0: 'Good practice',
  LS1: 'The model and its values',
  LS2: 'Templates and wire names',
  LS3: 'Schema',
  LS4: 'References',
  LS5: 'Secrets and images',
  LS6: 'Availability, capacity and refused values',
  LS7: 'Network and routes',
  LS8: 'Differences between environments',
  LS9: 'Command line',
};
/** Longer lines say nothing to a reader: an example of something too large is cut. */
const LONGEST_LINE = 160;

export function codePages(): Map<string, string> {
  const codes = (Object.keys(CODES) as Code[]).sort();
  const pages = new Map<string, string>([['README.md', indexPage(codes)]]);
  for (const code of codes) pages.set(`${code}.md`, codePage(code));
  return pages;
}

function indexPage(codes: readonly Code[]): string {
  const sections = Object.entries(GROUPS).flatMap(([prefix, title]) => {
    const own = codes.filter((code) => code.startsWith(prefix));
    if (own.length === 0) return [];
    const rows = own.map((code) => `| [${code}](${code}.md) | ${CODES[code].title} | ${CODES[code].severity} |`);
    return [`## ${title}\n\n| code | meaning | severity |\n|---|---|---|\n${rows.join('\n')}\n`];
  });
  return (
    `# Finding codes\n\nGenerated from \`src/model/codes.ts\` by \`npx tsx tools/docs/codes.ts\`. A code keeps ` +
    `its meaning for good.\n\n${sections.join('\n')}`
  );
}

function codePage(code: Code): string {
  const { title, severity, why } = CODES[code];
  const rule = RULES.find((candidate) => candidate.code === code);
  const example = rule === undefined ? (EXAMPLES[code] ?? (PARITY_EXAMPLES as Partial<Record<Code, Example>>)[code]) : exampleOf(rule);
  const parts = [`# ${code}: ${title}`, `Severity: ${severity}.`, why];
  if (example !== undefined) {
    parts.push(
      '## Example',
      `> ${code}: ${example.message}\n>\n> ${example.fix}`,
      fence(example.bad),
      'Nothing is reported about:',
      fence(example.good),
    );
  }
  if (rule !== undefined) {
    const others = Object.entries(rule.equivalents).map(([tool, checks]) => `| ${tool} | ${checks} |`);
    if (others.length > 0) parts.push('## Elsewhere', `| tool | what it calls this |\n|---|---|\n${others.join('\n')}`);
    if (rule.differs !== undefined) parts.push(rule.differs);
    parts.push('## When it is meant', `\`deviate(construct, { rule: '${code}', in: ['prod'], reason: '…' })\` accepts it, and is listed in \`proof/\`.`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** What the rule says about its own bad example. */
function exampleOf({ code, bad, good }: Rule): Example {
  const [finding] = inspectPolicy(environmentOf(bad)).filter((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`${code} says nothing about its example`);
  return { bad, good, message: finding.message, fix: finding.fix };
}

function fence(yaml: string): string {
  const lines = yaml
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, 60)}... # ${line.length} characters` : line));
  return `\`\`\`yaml\n${lines.join('\n')}\n\`\`\``;
}

function main(check: boolean): number {
  mkdirSync(FOLDER, { recursive: true });
  const pages = codePages();
  const there = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  const stale = there.filter((name) => !pages.has(name));
  const changed = [...pages].filter(([name, page]) => !there.includes(name) || readFileSync(join(FOLDER, name), 'utf8') !== page);
  if (check) {
    for (const name of [...changed.map(([name]) => name), ...stale].sort())
      console.error(`docs/codes/${name} is not what the source yields: run npx tsx tools/docs/codes.ts`);
    return changed.length + stale.length > 0 ? 1 : 0;
  }
  for (const [name, page] of changed) writeFileSync(join(FOLDER, name), page);
  for (const name of stale) rmSync(join(FOLDER, name));
  return 0;
}

if (require.main === module) process.exitCode = main(process.argv.includes('--check'));
