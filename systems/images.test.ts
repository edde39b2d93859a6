import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Pin {
  readonly tag: string;
  readonly digest: string;
}

const isPin = (value: unknown): value is Pin => typeof value === 'object' && value !== null && 'digest' in value;

test('an image of one tag has one digest, whichever system pins it', () => {
  const lock = parse(readFileSync(join(__dirname, '../images.lock.yaml'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
  >;
  const digests = new Map<string, Set<string>>();
  for (const images of Object.values(lock))
    for (const { repository, ...pins } of Object.values(images))
      for (const { tag, digest } of Object.values(pins).filter(isPin)) {
        const image = `${String(repository)}:${tag}`;
        digests.set(image, (digests.get(image) ?? new Set()).add(digest));
      }
  expect(digests.size).toBeGreaterThan(50);
  expect([...digests].filter(([, own]) => own.size > 1).map(([image]) => image)).toEqual([]);
});
