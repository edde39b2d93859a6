/** A few of the mutations of `bench/mutations.ts`, so that neither command can go blind unseen. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditFolders } from '../../src/cli/audit/run';
import { AuditedPlatform } from '../../bench/mutations/audit';
import { checkFindings, committedText } from '../../bench/mutations/check';
import { mutationsOf } from '../../bench/mutations/mutate';
import { loadWorld } from '../../bench/mutations/world';

const DIST = join(__dirname, '../../dist');
const world = loadWorld(DIST, ['enclii', 'transparenta']);
const audited = new Map([...world.platforms].map(([name, objects]) => [name, new AuditedPlatform(objects)]));
const described = ({
  kind,
  object,
  trail,
  what,
}: {
  kind: string;
  object: { path: string };
  trail: readonly (string | number)[];
  what: string;
}) => `${kind}: ${object.path} ${trail.join('.')} ${what}`;

it('reads what is committed, and writes it as it was', () => {
  expect(
    world.objects.filter(({ audited: { json }, text }) => committedText(json) !== text).map(({ path }) => path),
  ).toEqual([]);
});

it('makes the same mutations for the same seed', () => {
  const [one, other, another] = [1, 1, 2].map((seed) => [...mutationsOf(world, 12, seed)].map(described));
  expect(other).toEqual(one);
  expect(another).not.toEqual(one);
});

it('check notices each, and names the place', () => {
  const missed = [...mutationsOf(world, 40, 5)].filter(
    ({ object, json }) =>
      json !== undefined && !checkFindings(object.path, json, object.text).some(({ code }) => code === 'LS812'),
  );
  expect(missed.map(described)).toEqual([]);
  expect(checkFindings('x', world.objects[0]!.audited.json, world.objects[0]!.text)).toEqual([]);
});

it.each([
  'misspell a field',
  'rename a key',
  'rename an object',
  'weaken: privileged',
  'weaken: runs as root',
  'weaken: writable root',
  'weaken: no sec',
  'weaken: role',
  'weaken: route',
  'weaken: policy: rule without peers',
  'rename a host',
])('audit notices each that can be decided: %s', (kind) => {
  const decidable = [...mutationsOf(world, 5, 7, kind)].filter(({ undecidable }) => undecidable === undefined);
  expect(decidable.length).toBeGreaterThan(2);
  expect(
    decidable
      .filter(({ object, json }) => audited.get(object.platform)!.findings(object, json).length === 0)
      .map(described),
  ).toEqual([]);
});

it('inspects what changed as the command inspects all of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutations-'));
  try {
    const objects = world.platforms.get('transparenta')!;
    cpSync(join(DIST, 'transparenta'), folder, { recursive: true });
    const names = [...new Set(objects.map(({ environment }) => environment))];
    const folders = names.map((named) => ({ path: join(folder, named), shown: named, named }));
    const told = () =>
      auditFolders(folders, () => {}).findings.map(({ code, object, path }) => JSON.stringify([code, object, path]));
    const before = new Set(told());
    const own = { objects, platforms: new Map([['transparenta', objects]]) };
    for (const { object, json } of mutationsOf(own, 4, 3)) {
      if (json === undefined) continue;
      const file = join(folder, object.path.slice('transparenta/'.length));
      writeFileSync(file, committedText(json));
      const after = [...new Set(told())].filter((one) => !before.has(one));
      writeFileSync(file, object.text);
      const incremental = audited
        .get('transparenta')!
        .findings(object, json)
        .map(({ code, object: name, path }) => JSON.stringify([code, name, path]));
      expect(after.sort()).toEqual([...new Set(incremental)].filter((one) => !before.has(one)).sort());
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
