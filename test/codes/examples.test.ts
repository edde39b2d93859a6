/** Every code has an example on its page, or is in the list below; examples show what they are about. */
import { parseAllDocuments } from 'yaml';
import { severityOf } from '../../src/emit/report';
import { CODES, type Code } from '../../src/model/codes';
import type { Finding } from '../../src/model/finding';
import { FILES } from './files';
import { findingsOfFiles, type FilesExample } from './files-example';
import { MANIFESTS, type ManifestExample } from './manifest-examples';
import { findingsOfProgram, type ProgramExample } from './program-example';
import { PROGRAMS } from './programs';
import { findingsOfSession, type SessionExample } from './session-example';
import { SESSIONS } from './sessions';
import { exampleOf, findingsOfManifests, hasExample } from './shown';
import { SITUATIONS } from './situations';

const ALL = Object.keys(CODES) as Code[];

/** Of errors, and of what the code itself says: other warnings are advice that the example is not about. */
function errorsOr(code: Code, findings: readonly Finding[]): readonly Code[] {
  return [
    ...new Set(
      findings.filter((finding) => severityOf(finding) === 'error' || finding.code === code).map((one) => one.code),
    ),
  ];
}

describe.each(Object.entries(PROGRAMS) as [Code, ProgramExample][])('%s', (code, example) => {
  it('is reported about the bad program, and nothing else is', () => {
    expect(errorsOr(code, findingsOfProgram(example, 'bad'))).toEqual([code]);
  });

  it('is not reported about the good one, nor is anything else', () => {
    expect(errorsOr(code, findingsOfProgram(example, 'good'))).toEqual([]);
  });
});

test.each(Object.entries(MANIFESTS) as [Code, ManifestExample][])('%s of manifests', (code, { bad, good }) => {
  expect(errorsOr(code, findingsOfManifests(bad))).toEqual([code]);
  expect(errorsOr(code, findingsOfManifests(good))).toEqual([]);
});

test.each(Object.entries(FILES) as [Code, FilesExample][])('%s of files', (code, { read, bad, good }) => {
  // an audit has much to say about manifests as short as these
  const codes = (findings: readonly Finding[]) =>
    errorsOr(code, findings).filter((one) => read === 'synth' || one === code || /^LS8[456]/.test(one));
  expect(codes(findingsOfFiles(bad, read))).toEqual([code]);
  expect(codes(findingsOfFiles(good, read))).toEqual([]);
});

test.each(Object.entries(SESSIONS) as [Code, SessionExample][])('%s of a session', async (code, session) => {
  const { bad, good } = await findingsOfSession(session);
  expect([...new Set(bad.map((finding) => finding.code))]).toEqual([code]);
  expect(good).toEqual([]);
});

const ofManifestsAlone = ALL.filter(
  (code) =>
    hasExample(code) && [PROGRAMS, FILES, SESSIONS, SITUATIONS].every((examples) => !Object.hasOwn(examples, code)),
);

it.each(ofManifestsAlone)('%s: the page shows the difference, as YAML in blocks', async (code) => {
  const { bad, good } = (await exampleOf(code))!;
  expect(bad).not.toEqual(good);
  for (const { text } of [...bad, ...good]) {
    expect(text).not.toMatch(/[[{][^"'\n]*: /);
    for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
  }
});

/** To be made shorter, never longer. */
const WITHOUT_EXAMPLE = `
LS929
`;

it('every other code has an example', () => {
  expect(ALL.filter((code) => !hasExample(code)).sort()).toEqual(WITHOUT_EXAMPLE.match(/LS\d+/g));
});
