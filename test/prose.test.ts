/** The part of the style guide in CONTRIBUTING.md that a list of words can check. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const FOLDERS = ['', 'docs', 'docs/adr', 'docs/lint', 'bench', 'tools'];
/** It lists the words. */
const STYLE_GUIDE = 'CONTRIBUTING.md';

const UNWANTED =
  /\b(?:told|mend(?:s|ed|ing)?|gravest|whoever|beside|somebody|(?:has|have) run out|lies? in|stands? (?:in|at|for)|for want of)\b/gi;

const pages = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md') && name !== STYLE_GUIDE)
    .map((name) => join(folder, name)),
);

test.each(pages)('%s has none of the words that the style guide replaces', (page) => {
  const lines = readFileSync(join(ROOT, page), 'utf8').split('\n');
  const found = lines.flatMap((line, index) =>
    [...line.matchAll(UNWANTED)].map(([word]) => `line ${index + 1}: ${word}`),
  );
  expect(found).toEqual([]);
});
