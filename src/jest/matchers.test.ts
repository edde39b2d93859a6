import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { SnapshotState, addSerializer } from 'jest-snapshot';
import { App, Platform, defineEnvironments, limit } from '../index';
import { lockstepSerializer } from '../jest';
import { toMatchLockstepSnapshot, type SnapshotOptions } from './matchers';
import { templateSnapshot } from './snapshot-text';

const language = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev' },
  prod: { stage: 'production', namespace: 'shop-prod' },
});

interface Choices {
  readonly level?: string;
  readonly extra?: string;
  readonly greeting?: string;
  /** Environments of the object `extra`. */
  readonly only?: readonly ('dev' | 'prod')[];
}

function shop({ level = 'info', extra = 'motd', greeting = 'hello', only }: Choices = {}): App {
  const { environments } = language;
  const app = new App({
    inputs: {
      images: { file: '', names: () => [], find: () => undefined },
      sealed: { names: () => [], find: () => undefined },
      findings: [],
    },
  });
  const platform = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });
  const object = (name: string, data: unknown) =>
    new ApiObject(platform, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data } as never);
  object('settings', { LEVEL: language.vary({ dev: 'debug', prod: level }), query: 'a "quoted" `text`\nand more\n' });
  const further = object(extra, { greeting });
  if (only !== undefined) limit(further, language.only(only, 'not needed elsewhere'));
  return app;
}

/** The context that jest gives to a matcher. */
function contextOf(): object {
  let context: object | undefined;
  expect.extend({
    probe(this: object) {
      context = this;
      return { pass: true, message: () => '' };
    },
  });
  (expect(1) as unknown as { probe(): void }).probe();
  return context!;
}

// The copy of jest-snapshot that tests load is not the one that jest runs them with; `test/package` has a run of jest itself.
addSerializer(lockstepSerializer as never);

describe('toMatchLockstepSnapshot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'example.snap');

  /** Judges as jest would in a run of its own, with `--updateSnapshot=…`. */
  const judge = (app: App, options: SnapshotOptions | undefined, updateSnapshot: 'none' | 'new') => {
    const snapshotState = new SnapshotState(file, {
      updateSnapshot,
      prettierPath: null,
      rootDir: folder,
      snapshotFormat: { escapeString: false, printBasicPrototype: false },
    });
    const context = {
      ...contextOf(),
      snapshotState,
      currentTestName: 'example',
      currentConcurrentTestName: undefined,
      dontThrow: undefined,
    };
    const judged = toMatchLockstepSnapshot.call(context as never, app, options);
    if (updateSnapshot !== 'none') snapshotState.save();
    return { pass: judged.pass, message: judged.message().replace(/\u001b\[\d+m/g, '') };
  };
  const write = (app: App, options?: SnapshotOptions) => {
    writeFileSync(file, '');
    judge(app, options, 'new');
    return readFileSync(file, 'utf8');
  };

  it('stores the template with its matrix as plain text', () => {
    const stored = write(shop());
    expect(stored).toContain('exports[`example: shop template 1`] = `\n# ');
    expect(stored).toMatch(/^# \S+\/ConfigMap-settings\.yaml\napiVersion: v1\nkind: ConfigMap\n/m);
    expect(stored).toContain(
      '\n  LEVEL: !vary { dev: debug, prod: info }\n  query: |\n    a "quoted" \\`text\\`\n    and more\n',
    );
    expect(stored).toMatch(/\n# matrix\n[^]*ConfigMap-settings\.yaml[^]*LEVEL/);
  });

  it('stores an environment in full, as its files are', () => {
    const result = shop().preview();
    const stored = write(shop(), { environment: 'prod' }).replaceAll('\\`', '`');
    const files = [...result.files].filter(([path]) => path.startsWith('shop/prod/'));
    expect(files.length).toBeGreaterThan(1);
    for (const [path, text] of files)
      expect(stored).toContain(`# ${path.slice('shop/prod/'.length)}\n${text.slice('---\n'.length)}`);
    expect(stored).not.toContain('debug');
  });

  it('passes on what was stored', () => {
    write(shop());
    expect(judge(shop(), undefined, 'none').pass).toBe(true);
  });

  it('shows what changed file by file', () => {
    write(shop(), { environment: 'prod' });
    const { pass, message } = judge(shop({ level: 'warn', extra: 'banner' }), { environment: 'prod' }, 'none');
    expect(pass).toBe(false);
    expect(message).toContain(
      '1 changed, 1 new, 1 gone. If this is intended, update the snapshot with `jest --updateSnapshot`.',
    );
    expect(message).toMatch(/# \S*ConfigMap-banner\.yaml \(new\)\n[^#]*\+   greeting: hello/);
    expect(message).toMatch(/# \S*ConfigMap-motd\.yaml \(gone\)\n[^#]*-   greeting: hello/);
    expect(message).toMatch(/# \S*ConfigMap-settings\.yaml \(changed\)\n[^#]*-   LEVEL: info\n\+   LEVEL: warn\n/);
  });

  it.each<[what: string, change: Choices, shown: string]>([
    ['a value of one environment', { level: 'warn' }, '-   LEVEL: !vary { dev: debug, prod: info }'],
    ['a value of all environments', { greeting: 'good day' }, '-   greeting: hello'],
    ['an object', { extra: 'banner' }, 'ConfigMap-banner.yaml (new)'],
    [
      'the environments of an object',
      { only: ['prod'] },
      'ConfigMap-motd.yaml, only in prod: not needed elsewhere (new)',
    ],
  ])('the template alone notices a change of %s', (_, change, shown) => {
    write(shop());
    const { pass, message } = judge(shop(change), undefined, 'none');
    expect(pass).toBe(false);
    expect(message).toContain(shown);
  });

  it('does not write where jest does not, and says so', () => {
    writeFileSync(file, '');
    const { pass, message } = judge(shop(), undefined, 'none');
    expect(pass).toBe(false);
    expect(message).toContain('New snapshot was not written');
  });

  it('tells an environment or platform that does not exist, and other values', () => {
    expect(() => expect(shop()).toMatchLockstepSnapshot({ environment: 'pord' })).toThrow(
      'Platform "shop" has no environment "pord". Did you mean "prod"? Valid: "dev", "prod".',
    );
    expect(() => expect(shop()).toMatchLockstepSnapshot({ platform: 'shpo' })).toThrow(
      'The app has no platform "shpo". Did you mean "shop"? Valid: "shop".',
    );
    expect(() => expect('shop').toMatchLockstepSnapshot()).toThrow(
      'Pass `expect` an App of cdk8s-lockstep, or the result of its `preview()`.',
    );
  });
});

describe('toHaveObject', () => {
  const message = (run: () => void) => {
    try {
      run();
    } catch (error) {
      return (error as Error).message.replace(/\u001b\[\d+m/g, '');
    }
    return 'passed';
  };

  it('finds an object and looks at the fields that are named', () => {
    const result = shop().preview();
    expect(result).toHaveObject('prod', 'ConfigMap/settings');
    expect(result).toHaveObject({ platform: 'shop', environment: 'dev' }, 'ConfigMap/settings', {
      data: { LEVEL: 'debug' },
    });
    expect(result).not.toHaveObject('dev', 'ConfigMap/settings', { data: { LEVEL: 'info' } });
    expect(result).not.toHaveObject('dev', 'ConfigMap/other');
  });

  it('names the nearest object where there is none', () => {
    expect(message(() => expect(shop()).toHaveObject('prod', 'ConfigMap/setings'))).toContain(
      '"prod" of shop has no ConfigMap/setings. Did you mean "ConfigMap/settings"? Valid: ',
    );
  });

  it('names the fields that differ', () => {
    expect(
      message(() => expect(shop()).toHaveObject('prod', 'ConfigMap/settings', { data: { LEVEL: 'debug', MORE: 1 } })),
    ).toContain(
      'data.LEVEL\n  expected: "debug"\n  received: "info"\ndata.MORE\n  expected: 1\n  received: (not there)',
    );
  });

  it('says what is there where it should not be', () => {
    expect(message(() => expect(shop()).not.toHaveObject('prod', 'ConfigMap/settings', { data: {} }))).toContain(
      '"prod" of shop has ConfigMap/settings with all the given fields: ',
    );
  });

  it('asks which one is meant', () => {
    const app = shop();
    const platform = app.node.findChild('shop') as Platform;
    for (const namespace of ['one', 'two']) {
      new ApiObject(platform, namespace, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      new ApiObject(platform, `in-${namespace}`, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'both', namespace },
      });
    }
    const result = app.preview();
    expect(message(() => expect(result).toHaveObject('dev', 'ConfigMap/both'))).toBe(
      '"ConfigMap/both" matches 2 objects of "dev": ConfigMap/both@one, ConfigMap/both@two. Use one of these names.',
    );
    expect(result).toHaveObject('dev', 'ConfigMap/both@two');
  });
});

test('the title of an object that some environments lack says in which it is, and why', () => {
  const platform = {
    name: 'shop',
    environments: ['dev', 'prod'],
    namespaces: [],
    instances: [],
    templates: new Map([
      ['api/Job-a.yaml', { kind: 'Job' }],
      ['api/Job-b.yaml', { kind: 'Job' }],
    ]),
    matrix: [
      {
        file: 'api/Job-b.yaml',
        path: '',
        origin: 'presence' as const,
        values: [undefined, true],
        reason: 'only needed once',
      },
    ],
  };
  expect(lockstepSerializer.serialize(templateSnapshot(platform, new Map()))).toBe(
    '# api/Job-a.yaml\nkind: Job\n\n# api/Job-b.yaml, only in prod: only needed once\nkind: Job\n\n# matrix',
  );
});
