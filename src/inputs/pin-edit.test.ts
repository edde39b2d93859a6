import { parseImageLock } from './images';
import { copyPin } from './pin-edit';

const D1 = `sha256:${'1'.repeat(64)}`;
const D2 = `sha256:${'2'.repeat(64)}`;

/** The text after copying dev to prod, which must read back as the same pin. */
function copied(text: string): string {
  expect(parseImageLock(text).findings).toEqual([]);
  const after = copyPin(text, 'shop', 'api', 'dev', 'prod');
  const { lock, findings } = parseImageLock(after);
  expect(findings).toEqual([]);
  expect(lock.find('shop', 'api', 'prod')).toEqual(lock.find('shop', 'api', 'dev'));
  return after;
}

const image = (...lines: string[]): string =>
  `# lock\nshop:\n  api:\n    repository: r.example/api\n${lines.map((line) => `    ${line}\n`).join('')}  other:\n    repository: r.example/other # last\n    all: { tag: b1, digest: ${D2} }\n`;
const DEV = `dev:  { tag: a2, digest: ${D2}, example: true } # dev`;

test('in one line, only the value changes', () => {
  expect(copied(image(DEV, `prod: { tag: a1, digest: "${D1}" } # prod`))).toBe(
    image(DEV, `prod: { tag: a2, digest: ${D2}, example: true } # prod`),
  );
});

test('a missing pin follows that it was copied from', () => {
  expect(copied(image(DEV, '# the end'))).toBe(
    image(DEV, `prod:  { tag: a2, digest: ${D2}, example: true }`, '# the end'),
  );
});

test('block style is copied as block', () => {
  const dev = ['dev:', '  tag: a2', `  digest: ${D2}`];
  const prod = ['prod:', '  tag: a2', `  digest: ${D2}`];
  expect(copied(image(...dev, 'prod:', '  tag: a1', `  digest: ${D1}`))).toBe(image(...dev, ...prod));
  expect(copied(image(...dev))).toBe(image(...dev, ...prod));
  expect(copied(image('prod:', '  tag: a1', `  digest: ${D1} # old`, ...dev))).toBe(
    image('prod:', '  tag: a2', `  digest: ${D2} # old`, ...dev),
  );
});

test('each keeps its own style', () => {
  expect(copied(image('dev:', '  tag: a2', `  digest: ${D2}`, `prod: { tag: a1, digest: ${D1} }`))).toBe(
    image('dev:', '  tag: a2', `  digest: ${D2}`, `prod: { tag: a2, digest: ${D2} }`),
  );
});

test('where the keys differ, the style is copied as well', () => {
  const dev = ['dev:', '  tag: a2', `  digest: ${D2}`, '  example: true'];
  const prod = ['prod:', ...dev.slice(1)];
  expect(copied(image(...dev, `prod: { tag: a1, digest: ${D1} }`))).toBe(image(...dev, ...prod));
  expect(copied(image(...dev, 'prod:', '  tag: a1', `  digest: ${D1}`))).toBe(image(...dev, ...prod));
});

test.each([
  ['CRLF', image(DEV).replaceAll('\n', '\r\n')],
  ['no newline at the end', `shop:\n  api:\n    repository: r.example/api\n    dev: { tag: a2, digest: ${D2} }`],
  ['flow style', `shop: { api: { repository: r.example/api, dev: { tag: a2, digest: ${D2} } } }`],
  [
    'flow style with both',
    `shop: { api: { repository: r.example/api, dev: { tag: a2, digest: ${D2} }, prod: { tag: a1, digest: ${D1} } } }`,
  ],
])('%s', (_, text) => {
  expect(copied(text).replaceAll('\r\n', '')).not.toMatch(/\r|\n\n/);
});
