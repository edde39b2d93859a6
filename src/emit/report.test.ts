import fc from 'fast-check';
import type { Finding } from '../model/finding';
import { renderBriefly, renderFindings } from './report';

const plain = (findings: readonly Finding[]) => renderFindings(findings, { colour: false });

const unknownProp: Finding = {
  code: 'LS101',
  construct: 'shop/api',
  path: 'replica',
  message: 'WebService has no prop `replica`.',
  fix: 'Did you mean "replicas"?',
};
const unknownField = (environment: string): Finding => ({
  code: 'LS301',
  environments: [environment],
  construct: 'shop/api',
  object: 'Deployment/api',
  path: 'spec.template.spec.containers[name=api].imag',
  message: 'Deployment has no field `imag` there.',
  fix: 'Did you mean "image"?',
});
const deprecated: Finding = {
  code: 'LS314',
  construct: 'shop/a-first-by-name',
  object: 'CronJob/report',
  message: 'batch/v1beta1 is deprecated.',
  fix: 'Use batch/v1.',
};
const lock = (line: number): Finding => ({
  code: 'LS102',
  file: `images.lock.yaml:${line}:5`,
  message: `"latest" of line ${line} is no digest.`,
  fix: 'Run:\nlockstep promote api',
});

test('grouped by construct, errors first, one finding for several environments, a count at the end', () => {
  expect(`\n${plain([deprecated, unknownField('prod'), lock(12), unknownProp, unknownField('dev'), lock(9)])}`).toBe(`
images.lock.yaml
  error LS102 images.lock.yaml:9:5
    "latest" of line 9 is no digest.
    fix: Run:
    lockstep promote api
  error LS102 images.lock.yaml:12:5
    "latest" of line 12 is no digest.
    fix: Run:
    lockstep promote api

shop/api
  error LS101 replica
    WebService has no prop \`replica\`.
    fix: Did you mean "replicas"?
  error LS301 [dev, prod] Deployment/api spec.template.spec.containers[name=api].imag
    Deployment has no field \`imag\` there.
    fix: Did you mean "image"?

shop/a-first-by-name
  warning LS314 CronJob/report
    batch/v1beta1 is deprecated.
    fix: Use batch/v1.

4 errors, 1 warning
`);
});

test('without a construct or file, the object is the heading; without anything, the project', () => {
  const { construct: _, ...rest } = deprecated;
  expect(plain([rest, { code: 'LS314', severity: 'error', message: 'Odd.', fix: 'Even.' }])).toBe(
    'whole project\n  error LS314\n    Odd.\n    fix: Even.\n\n' +
      'CronJob/report\n  warning LS314\n    batch/v1beta1 is deprecated.\n    fix: Use batch/v1.\n\n1 error, 1 warning\n',
  );
});

test('a finding that holds in all environments takes in the same one of some', () => {
  const { environments: _, ...everywhere } = unknownField('dev');
  const [dev, prod] = [unknownField('dev'), unknownField('prod')];
  for (const findings of [
    [everywhere, prod],
    [prod, everywhere],
    [everywhere, dev, prod],
  ]) {
    expect(plain(findings)).toMatch(/^shop\/api\n {2}error LS301 Deployment\/api [^]*\n\n1 error\n$/);
  }
});

test('colours only where asked for', () => {
  expect(renderFindings([deprecated], { colour: true })).toBe(
    '\u001b[1mshop/a-first-by-name\u001b[22m\n  \u001b[33mwarning LS314\u001b[39m CronJob/report\n' +
      '    batch/v1beta1 is deprecated.\n    \u001b[32mfix:\u001b[39m Use batch/v1.\n\n\u001b[33m1 warning\u001b[39m\n',
  );
});

test('escape sequences in values from input are shown, not obeyed', () => {
  expect(plain([{ ...unknownProp, path: '\u001b[2J', message: 'a\u202eb\tc\u0007', fix: 'x\ny' }])).toBe(
    'shop/api\n  error LS101 \\u001b[2J\n    a\\u202eb  c\\u0007\n    fix: x\n    y\n\n1 error\n',
  );
});

test('briefly: code, file and message, then the place, then what to do', () => {
  expect(renderBriefly(unknownField('prod'))).toBe(
    'LS301 Deployment has no field `imag` there.\n      in prod · shop/api · Deployment/api · spec.template.spec.containers[name=api].imag\n      Did you mean "image"?',
  );
  expect(renderBriefly({ ...lock(9), message: 'a\u001b[2Jb', fix: 'x' })).toBe(
    'LS102 images.lock.yaml:9:5: a\\u001b[2Jb\n      x',
  );
});

test('nothing for no findings', () => {
  expect(plain([])).toBe('');
});

test('the order of the findings does not matter', () => {
  const finding: fc.Arbitrary<Finding> = fc.record(
    {
      code: fc.constantFrom('LS101' as const, 'LS314' as const),
      severity: fc.constantFrom('error' as const, 'warning' as const),
      environments: fc.subarray(['dev', 'staging', 'prod'], { minLength: 1 }),
      construct: fc.constantFrom('a', 'b'),
      object: fc.constantFrom('A/a', 'B/b'),
      path: fc.constantFrom('p', 'q'),
      file: fc.constantFrom('f.yaml:2:1', 'f.yaml:10:1'),
      message: fc.constantFrom('m', 'n'),
      fix: fc.constantFrom('f', 'g'),
    },
    { requiredKeys: ['code', 'message', 'fix'] },
  );
  const some = fc.array(finding, { maxLength: 8 });
  const twoOrders = some.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(twoOrders, ([all, shuffled]) => {
      expect(plain(shuffled)).toBe(plain(all));
    }),
  );
});
