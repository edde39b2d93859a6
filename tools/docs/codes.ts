/**
 * Writes `docs/codes/`: a page for every finding code, and their index. `--check` writes nothing and exits with 1 when
 * the committed pages are not what the source yields.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../../src/inspect/examples';
import { CODES, type Code } from '../../src/model/codes';

const FOLDER = join(__dirname, '..', '..', 'docs', 'codes');
const GROUPS: Readonly<Record<string, string>> = {
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
  const example = EXAMPLES[code];
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
  return `${parts.join('\n\n')}\n`;
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
