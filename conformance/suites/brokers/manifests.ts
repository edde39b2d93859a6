/** A RabbitMQ with TLS, synthesized in a project of its own: no system of `dist/` has one. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readDist, type Manifest } from '../../dist';
import { runOk } from '../../processes';

const APP = `import { App, Platform, RabbitMq, defineEnvironments } from 'cdk8s-lockstep';

const { environments } = defineEnvironments({ test: { stage: 'development', namespace: 'shop' } });
const app = new App();
const shop = new Platform(app, 'shop', {
  environments,
  edition: '2026',
  owner: 'conformance',
  secretStore: { name: 'store', aws: { region: 'eu-central-1', role: 'arn:aws:iam::123456789012:role/store' } },
  cluster: { prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' }, selects: { release: 'prometheus' } } },
});
new RabbitMq(shop, 'rabbitmq', {
  image: 'rabbitmq',
  storage: { size: '10Gi' },
  tls: 'verify-full',
  management: true,
  vhosts: ['/', 'orders'],
  users: { orders: { vhost: 'orders' } },
});
app.synth();
`;

/** Its objects, by kind. */
export async function synthesize(project: string, folder: string): Promise<ReadonlyMap<string, Manifest>> {
  mkdirSync(folder);
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'app.ts'), APP);
  const paths = { 'cdk8s-lockstep': [join(project, 'src/index.ts')] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths } }));
  const rabbitmq = {
    repository: 'docker.io/library/rabbitmq',
    all: { tag: '4.1.4', digest: `sha256:${'1'.repeat(64)}` },
  };
  writeFileSync(join(folder, 'images.lock.yaml'), stringify({ shop: { rabbitmq } }));
  await runOk('node', ['--import', 'tsx', 'app.ts'], { cwd: folder });
  const objects = readDist(join(folder, 'dist')).flatMap((environment) => environment.objects);
  return new Map(
    objects.filter(({ file }) => file.startsWith('rabbitmq/')).map(({ manifest }) => [manifest.kind, manifest]),
  );
}
