/** Pages, messages and comments are written as the style guide in CONTRIBUTING.md asks, as far as patterns can tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commentsOf, messagesOf } from './literals';
import { objections, proseLines } from './style';

const ROOT = join(__dirname, '..', '..');
/** The style guide names the words that it replaces; the findings quote the audits of others. */
const NOT_OURS = ['CONTRIBUTING.md', 'docs/findings.md'];
const SYSTEMS = readdirSync(join(ROOT, 'systems'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join('systems', name));
const PAGES = ['', 'docs', 'docs/adr', 'docs/codes', 'docs/lint', 'bench', 'tools', ...SYSTEMS].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.md') && !NOT_OURS.includes(name)),
);
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name))
  .filter((name) => name.endsWith('.ts') && !/\.(?:test|test-d|test-support|generated)\.ts$|\/fixtures\//.test(name))
  .sort();

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

test('there is something to check', () => {
  expect(PAGES.length).toBeGreaterThan(350);
  expect(SOURCES.length).toBeGreaterThan(400);
  expect(SOURCES.flatMap((file) => messagesOf(file, read(file))).length).toBeGreaterThan(1500);
});

test.each(PAGES)('%s', (page) => {
  const found = proseLines(read(page)).flatMap((line, index) =>
    objections(line, 'page').map((objection) => `line ${index + 1} ${objection}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['message', messagesOf],
  ['comment', commentsOf],
] as const)('every %s in src', (place, textsOf) => {
  const found = SOURCES.flatMap((file) =>
    textsOf(file, read(file)).flatMap(({ line, text }) =>
      objections(text, place).map((objection) => `${file}:${line} ${objection}`),
    ),
  );
  expect(found).toEqual([]);
});
