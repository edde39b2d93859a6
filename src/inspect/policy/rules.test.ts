import { CODES, type Code } from '../../model/codes';
import { environmentOf } from '../examples/environment';
import { inspectPolicy, RULES } from '.';

const codesIn = (yaml: string, code: Code) => inspectPolicy(environmentOf(yaml)).filter((finding) => finding.code === code);

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  it('fires once on the bad example, with the place', () => {
    expect(codesIn(rule.bad, code)).toHaveLength(1);
  });

  it('is silent on its twin', () => {
    expect(codesIn(rule.good, code)).toEqual([]);
  });
});

it('has a rule for every code of good practice, and one only', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes).toEqual((Object.keys(CODES) as Code[]).filter((code) => code.startsWith('LS0')).sort());
});
