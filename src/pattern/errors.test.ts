/** What the pattern says about each kind of mistake, word for word. */
import { ApiObject } from 'cdk8s';
import {
  CLUSTER,
  environments,
  findingsOf,
  inputs,
  only,
  platform,
  result,
  text,
  told,
  vary,
  type InputChanges,
} from '../laws/example.test-support';
import { App } from '../app';
import { absent } from '../model/varying';
import { deviate } from './engine/deviate';
import { ExternalService } from './network/external';
import { Platform, type PlatformInput } from './platform/platform';
import { sealed } from './secrets/sealed';
import { WebService } from './workload/web-service';
import { Worker } from './workload/worker';

const ROUTE = { hosts: ['a.acme'] };

function said(
  props: object,
  changes: InputChanges = {},
  platformProps: Partial<PlatformInput> = {},
  id = 'api',
): string[] {
  const { app, shop } = platform(changes, platformProps);
  new WebService(shop, id, { image: 'api', port: 3000, ...props });
  return told(findingsOf(app));
}
const LONG = 'a'.repeat(64);
const HINT =
  'makes a random value for each; without `--generate`, one environment at a time, the value is read from standard input.';
const VARIABLES = 'text, a number, true or false, an endpoint, a sealed key or a pod field';

it('a single replica is nothing to production where the service does not exist there', () => {
  expect(
    said({ replicas: 1, only: only(['dev'], 'a tool of developers') }).filter((line) => line.startsWith('LS690')),
  ).toEqual([]);
  expect(
    said({ replicas: 1, only: only(['dev', 'prod'], 'a tool') }).filter((line) => line.startsWith('LS690')),
  ).toEqual([expect.stringContaining('[prod]')]);
});

it.each<[string, object, string]>([
  [
    'a mistyped secret key',
    { secrets: { A: sealed('api-secrets', 'jtw') } },
    'LS551 shop/secrets SealedSecret/api-secrets spec.encryptedData.jtw [dev, staging, prod]: api reads key `jtw` of Secret `api-secrets`; `api-secrets` has `jwt` and `session` there → ' +
      `Did you mean \`jwt\`? Or seal it: \`npx lockstep seal shop/dev,staging,prod api-secrets jtw --generate\` ${HINT}`,
  ],
  [
    'a mistyped secret',
    { secrets: { A: sealed('api-secret', 'jwt') } },
    'LS551 shop/secrets SealedSecret/api-secret spec.encryptedData.jwt [dev, staging, prod]: api reads key `jwt` of Secret `api-secret`, which is not sealed for dev, staging and prod → ' +
      `Did you mean \`api-secrets\`? Or seal it: \`npx lockstep seal shop/dev,staging,prod api-secret jwt --generate\` ${HINT}`,
  ],
  [
    'an unknown connection',
    { calls: ['db'] },
    'LS102 shop/api calls[0]: "db" is not the endpoint of a construct → Use the endpoint of a construct, such as `db.endpoint`.',
  ],
  [
    'a duplicate port',
    { ports: { admin: 3000 } },
    'LS105 shop/api port: the ports "http" and "admin" are both container port 3000 → Use a different number for each, or declare it once.',
  ],
  [
    'a port that the Service has',
    { ports: { admin: 80 } },
    'LS105 shop/api servicePort: the ports "http" and "admin" are both service port 80 → Use a different number for each, or declare it once.',
  ],
  [
    'a port that is taken in one environment',
    { ports: { admin: vary({ dev: 9000, staging: 3000, prod: 9000 }) } },
    'LS105 shop/api port [staging]: the ports "http" and "admin" are both container port 3000 → Use a different number for each, or declare it once.',
  ],
  [
    'an invalid quantity',
    { resources: { requests: { cpu: '100 m' } } },
    'LS102 shop/api resources.requests.cpu: "100 m" is not a quantity → Use a value such as "512Mi".',
  ],
  [
    'an invalid quantity in one environment',
    { writable: { '/tmp': vary({ dev: '1Mi', staging: '1MB', prod: '1Mi' }) } },
    'LS102 shop/api writable./tmp [staging]: "1MB" is not a quantity → Use a value such as "512Mi".',
  ],
  [
    'an invalid name of a variable',
    { env: { 'MY-VAR': '1' } },
    'LS102 shop/api env.MY-VAR: "MY-VAR" is not an environment variable name → Use a value such as "DATABASE_URL".',
  ],
  [
    'an invalid host',
    { route: { hosts: ['Api.acme'] } },
    'LS102 shop/api route.hosts[0]: "Api.acme" is not a host name → Use a value such as "api.shop.example".',
  ],
  [
    'an invalid duration',
    { shutdown: { drain: '30' } },
    'LS102 shop/api shutdown.drain: "30" is not a duration in whole seconds → Use a value such as "30s".',
  ],
  [
    'a number as text',
    { replicas: '3' },
    'LS102 shop/api replicas: "3" is not an integer of 0 or more → Use such a number, without quotes.',
  ],
  [
    'no port',
    { port: 70000 },
    'LS102 shop/api port: 70000 is not an integer from 1 to 65535 (port) → Use such a number, without quotes.',
  ],
  [
    'the user root',
    { user: 0 },
    'LS102 shop/api user: 0 is not an integer of 1 or more (user id) → Use such a number, without quotes.',
  ],
  [
    'a name over 63 characters',
    { name: LONG },
    `LS102 shop/api name: "${LONG}" is not a DNS label (at most 63 lowercase letters, digits and hyphens) → Use a value such as "shop-api".`,
  ],
  [
    'an unknown prop',
    { replica: 1 },
    'LS101 shop/api replica: unknown prop "replica" → Did you mean "replicas"? Valid: "replicas", "autoscaling", "rollout", "disruption", "image", "name", "command", "args", ' +
      '"workingDir", "env", "secrets", "secretFiles" and … more.',
  ],
  [
    'an unknown choice',
    { protocol: 'htpp' },
    'LS102 shop/api protocol: "htpp" is not a valid choice → Did you mean "http"? Valid: "http", "grpc", "tcp".',
  ],
  [
    'what cannot vary',
    { protocol: vary({ dev: 'http', staging: 'tcp', prod: 'tcp' }) },
    'LS102 shop/api protocol: a varying value is not the same in every environment → Use one value.',
  ],
  [
    'a required prop that is absent somewhere',
    { port: vary<unknown>({ dev: absent, staging: 1, prod: 1 }) },
    'LS102 shop/api port [dev]: `absent` is not a value → This field is required: set a value for every environment.',
  ],
  [
    'a map that is absent somewhere',
    { metrics: vary<unknown>({ dev: absent, staging: {}, prod: {} }) },
    'LS102 shop/api metrics: a varying value is not given in every environment → Set it in all of them, with fields that vary, or remove it.',
  ],
  [
    'equal probes',
    { probes: { liveness: { http: '/readyz' } } },
    'LS108 shop/api probes.liveness.http: the readiness and liveness probes both use /readyz → Use a liveness path that checks only the process itself.',
  ],
  [
    'a probe that gives up before its answer',
    { probes: { readiness: { http: '/r', timeout: '2s', dependencyTimeout: '2s' } } },
    'LS109 shop/api probes.readiness.timeout: the probe times out after 2s, but its response may wait 2s for a dependency → Set the timeout to more than dependencyTimeout.',
  ],
  [
    'a probe that gives up before its answer in some environments',
    {
      probes: {
        readiness: { http: '/r', timeout: vary({ dev: '2s', staging: '9s', prod: '2s' }), dependencyTimeout: '3s' },
      },
    },
    'LS109 shop/api probes.readiness.timeout [dev, prod]: the probe times out after 2s, but its response may wait 3s for a dependency → Set the timeout to more than dependencyTimeout.',
  ],
  [
    'a probe that asks twice',
    { probes: { readiness: { http: '/r', tcp: 3000 } } },
    'LS114 shop/api probes.readiness: the probe specifies 2 checks: http, tcp → Set exactly one of http, tcp, grpc, exec.',
  ],
  [
    'a placeholder',
    { env: { URL: vary({ dev: 'https://a.acme', staging: 'https://api.example.com/v1', prod: 'https://a.acme' }) } },
    'LS110 shop/api env.URL [staging]: "https://api.example.com/v1" is a placeholder address → Set the address that the service calls there.',
  ],
  [
    'a hidden route',
    { route: { ...ROUTE, rules: [{ prefix: '/a' }, { prefix: '/a' }] } },
    'LS111 shop/api route.rules: two rules match the prefix /a, so the second never matches a request → Merge them.',
  ],
  [
    'retries beyond the timeout',
    {
      route: {
        ...ROUTE,
        rules: [{ prefix: '/', timeout: '30s', retries: { attempts: 3, perTry: '10s', idempotent: true } }],
      },
    },
    'LS112 shop/api route.rules[prefix=/].retries: 4 tries of 10s each take up to 40s, but the request times out after 30s → Shorten perTry to 7s, reduce the number of tries, or increase the timeout.',
  ],
  [
    'a stream longer than the drain',
    { route: { ...ROUTE, rules: [{ prefix: '/mcp', timeout: '6h' }] } },
    "LS113 shop/api shutdown.drain: requests to /mcp may take up to 6h, but a terminating pod waits only 30s for them → Set shutdown: { drain: '6h' }, shorten the timeout of the route, or set `reconnects: true` if its clients reconnect on their own.",
  ],
  [
    'a scrape longer than its interval',
    { metrics: { timeout: '31s' } },
    'LS114 shop/api metrics.timeout: the scrape timeout (31s) is longer than the scrape interval (30s) → Set the timeout to 30s or less, or scrape less often.',
  ],
  [
    'replicas with autoscaling',
    { replicas: 3, autoscaling: { min: 2, max: 3 } },
    'LS114 shop/api replicas: replicas and autoscaling are both set → Remove `replicas`: the autoscaler sets the number. Its bounds may vary between environments.',
  ],
  [
    'a single replica in production',
    { replicas: vary<unknown>({ dev: 1, staging: 1, prod: 1 }) },
    'LS690 shop/api replicas [prod]: api runs 1 replica in prod, so every drain of its node is an outage → ' +
      "Use at least 2 replicas, or document why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
  ],
  [
    'a disk that is too small',
    { writable: { '/tmp': '2Gi' }, resources: { limits: { 'ephemeral-storage': '1Gi' } } },
    'LS118 shop/api resources.limits.ephemeral-storage: the writable directories may use up to 2Gi, but the ephemeral-storage limit of the container is 1Gi → Raise the limit to 2Gi or more, or shrink the directories.',
  ],
  [
    'a variable of a map',
    { env: { A: { a: 1 } } },
    `LS102 shop/api env.A: {"a":1} is not ${VARIABLES} → Use ${VARIABLES}.`,
  ],
  [
    'a variable that is no number',
    { env: { A: NaN } },
    'LS102 shop/api env.A: NaN is not a finite number → Use a finite number.',
  ],
  [
    'a secret in plain text',
    { secrets: { A: 'plain' } },
    'LS102 shop/api secrets.A: "plain" is not a sealed key → Use a sealed key.',
  ],
  [
    'a sealed key that varies',
    { env: vary<object>({ dev: { A: sealed('api-secrets', 'jwt') }, staging: {}, prod: {} }) },
    'LS102 shop/api env.A [dev]: a SealedKey is not plain data → Endpoints, expressions and sealed keys must be the same in every environment.',
  ],
  [
    'a path that is not absolute',
    { writable: { tmp: '1Mi' } },
    'LS102 shop/api writable.tmp: "tmp" is not an absolute path → Use a value such as "/tmp".',
  ],
  [
    'a variable declared twice',
    { env: { PORT: 1 } },
    'LS107 shop/api env.PORT: the variable PORT is already set by `port` → Remove it from either `port` or `env`.',
  ],
  [
    'a secret variable declared twice',
    { env: { A: 'x' }, secrets: { A: sealed('api-secrets', 'jwt') } },
    'LS107 shop/api secrets.A: the variable A is already set by `env` → Remove it from either `env` or `secrets`.',
  ],
  [
    'a variable that another needs',
    { env: { URL: text`a:${sealed('api-secrets', 'jwt')}@b`, API_SECRETS_JWT: 'x' } },
    'LS107 shop/api env.URL: it needs the variable API_SECRETS_JWT for the key jwt of secret api-secrets, but API_SECRETS_JWT is already set to something else → ' +
      'Rename API_SECRETS_JWT, or set it to the key jwt of secret api-secrets yourself.',
  ],
  [
    'something else than `only` gives',
    { only: { a: 1 } },
    'LS102 shop/api only: {"a":1} is not the result of `only` from defineEnvironments → Use the result of `only` from defineEnvironments.',
  ],
])('%s', (_, props, message) => {
  expect(said(props).map((line) => line.replace(/ and \d+ more\.$/, ' and … more.'))).toEqual([message]);
});

it('an id over 63 characters', () => {
  expect(said({}, {}, {}, LONG)).toEqual([
    `LS106 shop/${LONG} name: the name "${LONG}" has 64 characters → Use a DNS label of at most 63 characters: it is used as the name of a Service.`,
  ]);
});

it('an id that is no name', () => {
  expect(said({}, {}, {}, 'Api_1')).toEqual([
    'LS106 shop/Api_1 name: the name "Api_1" may contain only lowercase letters, digits and hyphens → Use a DNS label of at most 63 characters: it is used as the name of a Service.',
  ]);
});

it('a reserved id', () => {
  expect(said({}, {}, {}, 'argocd')).toContain(
    'LS115 shop/argocd: the id "argocd" is reserved for a folder of the platform → Choose another id.',
  );
});

it('an image that is not pinned', () => {
  expect(said({}, { unpinned: { api: ['prod'] } })).toEqual([
    'LS580 shop/api image [prod]: image "api" is not pinned for prod → Add to `api` below `shop`: `prod: { tag: 1.4.2, digest: sha256:… }`; or run `npx lockstep promote shop api --from staging --to prod`.',
  ]);
});

it('facts of the cluster that are needed', () => {
  expect(
    said(
      { route: ROUTE, metrics: {}, permissions: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
      {},
      { cluster: {} },
    ),
  ).toEqual([
    "LS116 shop/api: its pods call the API server, but the platform does not declare its address → Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    "LS116 shop/api metrics: the platform does not declare which Prometheus scrapes it → Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
    "LS116 shop/api route: the platform does not declare a gateway → Declare it on the Platform: cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } }.",
  ]);
});

it('a host that the gateway does not serve', () => {
  expect(
    said({ route: ROUTE }, {}, { cluster: { ...CLUSTER, gateway: { ...CLUSTER.gateway, hosts: ['*.shop.acme'] } } }),
  ).toEqual(['LS119 shop/api route.hosts: the gateway does not serve "a.acme" → Valid: "*.shop.acme".']);
});

it('an invalid CIDR, and an invalid URL', () => {
  const { app, shop } = platform();
  new ExternalService(shop, 'bank', { url: 'bank', cidrs: ['10.0.0.0/33', '10.0.0.256/8', 'fe80::/10'] });
  expect(told(findingsOf(app))).toEqual([
    'LS102 shop/bank url: "bank" is not an absolute URL → Use a value such as "https://api.payments.example".',
    'LS102 shop/bank cidrs[0]: "10.0.0.0/33" is not an address range in CIDR notation → Use a value such as "10.0.0.0/16".',
    'LS102 shop/bank cidrs[1]: "10.0.0.256/8" is not an address range in CIDR notation → Use a value such as "10.0.0.0/16".',
  ]);
});

it('an invalid schedule', () => {
  const { app, shop } = platform();
  const template = {
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: `x@sha256:${'0'.repeat(64)}` }] } },
    },
  };
  new ApiObject(shop, 'nightly', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: { schedule: '61 * * * *', jobTemplate: template },
  });
  expect(told(findingsOf(app))).toContain(
    'LS662 shop/nightly CronJob/nightly spec.schedule: Schedule `61 * * * *` is not valid: `61` is not a valid minute (0-59). → Use the form `minute hour day-of-month month day-of-week`.',
  );
});

it('a worker that is asked on a port it does not have', () => {
  const { app, shop } = platform();
  new Worker(shop, 'mailer', { image: 'mailer', probes: { readiness: { http: '/r' } }, metrics: {} });
  expect(told(findingsOf(app))).toEqual([
    'LS103 shop/mailer probes.readiness.port: the probe has no port to check → Set `port`, or probe with `exec`.',
    'LS103 shop/mailer metrics.port: the process declares no ports, so there is nothing to scrape → Set metrics: { port: … }.',
  ]);
});

it('a deviation from nothing', () => {
  const { app, shop } = platform();
  deviate(new WebService(shop, 'api', { image: 'api', port: 3000 }), {
    opinion: 'single-replicas' as 'single-replica',
    in: ['prd'],
    reason: 'r',
  });
  expect(told(findingsOf(app))).toEqual([
    'LS117 shop/api in: the deviation is for "prd", which is not an environment → Did you mean "prod"? Valid: "dev", "staging", "prod".',
    expect.stringContaining(
      'LS117 shop/api opinion: there is no opinion "single-replicas" to waive → Did you mean "single-replica"? Valid: "single-replica", ',
    ),
  ]);
});

it('a platform whose every prop is wrong', () => {
  const wrong = {
    owner: 'a b',
    edition: '2027',
    quota: { cpu: { requests: '1', limits: 'x' } },
    delivery: { repository: 'x', revision: 'a b' },
    cluster: {
      kubernetes: ['1.28'],
      apiServer: { cidrs: [], port: 0 },
      gateway: { api: 'nginx', name: 'x' },
      gatewy: 1,
    },
  };
  const app = new App({ inputs: inputs() });
  new Platform(app, 'Shop!', { environments, ...wrong } as never);
  expect(
    told(findingsOf(app))
      .filter((line) => line.includes(' Shop!'))
      .map((line) => line.replace(/(gatewy.*\?) Valid: .*/, '$1'))
      .sort(),
  ).toEqual(
    [
      'LS106 Shop!: the platform id "Shop!" is not a valid DNS label → Use at most 63 lowercase letters, digits and hyphens: the id is used in folder names, object names and a label.',
      'LS102 Shop! edition: "2027" is not a valid choice → Did you mean "2026"? Valid: "2026".',
      'LS102 Shop! owner: "a b" is not a label value → Use a value such as "team-shop".',
      'LS102 Shop! cluster.gateway.api: "nginx" is not a valid choice → Valid: "gateway-api", "istio", "ingress".',
      'LS102 Shop! cluster.gateway.name: "x" is not a gateway as namespace/name → Use a value such as "istio-system/public".',
      'LS103 Shop! cluster.gateway.namespace: the prop "namespace" is missing → Set it together with the `labels` of the gateway pods, or set `addresses` if the gateway uses the host network.',
      'LS102 Shop! cluster.kubernetes[0]: "1.28" is not a valid choice → Did you mean "1.27"? Valid: "1.27", "1.30", "1.33", "1.36".',
      'LS102 Shop! cluster.apiServer.cidrs: [] is not a list of at least 1 → Add elements, or remove the prop.',
      'LS102 Shop! cluster.apiServer.port: 0 is not an integer from 1 to 65535 (port) → Use such a number, without quotes.',
      'LS101 Shop! cluster.gatewy: unknown prop "gatewy" → Did you mean "gateway"?',
      'LS102 Shop! quota.cpu.limits: "x" is not a quantity → Use a value such as "512Mi".',
      'LS103 Shop! quota.memory: missing prop "memory" → Use { requests, limits … }.',
      'LS103 Shop! quota.pods: missing prop "pods" → Set it to an integer of 1 or more.',
      'LS102 Shop! delivery.repository: "x" is not the URL of a git repository → Use a value such as "https://git.acme.example/shop.git".',
      'LS102 Shop! delivery.revision: "a b" is not a branch, tag or commit → Use a value such as "main".',
    ].sort(),
  );
});

it('several mistakes, in several constructs, are reported together', () => {
  const { app, shop } = platform({ unpinned: { mailer: ['dev'] } });
  new WebService(shop, 'api', { image: 'api', port: 0, replicas: -1, envs: {} } as never);
  new Worker(shop, 'mailer', { image: 'mailer', secrets: { A: sealed('api-secrets', 'none') } });
  new ApiObject(shop, 'broken', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'broken' },
    data: { a: NaN },
  });
  expect(
    findingsOf(app)
      .map(({ code, construct }) => `${code} ${construct}`)
      .sort(),
  ).toEqual([
    'LS101 shop/api',
    'LS102 shop/api',
    'LS102 shop/api',
    'LS201 shop/broken',
    'LS551 shop/secrets',
    'LS580 shop/mailer',
  ]);
});

it('props that are no map', () => {
  const { app, shop } = platform();
  new WebService(shop, 'api', undefined as never);
  new WebService(shop, 'web', vary<object>({ dev: {}, staging: {}, prod: {} }) as never);
  expect(told(findingsOf(app))).toEqual([
    'LS102 shop/api: undefined is not a map → Use { replicas, autoscaling, rollout, disruption … }.',
    'LS102 shop/web: a varying value is not a map → Use { replicas, autoscaling, rollout, disruption … }.',
  ]);
});

test('the address of a service of one’s own as text, and where the connection is declared', () => {
  const { app, shop } = platform();
  const auth = new WebService(shop, 'auth', { image: 'web', port: 3000 });
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    env: { AUTH_URL: 'http://auth/v1', OTHER: 'https://auth.acme.test', OWN: 'http://api' },
  });
  new WebService(shop, 'more', {
    image: 'extra',
    port: 3000,
    calls: [auth.endpoint],
    env: { AUTH_URL: 'http://auth/v1' },
  });
  expect(told(findingsOf(app)).filter((finding) => finding.includes('LS151'))).toEqual([
    'LS151 shop/api env.AUTH_URL: "http://auth/v1" is the address of auth as plain text, which does not declare a connection: the NetworkPolicies on both sides block it → ' +
      'Use the `url` of the auth construct, or add its endpoint to `calls`.',
  ]);
});

test('a startup probe that asks in another way than liveness', () => {
  const { app, shop } = platform();
  new WebService(shop, 'api', { image: 'api', port: 3000, probes: { startup: { tcp: 3000 } } });
  const container = result(app).platforms[0]!.instances[0]!.objects.find(({ file }) =>
    file.endsWith('Deployment-api.yaml'),
  )!.json as never as {
    spec: { template: { spec: { containers: [{ startupProbe: object; livenessProbe: object }] } } };
  };
  const [{ startupProbe, livenessProbe }] = container.spec.template.spec.containers;
  expect([Object.keys(startupProbe), Object.keys(livenessProbe)]).toEqual([
    expect.arrayContaining(['tcpSocket']),
    expect.arrayContaining(['httpGet']),
  ]);
  expect(Object.keys(startupProbe)).not.toContain('httpGet');
});
