/** Holds every `systems/<name>/findings.yaml` to its word: each finding answered once, each claim verified. */
import { CODES } from '../../src/model/codes';
import { ANSWERS, idsOf, readAnswers, systems, type Assertion, type Caught, type Defect } from './answers';
import { failures } from './assertion';
import {
  about,
  aboutPath,
  audited,
  brought,
  inspected,
  outcome,
  preview,
  verbs,
  wrongTest,
  wrongType,
} from './evidence';
import { asFound, changed, committed } from './world';

describe.each(systems())('%s', (system) => {
  const file = readAnswers(system);
  const world = committed(system);
  const found = asFound(system);
  const environments = [...world.environments.keys()];
  const pending = new Set(file['expected-failures'].flatMap(({ ids }) => ids));
  const named = file.answers.map((answer) => ({ ids: Object.keys(answer.finding).join(' '), ...answer }));

  it('answers every finding once', () => {
    const answered = file.answers.flatMap(({ finding }) => Object.keys(finding));
    expect([...answered].sort()).toEqual(idsOf(file));
  });

  each(named, '$ids has words and an answer with the evidence that the answer asks for', (answer) => {
    for (const words of Object.values(answer.finding)) expect(words).toMatch(/^\S.{15,}/);
    expect(ANSWERS).toContain(answer.answer);
    const evidence = {
      synthesized: answer.assert,
      caught: answer.caught,
      impossible: answer.impossible,
      outside: answer.because,
    };
    const isPending = Object.keys(answer.finding).some((id) => pending.has(id));
    const given = Object.entries(evidence)
      .filter(([, value]) => value !== undefined && value.length > 0)
      .map(([name]) => name);
    if (answer.because !== undefined) expect(answer.because).toMatch(/^[A-Z][^]{40,}\.\s*$/);
    if (answer.answer === 'outside') expect(given).toEqual(['outside']);
    else if (!isPending) expect(given).toContain(answer.answer);
  });

  const assertions = named.flatMap(({ ids, assert }) =>
    (assert ?? []).map((assertion, index) => ({ ids, assertion, index })),
  );
  each(assertions, '$ids assertion $index holds, and fails on the defect in each environment', ({ assertion }) => {
    const where = assertion.in ?? environments;
    expect(environments).toEqual(expect.arrayContaining([...where]));
    expect(failures(world, assertion, where)).toEqual([]);
    expect(hasDefect(assertion)).toBe(true);
    for (const environment of where) {
      const defective =
        assertion['as-found'] === true ? found : changed(world, environment, defectOf(assertion), assertion);
      const judged = assertion['as-found'] === true ? [environment] : where;
      expect([environment, failures(defective, assertion, judged)]).toEqual([
        environment,
        expect.arrayContaining([expect.any(String)]),
      ]);
    }
  });

  const caught = named.flatMap(({ ids, caught: list }) => (list ?? []).map((one) => ({ ids, one, code: one.code })));
  each(caught, '$ids is caught with $code', ({ one }) => {
    expect(Object.keys(CODES)).toContain(one.code);
    expect(
      [one.test, one.program, one.audit, hasDefect(one) || undefined].filter((evidence) => evidence !== undefined),
    ).toHaveLength(1);
    if (one.test !== undefined) return expect(wrongTest(one.test, [one.code])).toBeUndefined();
    if (one.audit !== undefined) {
      const findings = audited(system, one.audit);
      expect([one.audit, aboutPath(findings, one).length > 0 || findings.map(brief)]).toEqual([one.audit, true]);
      return;
    }
    if (one.program !== undefined) return expectRefusal(outcome(system, one.program), one);
    for (const environment of one.in ?? environments) {
      expect([environment, about(preview(system).findings, one, environment)]).toEqual([environment, []]);
      const findings = inspected(system, one, environment);
      expect([environment, about(findings, one, environment).length > 0 || findings.map(brief)]).toEqual([
        environment,
        true,
      ]);
    }
  });

  const impossible = named.flatMap(({ ids, impossible: list }) => (list ?? []).map((one) => ({ ids, one })));
  each(impossible, '$ids is impossible', ({ one }) => {
    expect(Object.keys(one).length).toBeGreaterThan(0);
    if (one.test !== undefined) expect(wrongTest(one.test)).toBeUndefined();
    if (one.type !== undefined) expect(wrongType(one.type)).toBeUndefined();
    if (one.program !== undefined) expect(outcome(system, one.program)).toEqual(expect.stringContaining(one.throws!));
  });

  const expectedFailures = file['expected-failures'].map((expected) => ({ ...expected, all: expected.ids.join(' ') }));
  each(expectedFailures, '$all waits for $brings', (expected) => {
    expect(idsOf(file)).toEqual(expect.arrayContaining([...expected.ids]));
    expect([expected.command ?? expected.program ?? expected.manifest ?? expected.object, expected.what]).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(brought(system, expected, verbs(), environments)).toBeUndefined();
  });
});

/** `it.each`, which refuses an empty list. */
function each<T extends object>(list: readonly T[], title: string, run: (one: T) => void): void {
  if (list.length > 0) it.each(list as T[])(title, run);
}

function hasDefect(defect: Defect): boolean {
  return defect.instead !== undefined || (defect.mutate?.length ?? 0) > 0 || defect['as-found'] === true;
}

function defectOf({ instead, mutate }: Assertion) {
  return mutate ?? [{ value: instead }];
}

/** Refused for the one reason that it is about, and for nothing else. */
function expectRefusal(result: ReturnType<typeof outcome>, { code, says, path }: Caught): void {
  expect(result).not.toEqual([]);
  if (typeof result === 'string') throw new Error(`the program threw: ${result}`);
  const errors = result.filter(
    (finding) => (finding.severity ?? CODES[finding.code].severity) === 'error' || finding.code === code,
  );
  expect(errors.map(brief)).toEqual(errors.map(() => expect.stringMatching(`^${code} `)));
  if (says !== undefined) expect(errors.map(({ message }) => message).join('\n')).toContain(says);
  if (path !== undefined) expect(errors.map((finding) => finding.path)).toContain(path);
}

function brief({
  code,
  object,
  path,
  message,
}: {
  code: string;
  object?: string;
  path?: string;
  message: string;
}): string {
  return `${code} ${object ?? ''} ${path ?? ''}: ${message}`;
}
