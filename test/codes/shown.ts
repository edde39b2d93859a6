/** The example of a code as its page shows it: what is wrong, what is reported, and the same without the mistake. */
import { parseAllDocuments, visit, type Document } from 'yaml';
import { EXAMPLES, type Example } from '../../src/inspect/examples';
import { PARITY_EXAMPLES } from '../../src/inspect/examples/parity';
import { environmentOf } from '../../src/inspect/examples/environment';
import { inspectPolicy, RULES, type Rule } from '../../src/inspect/policy';
import type { Code } from '../../src/model/codes';
import { findingsOfProgram, type ProgramExample } from './program';
import { PROGRAMS } from './programs';

export interface ShownExample {
  readonly language: 'yaml' | 'ts';
  readonly bad: string;
  readonly good: string;
  /** Construct and prop, where the message does not name them. */
  readonly place?: string;
  readonly message: string;
  readonly fix: string;
}

const MANIFESTS: Partial<Readonly<Record<Code, Example>>> = { ...EXAMPLES, ...PARITY_EXAMPLES };
/** Longer text says nothing to a reader. No example is about the end of such a line. */
const LONGEST_TEXT = 140;

export function exampleOf(code: Code): ShownExample | undefined {
  const rule = RULES.find((candidate) => candidate.code === code);
  const manifests = rule === undefined ? MANIFESTS[code] : ofRule(rule);
  if (manifests !== undefined)
    return { ...manifests, language: 'yaml', bad: inBlocks(manifests.bad), good: inBlocks(manifests.good) };
  const program = PROGRAMS[code];
  return program === undefined ? undefined : ofProgram(code, program);
}

/** What the rule says about its own bad example. */
function ofRule({ code, bad, good }: Rule): Example {
  const [finding] = inspectPolicy(environmentOf(bad)).filter((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`${code} says nothing about its example`);
  return { bad, good, message: finding.message, fix: finding.fix };
}

function ofProgram(code: Code, { bad, good, tags, missing }: ProgramExample): ShownExample {
  const finding = findingsOfProgram(bad, tags?.bad, missing).find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`${code} says nothing about its example`);
  const { construct, path, environments, message, fix } = finding;
  const place = [construct, path, environments && `[${environments.join(', ')}]`].filter(Boolean).join(' ');
  const pinned = (which: 'bad' | 'good') =>
    Object.entries(tags?.[which] ?? {})
      .filter(([image, tag]) => tags![which === 'bad' ? 'good' : 'bad'][image] !== tag)
      .map(([image, tag]) => `// images.lock.yaml pins ${image} at ${tag}\n`)
      .join('');
  return { language: 'ts', bad: pinned('bad') + bad, good: pinned('good') + good, place, message, fix };
}

/** YAML in block style. A comment alone in its line begins the files of an environment. */
export function inBlocks(yaml: string): string {
  return yaml
    .split(/^(?=# \w+$)/m)
    .map((part) => {
      const [heading = ''] = /^# \w+\n/.exec(part) ?? [];
      return heading + parseAllDocuments(part.slice(heading.length)).map(inBlock).join('---\n');
    })
    .join('---\n');
}

function inBlock(document: ReturnType<typeof parseAllDocuments>[number] | Document): string {
  visit(document as Document, {
    Collection: (_, node) => {
      if (node.items.length > 0) node.flow = false;
    },
  });
  return (document as Document)
    .toString({ lineWidth: 0, indentSeq: false })
    .replace(/^---\n/, '')
    .split('\n')
    .map((line) => (line.length > LONGEST_TEXT ? `${line.slice(0, 100)}… # ${line.length} characters` : line))
    .join('\n');
}
