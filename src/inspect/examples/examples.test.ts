import { CODES, type Code } from '../../model/codes';
import { identityOf } from '../../model/finding';
import { inspectEach, inspectEnvironments, type InspectedEnvironment } from '..';
import { RULES } from '../best-practices';
import { environmentOf } from './environment';
import { EXAMPLES } from '.';

const other: InspectedEnvironment = { platform: 'shop', environment: 'prod', objects: [], provided: [] };
const inspect = (yaml: string) => inspectEnvironments([environmentOf(yaml), other], undefined);

describe.each(Object.entries(EXAMPLES))('%s', (code, example) => {
  it('fires on the bad example, and only it does', () => {
    expect(inspect(example.bad)).toEqual([
      expect.objectContaining({ code, environments: ['staging'], message: example.message, fix: example.fix }),
    ]);
  });

  it('is silent on its twin', () => {
    expect(inspect(example.good)).toEqual([]);
  });
});

it('has an example for every code of single environments', () => {
  const own = (Object.keys(CODES) as Code[]).filter((code) => /^LS(311|4[0-4]|55|6[013-6]|67[12]|7[01])/.test(code));
  expect(own.filter((code) => EXAMPLES[code] === undefined)).toEqual([]);
});

it('gives findings with equal data equal texts', () => {
  const manifests = [...Object.values(EXAMPLES), ...RULES].flatMap(({ bad, good }) => [bad, good]);
  const findings = manifests.flatMap((yaml) =>
    inspectEach([environmentOf(yaml)], { kubernetes: ['1.33'], bestPractices: true }),
  );
  const texts = new Map<string, Set<string>>();
  for (const finding of findings) {
    const key = identityOf(finding);
    texts.set(key, (texts.get(key) ?? new Set()).add(`${finding.message} ${finding.fix}`));
  }
  expect(texts.size).toBeGreaterThan(200);
  expect([...texts].filter(([, all]) => all.size > 1)).toEqual([]);
});
