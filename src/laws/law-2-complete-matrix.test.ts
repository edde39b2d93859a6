/**
 * Law 2. Complete matrix: for each pair of environments, the differing paths read back from the files are exactly the slots
 * whose values differ for that pair, the presence slots and the deviations. Reads what is written with a YAML parser; the
 * alignment and the comparison are the test's own.
 */
import { createHash } from 'node:crypto';
import { parse, parseAllDocuments } from 'yaml';
import { ApiObject } from 'cdk8s';
import { absent } from '../model/varying';
import { deviate } from '../pattern/engine/deviate';
import { WebService } from '../pattern/workload/web-service';
import type { App, SynthError } from '../app';
import { ENVIRONMENTS, example, result, vary } from './example.test-support';

type Tree = unknown;

/** What a test injects into the code that makes an environment of a template. */
const mockInjected: {
  object?: (made: Tree, environment: number) => Tree;
  text?: (made: string, environment: number) => string;
} = {};
jest.mock('../synth/instantiate', () => {
  const actual = jest.requireActual<{ instantiateAll: (template: unknown, environments: number) => unknown[] }>(
    '../synth/instantiate',
  );
  const instantiateAll = (template: unknown, environments: number) =>
    actual
      .instantiateAll(template, environments)
      .map((made, environment) => mockInjected.object?.(made, environment) ?? made);
  return { ...actual, instantiateAll };
});
jest.mock('../emit/yaml', () => {
  const actual = jest.requireActual<{ fill: (segments: unknown, environment: number) => string }>('../emit/yaml');
  const fill = (segments: unknown, environment: number) => {
    const made = actual.fill(segments, environment);
    return mockInjected.text?.(made, environment) ?? made;
  };
  return { ...actual, fill };
});
type Files = ReadonlyMap<string, string>;
const PAIRS = ENVIRONMENTS.flatMap((a, index) => ENVIRONMENTS.slice(index + 1).map((b) => [a, b] as const));

/** The example, with further kinds of difference: ports and elements that vary, lists without keys, an override that varies. */
function everything(): App {
  const { app, shop } = example();
  const more = new WebService(shop, 'more', {
    image: 'extra',
    port: vary({ dev: 3000, staging: 3000, prod: 8080 }),
    args: [
      '--level',
      vary({ dev: '3', staging: '2', prod: '2' }),
      vary({ dev: absent, staging: '--slow', prod: '--slow' }),
    ],
    env: {
      A: vary({ dev: absent, staging: 'a', prod: 'b' }),
      B: vary({ dev: 'x', staging: absent, prod: absent }),
      C: 'same',
    },
    writable: { '/tmp': vary({ dev: '1Mi', staging: '2Mi', prod: '2Mi' }) },
  });
  deviate(more, {
    object: 'Deployment',
    in: ['staging', 'prod'],
    reason: 'other nodes',
    until: '2030-01-01',
    values: {
      spec: { template: { spec: { nodeSelector: vary({ dev: {}, staging: { pool: 'a' }, prod: { pool: 'b' } }) } } },
    },
  });
  new ApiObject(shop, 'named', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: vary({ dev: 'a', staging: 'b', prod: 'c' }) as never,
      labels: { 'a.b/c': vary({ dev: '1', staging: '1', prod: '2' }) as never },
    },
    data: { on: 'on' },
  });
  return app;
}

/** Every place where the environments of a pair differ, as the files have it; a path is written as the matrix writes it. */
function differences(files: Files, a: string, b: string): Map<string, [Tree, Tree]> {
  const found = new Map<string, [Tree, Tree]>();
  const of = (environment: string) =>
    new Map(
      [...files]
        .filter(([path]) => path.startsWith(`shop/${environment}/`))
        .map(([path, text]) => [path.slice(`shop/${environment}/`.length), parse(text) as Tree]),
    );
  const [left, right] = [of(a), of(b)];
  for (const file of new Set([...left.keys(), ...right.keys()])) {
    if (!left.has(file) || !right.has(file)) found.set(`${file} `, [left.get(file), right.get(file)]);
    else
      compare(left.get(file), right.get(file), '', '', (path, one, other) =>
        found.set(`${file} ${path}`, [one, other]),
      );
  }
  return found;
}

function compare(
  one: Tree,
  other: Tree,
  path: string,
  field: string,
  note: (path: string, one: Tree, other: Tree) => void,
): void {
  if (isMap(one) && isMap(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const inner = /^[A-Za-z0-9_/-]+$/.test(key)
        ? path === ''
          ? key
          : `${path}.${key}`
        : `${path}[${JSON.stringify(key)}]`;
      compare(one[key], other[key], inner, key, note);
    }
  } else if (Array.isArray(one) && Array.isArray(other)) {
    const [left, right] = [byName(one, field), byName(other, field)];
    if (left === undefined || right === undefined) {
      if (one.length !== other.length) note(path, one, other);
      else one.forEach((element, index) => compare(element, other[index], `${path}[${index}]`, '', note));
    } else
      for (const name of new Set([...left.keys(), ...right.keys()]))
        compare(left.get(name), right.get(name), `${path}[${name}]`, '', note);
  } else if (JSON.stringify(one) !== JSON.stringify(other)) note(path, one, other);
}

/** How Kubernetes tells the elements of the lists in this example apart. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  rules: ['alert'],
  volumeMounts: ['mountPath'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

function byName(list: readonly Tree[], field: string): Map<string, Tree> | undefined {
  const first = list.find(isMap);
  const ports = first !== undefined && 'containerPort' in first ? ['containerPort', 'protocol'] : ['port', 'protocol'];
  const keys = field === 'ports' ? ports : (KEYS[field] ?? ['name']);
  const names = list.map((element) =>
    isMap(element) && keys.every((key) => element[key] !== undefined)
      ? keys.map((key) => `${key}=${String(element[key])}`).join()
      : undefined,
  );
  if (
    names.includes(undefined) ||
    new Set(names).size < names.length ||
    ['egress', 'ingress', 'metrics', 'http', 'match', 'route'].includes(field)
  )
    return undefined;
  return new Map(list.map((element, index) => [names[index]!, element]));
}

function isMap(value: Tree): value is Record<string, Tree> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Slot {
  readonly where: string;
  readonly presence: boolean;
  readonly values: Readonly<Record<string, Tree>>;
}

function slots(files: Files, matrix: string): Slot[] {
  const written = parse(matrix) as Record<string, Record<string, Record<string, Tree>>>;
  return Object.entries(written).flatMap(([file, paths]) =>
    file === '*' ? everywhere(files, paths, written) : slotsOf(file, paths),
  );
}

/** What is said of the namespace of every object that lies in the one of its environment, once for all of which nothing else is said. */
function everywhere(
  files: Files,
  paths: Readonly<Record<string, Record<string, Tree>>>,
  written: Readonly<Record<string, object>>,
): Slot[] {
  expect(Object.keys(paths)).toEqual(['metadata.namespace']);
  const { 'metadata.namespace': namespaces = {} } = paths;
  const namespaced = [...files].filter(
    ([path, text]) =>
      (parse(text) as { metadata: { namespace?: string } }).metadata.namespace === namespaces[path.split('/')[1]!],
  );
  const all = new Set(namespaced.map(([path]) => path.split('/').slice(2).join('/')));
  return [...all]
    .filter((file) => !Object.hasOwn(written[file] ?? {}, 'metadata.namespace'))
    .flatMap((file) => slotsOf(file, paths));
}

function slotsOf(file: string, paths: Readonly<Record<string, Record<string, Tree>>>): Slot[] {
  return Object.entries(paths).map(([path, entry]) => {
    const presence = String(entry.origin ?? '').includes('presence') || Array.isArray(entry.in);
    const values = presence
      ? Object.fromEntries((entry.in as string[]).map((name) => [name, true]))
      : 'values' in entry && 'origin' in entry
        ? entry.values
        : entry;
    return { where: `${file} ${path === '(object)' ? '' : path}`, presence, values: values as Record<string, Tree> };
  });
}

/** Whether a place is the other, or lies below it. */
const within = (place: string, above: string) =>
  place === above ||
  (place.startsWith(above) && (above.endsWith(' ') || place[above.length] === '.' || place[above.length] === '['));
/** Sealed values are listed by a fingerprint of their ciphertext. */
const told = (value: Tree, where: string) =>
  json(
    where.includes(' spec.encryptedData.')
      ? `ciphertext ${createHash('sha256').update(String(value)).digest('hex').slice(0, 12)}`
      : value,
  );
const json = (value: Tree) => JSON.stringify(value) ?? 'absent';

/** What breaks the law, in words. */
function violations(files: Files, matrix: string): string[] {
  const all = slots(files, matrix);
  return PAIRS.flatMap(([a, b]) => {
    const found = differences(files, a, b);
    const declared = all.filter(({ values }) => json(values[a]) !== json(values[b]));
    const undeclared = [...found.keys()].filter((place) => !declared.some(({ where }) => within(place, where)));
    const missing = declared.filter((slot) => !holds(slot, a, b, found, declared));
    return [
      ...undeclared.map((place) => `${a}/${b}: ${place} differs, and nobody declared it`),
      ...missing.map(({ where }) => `${a}/${b}: ${where} is declared and not there`),
    ];
  });
}

/** Whether a declared difference is found with its values, unless something above it is missing as a whole. */
function holds(
  { where, presence, values }: Slot,
  a: string,
  b: string,
  found: ReadonlyMap<string, readonly [Tree, Tree]>,
  declared: readonly Slot[],
): boolean {
  if (declared.some((other) => other.presence && other.where !== where && within(where, other.where))) return true;
  const at = found.get(where);
  const made =
    presence || [values[a], values[b]].every((value) => value === undefined || (value === true && at?.some(isMap)));
  if (made)
    return (
      at !== undefined &&
      (at[0] === undefined) === (values[a] === undefined) &&
      (at[1] === undefined) === (values[b] === undefined)
    );
  if (at !== undefined) return told(at[0], where) === json(values[a]) && told(at[1], where) === json(values[b]);
  return (
    (typeof values[a] === 'object' || typeof values[b] === 'object') &&
    [...found.keys()].some((place) => within(place, where))
  );
}

const written = result(everything());
const matrix = written.proof.get('shop/matrix.yaml')!;

it('holds for everything that can differ', () => {
  expect(written.findings).toEqual([]);
  expect(slots(written.files, matrix).length).toBeGreaterThan(50);
  expect(violations(written.files, matrix)).toEqual([]);
});

it('the files are what was inspected', () => {
  for (const { environment, objects } of written.platforms[0]!.instances) {
    const own = [...written.files].filter(([path]) => path.startsWith(`shop/${environment}/`));
    expect(
      own.map(([path, text]) => [path, parseAllDocuments(text).map((document) => document.toJS() as Tree)]),
    ).toEqual(objects.map(({ file, json: object }) => [`shop/${environment}/${file}`, [object]]));
  }
});

const changed = (file: string, change: (text: string) => string | undefined): Files => {
  const files = new Map(written.files);
  const text = change(files.get(file)!);
  if (text === undefined) files.delete(file);
  else files.set(file, text);
  expect(text).not.toBe(written.files.get(file));
  return files;
};

it.each<[string, Files, string]>([
  [
    'a value in a file',
    changed('shop/prod/web/Service-web.yaml', (text) => text.replace('type: ClusterIP', 'type: NodePort')),
    'dev/prod: web/Service-web.yaml spec.type differs, and nobody declared it',
  ],
  [
    'a field that is gone',
    changed('shop/prod/web/Deployment-web.yaml', (text) => text.replace(/ +readOnlyRootFilesystem: true\n/, '')),
    'dev/prod: web/Deployment-web.yaml spec.template.spec.containers[name=web].securityContext.readOnlyRootFilesystem differs, and nobody declared it',
  ],
  [
    'a variable more',
    changed('shop/staging/more/Deployment-more.yaml', (text) =>
      text.replace(/( +)- name: C\n/, '$1- name: Z\n$1  value: z\n$1- name: C\n'),
    ),
    'dev/staging: more/Deployment-more.yaml spec.template.spec.containers[name=more].env[name=Z] differs, and nobody declared it',
  ],
  [
    'a file that is gone',
    changed('shop/prod/web/NetworkPolicy-web.yaml', () => undefined),
    'dev/prod: web/NetworkPolicy-web.yaml  differs, and nobody declared it',
  ],
  [
    'another value than declared',
    changed('shop/prod/api/Deployment-api.yaml', (text) => text.replace('replicas: 3', 'replicas: 4')),
    'dev/prod: api/Deployment-api.yaml spec.replicas is declared and not there',
  ],
  [
    'a difference that was levelled',
    changed('shop/prod/api/Deployment-api.yaml', (text) => text.replace('replicas: 3', 'replicas: 2')),
    'staging/prod: api/Deployment-api.yaml spec.replicas is declared and not there',
  ],
])('notices %s', (_, files, violation) => {
  expect(violations(files, matrix)).toContain(violation);
});

it('notices a line that is missing from the matrix', () => {
  const lines = matrix.split('\n');
  const at = lines.findIndex((line) => line.startsWith('  spec.replicas:'));
  const shorter = [...lines.slice(0, at), ...lines.slice(at + 4)].join('\n');
  expect(violations(written.files, shorter)).toContain(
    'dev/prod: api/Deployment-api.yaml spec.replicas differs, and nobody declared it',
  );
});

describe('a difference injected into the code that makes the environments', () => {
  afterEach(() => {
    delete mockInjected.object;
    delete mockInjected.text;
  });

  it('is found by the synth, when it is in instantiation', () => {
    mockInjected.object = (made, environment) => {
      if (environment !== 2 || !isMap(made) || made.kind !== 'Service') return made;
      return { ...made, spec: { ...(made.spec as object), type: 'NodePort' } };
    };
    const attempt = () => everything().preview();
    expect(attempt).toThrow(/LS801.*Service\/web/);
    try {
      attempt();
    } catch (error) {
      expect((error as SynthError).findings).toContainEqual(
        expect.objectContaining({
          code: 'LS801',
          environments: ['dev', 'staging', 'prod'],
          message:
            '`spec.type` of `web/Service-web.yaml` is `"ClusterIP"` in dev and staging, `"NodePort"` in prod without a declaration.',
        }),
      );
    }
  });

  it('is found in the files, when it is in emission', () => {
    mockInjected.text = (made, environment) =>
      environment === 1 ? made.replace('type: ClusterIP', 'type: LoadBalancer') : made;
    const { files, proof } = result(everything());
    expect(violations(files, proof.get('shop/matrix.yaml')!)).toContain(
      'dev/staging: web/Service-web.yaml spec.type differs, and nobody declared it',
    );
  });
});
