/** The example of a code as its page shows it: what is wrong, what is reported, and the same without the mistake. */
import { parseAllDocuments, visit, type Document } from 'yaml';
import { inspectEnvironments } from '../../src/inspect';
import { EXAMPLES, type Example } from '../../src/inspect/examples';
import { PARITY_EXAMPLES } from '../../src/inspect/examples/parity';
import { environmentOf } from '../../src/inspect/examples/environment';
import { inspectBestPractices, RULES } from '../../src/inspect/best-practices';
import { KUBERNETES_VERSIONS } from '../../src/inspect/schema';
import type { Code } from '../../src/model/codes';
import type { Finding } from '../../src/model/finding';
import { FILES } from './files';
import { findingsOfFiles, type Files, type FilesExample } from './files-example';
import { MANIFESTS, type ManifestExample } from './manifest-examples';
import { findingsOfProgram, type ProgramExample } from './program-example';
import { PROGRAMS } from './programs';
import { findingsOfSession, type SessionExample } from './session-example';
import { SESSIONS } from './sessions';
import { SITUATIONS, type Situation } from './situations';

export interface ShownExample {
  readonly bad: readonly Block[];
  readonly good: readonly Block[];
  /** Construct and prop, or file and line, where the message does not name them. */
  readonly place?: string;
  /** What is reported about the bad one; not there where no test brings it about. */
  readonly message?: string;
  readonly fix: string;
}

interface Block {
  readonly language: 'yaml' | 'ts' | 'sh' | 'text';
  readonly text: string;
}

type Examples<T> = Partial<Readonly<Record<Code, T>>>;

const COMPARED: Examples<Example> = { ...EXAMPLES, ...PARITY_EXAMPLES };
/** Of the programs. */
const ENVIRONMENTS = ['dev', 'prod'];
/** Longer text says nothing to a reader. No example is about the end of such a line. */
const LONGEST_TEXT = 140;

export async function exampleOf(code: Code): Promise<ShownExample | undefined> {
  const rule = RULES.find((candidate) => candidate.code === code);
  const manifests = rule === undefined ? (COMPARED[code] ?? ofManifests(code)) : ofRule(rule);
  if (manifests !== undefined) {
    const { message, fix } = manifests;
    return { bad: [inBlocks(manifests.bad)], good: [inBlocks(manifests.good)], message, fix };
  }
  const [program, files, session] = [PROGRAMS[code], FILES[code], (SESSIONS as Examples<SessionExample>)[code]];
  if (program !== undefined) return ofProgram(code, program);
  if (files !== undefined) return ofFiles(code, files);
  return session === undefined ? ofSituation(code) : ofSession(code, session);
}

/** Codes that have an example. */
export function hasExample(code: Code): boolean {
  return (
    RULES.some((rule) => rule.code === code) ||
    [COMPARED, MANIFESTS, PROGRAMS, FILES, SESSIONS, SITUATIONS].some((examples) => Object.hasOwn(examples, code))
  );
}

async function ofSession(code: Code, session: SessionExample): Promise<ShownExample> {
  const finding = (await findingsOfSession(session)).bad.find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`${code} says nothing about its example`);
  const block = (text: string): readonly Block[] => [{ language: 'sh', text }];
  const { message, fix } = finding;
  return { bad: block(session.bad), good: block(session.good), message, fix };
}

function ofSituation(code: Code): ShownExample | undefined {
  const situation = (SITUATIONS as Examples<Situation>)[code];
  if (situation === undefined) return undefined;
  const { language, bad, good, fix } = situation;
  return { bad: [{ language, text: bad }], good: [{ language, text: good }], fix };
}

/** What the rule says about its own bad example. */
function ofRule({ code, bad, good }: (typeof RULES)[number]): Example {
  const { message, fix } = reported(code, inspectBestPractices(environmentOf(bad)));
  return { bad, good, message, fix };
}

function ofManifests(code: Code): Example | undefined {
  const example = (MANIFESTS as Examples<ManifestExample>)[code];
  if (example === undefined) return undefined;
  const { message, fix } = reported(code, findingsOfManifests(example.bad));
  return { ...example, message, fix };
}

/** In clusters of all versions that Lockstep knows. */
export function findingsOfManifests(yaml: string): readonly Finding[] {
  const environments = [environmentOf(yaml), environmentOf(yaml, 'prod')];
  return inspectEnvironments(environments, undefined, { kubernetes: KUBERNETES_VERSIONS });
}

function ofProgram(code: Code, example: ProgramExample): ShownExample {
  const { bad, good, tags } = example;
  const findings = findingsOfProgram(example, 'bad');
  const { construct, path, message, fix } = reported(code, findings);
  const alike = findings.filter((finding) => finding.code === code && finding.message === message);
  const where = [...new Set(alike.flatMap(({ environments }) => environments ?? ENVIRONMENTS))];
  const somewhere = where.length < ENVIRONMENTS.length && `[${where.join(', ')}]`;
  const place = [construct, path, somewhere].filter(Boolean).join(' ');
  const pinned = (which: 'bad' | 'good') =>
    Object.entries(tags?.[which] ?? {})
      .filter(([image, tag]) => tags![which === 'bad' ? 'good' : 'bad'][image] !== tag)
      .map(([image, tag]) => `// images.lock.yaml pins ${image} at ${tag}\n`)
      .join('');
  return {
    bad: [{ language: 'ts', text: pinned('bad') + bad }],
    good: [{ language: 'ts', text: pinned('good') + good }],
    ...(place !== '' && { place }),
    message,
    fix,
  };
}

function ofFiles(code: Code, { read, bad, good }: FilesExample): ShownExample {
  const { file, message, fix } = reported(code, findingsOfFiles(bad, read));
  const blocks = (files: Files): readonly Block[] =>
    Object.entries(files).map(([path, text]) => ({
      language: /\.ya?ml$/.test(path) ? 'yaml' : 'text',
      text: cut(text === '' ? `# ${path} does not exist` : `# ${path}\n${text}`),
    }));
  const gone = Object.keys(bad).filter((path) => good[path] === undefined && read === 'audit');
  const changed = Object.entries(good).filter(([path, text]) => bad[path] !== text);
  const repaired = { ...Object.fromEntries(gone.map((path) => [path, ''])), ...Object.fromEntries(changed) };
  return { bad: blocks(bad), good: blocks(repaired), ...(file !== undefined && { place: file }), message, fix };
}

function reported(code: Code, findings: readonly Finding[]): Finding {
  const finding = findings.find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`${code} says nothing about its example`);
  return finding;
}

/** YAML in block style. A comment alone in its line begins the files of an environment. */
function inBlocks(yaml: string): Block {
  const text = yaml
    .split(/^(?=# \w+$)/m)
    .map((part) => {
      const [heading = ''] = /^# \w+\n/.exec(part) ?? [];
      const documents = parseAllDocuments(part.slice(heading.length)) as readonly Document[];
      return heading + documents.map(inBlock).join('---\n');
    })
    .join('---\n');
  return { language: 'yaml', text };
}

function inBlock(document: Document): string {
  visit(document, {
    Collection: (_, node) => {
      if (node.items.length > 0) node.flow = false;
    },
  });
  return cut(document.toString({ lineWidth: 0, indentSeq: false }).replace(/^---\n/, ''));
}

function cut(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > LONGEST_TEXT ? `${line.slice(0, 60)}… # ${line.length} characters` : line))
    .join('\n');
}
