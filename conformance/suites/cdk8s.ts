/**
 * Suite `cdk8s`: the real cdk8s command in a project of a user, which has Lockstep installed from the packed tarball.
 * The project is the README's example; a construct made by `cdk8s import` stands beside the pattern.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../cleanup';
import { definitions } from '../cluster/definitions';
import { readDist } from '../dist';
import { runOk } from '../processes';
import type { Suite, SuiteContext } from '../suite';

export const cdk8s: Suite = {
  name: 'cdk8s',
  title: 'cdk8s synth and cdk8s import in a project with the packed Lockstep',
  tools: [],
  run: async (context) => {
    const { report } = context;
    const folder = temporaryFolder('cdk8s');
    const user = join(folder, 'user');
    let tarball = '';
    const ready =
      (await report.case('cdk8s: npm pack', async () => {
        tarball = await pack(context, join(folder, 'source'));
      })) &&
      (await report.case('cdk8s: the README example installs from the tarball', () => install(context, user, tarball)));
    if (!ready) return;
    let first = '';
    const synthesized = await report.case(
      'cdk8s: cdk8s synth writes every environment, and the same again',
      async () => {
        first = await synth(user);
        if ((await synth(user)) !== first) throw new Error('a second synth wrote something else');
      },
    );
    if (!synthesized) return;
    await report.case('cdk8s: cdk8s import gives a construct that stands beside the pattern', () => importAndUse(user));
  },
};

/** Builds a copy of the source, so that nothing is written into the project, and packs it. */
async function pack({ project }: SuiteContext, copy: string): Promise<string> {
  mkdirSync(copy);
  for (const name of ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'LICENSE'])
    cpSync(join(project, name), join(copy, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  await runOk('npm', ['run', '--silent', 'build'], { cwd: copy });
  await runOk('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', copy], { cwd: copy });
  const tarball = readdirSync(copy).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  return join(copy, tarball);
}

async function install({ project }: SuiteContext, user: string, tarball: string): Promise<void> {
  mkdirSync(join(user, 'certs'), { recursive: true });
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  for (const file of ['main.ts', 'cdk8s.yaml', 'images.lock.yaml'])
    writeFileSync(join(user, file), example(readme, file));
  writeFileSync(join(user, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'cdk8s-cli', 'tsx', 'typescript'].map(
    (name) => `${name}@${installed(project, name)}`,
  );
  await runOk('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent', tarball, ...peers], {
    cwd: user,
  });
  const [certificate] = readdirSync(join(project, 'certs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.pem'),
  );
  if (certificate === undefined) throw new Error('the project has no sealing certificate to borrow');
  for (const [environment, namespace] of [
    ['dev', 'shop-dev'],
    ['prod', 'shop-prod'],
  ] as const) {
    cpSync(join(project, 'certs', certificate), join(user, 'certs', `${environment}.pem`));
    await runOk(
      join(user, 'node_modules', '.bin', 'lockstep'),
      ['seal', `shop/${environment}`, 'jwt', 'key', '--generate', '--namespace', namespace],
      { cwd: user },
    );
  }
}

/** Runs `cdk8s synth`, and answers everything that it wrote as one text. */
async function synth(user: string): Promise<string> {
  await runOk(join(user, 'node_modules', '.bin', 'cdk8s'), ['synth'], {
    cwd: user,
    env: { CDK8S_CHECK_UPGRADE: 'false' },
  });
  const environments = readDist(join(user, 'dist')).map(({ platform, name }) => `${platform}/${name}`);
  if (environments.join(' ') !== 'shop/dev shop/prod')
    throw new Error(`it wrote ${environments.join(' ') || 'nothing'}`);
  const files = readdirSync(join(user, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return files.map((name) => `# ${name}\n${readFileSync(join(user, 'dist', name), 'utf8')}`).join('');
}

async function importAndUse(user: string): Promise<void> {
  const [crd] = (await definitions([{ group: 'monitoring.coreos.com', kind: 'ServiceMonitor' }])).values();
  writeFileSync(join(user, 'crd.yaml'), crd ?? '');
  await runOk(join(user, 'node_modules', '.bin', 'cdk8s'), ['import', 'crd.yaml', '--language', 'typescript'], {
    cwd: user,
    env: { CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (!existsSync(join(user, 'imports', 'monitoring.coreos.com.ts')))
    throw new Error('cdk8s import wrote no imports/monitoring.coreos.com.ts');
  const main = readFileSync(join(user, 'main.ts'), 'utf8');
  const monitor = [
    "new ServiceMonitor(shop, 'imported', {",
    "  metadata: { name: 'imported', namespace: shop.namespaceName as never },",
    '  spec: {',
    "    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },",
    "    endpoints: [{ port: 'http', interval: vary({ dev: '60s', prod: '30s' }) as never }],",
    '  },',
    '});',
  ].join('\n');
  writeFileSync(
    join(user, 'main.ts'),
    [
      "import { ServiceMonitor } from './imports/monitoring.coreos.com';",
      main.replace('app.synth();', `${monitor}\napp.synth();`),
    ].join('\n'),
  );
  await synth(user);
  for (const [environment, interval] of [
    ['dev', '60s'],
    ['prod', '30s'],
  ] as const) {
    const found = readDist(join(user, 'dist'))
      .find(({ name }) => name === environment)
      ?.objects.find(({ manifest }) => manifest.kind === 'ServiceMonitor' && manifest.metadata.name === 'imported');
    const endpoints = (found?.manifest['spec'] as { endpoints?: readonly { interval?: string }[] } | undefined)
      ?.endpoints;
    if (endpoints?.[0]?.interval !== interval)
      throw new Error(
        `${environment}: the imported construct has interval ${endpoints?.[0]?.interval ?? 'of nothing'}, not ${interval}`,
      );
    if (found?.manifest.metadata.namespace !== `shop-${environment}`)
      throw new Error(
        `${environment}: the imported construct lies in ${found?.manifest.metadata.namespace ?? 'no namespace'}`,
      );
  }
}

/** A file of the README's example: the code block after `<!-- example: file -->`. */
function example(readme: string, file: string): string {
  const found = new RegExp(`<!-- example: ${file.replaceAll('.', '\\.')} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(
    readme,
  )?.[1];
  if (found === undefined) throw new Error(`the README has no example ${file}`);
  return found;
}

function installed(project: string, name: string): string {
  return (JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;
}
