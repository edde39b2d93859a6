import type { Finding } from '../../model/finding';
import { findingsAsData, githubReport, jsonReport, placeOf, textReport, type CheckResult } from './formats';
import { sarifReport } from './sarif';

const FINDINGS: readonly Finding[] = [
  {
    code: 'LS583',
    construct: 'shop',
    file: 'images.lock.yaml:12:5',
    message: 'an example',
    fix: 'Write the real one.',
  },
  {
    code: 'LS812',
    environments: ['prod'],
    object: 'Deployment/api',
    path: 'spec.replicas',
    file: 'dist/shop/prod/a, b:c%.yaml:7',
    message: '5 is committed,\nthe source generates 100%',
    fix: 'Regenerate it: npx lockstep synth',
  },
  { code: 'LS914', message: 'the app exited with exit code 1', fix: 'Mend it.' },
];
const RESULT: CheckResult = {
  now: '2026-11-20T00:00:00.000Z',
  folders: ['dist', 'proof'],
  compared: 34,
  findings: FINDINGS,
  notes: ['git is not installed'],
};
const CLEAN: CheckResult = { ...RESULT, findings: [], notes: [] };

test('places', () => {
  expect(
    ['a.yaml', 'a.yaml:3', 'a.yaml:3:4', 'C:/a:b.yaml:3', undefined].map((file) =>
      placeOf({ ...FINDINGS[0]!, file: file! }),
    ),
  ).toEqual([
    { file: 'a.yaml' },
    { file: 'a.yaml', line: 3 },
    { file: 'a.yaml', line: 3, column: 4 },
    { file: 'C:/a:b.yaml', line: 3 },
    undefined,
  ]);
});

test('text ends with the counts and what was compared', () => {
  expect(textReport(CLEAN, false)).toBe('34 files of dist and proof compared: clean');
  expect(textReport({ ...CLEAN, compared: undefined }, false)).toBe('dist and proof not compared: no findings');
  expect(textReport(RESULT, false)).toMatch(
    /\n\nwhole project\n {2}error LS914\n[^]*\n\n2 errors, 1 warning \(34 files of dist and proof compared\)$/,
  );
  expect(textReport(RESULT, true)).toContain('\u001b[31merror LS914');
});

test('JSON, as docs/check.md describes it', () => {
  expect(JSON.parse(jsonReport(RESULT))).toEqual({
    version: 1,
    now: '2026-11-20T00:00:00.000Z',
    folders: ['dist', 'proof'],
    comparedFiles: 34,
    errors: 2,
    warnings: 1,
    notes: ['git is not installed'],
    findings: [
      {
        code: 'LS812',
        severity: 'error',
        title: 'output differs from the source',
        environments: ['prod'],
        object: 'Deployment/api',
        path: 'spec.replicas',
        file: 'dist/shop/prod/a, b:c%.yaml',
        line: 7,
        message: '5 is committed,\nthe source generates 100%',
        fix: 'Regenerate it: npx lockstep synth',
      },
      {
        code: 'LS914',
        severity: 'error',
        title: 'app failed before synth',
        message: 'the app exited with exit code 1',
        fix: 'Mend it.',
      },
      {
        code: 'LS583',
        severity: 'warning',
        title: 'example digest',
        construct: 'shop',
        file: 'images.lock.yaml',
        line: 12,
        column: 5,
        message: 'an example',
        fix: 'Write the real one.',
      },
    ],
  });
  expect(JSON.parse(jsonReport({ ...CLEAN, compared: undefined }))).toMatchObject({
    comparedFiles: null,
    errors: 0,
    warnings: 0,
    notes: [],
    findings: [],
  });
});

test('annotations of GitHub Actions: one line each, nothing in them is taken for a command', () => {
  expect(githubReport(RESULT, 'deploy/').split('\n')).toEqual([
    '::error file=deploy/dist/shop/prod/a%2C b%3Ac%25.yaml,line=7,title=LS812 output differs from the source::' +
      'prod · Deployment/api · spec.replicas%0A5 is committed,%0Athe source generates 100%25%0ARegenerate it: npx lockstep synth',
    '::error title=LS914 app failed before synth::the app exited with exit code 1%0AMend it.',
    '::warning file=deploy/images.lock.yaml,line=12,col=5,title=LS583 example digest::shop%0Aan example%0AWrite the real one.',
    '2 errors, 1 warning (34 files of dist and proof compared)',
  ]);
  expect(githubReport(CLEAN, '')).toBe('34 files of dist and proof compared: clean');
});

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly rules: readonly { readonly id: string }[];
      };
    };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly unknown[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object };
        readonly logicalLocations?: readonly object[];
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}
const sarif = (result: CheckResult, prefix = '') => JSON.parse(sarifReport(result, '1.2.3', prefix)) as Sarif;

test('SARIF has what the standard and code scanning require', () => {
  const { $schema, version, runs } = sarif(RESULT, 'deploy/');
  expect([$schema, version, runs.length]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0', 1]);
  const [{ tool, invocations, results }] = runs as [Sarif['runs'][number]];
  expect(tool.driver).toMatchObject({ name: 'lockstep', version: '1.2.3' });
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['LS583', 'LS812', 'LS914']);
  expect(tool.driver.rules[1]).toEqual({
    id: 'LS812',
    name: 'output-differs',
    shortDescription: { text: 'output differs from the source' },
    fullDescription: {
      text: 'The deployed manifests are not the ones that were reviewed in the source; the next synth reverts the difference.',
    },
    defaultConfiguration: { level: 'error' },
  });
  expect(invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'note', message: { text: 'git is not installed' } }],
    },
  ]);
  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
    expect(result.level).toMatch(/^(?:error|warning)$/);
    expect(result.locations).toHaveLength(1);
    expect(() => new URL(result.locations[0]!.physicalLocation.artifactLocation.uri, 'file:///')).not.toThrow();
    expect(result.partialFingerprints['lockstep/v1']).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(results[0]).toMatchObject({
    ruleId: 'LS812',
    message: { text: '5 is committed,\nthe source generates 100%\nRegenerate it: npx lockstep synth' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'deploy/dist/shop/prod/a%2C%20b%3Ac%25.yaml' },
          region: { startLine: 7 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Deployment/api spec.replicas' }],
      },
    ],
    properties: { environments: ['prod'] },
  });
  expect(results[1]!.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'deploy/cdk8s.yaml' } } }]);
  expect(results[2]!.locations[0]!.physicalLocation.region).toEqual({ startLine: 12, startColumn: 5 });
  expect(sarif(CLEAN).runs[0]!.results).toEqual([]);
});

test('both machine-readable formats carry the data of a finding', () => {
  const data = { reason: 'no-keys', objects: ['Secret/db'], values: { key: 'url', there: ['uri'] } };
  const findings = [{ ...FINDINGS[0]!, ...data }];
  expect(findingsAsData(findings)).toMatchObject([data]);
  expect(sarif({ ...RESULT, findings }).runs[0]!.results).toMatchObject([{ properties: data }]);
});

test('a fault stays the same alert when its line and values change', () => {
  const fingerprint = (changed: Partial<Finding>) =>
    sarif({ ...RESULT, findings: [{ ...FINDINGS[1]!, ...changed }] }).runs[0]!.results[0]!.partialFingerprints[
      'lockstep/v1'
    ];
  expect(fingerprint({ file: `${placeOf(FINDINGS[1]!)!.file}:9`, message: '6 is committed' })).toBe(fingerprint({}));
  expect(fingerprint({ path: 'spec.paused' })).not.toBe(fingerprint({}));
});
