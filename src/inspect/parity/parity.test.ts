import fc from 'fast-check';
import { parse } from 'yaml';
import { childPath } from '../../model/paths';
import { compareEnvironments, judgeParity } from '.';
import type { Json, JsonObject } from '../../model/json';
import type { MatrixEntry } from '../../model/matrix';
import type { InspectedEnvironment } from '../types';

const environment = (name: string, files: Record<string, Json>): InspectedEnvironment => ({
  platform: 'shop',
  environment: name,
  provided: [],
  objects: Object.entries(files).map(([file, json]) => ({ file, json: json as JsonObject })),
});
const api = (replicas: number, rest = ''): JsonObject =>
  parse(
    `{kind: Deployment, metadata: {name: api}, spec: {replicas: ${replicas}, env: [{name: A, value: x}, {name: ` +
      `LOG_LEVEL, value: info}]${rest}}}`,
  ) as JsonObject;
const replicas: MatrixEntry = { file: 'api.yaml', path: 'spec.replicas', values: [1, 3], origin: 'value' };
const pair = (a: JsonObject, b: JsonObject) => [
  environment('dev', { 'api.yaml': a }),
  environment('prod', { 'api.yaml': b }),
];

describe('judgeParity', () => {
  it('accepts what is declared', () => {
    expect(judgeParity(pair(api(1), api(3)), [replicas])).toEqual([]);
  });

  it('refuses a difference that nobody declared', () => {
    expect(judgeParity(pair(api(1), api(3)), [])).toEqual([
      {
        code: 'LS801',
        object: 'Deployment/api',
        path: 'spec.replicas',
        environments: ['dev', 'prod'],
        message: '`spec.replicas` of `api.yaml` is `1` in dev, `3` in prod without a declaration.',
        fix: 'Declare it with `vary`, or make it equal; if files were edited by hand, synthesize again.',
        values: { path: 'spec.replicas', file: 'api.yaml', said: '`1` in dev, `3` in prod' },
      },
    ]);
  });

  it('refuses a declaration that the files do not follow, also when they are equal', () => {
    const [finding] = judgeParity(pair(api(1), api(1)), [replicas]);
    expect(finding).toMatchObject({
      code: 'LS802',
      environments: ['prod'],
      message: '`spec.replicas` of `api.yaml` is declared as `3` in prod, but it is `1`.',
    });
  });

  it('says one sentence for three environments', () => {
    const [dev, prod] = pair(api(1), api(3));
    const staging = environment('staging', { 'api.yaml': api(3) });
    expect(judgeParity([dev!, staging, prod!], []).map(({ message }) => message)).toEqual([
      '`spec.replicas` of `api.yaml` is `1` in dev, `3` in staging and prod without a declaration.',
    ]);
  });

  it('holds for each pair: equal values of one pair cover nothing there', () => {
    const [dev, prod] = pair(api(1), api(3));
    const staging = environment('staging', { 'api.yaml': api(4) });
    const wrong: MatrixEntry = { ...replicas, values: [1, 3, 3] };
    expect(judgeParity([dev!, staging, prod!], [wrong]).map(({ code, environments }) => [code, environments])).toEqual([
      ['LS802', ['staging']],
      ['LS801', ['staging', 'prod']],
    ]);
  });

  it('covers what is below a presence', () => {
    const probe: MatrixEntry = { file: 'api.yaml', path: 'spec.probe', values: [undefined, true], origin: 'presence' };
    const inner: MatrixEntry = { file: 'api.yaml', path: 'spec.probe.port', values: [undefined, 80], origin: 'value' };
    const objects = pair(api(1), api(1, ', probe: {port: 80, path: /}'));
    expect(judgeParity(objects, [probe, inner])).toEqual([]);
    expect(judgeParity(objects, [probe, { ...inner, values: [undefined, 81] }])).toHaveLength(1);
  });

  it('finds list elements by the key that the path names, whatever it contains', () => {
    const level = (value: string) =>
      parse(`{kind: X, metadata: {name: api}, env: [{name: "a,b]=c", value: ${value}}]}`) as JsonObject;
    const entry: MatrixEntry = {
      file: 'api.yaml',
      path: 'env[name=a,b]=c].value',
      values: ['debug', 'info'],
      origin: 'value',
    };
    expect(judgeParity(pair(level('debug'), level('info')), [entry])).toEqual([]);
  });

  it('lets a varying port vary where the element is known by name', () => {
    const port = (number: number) =>
      parse(`{kind: X, metadata: {name: api}, ports: [{name: http, port: ${number}}]}`) as JsonObject;
    const entry: MatrixEntry = { file: 'api.yaml', path: 'ports[name=http].port', values: [80, 81], origin: 'value' };
    expect(judgeParity(pair(port(80), port(81)), [entry])).toEqual([]);
  });

  it('cuts a slot where it is declared, not where the same map stands again', () => {
    const labels = (version: string) => ({ app: 'api', version });
    const twice = (version: string): JsonObject => {
      const shared = labels(version);
      return { kind: 'X', metadata: { name: 'api', labels: shared }, spec: { labels: shared } };
    };
    const entry: MatrixEntry = { file: 'api.yaml', path: 'spec.labels.version', values: ['1', '2'], origin: 'value' };
    const again = { ...entry, path: 'metadata.labels.version' };
    expect(judgeParity(pair(twice('1'), twice('2')), [entry]).map(({ code, path }) => [code, path])).toEqual([
      ['LS801', 'metadata.labels.version'],
    ]);
    expect(judgeParity(pair(twice('1'), twice('2')), [entry, again])).toEqual([]);
  });

  it('refuses a list whose order differs', () => {
    const [a, b] = ['[{name: A, value: x}, {name: B, value: y}]', '[{name: B, value: y}, {name: A, value: x}]'].map(
      (env) => parse(`{kind: X, metadata: {name: api}, env: ${env}}`) as JsonObject,
    );
    expect(judgeParity(pair(a!, b!), []).map(({ code, path }) => [code, path])).toEqual([['LS801', 'env']]);
  });

  it('refuses an object that one environment lacks, unless it is declared', () => {
    const environments = [environment('dev', {}), environment('prod', { 'api.yaml': api(1) })];
    expect(judgeParity(environments, [])).toEqual([
      {
        code: 'LS803',
        object: 'Deployment/api',
        environments: ['dev'],
        message: '`api.yaml` is missing in dev without a declaration.',
        fix: 'Declare it with `only` and a reason; if files were edited by hand, synthesize again.',
        values: { file: 'api.yaml', lacking: 'dev' },
      },
    ]);
    const only = (values: MatrixEntry['values']): MatrixEntry => ({
      file: 'api.yaml',
      path: '',
      values,
      origin: 'presence',
      reason: 'no dev',
    });
    expect(judgeParity(environments, [only([undefined, true])])).toEqual([]);
    expect(judgeParity(environments, [only([true, undefined])]).map(({ code }) => code)).toEqual(['LS802', 'LS802']);
    expect(judgeParity([environment('dev', {}), environment('prod', {})], [only([undefined, true])])).toHaveLength(1);
  });
});

it('compares by the keys of lists and skips what is shared', () => {
  const [a, b] = pair(api(1), api(1, ', extra: [1, 2]'));
  expect(compareEnvironments(a!, b!)).toEqual([{ file: 'api.yaml', path: 'spec.extra', a: undefined, b: [1, 2] }]);
  expect(compareEnvironments(a!, { ...a!, environment: 'copy' })).toEqual([]);
});

/** A template in the naive form that a test may have: every leaf knows its value in each environment. */
interface Leaf {
  readonly keys: readonly string[];
  readonly values: readonly (string | number | boolean | undefined)[];
}

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const key = fc.string({ minLength: 1, maxLength: 6 }).filter((written) => written !== '__proto__');
const leaves: fc.Arbitrary<Leaf[]> = fc.uniqueArray(
  fc.record({
    keys: fc.array(key, { minLength: 1, maxLength: 3 }),
    values: fc.oneof(
      value.map((same) => [same, same, same]),
      fc.tuple(fc.option(value, { nil: undefined }), value, value),
    ),
  }),
  // no leaf stands above another
  {
    maxLength: 12,
    comparator: (a, b) => a.keys.slice(0, b.keys.length).join('\0') === b.keys.slice(0, a.keys.length).join('\0'),
  },
);

function instantiateLeaves(all: readonly Leaf[], index: number): JsonObject {
  const root: Record<string, Json> = { kind: 'Thing', metadata: { name: 'x' }, spec: {} };
  for (const { keys, values } of all) {
    let node = root['spec'] as Record<string, Json>;
    for (const step of keys.slice(0, -1)) node = (node[step] ??= {}) as Record<string, Json>;
    if (values[index] !== undefined) node[keys.at(-1)!] = values[index];
  }
  return root;
}

const matrixOf = (all: readonly Leaf[]): MatrixEntry[] =>
  all
    .filter(({ values }) => new Set(values).size > 1)
    .map(({ keys, values }) => ({ file: 'x.yaml', path: keys.reduce(childPath, 'spec'), values, origin: 'value' }));

const instances = (all: readonly Leaf[]) =>
  ENVIRONMENTS.map((name, index) => environment(name, { 'x.yaml': instantiateLeaves(all, index) }));

const disjoint = (all: readonly Leaf[]) =>
  all.every((a, i) => all.every((b, j) => i === j || a.keys.join('\0') !== b.keys.slice(0, a.keys.length).join('\0')));

it('accepts every instantiation of a template with its matrix', () => {
  fc.assert(
    fc.property(leaves.filter(disjoint), (all) => expect(judgeParity(instances(all), matrixOf(all))).toEqual([])),
  );
});

it('refuses any single change of one environment', () => {
  fc.assert(
    fc.property(
      leaves.filter((all) => all.length > 0 && disjoint(all)),
      fc.nat(),
      fc.nat(2),
      (all, pick, changed) => {
        const environments = instances(all);
        const { keys, values } = all[pick % all.length]!;
        const other = values.map((written, index) => (index === changed ? `${String(written)} changed` : written));
        environments[changed] = instances(all.map((leaf) => (leaf.keys === keys ? { keys, values: other } : leaf)))[
          changed
        ]!;
        expect(judgeParity(environments, matrixOf(all))).not.toEqual([]);
      },
    ),
  );
});
