import { testFolder } from '../folder.test-support';
import { lockstep } from '../terminal.test-support';

const folder = testFolder('proven');

const settings = (environment: string, level: string, more = '') => `---
apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    app.kubernetes.io/name: api
  name: settings
  namespace: shop-${environment}
data:
  LEVEL: ${level}
${more}`;
const role = (environment: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  labels:
    app.kubernetes.io/name: api
  name: deployer
  namespace: shop-${environment}
rules:
- apiGroups:
  - apps
  resources:
  - deployments
  verbs:
  - create
`;
const MATRIX = `"*":
  metadata.namespace:
    dev: shop-dev
    prod: shop-prod
api/ConfigMap-settings.yaml:
  data.LEVEL:
    dev: debug
    prod: info
api/Role-deployer.yaml:
  (object):
    origin: presence
    in:
    - prod
`;
const DEVIATIONS = `shop/api:
- what: LS022
  in:
  - prod
  reason: It deploys.
`;

function write(files: Readonly<Record<string, string>>): void {
  folder.write({
    'dist/shop/dev/api/ConfigMap-settings.yaml': settings('dev', 'debug'),
    'dist/shop/prod/api/ConfigMap-settings.yaml': settings('prod', 'info'),
    'dist/shop/prod/api/Role-deployer.yaml': role('prod'),
    'proof/shop/environments.yaml': 'dev:\n  namespace: shop-dev\nprod:\n  namespace: shop-prod\n',
    'proof/shop/matrix.yaml': MATRIX,
    'proof/shop/deviations.yaml': DEVIATIONS,
    ...files,
  });
}

interface Report {
  readonly accepted: number;
  readonly notes: readonly string[];
  readonly findings: readonly {
    readonly code: string;
    readonly file?: string;
    readonly line?: number;
    readonly environments?: readonly string[];
    readonly message: string;
  }[];
}
const audit = async (...args: string[]): Promise<Report> =>
  JSON.parse((await lockstep(['audit', ...args, '--format', 'json'], folder.path)).out) as Report;
const parity = ({ findings }: Report) =>
  findings
    .filter(({ code }) => /^LS8/.test(code))
    .map(({ code, file, line, environments }) =>
      `${code} ${file ?? ''}:${line ?? ''} ${environments?.join() ?? ''}`.trim(),
    );

test('what the matrix declares is no finding, and what a deviation accepts is accepted', async () => {
  write({});
  const report = await audit('dist/shop');
  expect(parity(report)).toEqual([]);
  expect(report.findings.map(({ code }) => code)).not.toContain('LS022');
  expect(report.accepted).toBe(1);
  expect(report.notes).toEqual(['environments of shop were compared with their matrix']);
});

test('a difference that nobody declared is an error with its line', async () => {
  write({ 'dist/shop/prod/api/ConfigMap-settings.yaml': settings('prod', 'info', '  EXTRA: "1"\n') });
  expect(parity(await audit('dist'))).toEqual([
    expect.stringMatching(/^LS801 dist\/shop\/dev\/api\/ConfigMap-settings\.yaml:\d+$/),
  ]);
});

test('a value that is not the declared one is told, in one environment alone, and under the name of the command line', async () => {
  write({ 'dist/shop/prod/api/ConfigMap-settings.yaml': settings('prod', 'trace') });
  const only = await audit('dist/shop/prod');
  expect(parity(only)).toEqual([expect.stringMatching(/^LS802 dist\/shop\/prod\/api\/ConfigMap-settings\.yaml:\d+/)]);
  const named = await audit('--env', 'live=dist/shop/prod', '--env', 'next=dist/shop/dev');
  expect(parity(named)).toEqual([expect.stringMatching(/^LS802 .* live$/)]);
});

test('a deviation accepts its rule in its environment, on what it belongs to', async () => {
  write({
    'dist/shop/dev/api/Role-deployer.yaml': role('dev'),
    'proof/shop/matrix.yaml': MATRIX.slice(0, MATRIX.indexOf('api/Role')),
  });
  const told = (await audit('dist/shop')).findings.filter(({ code }) => code === 'LS022');
  expect(told.map(({ environments }) => environments)).toEqual([['dev']]);
  write({ 'proof/shop/deviations.yaml': DEVIATIONS.replace('shop/api', 'shop/web') });
  expect((await audit('dist/shop')).findings.map(({ code }) => code)).toContain('LS022');
});

test.each([
  ['no proof lies beside', { 'proof/shop/environments.yaml': '{}' }],
  ['the matrix cannot be read', { 'proof/shop/matrix.yaml': '"*": [' }],
])('where %s, differences are judged as those of others', async (_, files) => {
  write(files);
  expect(parity(await audit('dist/shop'))).toEqual([expect.stringMatching(/^LS861 .* dev$/)]);
});
