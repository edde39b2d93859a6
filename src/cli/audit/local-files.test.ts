import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../folder.test-support';
import { lockstep } from '../terminal.test-support';

const folder = testFolder('beside');
const { write } = folder;

interface Reported {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly line?: number;
  readonly object?: string;
  readonly message: string;
}

/** Of the codes of this inspection alone. */
async function findings(of = /^LS8(?:5\d|4\d)$/): Promise<readonly Reported[]> {
  const { out } = await lockstep(['audit', '.', '--format', 'json'], folder.path);
  return (JSON.parse(out) as { findings: Reported[] }).findings.filter(({ code }) => of.test(code));
}

const brief = async (of?: RegExp) =>
  (await findings(of)).map(
    ({ code, file, line, message }) => `${code} ${file}${line === undefined ? '' : `:${line}`} ${message}`,
  );

const api = (container: string, kind = 'Deployment', name = 'shop-api') => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - {name: ${name}, ${container}}
`;
const WEB = api('image: registry.example/web:1', 'Deployment', 'shop-web');

test('ports that have nothing in common are told, others are not', async () => {
  write({
    'k8s/api.yaml': api('image: registry.example/api:1, ports: [{containerPort: 3001}]'),
    'k8s/web.yaml': api('image: registry.example/web:1, ports: [{containerPort: 8080}]', 'Deployment', 'shop-web'),
    'compose.yaml': `services:
  api:
    build: .
    ports:
      - "127.0.0.1:\${PORT_OF_API:-80}:2000"
  web:
    build: web
    ports: [{ target: 8080, published: "80" }, 9229:9229]
`,
  });
  expect(await brief()).toEqual([
    'LS841 compose.yaml:5 compose expects `api` on port 2000; Deployment/shop-api has 3001',
  ]);
  write({ 'compose.yaml': 'services:\n  api:\n    environment: { PORT: 2000 }\n' });
  expect(await brief()).toContain('LS841 compose.yaml:3 `PORT` is 2000 in compose; Deployment/shop-api has 3001');
});

const VARIABLES = `image: registry.example/api:1, env: [{name: DATABASE_URL, value: x}, {name: JWT_EXPIRATION, value: "1"}, {name: CACHE_ENABLED, value: "1"}, {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]`;
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {REGION: eu}\n';

test('variables of the one that the other never sets, and two names for one thing', async () => {
  write({
    'k8s/dev/api.yaml': api(VARIABLES),
    'k8s/prod/api.yaml': api(`${VARIABLES}, envFrom: [{configMapRef: {name: settings}}]`),
    'k8s/prod/settings.yaml': SETTINGS,
    'k8s/web.yaml': WEB,
    'docker-compose.yml': `services:
  api:
    image: registry.example/api:dev
    env_file: [api.env]
    environment:
      JWT_EXPIRES_IN: 1h
      NODE_ENV: development
      MAIL_HOST:
`,
    'api.env': 'DATABASE_URL=x\nREGION=eu\n',
  });
  expect(await brief()).toEqual([
    'LS842 docker-compose.yml:2 compose lacks `CACHE_ENABLED`, which Deployment/shop-api sets',
    'LS842 docker-compose.yml:8 compose sets `MAIL_HOST`, which Deployment/shop-api does not set in any environment',
    'LS843 docker-compose.yml:6 `JWT_EXPIRES_IN` is called `JWT_EXPIRATION` in Deployment/shop-api, which does not set `JWT_EXPIRES_IN`: the program reads only one of them',
  ]);
  // what comes from a Secret or a file that is not there may be anything
  write({
    'k8s/prod/api.yaml': api(`${VARIABLES}, envFrom: [{secretRef: {name: elsewhere}}]`),
    'k8s/prod/settings.yaml': SETTINGS,
  });
  expect(await brief(/^LS84/)).toEqual([
    'LS842 docker-compose.yml:2 compose lacks `CACHE_ENABLED`, `JWT_EXPIRATION`, which Deployment/shop-api sets',
  ]);
  rmSync(join(folder.path, 'api.env'));
  expect(await brief(/^LS84/)).toEqual([]);
});

test('a store with a password in one place, of another version, or not there', async () => {
  const redis = (args: string) => api(`image: redis:7-alpine, args: [${args}]`, 'StatefulSet', 'redis');
  write({
    'k8s/redis.yaml': redis('--requirepass, $(P)'),
    'k8s/db.yaml':
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: shop-db}\nspec: {instances: 3, imageName: "ghcr.io/cloudnative-pg/postgresql:16.2"}\n',
    'k8s/mongo.yaml': api('image: mongo:7, args: [--auth]', 'StatefulSet', 'documents'),
    'k8s/api.yaml': api('image: registry.example/api:1'),
    'compose.yaml': `services:
  api: { build: . }
  cache:
    image: redis:7
  postgres:
    image: postgres:14
    environment: [POSTGRES_HOST_AUTH_METHOD=trust]
`,
  });
  expect(await brief()).toEqual([
    'LS844 compose.yaml:4 Redis requires no password in compose, but requires one in StatefulSet/redis',
    'LS844 compose.yaml:6 PostgreSQL requires no password in compose, but requires one in Cluster/shop-db',
    'LS846 compose.yaml:6 PostgreSQL has version 14 in compose, but version 16 in Cluster/shop-db',
    'LS848 compose.yaml compose runs `api` without MongoDB, which the manifests include (StatefulSet/documents)',
  ]);
  write({
    'compose.yaml':
      'services:\n  redis:\n    image: redis:7\n    command: redis-server --requirepass ${REDIS_PASSWORD:?}\n',
    'k8s/redis.yaml': redis('--port, "6379"'),
  });
  expect(await brief()).toEqual([
    'LS844 compose.yaml:3 Redis requires a password in compose, but none in StatefulSet/redis',
  ]);
  write({
    'compose.yaml': 'services:\n  redis:\n    image: redis:7\n    volumes: ["./redis.conf:/redis.conf"]\n',
    'k8s/redis.yaml': redis('--requirepass, $(P)'),
  });
  expect(await brief()).toEqual([]);
});

test('a health check asks what the probes ask', async () => {
  const compose = (test: string) =>
    `services:\n  api:\n    build: .\n    healthcheck:\n      interval: 5s\n      test: ${test}\n`;
  write({
    'k8s/api.yaml': api(
      'image: registry.example/api:1, ports: [{name: http, containerPort: 3001}], readinessProbe: {httpGet: {path: /health, port: http}}',
    ),
    'k8s/web.yaml': WEB,
  });
  const asked: readonly (readonly [test: string, says: string | undefined])[] = [
    [
      '["CMD", "wget", "--spider", "http://localhost:2000/health"]',
      'queries port 2000; the probes of Deployment/shop-api query `/health` on port 3001',
    ],
    ['curl -f http://127.0.0.1:3001/api/health || exit 1', 'queries path `/api/health`; the probes'],
    ['["CMD-SHELL", "curl -f http://localhost:3001/health/ || exit 1"]', undefined],
    ['["CMD", "pg_isready"]', undefined],
    ['["NONE"]', undefined],
    ['curl http://localhost:$UNKNOWN/health', undefined],
    ['curl https://example.org/health', undefined],
  ];
  for (const [test, says] of asked) {
    write({ 'compose.yaml': compose(test) });
    expect([test, (await brief(/^LS845$/)).join()]).toEqual([
      test,
      says === undefined ? '' : expect.stringContaining(says),
    ]);
  }
  write({ 'compose.yaml': compose(asked[0]![0]) });
  expect((await findings(/^LS845$/))[0]).toMatchObject({
    severity: 'warning',
    file: 'compose.yaml',
    line: 6,
    object: 'service/api',
  });
});

const STRIPE = `sk_live_${'0'.repeat(24)}`;

describe('secrets', () => {
  it('in compose files are told once, and those that are filled in elsewhere are not', async () => {
    write({
      'compose.yaml': `services:
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: password } }
  migrate: { build: ., environment: { POSTGRES_PASSWORD: password, PGPASSFILE: /run/pass } }
  api:
    build: .
    environment:
      JWT_SECRET: \${JWT_SECRET:?}
      DB_PASSWORD: \${DB_PASSWORD:-postgres}
      SESSION_SECRET: \${SESSION_SECRET:-kd83hfQz1nBv0x}
      STRIPE_KEY: ${STRIPE}
`,
    });
    expect(await brief(/^LS847$/)).toEqual([
      expect.stringMatching(/^LS847 compose\.yaml:10 `STRIPE_KEY` is a Stripe key \(32 characters\) in plaintext$/),
      'LS847 compose.yaml:2 `POSTGRES_PASSWORD` is a placeholder for a secret (`password`) in plaintext, also in migrate',
      'LS847 compose.yaml:9 `SESSION_SECRET` is a secret, judging by its name (14 characters) in plaintext',
    ]);
    expect((await findings(/^LS847$/)).map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning']);
  });

  it('in files of variables count where git tracks them; in an example a real key alone', async () => {
    write({
      'a/.env': 'API_TOKEN=kd83hfQz1nBv0x\n',
      'b/.env': 'API_TOKEN=kd83hfQz1nBv0y\n',
      '.env.example': `API_TOKEN=kd83hfQz1nBv0x\nURL=postgres://u:pass1@h/d\nKEY=${STRIPE}\n`,
    });
    const places = async () => (await findings(/^LS847$/)).map(({ file, line }) => `${file}:${line}`);
    expect(await places()).toEqual(['.env.example:3', 'a/.env:1', 'b/.env:1']);
    const git = (...args: string[]) => expect(spawnSync('git', args, { cwd: folder.path }).status).toBe(0);
    git('init', '-q');
    git('add', 'b/.env', '.env.example');
    expect(await places()).toEqual(['.env.example:3', 'b/.env:1']);
  });
});

test('a file of variables is compared with what reads most of it', async () => {
  const env = ['A_ONE', 'B_TWO', 'C_THREE', 'D_FOUR'].map((name) => `{name: ${name}, value: x}`).join();
  write({
    'k8s/api.yaml': api(`image: registry.example/api:1, env: [${env}]`),
    'k8s/web.yaml': WEB,
    '.env.example':
      '# about the api\nexport A_ONE=1\nB_TWO="two\nlines"\nC_THREE=3 # three\nE_FIVE=\nCOMPOSE_PROJECT_NAME=x\nUSED=1\n',
    'compose.yaml': 'services:\n  db: { image: "postgres:16", ports: ["${USED}:5432"] }\n',
    'tools/.env.example': 'A_ONE=1\nX=1\nY=1\nZ=1\n',
  });
  expect(await brief()).toEqual([
    'LS842 .env.example:1 `.env.example` lacks `D_FOUR`, which Deployment/shop-api sets',
    'LS842 .env.example:6 `.env.example` sets `E_FIVE`, which Deployment/shop-api does not set in any environment',
  ]);
});

test('services are told apart: by name, without what systems put around names, by store; what could be two is neither', async () => {
  write({
    'k8s/all.yaml': ['auth-depl', 'orders-depl', 'a-web', 'b-web']
      .map((name) => api('image: registry.example/x:1, ports: [{containerPort: 1000}]', 'Deployment', name))
      .join('---\n'),
    'compose.yaml': `services:\n${['auth', 'orders_service', 'web', 'other'].map((name) => `  ${name}: { build: ., expose: ["2000"] }\n`).join('')}`,
  });
  expect((await findings(/^LS841$/)).map(({ object }) => object)).toEqual(['service/auth', 'service/orders_service']);
});

test('each compose file belongs to the manifests that lie nearest', async () => {
  const one = {
    'k8s.yaml': api('image: x.example/api:1, ports: [{containerPort: 1000}]', 'Deployment', 'api'),
    'compose.yaml': 'services: { api: { build: ., expose: [1000] } }\n',
  };
  const other = {
    'deploy/k8s.yaml': one['k8s.yaml'].replace('1000', '2000'),
    'local/compose.yaml': one['compose.yaml'].replace('1000', '2000'),
  };
  write({
    ...Object.fromEntries(Object.entries(one).map(([name, text]) => [`one/${name}`, text])),
    ...Object.fromEntries(Object.entries(other).map(([name, text]) => [`other/${name}`, text])),
  });
  expect(await brief()).toEqual([]);
});

test('files of one folder are laid over each other', async () => {
  write({
    'k8s/api.yaml': api(
      'image: registry.example/api:1, ports: [{containerPort: 3001}], env: [{name: ONE, value: x}, {name: TWO, value: x}]',
      'Deployment',
      'api',
    ),
    'compose.yaml': 'services: { api: { build: ., environment: { ONE: 1 } }, redis: { image: "redis:7" } }\n',
    'compose.override.yaml': 'services:\n  api:\n    ports: [2000]\n    environment: { TWO: 2 }\n',
  });
  expect(await brief()).toEqual([
    'LS841 compose.override.yaml:3 compose expects `api` on port 2000; Deployment/api has 3001',
  ]);
});

test('what is broken is a finding with its line, and the rest is read', async () => {
  write({
    'a/compose.yaml': 'services:\n\tapi: {}\n',
    'b/compose.yaml': 'services: [api]\n',
    'c/compose.yaml': `x: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]!}`).join(', ')}]`)
      .join('\n')}\nservices: {}\n`,
    'd/compose.yaml': 'services:\n  api: {}\n  api: {}\n',
    'e/compose.yaml': 'version: "3"\n',
    'f/compose.yaml': `services: ${'['.repeat(20_000)}\n`,
    'g/compose.yaml':
      'services: { api: 5, b: { ports: 7, environment: 3, command: { a: 1 }, extends: b, healthcheck: [], env_file: 9, image: [x] }, c: { <<: 1, ports: !reset [] } }\n',
    'h/docker-compose.yml': Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
    'i/.env': 'A="open\n',
    'j/.env': "\ufeffA=1\r\nB='x'\r\n",
    'k/.env.local': 'just words\nNAME_ALONE\nA=1\nA=2\n',
    'l/compose.yaml': 'services:\n  api: &api { extends: { service: web } }\n  web: { extends: api }\n',
    'm/compose.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {a: 1}\n',
    'n/compose.yaml': 'a: 1\n---\nb: 2\n',
    'o/.env.prod': `${'A=1\n'.repeat(300_000)}`,
  });
  mkdirSync(join(folder.path, 'p', '.env'), { recursive: true });
  expect(
    (await findings(/^LS8/))
      .map(({ code, file, line }) => `${code} ${file}${line === undefined ? '' : `:${line}`}`)
      .sort(),
  ).toEqual([
    'LS840 a/compose.yaml:2',
    'LS840 b/compose.yaml',
    'LS840 f/compose.yaml:1',
    'LS840 i/.env:1',
    'LS840 k/.env.local:1',
    'LS840 k/.env.local:4',
    'LS840 n/compose.yaml:2',
    'LS851 h/docker-compose.yml',
    'LS853 d/compose.yaml:3',
    'LS854 o/.env.prod',
    expect.stringMatching(/^LS855 c\/compose\.yaml:/),
    'LS859 j/.env',
    'LS859 j/.env',
  ]);
  const { out } = await lockstep(['audit', '.', '--verbose'], folder.path);
  expect(out).toContain('  e/compose.yaml: a compose file without services\n');
  // manifests may lie in a file of any name
  expect(out).toContain('1 object in 1 file\n');
});
