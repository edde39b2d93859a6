import * as fc from 'fast-check';
import { parse, type ScalarTag } from 'yaml';
import type { Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';
import { templateText } from './template-text';

const NAMES = ['dev', 'prod'];
const map = (entries: Record<string, Template>) => new MapTemplate(Object.entries(entries));
const shown = (template: Template) => templateText(template, NAMES);

test('shows what varies in its place', () => {
  const template = map({
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    spec: map({
      affinity: new Optional([false, true], map({ zone: new Slot([undefined, 'a']) })),
      labels: new Optional([false, true], { team: 'shop' }),
      nothing: new Optional([true, false], {}),
      paused: new Optional([true, false], true),
      replicas: new Slot([1, 3]),
      template: { spec: { containers: [{ name: 'api' }] } },
      volumes: new ListTemplate([
        new Optional([false, true], { name: 'cache', emptyDir: {} }),
        map({ name: 'data', size: new Slot(['1Gi', '2Gi']) }),
        new Optional([true, false], map({ name: 'tmp', size: new Slot(['absent', undefined]) })),
        new Slot(['a, b', '[c]']),
      ]),
    }),
  });
  expect(shown(template)).toBe(`\
apiVersion: apps/v1
kind: Deployment
spec:
  affinity: # only in prod
    zone: !vary { dev: absent, prod: a }
  labels: # only in prod
    team: shop
  nothing: {} # only in dev
  paused: !vary { dev: true, prod: absent }
  replicas: !vary { dev: 1, prod: 3 }
  template:
    spec:
      containers:
      - name: api
  volumes:
  - # only in prod
    emptyDir: {}
    name: cache
  - name: data
    size: !vary { dev: 1Gi, prod: 2Gi }
  - # only in dev
    name: tmp
    size: !vary { dev: "absent", prod: absent }
  - !vary { dev: "a, b", prod: "[c]" }
`);
});

test('gives values of several lines, and long ones, lines of their own', () => {
  const template = map({
    config: new Slot(['a: 1\nb: 2\n', 'a: 3\n']),
    text: new Slot(['x'.repeat(60), 'y'.repeat(60)]),
    list: new Slot([['a\nb'], ['c']]),
  });
  expect(shown(template)).toBe(`\
config: !vary
  dev: |
    a: 1
    b: 2
  prod: |
    a: 3
text: !vary
  dev: ${'x'.repeat(60)}
  prod: ${'y'.repeat(60)}
list: !vary { dev: ["a\\nb"], prod: [c] }
`);
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom('a: b', 'a\nb\n', '{x}', '# c', 'null', '1', 'absent', 'x'.repeat(130)),
);
const key = fc.constantFrom('a', 'b', 'c.d/e', 'on', '1');
const scalar: fc.Arbitrary<Json> = fc.oneof(text, fc.integer(), fc.boolean());
const plain: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(key, tie('json'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).json;
const slot = fc.tuple(plain, plain).map((values) => new Slot(values));
const template: fc.Arbitrary<Exclude<Template, Optional>> = fc.letrec<{
  node: Exclude<Template, Optional>;
  child: Template;
}>((tie) => ({
  child: fc.oneof(
    tie('node'),
    fc
      .tuple(tie('node'), fc.constantFrom([true, false], [false, true]))
      .map(([node, present]) => new Optional(present, node)),
  ),
  node: fc.oneof(
    { maxDepth: 3 },
    plain,
    slot,
    fc
      .dictionary(key, tie('child'), { minKeys: 1, maxKeys: 3, noNullPrototype: true })
      .map((entries) => new MapTemplate(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))),
    fc.array(tie('child'), { minLength: 1, maxLength: 3 }).map((elements) => new ListTemplate(elements)),
  ),
})).node;

/** What the text says, by the rules of YAML: a slot as `vary` and its values, an optional container as itself. */
function expected(node: Template): unknown {
  if (node instanceof Optional) {
    const own = node.node;
    if (own instanceof Slot || typeof own !== 'object')
      return { vary: NAMES.map((_, i) => (node.present[i] ? (own instanceof Slot ? own.values[i] : own) : 'absent')) };
    return expected(own);
  }
  if (node instanceof Slot) return { vary: [...node.values] };
  if (node instanceof MapTemplate)
    return Object.fromEntries(node.entries.map(([name, inner]) => [name, expected(inner)]));
  if (node instanceof ListTemplate) return node.elements.map(expected);
  return node;
}

const vary = {
  tag: '!vary',
  collection: 'map',
  resolve: (node: { toJSON(): Record<string, unknown> }) => ({ vary: NAMES.map((name) => node.toJSON()[name]) }),
};

test('is YAML that says the same as the template', () => {
  fc.assert(
    fc.property(template, (node) => {
      fc.pre(node instanceof MapTemplate);
      const read: unknown = parse(shown(node), { customTags: [vary as unknown as ScalarTag] });
      expect(read).toEqual(expected(node));
    }),
    { numRuns: 400 },
  );
});
