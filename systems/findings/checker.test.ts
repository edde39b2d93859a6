/** The checker itself: a claim that does not hold, or could not fail, must not pass. */
import fc from 'fast-check';
import { idsOf, type Assertion, type ExpectedFailure } from './answers';
import { failures } from './assertion';
import { brought, inspected, wrongTest, wrongType } from './evidence';
import { put, select, steps } from './places';
import { changed, type World } from './world';

const deployment = {
  kind: 'Deployment',
  metadata: { name: 'api', annotations: { 'a.b/c': 'on' } },
  spec: {
    replicas: 2,
    containers: [
      { name: 'api', image: 'r/api:1@sha256:0', limits: { memory: '1Gi' } },
      { name: 'side', image: 'r/side:2@sha256:0' },
    ],
  },
};
const service = { kind: 'Service', metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] } };
const world: World = {
  environments: new Map(
    ['dev', 'prod'].map((name) => [
      name,
      [deployment, service].map((json) => ({ file: 'x.yaml', json: structuredClone(json) })),
    ]),
  ),
  files: new Map<string, unknown>([
    ['lock.yaml', { dev: { tag: '1' }, prod: { tag: '1' } }],
    ['notes.txt', 'one\n*.secret.yaml\n'],
  ]),
};
const wrong = (assertion: Assertion, environments: readonly string[] = ['dev', 'prod']): number =>
  failures(world, assertion, environments).length;
const at = (path: string) => ({ object: 'Deployment/api', path });

describe('an assertion', () => {
  test.each<[string, Assertion, Assertion]>([
    ['equals', { ...at('spec.replicas'), equals: 2 }, { ...at('spec.replicas'), equals: '2' }],
    [
      'each',
      { ...at('spec.replicas'), each: { dev: 2, prod: 2 } },
      { ...at('spec.replicas'), each: { dev: 2, prod: 3 } },
    ],
    [
      'each names every environment',
      { ...at('spec.replicas'), each: { dev: 2, prod: 2 } },
      { ...at('spec.replicas'), each: { dev: 2 } },
    ],
    [
      'matches',
      { ...at('spec.containers[*].image'), matches: '@sha256:' },
      { ...at('spec.containers[*].image'), matches: 'api' },
    ],
    [
      'capture',
      { ...at('spec.containers[name=side].image'), capture: ':(\\d)@', equals: '2' },
      { ...at('spec.containers[name=side].image'), capture: '#(\\d)', equals: '2' },
    ],
    [
      'includes in a list',
      { ...at('spec.containers'), includes: [{ name: 'side' }] },
      { ...at('spec.containers'), includes: [{ name: 'side', image: 'r/api' }] },
    ],
    [
      'includes in text',
      { ...at('spec.containers[0].image'), includes: 'r/api' },
      { ...at('spec.containers[0].image'), includes: 'r/side' },
    ],
    [
      'excludes',
      { ...at('spec.containers'), excludes: [{ name: 'other' }] },
      { ...at('spec.containers'), excludes: [{ name: 'side' }] },
    ],
    [
      'exists',
      { ...at('metadata.annotations["a.b/c"]'), exists: true },
      { ...at('metadata.annotations["a.b/d"]'), exists: true },
    ],
    ['absent', { ...at('spec.paused'), absent: true }, { ...at('spec.replicas'), absent: true }],
    ['count', { object: 'Service/*', count: 1 }, { object: 'Service/*', count: 2 }],
    [
      'above',
      { ...at('spec.containers[name=api].limits.memory'), above: '1000M' },
      { ...at('spec.containers[name=api].limits.memory'), above: '1024Mi' },
    ],
    [
      'below, by environment',
      { ...at('spec.containers[name=api].limits.memory'), below: { dev: '2Gi', prod: '2Gi' } },
      { ...at('spec.replicas'), below: { dev: '3' } },
    ],
    [
      'same-as',
      { ...at('metadata.name'), 'same-as': { object: 'Service/api', path: 'metadata.name' } },
      { ...at('metadata.name'), 'same-as': { object: 'Service/api', path: 'kind' } },
    ],
    [
      'a file',
      { file: 'lock.yaml', path: '<environment>.tag', equals: '1' },
      { file: 'lock.yaml', path: '<environment>.tag', equals: '2' },
    ],
    [
      'a line of text',
      { file: 'notes.txt', matches: '^\\*\\.secret\\.yaml$' },
      { file: 'notes.txt', matches: '^secret' },
    ],
    [
      'an object that there is',
      { object: 'Service/api', path: 'kind', exists: true },
      { object: 'Service/web', path: 'kind', exists: true },
    ],
    [
      'a place that every object has',
      { object: '*', path: 'metadata.name', exists: true },
      { object: '*', path: 'spec.replicas', exists: true },
    ],
    [
      'a place of those that have one',
      { object: '*', having: 'spec.replicas', path: 'spec.replicas', equals: 2 },
      { object: '*', having: 'spec.ports', path: 'spec.replicas', equals: 2 },
    ],
    ['a predicate', { ...at('spec.replicas'), exists: true }, at('spec.replicas')],
  ])('%s', (_, holds, fails) => {
    expect(wrong(holds)).toBe(0);
    expect(wrong(fails)).toBeGreaterThan(0);
  });

  test('distinct compares environments', () => {
    const tag: Assertion = { file: 'lock.yaml', path: '<environment>.tag', distinct: true };
    expect(wrong(tag)).toBe(1);
    expect(wrong(tag, ['dev'])).toBe(0);
  });
});

describe('a defect', () => {
  test('is put into one environment of a copy', () => {
    const defective = changed(world, 'prod', [{ path: 'spec.replicas', value: 1 }], { object: 'Deployment/api' });
    const assertion: Assertion = { ...at('spec.replicas'), equals: 2 };
    expect([
      wrong(assertion),
      failures(defective, assertion, ['dev']).length,
      failures(defective, assertion, ['prod']).length,
    ]).toEqual([0, 0, 1]);
  });

  test('takes a place, an element or an object away', () => {
    const left = (path: string, object: string) =>
      changed(world, 'dev', [{ path, value: null }], { object })
        .environments.get('dev')!
        .map(({ json }) => json);
    expect(left('', 'Service/api')).toEqual([deployment]);
    expect(
      select(left('spec.containers[name=api]', 'Deployment/api')[0], 'spec.containers[*].name').map(
        ({ value }) => value,
      ),
    ).toEqual(['side']);
    expect(() => left('spec.none', 'Service/api')).toThrow('there is no spec.none to take away');
  });

  test('that has no object to fall on is a mistake', () => {
    expect(() => changed(world, 'dev', [{ path: 'spec', value: 1 }], { object: 'Service/web' })).toThrow(
      'there is no Service/web in dev to change',
    );
  });
});

test('what is put at a place is found there, whatever the path', () => {
  const key = fc.stringMatching(/^[a-z]{1,6}$/);
  const step = fc.oneof(
    key.map((name) => `.${name}`),
    key.map((name) => `["${name}.x/y"]`),
    fc.tuple(key, fc.nat(2)).map(([name, index]) => `.${name}[${index}]`),
    fc.tuple(key, key).map(([name, value]) => `.${name}[identity=${value}]`),
  );
  fc.assert(
    fc.property(key, fc.array(step, { maxLength: 5 }), fc.oneof(fc.integer(), fc.string()), (first, rest, value) => {
      const path = [first, ...rest, '.leafvalue'].join('');
      const root = {};
      put(root, path, value);
      expect(select(root, path).map((found) => found.value)).toEqual([value]);
    }),
  );
});

test('a path that cannot be read is a mistake', () => {
  expect(() => steps('spec..replicas')).toThrow('cannot read the path spec..replicas at character 5');
  expect(() => steps('spec[')).toThrow('cannot read the path spec[');
});

test('a test or a type case that is not there is no evidence', () => {
  const file = 'systems/findings/checker.test.ts';
  expect(
    wrongTest({ file, title: 'what is put at a place is found there, whatever the path' }, ['fast-check']),
  ).toBeUndefined();
  expect(wrongTest({ file, title: 'what is put at a place' })).toBe(`${file} has no test "what is put at a place"`);
  const word = ['LS', '999'].join('');
  expect(wrongTest({ file, title: 'distinct compares environments' }, [word])).toBe(
    `${file} does not speak of ${word}`,
  );
  expect(wrongTest({ file: 'nowhere.test.ts', title: 'x' })).toBe('there is no nowhere.test.ts');
  expect(wrongType({ file: 'systems/transparenta/as-found/types.test-d.ts', case: 'nothing' })).toMatch(/has no case/);
});

test('what is expected to be missing is noticed when it is there', () => {
  const brings = (expected: Partial<ExpectedFailure>) =>
    brought(
      'transparenta',
      { ids: ['TRA-001'], brings: 'issue 6', what: 'something', ...expected },
      ['seal'],
      ['dev', 'prod'],
    );
  expect([brings({ command: 'seal' }), brings({ command: 'none' })]).toEqual(['lockstep seal exists', undefined]);
  expect([brings({ manifest: 'Deployment/*' }), brings({ manifest: 'Ingress/*' })]).toEqual([
    'Deployment/* is in dev, prod',
    undefined,
  ]);
  expect([brings({ program: 'cache.fitting' }), brings({ program: 'cache.capBeyondLimit' })]).toEqual([
    'cache.fitting builds',
    undefined,
  ]);
  expect(brings({ object: 'Deployment/hack-for-facts-eb-server', path: 'spec.template.spec' })).toMatch(
    /^LS401 is reported about/,
  );
});

test('a changed copy differs in the changed place alone', () => {
  const changes = inspected(
    'transparenta',
    { code: 'LS801', object: 'Deployment/redis', path: 'spec.replicas', instead: 2 },
    'dev',
  );
  expect(changes.filter(({ code }) => code === 'LS801').map(({ object, path }) => `${object} ${path}`)).toEqual([
    'Deployment/redis spec.replicas',
  ]);
});

test('ids run from the first to the last', () => {
  expect(idsOf({ from: 'TRA-001', to: 'TRA-003' })).toEqual(['TRA-001', 'TRA-002', 'TRA-003']);
});
