import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { kustomizeCommand } from './tool';
import { testFolder } from '../folder.test-support';
import { lockstep } from '../terminal.test-support';

const folder = testFolder('audit');
const { write } = folder;

const audit = (...args: string[]) => lockstep(['audit', ...args], folder.path);

interface Reported {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly environments?: readonly string[];
  readonly message: string;
}

async function findings(...args: string[]): Promise<readonly Reported[]> {
  return (JSON.parse((await audit(...args, '--format', 'json')).out) as { findings: Reported[] }).findings;
}

/** Of some codes only, as `LS401 k8s/a.yaml:3:5`. */
async function places(codes: RegExp, ...args: string[]): Promise<readonly string[]> {
  return (await findings(...args))
    .filter(({ code }) => codes.test(code))
    .map(({ code, file, line, column }) => `${code} ${file}${line === undefined ? '' : `:${line}:${column}`}`);
}

const service = (name = 'api', port = 80) => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  selector: {app: ${name}}
  ports: [{port: ${port}, targetPort: 8080}]
`;
const workload = (container = '', name = 'api') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: registry.example/${name}:1.2.3
          ports: [{containerPort: 8080}]
${container}`;
const CONFIG = `          envFrom:
            - configMapRef: {name: settings}
`;

test('a finding has the line of the field, in files of several documents and in lists', async () => {
  write({
    'k8s/all.yaml': `${service()}---\n# nothing\n---\n${workload(CONFIG)}`,
    'k8s/list.json': JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { ports: [{ port: 70000 }] } }],
      },
      undefined,
      1,
    ),
  });
  expect(await places(/^LS(401|656)$/, 'k8s')).toEqual(['LS401 k8s/all.yaml:24:15', 'LS656 k8s/list.json:14:7']);
  const [port] = (await findings('k8s')).filter(({ file }) => file === 'k8s/list.json');
  expect(port).toMatchObject({ severity: 'error', line: 14, message: expect.stringContaining('70000') as string });
  expect((await audit('k8s')).code).toBe(1);
});

test('a clean folder is clean, and says what it was taken for', async () => {
  write({
    'k8s/service.yaml': service('db')
      .replace('  selector: {app: db}\n', '')
      .replace('spec:', 'spec:\n  type: ExternalName\n  externalName: db.example.org'),
  });
  const { code, out } = await audit('k8s');
  expect(out).toContain('1 object in 1 file\none environment (set several with --env NAME=DIR)\n');
  expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({ code: 0, last: 'no findings' });
});

test('what is broken is a finding each, and nothing is passed over in silence', async () => {
  write({
    'broken.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n',
    'twice.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  name: b\n',
    'latin.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
    'wide.yaml': Buffer.from('\ufeffa: b\n', 'utf16le'),
    'marked.yaml': '\ufeffapiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: c\r\n',
    'deep.yaml': `${'['.repeat(20_000)}\n`,
    'nested.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\ndata: ${'{a: '.repeat(150)}1${'}'.repeat(150)}\n`,
    'bomb.yaml': `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]!}`).join(', ')}]`)
      .join('\n')}\n`,
    'template.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\n',
    'jinja.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ name }}\n',
    'broken.json': '{"apiVersion": "v1", "kind": }',
    'values.yaml': 'replicas: 3\n',
    'compose.yaml': 'services: {}\n',
    '.github/workflows/ci.yaml': 'on: push\n',
    'empty.yaml': '# later\n',
  });
  symlinkSync('.', join(folder.path, 'circle'));
  symlinkSync('gone', join(folder.path, 'nowhere.yaml'));
  symlinkSync('itself.yaml', join(folder.path, 'itself.yaml'));
  expect([...(await places(/^LS8/, '.'))].sort()).toEqual([
    'LS850 nowhere.yaml',
    'LS851 latin.yaml',
    'LS851 wide.yaml',
    'LS852 broken.json',
    'LS852 broken.yaml:4:1',
    'LS853 twice.yaml:5:3',
    'LS855 bomb.yaml:5:36',
    expect.stringMatching(/^LS855 deep\.yaml:1:/),
    expect.stringMatching(/^LS855 nested\.yaml:4:/),
    'LS856 jinja.yaml:4:10',
    'LS856 template.yaml:4:9',
    'LS857 circle',
    'LS857 itself.yaml',
    'LS859 marked.yaml',
    'LS859 marked.yaml',
  ]);
  expect((await audit('.')).out).toContain(
    'LS850\n    it cannot be read: the target of the link does not exist\n    fix: Correct the target of the link, or remove the link.',
  );
  const { out } = await audit('.', '--verbose');
  expect(out).toContain('  values.yaml: neither apiVersion nor kind\n');
  expect(out).toContain('  compose.yaml: a compose file without services\n');
  expect(out).toContain('  .github/: CI configuration\n');
  expect(out).toContain('  empty.yaml: empty\n');
  if (process.getuid?.() !== 0) {
    chmodSync(join(folder.path, 'values.yaml'), 0);
    expect(await places(/^LS850$/, '.')).toContain('LS850 values.yaml');
  }
});

test('values are read as kubectl reads them', async () => {
  write({ 'a.yaml': workload('          env: [{name: DEBUG, value: yes}]\n') });
  expect(await findings('.')).toContainEqual(
    expect.objectContaining({ code: 'LS302', line: 14, message: 'must be a string, but is true' }),
  );
});

test('what the cluster brings is not asked for, what the team brings is', async () => {
  write({
    'a.yaml': workload('          env: [{name: KEY, valueFrom: {secretKeyRef: {name: keys, key: api}}}]\n').replace(
      '    spec:\n',
      '    spec:\n      serviceAccountName: runner\n      priorityClassName: high\n',
    ),
    'c.yaml': `${service()}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: api, annotations: {cert-manager.io/cluster-issuer: letsencrypt}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [a.example.org], secretName: made-by-cert-manager}]
  rules: [{host: a.example.org, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: api}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: from-the-cluster}
subjects: [{kind: ServiceAccount, name: prometheus, namespace: monitoring}]
---
apiVersion: example.org/v1
kind: Unheard
metadata: {name: x}
spec: {anything: true}
`,
    'b.yaml':
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}\n',
  });
  const missing = (await findings('.'))
    .filter(({ code }) => /^LS[34]/.test(code))
    .map(({ severity, message }) => `${severity}: ${message}`);
  expect(missing).toEqual([
    'error: api refers to ServiceAccount `runner`, which does not exist in the files.',
    'warning: api refers to Secret `keys`, which does not exist in the files.',
  ]);
});

describe('environments', () => {
  it('are folders, and each has what a common folder holds', async () => {
    write({
      'k8s/common/service.yaml': service(),
      'k8s/dev/api.yaml': workload(CONFIG),
      'k8s/dev/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {A: "1"}\n',
      'k8s/prod/api.yaml': workload(CONFIG),
    });
    expect((await audit('k8s')).out).toContain('environments: dev (3 objects), prod (2 objects)\n');
    expect(
      (await findings('k8s'))
        .filter(({ code }) => /^LS(401|861)$/.test(code))
        .map(({ code, file, environments }) => [code, file, environments]),
    ).toEqual([
      ['LS401', 'k8s/prod/api.yaml', ['prod']],
      ['LS861', 'k8s/dev/settings.yaml', ['prod']],
    ]);
  });

  it('are folders that the command line names, which are not read again', async () => {
    write({ 'k8s/one/api.yaml': workload(), 'k8s/two/api.yaml': workload(), 'k8s/crd.yaml': service('x') });
    expect((await audit('k8s', '--env', 'prod=k8s/two', '--env', 'dev=k8s/one')).out).toContain(
      'environments: dev (1 object), prod (1 object)\nnot in any environment: the files (1 object)\n',
    );
  });

  it('are files where their names say so', async () => {
    write({ 'api-dev.yaml': workload(), 'api-prod.yaml': workload(), 'service.yaml': service('x') });
    expect((await audit('.')).out).toContain('environments: dev (1 object), prod (1 object)\n');
  });

  it('are not guessed from one folder called test', async () => {
    write({ 'test/api.yaml': workload(), 'service.yaml': service() });
    expect((await audit('.')).out).toContain('2 objects in 2 files\none environment');
  });

  it('folders that define the same objects are looked at one by one', async () => {
    write({ 'a/api.yaml': workload(), 'b/api.yaml': workload(), 'c/service.yaml': service() });
    expect((await audit('.')).out).toContain('inspected separately: a (1 object), b (1 object), c (1 object)\n');
    expect(await places(/^LS411$/, '.')).toEqual([]);
  });
});

(kustomizeCommand() !== undefined ? describe : describe.skip)('overlays', () => {
  const overlays = {
    'base/kustomization.yaml': 'resources: [api.yaml]\n',
    'base/api.yaml': workload(CONFIG),
    'overlays/dev/kustomization.yaml': 'resources: [../../base]\nnamespace: shop-dev\npatches: [{path: patch.yaml}]\n',
    'overlays/dev/patch.yaml':
      `${workload().split('          image')[0]!}          image: registry.example/api:2\n          env: [{name: X, value: "1"}]\n`.replace(
        '  selector: {matchLabels: {app: api}}\n',
        '',
      ),
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\nnamespace: shop-prod\nnamePrefix: prod-\n',
    'overlays/lost/kustomization.yaml': 'resources: [../../bsae]\n',
  };

  it('are built, and a finding is at the line of what they are built from', async () => {
    write(overlays);
    expect((await audit('.')).out).toContain('environments: dev (1 object), prod (1 object)\n');
    expect(await places(/^LS(401|554|862)$/, '.')).toEqual([
      'LS401 base/api.yaml:15:15',
      'LS401 base/api.yaml:15:15',
      'LS554 base/api.yaml:12:11',
      'LS554 overlays/dev/patch.yaml:11:11',
      'LS862 base/api.yaml:11:11',
    ]);
  });

  it('that do not build say why, without the folders of this machine', async () => {
    write(overlays);
    const [lost] = (await findings('.')).filter(({ code }) => code === 'LS860');
    expect(lost).toMatchObject({
      file: 'overlays/lost/kustomization.yaml',
      severity: 'error',
      message: expect.stringContaining('../../bsae') as string,
    });
    expect(lost!.message).not.toContain(folder.path);
  });

  it('that do not build for a patch that is not there show the patch whole', async () => {
    write({
      ...overlays,
      'overlays/lost/kustomization.yaml':
        'resources: [../../base]\npatches: [{path: gone.yaml, target: {kind: Deployment, name: api}}]\n',
    });
    const [lost] = (await findings('.')).filter(({ code }) => code === 'LS860');
    expect(lost!.message).toContain('gone.yaml');
    expect(lost!.message).toContain('no such file or directory');
    expect(lost!.message).toMatch(/^the build fails: [\w ]+.*[^ >]$/s);
    expect(lost!.message).not.toContain(folder.path);
  });
});

test('what needs a tool that is not there is a finding, and not looked into', async () => {
  write({
    'overlays/dev/kustomization.yaml': 'resources: [api.yaml]\n',
    'overlays/dev/api.yaml': workload(),
    'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'chart/templates/a.yaml': '{{ .Values.x }}\n',
  });
  const path = process.env.PATH;
  process.env.PATH = folder.path;
  try {
    expect(await places(/./, '.')).toEqual(['LS858 chart/Chart.yaml', 'LS858 overlays/dev/kustomization.yaml']);
  } finally {
    process.env.PATH = path;
  }
});

describe('charts', () => {
  /** Stands in for helm: writes the chart's manifest with the line of the values file as its number of replicas, and says what it was called with. */
  const HELM = `#!/bin/sh
for argument; do values=$argument; done
if grep -q broken "$values" 2>/dev/null; then echo "Error: execution error at (shop/templates/api.yaml:3:5): in $PWD/templates" >&2; exit 1; fi
echo '---'
echo '# Source: shop/templates/api.yaml'
sed "s/REPLICAS/$(sed -n 's/^replicas: //p' "$values" 2>/dev/null)/" templates/api.yaml
`;
  const CHART = {
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'shop/values.yaml': 'replicas: 2\n',
    'shop/templates/api.yaml': workload().replace('spec:\n', 'spec:\n  replicas: REPLICAS\n'),
  };
  const path = process.env.PATH;
  beforeEach(() => {
    write({ 'bin/helm': HELM });
    chmodSync(join(folder.path, 'bin/helm'), 0o755);
    process.env.PATH = `${join(folder.path, 'bin')}:${path}`;
  });
  afterEach(() => void (process.env.PATH = path));

  it.each([
    [['values-dev.yaml', 'values-prod.yaml']],
    [['values.dev.yaml', 'values.prod.yaml']],
    [['dev.values.yaml', 'prod.values.yml']],
    [['values/dev.yaml', 'values/prod.yaml']],
    [['environments/dev/values.yaml', 'environments/prod/values.yaml']],
    [['../envs/dev/values.yaml', '../values-prod.yaml']],
  ])('are rendered once for each environment of %j', async ([dev, prod]) => {
    write({
      ...CHART,
      [`shop/${dev!}`]: 'replicas: 1\n',
      [`shop/${prod!}`]: 'replicas: 3\n',
      'shop/ci/test-values.yaml': 'x: 1\n',
      'shop/values-schema.yaml': 'x: 1\n',
    });
    const { out } = await audit('.');
    expect(out).toContain('environments: dev (1 object), prod (1 object)\n');
    expect(out).toContain('note: shop/Chart.yaml rendered for dev, prod\n');
    expect(await places(/^LS051$/, '.')).toEqual(['LS051 shop/templates/api.yaml']);
    expect((await findings('.')).find(({ code }) => code === 'LS051')?.environments).toEqual(['prod']);
  });

  it('that have their own values alone are one environment', async () => {
    write(CHART);
    expect((await audit('.')).out).toContain('one environment');
  });

  it('whose values of one environment break them say which', async () => {
    write({ ...CHART, 'shop/values-dev.yaml': 'replicas: 1\n', 'shop/values-prod.yaml': 'broken: true\n' });
    const [broken] = (await findings('.')).filter(({ code }) => code === 'LS860');
    expect(broken).toMatchObject({
      file: 'shop/values-prod.yaml',
      message: expect.stringContaining('does not render with these values') as string,
    });
    expect(broken!.message).not.toContain(folder.path);
  });

  it('that lack the charts they need say how to get them', async () => {
    write({
      ...CHART,
      'bin/helm': '#!/bin/sh\necho "Error: found in Chart.yaml, but missing in charts/ directory: redis" >&2\nexit 1\n',
    });
    expect((await findings('.')).find(({ code }) => code === 'LS858')).toMatchObject({
      file: 'shop/Chart.yaml',
      message: expect.stringContaining('redis') as string,
    });
  });
});

test('an annotation with a reason accepts a finding; without a reason, or without a finding, it is one', async () => {
  const accepting = (lines: string) => ({
    'a.yaml': workload().replace('  name: api\nspec', `  name: api\n  annotations:\n${lines}spec`),
  });
  write(accepting('    lockstep.dev/accept.LS013: writes its cache beside itself\n'));
  const before = await audit('.');
  expect(before.out).not.toContain('LS013');
  expect(before.out).toContain('1 finding accepted, with a reason\n');
  write(accepting('    lockstep.dev/accept.writable-root-filesystem: writes its cache to its own folder\n'));
  expect((await audit('.')).out).toBe(before.out);
  write(
    accepting(
      '    lockstep.dev/accept.LS013: ""\n    lockstep.dev/accept.LS051: old\n    lockstep.dev/accept.LS9999: x\n',
    ),
  );
  expect(await places(/^LS(013|867|868)$/, '.')).toEqual([
    'LS867 a.yaml:6:5',
    'LS867 a.yaml:8:5',
    'LS013 a.yaml:15:11',
    'LS868 a.yaml:7:5',
  ]);
});

test('only what the baseline does not know is reported, wherever it has moved to', async () => {
  write({ 'a.yaml': workload(CONFIG) });
  expect((await audit('.', '--write-baseline', '--baseline', 'known.json')).code).toBe(0);
  write({ 'a.yaml': `# moved\n${workload(CONFIG)}` });
  const same = await audit('.', '--baseline', 'known.json');
  expect(same).toMatchObject({
    code: 0,
    out: expect.stringMatching(/findings in the baseline\n(?:.*\n)*\nno findings\n$/) as string,
  });
  write({ 'a.yaml': workload(`${CONFIG}            - configMapRef: {name: more}\n`) });
  expect(await places(/./, '.', '--baseline', 'known.json')).toEqual(['LS401 a.yaml:16:15']);
  write({ 'a.yaml': workload() });
  expect((await audit('.', '--baseline', 'known.json')).out).toContain('note: 1 finding in the baseline was not found');
  expect(JSON.parse(readFileSync(join(folder.path, 'known.json'), 'utf8'))).toMatchObject({ version: 1 });
});

test('a baseline is written where its folder is missing, and refused where there can be no file', async () => {
  write({ 'k8s/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' });
  expect(await audit('k8s', '--write-baseline', '--baseline', 'new/known.json')).toMatchObject({ code: 0 });
  expect(await audit('k8s', '--baseline', 'new/known.json')).toMatchObject({
    code: 0,
    out: expect.stringContaining('no findings') as string,
  });
  for (const place of ['k8s', 'k8s/a.yaml/known.json']) {
    expect(await audit('k8s', '--write-baseline', '--baseline', place)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`LS911 ${place}: cannot write the file`) as string,
    });
  }
});

test('wrong use is told at once', async () => {
  write({ 'a.yaml': '' });
  expect(await audit()).toMatchObject({ code: 2, err: expect.stringContaining('no directory given') as string });
  expect(await audit('nowhere')).toMatchObject({
    code: 2,
    err: expect.stringContaining('"nowhere" does not exist') as string,
  });
  write({ 'k8s/a.yaml': '' });
  expect(await audit('k8')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "k8s"?') as string });
  expect(await audit('k8s/a.yaml')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/is not a directory\s+.*lockstep audit k8s$/m) as string,
  });
  expect(await audit('.', '--env', 'prod')).toMatchObject({ code: 2 });
  expect(await audit('.', '--format', 'xml')).toMatchObject({ code: 2 });
  expect(await audit('.', '--baseline', 'none.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('does not exist') as string,
  });
  expect(await audit('.')).toMatchObject({ code: 1, out: expect.stringContaining('LS869') as string });
});

test('SARIF and GitHub annotations name file and line', async () => {
  write({ 'k8s/a.yaml': workload(CONFIG) });
  const sarif = JSON.parse((await audit('k8s', '--format', 'sarif')).out) as {
    runs: { results: { ruleId: string; locations: object[] }[] }[];
  };
  expect(sarif.runs[0]!.results.find(({ ruleId }) => ruleId === 'LS401')!.locations).toMatchObject([
    { physicalLocation: { artifactLocation: { uri: 'k8s/a.yaml' }, region: { startLine: 15, startColumn: 15 } } },
  ]);
  expect((await audit('k8s', '--format', 'github')).out).toContain(
    '::error file=k8s/a.yaml,line=15,col=15,title=LS401',
  );
});
