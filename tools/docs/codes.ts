/**
 * Writes `docs/codes/`: a page for every finding code, and their index. `--check` writes nothing and exits with 1 if the
 * committed pages do not match the source.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/inspect/best-practices';
import { CODES, type Code } from '../../src/model/codes';
import { SETUP } from '../../test/codes/program-example';
import { exampleOf, type ShownExample } from '../../test/codes/shown';

const FOLDER = join(__dirname, '..', '..', 'docs', 'codes');
/** Headings of the index, each with its codes: ranges of numbers, and every code in exactly one of them. */
const TOPICS: Readonly<Record<string, string>> = {
  'Container security': '001-014 017',
  'Service accounts and RBAC': '015-016 018-026 571-572',
  'Resources and quotas': '030-033 118 311-312 611-613 667',
  Images: '034-036 175 187 192 505-508 512 554 580 583',
  'Probes and shutdown': '040-046 108-109 113 659-660',
  'Availability and rollouts': '050-059 601-607 625 685 690',
  'Data stores and backups': '060-064 135-138 177-180 185-186 188-191 193 675-684',
  'Network policies and exposure': '067-074 151 701-704 720-723',
  'Routes, TLS and service mesh': '075-079 086-087 111-112 119 160-168 626',
  Secrets: '080-083 520-533 551-552 560-566 582 585',
  'Configuration and environment variables': '084-085 097 107 110 408 567-570 666 668 735',
  'Jobs and migrations': '090-091 121-122 662 671',
  'Namespaces and conventions': '095-096 098',
  Monitoring: '413 705 730-734',
  'Props of constructs': '101-106 114-117 123-125',
  'Construct tree and output directory': '201-212',
  'Schema': '301-310 313-316',
  'Field values': '650-658 661 663-665 669 672',
  'References between objects': '401-407 409-412',
  'Input files': '501-504 509-511 513-514',
  'Add-ons and custom resources': '620-624',
  'Differences between environments': '801-803 861-866 880',
  'Committed output and expiry': '810-825',
  'Running revisions': '830-839',
  'Compose and .env files': '840-848',
  'Audited files': '850-860 867-869',
  'Command line': '901-929',
};

async function codePages(): Promise<Map<string, string>> {
  const codes = (Object.keys(CODES) as Code[]).sort();
  const pages = new Map<string, string>([['README.md', indexPage(codes)]]);
  for (const code of codes) pages.set(`${code}.md`, await codePage(code));
  return pages;
}

function indexPage(codes: readonly Code[]): string {
  const topicOf = new Map(codes.map((code) => [code, topicsOf(code)]));
  for (const [code, topics] of topicOf)
    if (topics.length !== 1) throw new Error(`${code} belongs to ${topics.length} topics, not to one: ${topics.join()}`);
  const sections = Object.keys(TOPICS).map((topic) => {
    const rows = codes
      .filter((code) => topicOf.get(code)![0] === topic)
      .map((code) => `| [${code}](${code}.md) | \`${CODES[code].slug}\` | ${CODES[code].title} | ${CODES[code].severity} |`);
    return `## ${topic}\n\n| code | slug | meaning | severity |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return (
    `# Finding codes\n\nGenerated from \`src/model/codes/index.ts\` by \`npx tsx tools/docs/codes.ts\`. Codes and slugs ` +
    `are permanent, and either is accepted in place of the other.\n\n${sections.join('\n')}\n` +
    `## Setup of the examples\n\nExamples in TypeScript follow these lines, and \`const shop = new Platform(app, 'shop', defaults);\` unless they ` +
    `declare \`shop\` themselves. Classes and functions come from \`cdk8s-lockstep\` and \`cdk8s\`. \`images.lock.yaml\` pins every image, and every ` +
    `secret is sealed, unless the example says otherwise.\n\n${fence('ts', SETUP)}\n`
  );
}

function topicsOf(code: Code): readonly string[] {
  const number = Number(code.slice(2));
  const within = (range: string) => {
    const [first, last = first] = range.split('-').map(Number);
    return number >= first! && number <= last!;
  };
  return Object.keys(TOPICS).filter((topic) => TOPICS[topic]!.split(' ').some(within));
}

async function codePage(code: Code): Promise<string> {
  const { slug, title, severity, why } = CODES[code];
  const rule = RULES.find((candidate) => candidate.code === code);
  const example = await exampleOf(code);
  const parts = [`# ${code}: ${title}`, `Slug: \`${slug}\`. Severity: ${severity}.`, why];
  if (example !== undefined) parts.push(...exampleSection(code, example));
  if (rule !== undefined) {
    const others = Object.entries(rule.equivalents ?? {}).map(([tool, checks]) => `| ${tool} | ${checks} |`);
    if (others.length > 0) parts.push('## In other tools', `| tool | check |\n|---|---|\n${others.join('\n')}`);
    if (rule.differs !== undefined) parts.push('## Scope', rule.differs);
    parts.push(
      '## If this is intentional',
      `In your own platform, \`deviate(construct, { rule: '${slug}', in: ['prod'], reason: '…' })\` accepts the finding and lists it in \`proof/\`. ` +
        `For audited manifests, add the annotation \`lockstep.dev/accept.${slug}\` with the reason as its value.`,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function exampleSection(code: Code, { bad, good, place, message, fix }: ShownExample): readonly string[] {
  const setup =
    'These examples use declarations from the [setup of the examples](README.md#setup-of-the-examples).';
  return [
    '## Example',
    ...bad.map(({ language, text }) => fence(language, text)),
    ...(message === undefined ? [] : [`> ${code}${place === undefined ? '' : ` ${place}`}: ${message}`]),
    '## Fix',
    fix,
    ...good.map(({ language, text }) => fence(language, text)),
    ...(good.some(({ language }) => language === 'ts') ? [setup] : []),
  ];
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

async function main(check: boolean): Promise<number> {
  mkdirSync(FOLDER, { recursive: true });
  const pages = await codePages();
  const there = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  const stale = there.filter((name) => !pages.has(name));
  const changed = [...pages].filter(([name, page]) => !there.includes(name) || readFileSync(join(FOLDER, name), 'utf8') !== page);
  if (check) {
    for (const name of [...changed.map(([name]) => name), ...stale].sort())
      console.error(`docs/codes/${name} does not match the source; run: npx tsx tools/docs/codes.ts`);
    return changed.length + stale.length > 0 ? 1 : 0;
  }
  for (const [name, page] of changed) writeFileSync(join(FOLDER, name), page);
  for (const name of stale) rmSync(join(FOLDER, name));
  return 0;
}

void main(process.argv.includes('--check')).then((code) => (process.exitCode = code));
