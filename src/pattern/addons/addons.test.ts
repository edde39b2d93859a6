import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { CLUSTER, findingsOf, only, platform, result, told, vary } from '../../laws/example.test-support';
import type { PlatformInput } from '../platform/platform';
import { Postgres } from '../stores/postgres/postgres';
import { sealed } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import { KINDS, type AddOnName } from './catalog';
import { plainCredentials } from './values';

const DELIVERY = { repository: 'https://git.acme/shop.git', revision: 'main' };
const OWN = { ...DELIVERY, argocdPerEnvironment: true };
const FACTS = { apiServer: CLUSTER.apiServer };

interface Written {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

const declare = (addOns: object, more: object = {}) =>
  platform({}, { cluster: FACTS, delivery: OWN, addOns, ...more } as unknown as Partial<PlatformInput>);
const files = (addOns: object, more: object = {}) => result(declare(addOns, more).app).files;
const refusals = (addOns: object, more: object = {}) => told(findingsOf(declare(addOns, more).app));
const read = (all: ReadonlyMap<string, string>, file: string) => parse(all.get(file) ?? `missing: ${file}`) as Written;
const withNeeds = (name: AddOnName) =>
  Object.fromEntries([name, ...(KINDS.find(([own]) => own === name)![1].needs ?? [])].map((own) => [own, {}]));

describe('each add-on of the list', () => {
  it.each(KINDS.map(([name]) => name))('%s is written for every environment without a finding', (name) => {
    const addOns = withNeeds(name);
    expect(refusals(addOns)).toEqual([]);
    const all = files(addOns);
    const [, { charts, namespace }] = KINDS.find(([own]) => own === name)!;
    for (const environment of ['dev', 'staging', 'prod']) {
      for (const chart of charts) {
        const { spec } = read(all, `shop/${environment}/argocd/Application-${chart.release}.yaml`);
        expect(spec).toMatchObject({
          project: `shop-${environment}-add-ons`,
          source: {
            repoURL: chart.repository,
            chart: chart.chart,
            targetRevision: chart.version,
            helm: { releaseName: chart.release },
          },
          destination: { namespace },
        });
      }
      expect(all.has(`shop/${environment}/add-ons/Namespace-${namespace}.yaml`)).toBe(true);
    }
  });

  it('is pinned at an exact version of one repository, in a namespace of its own, with a reason where Pod Security is weakened', () => {
    for (const [, { charts, podSecurity }] of KINDS) {
      for (const chart of charts) expect(chart.version).toMatch(/^v?\d+\.\d+\.\d+$/);
      if (podSecurity[0] !== 'restricted') expect(podSecurity[1]).toMatch(/\w{20}|\w+ \w+ \w+/);
    }
    expect(new Set(KINDS.map(([, { namespace }]) => namespace)).size).toBe(KINDS.length);
    expect(new Set(KINDS.flatMap(([, { charts }]) => charts.map(({ release }) => release))).size).toBe(
      KINDS.flatMap(([, { charts }]) => charts).length,
    );
  });
});

/**
 * What the charts lack for Pod Security `restricted` by themselves, as rendered at their pinned versions: where their values put it. The rest
 * (runAsNonRoot, and for some `capabilities`) is in their defaults.
 */
test.each([
  ['sealedSecrets', 'podSecurityContext.seccompProfile.type', 'RuntimeDefault'],
  ['sealedSecrets', 'containerSecurityContext.allowPrivilegeEscalation', false],
  ['elastic', 'podSecurityContext.seccompProfile.type', 'RuntimeDefault'],
  ['mongoDb', 'operator.podSecurityContext.seccompProfile.type', 'RuntimeDefault'],
  ['mongoDb', 'operator.securityContext.allowPrivilegeEscalation', false],
  ['mongoDb', 'operator.securityContext.capabilities.drop', ['ALL']],
  ['loki', 'loki.podSecurityContext.seccompProfile.type', 'RuntimeDefault'],
] as const)('%s is admitted under its own label: %s', (name, path, value) => {
  const [, { charts, podSecurity }] = KINDS.find(([own]) => own === name)!;
  expect(podSecurity[0]).toBe('restricted');
  const { source } = read(files({ [name]: {} }), `shop/prod/argocd/Application-${charts[0]!.release}.yaml`).spec as {
    source: { helm: { valuesObject: object } };
  };
  expect(source.helm.valuesObject).toHaveProperty(path, value);
});

describe('every add-on', () => {
  const all = files(Object.fromEntries(KINDS.map(([name]) => [name, {}])));
  const monitorsIn = (values: unknown): readonly object[] =>
    typeof values !== 'object' || values === null
      ? []
      : Object.entries(values).flatMap(([key, inner]) =>
          /monitor$/i.test(key) && (inner as { enabled?: boolean }).enabled === true ? [inner] : monitorsIn(inner),
        );

  it.each(KINDS.map(([name, kind]) => [name, kind] as const))('%s: whatever is monitored may be scraped', (_, kind) => {
    const monitors = kind.charts.flatMap(({ release }) => {
      const { source } = read(all, `shop/prod/argocd/Application-${release}.yaml`).spec as {
        source: { helm?: { valuesObject?: object } };
      };
      return monitorsIn(source.helm?.valuesObject);
    });
    const { among = false, metrics = [] } = kind.traffic;
    expect(monitors.length === 0 || among || metrics.length > 0).toBe(true);
  });

  it('that checks challenges reaches the gateway, to which the address of a load balancer leads inside of the cluster', () => {
    const own = files({ certManager: {}, ingressNginx: {} });
    const { egress } = read(own, 'shop/prod/add-ons/NetworkPolicy-cert-manager.yaml').spec as { egress: object[] };
    expect(egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
          },
        },
      ],
    });
  });
});

test('all of them, in one environment', () => {
  const all = files(Object.fromEntries(KINDS.map(([name]) => [name, {}])));
  const text = [...all]
    .filter(([file]) => /^shop\/prod\/(add-ons|argocd)\//.test(file))
    .map(([file, content]) => `# ${file}\n${content}`);
  expect(text.join('')).toMatchSnapshot();
});

describe('what a team says', () => {
  it('varies between environments, and wins over the values of Lockstep map by map', () => {
    const all = files({
      ingressNginx: {
        replicas: vary({ dev: 1, staging: 2, prod: 3 }),
        values: { controller: { config: { 'hsts-preload': 'true' }, minAvailable: 2 } },
      },
    });
    const controller = (environment: string) => {
      const { source } = read(all, `shop/${environment}/argocd/Application-ingress-nginx.yaml`).spec as {
        source: { helm: { valuesObject: { controller: object } } };
      };
      return source.helm.valuesObject.controller;
    };
    expect(controller('dev')).toMatchObject({
      replicaCount: 1,
      minAvailable: 2,
      config: { 'hsts-preload': 'true' },
      ingressClass: 'nginx',
    });
    expect(controller('prod')).toMatchObject({ replicaCount: 3 });
  });

  it('labels every stream of logs', () => {
    const outputs = (labels: object) => {
      const all = files({ loki: {}, fluentBit: { labels } });
      const { source } = read(all, 'shop/prod/argocd/Application-fluent-bit.yaml').spec as {
        source: { helm: { valuesObject: { config: { outputs: string } } } };
      };
      return source.helm.valuesObject.config.outputs;
    };
    expect(outputs({})).toContain('Labels job=fluent-bit, platform=shop\n');
    expect(outputs({ env: vary({ dev: 'dev', staging: 'staging', prod: 'prod' }), tier: 'edge' })).toContain(
      'Labels job=fluent-bit, platform=shop, env=prod, tier=edge\n',
    );
  });

  it('takes the laxest Pod Security level where add-ons share a namespace, and both policies', () => {
    const all = files({ kubePrometheusStack: {}, prometheusAdapter: { namespace: 'monitoring' } });
    expect(read(all, 'shop/dev/add-ons/Namespace-monitoring.yaml').metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      annotations: {
        'lockstep.dev/pod-security': 'The node exporter reads the network, processes and file systems of its node.',
      },
    });
    for (const name of ['kube-prometheus-stack', 'prometheus-adapter']) {
      expect(read(all, `shop/dev/add-ons/NetworkPolicy-${name}.yaml`).metadata.namespace).toBe('monitoring');
    }
  });

  it('leaves a single pod to a drain', () => {
    const all = files({ externalSecrets: { replicas: 1 } });
    const { source } = read(all, 'shop/dev/argocd/Application-external-secrets.yaml').spec as {
      source: { helm: { valuesObject: object } };
    };
    expect(source.helm.valuesObject).toMatchObject({ podDisruptionBudget: { enabled: false, minAvailable: 0 } });
  });
});

describe('order', () => {
  it('is monitoring and unsealing, then the others, then those that talk to them, before what the environment runs', () => {
    const all = files({ kubePrometheusStack: {}, certManager: {}, flagger: {} });
    const waves = ['kube-prometheus-stack', 'cert-manager', 'flagger', 'application'].map((name) =>
      Number(
        read(all, `shop/dev/argocd/Application-${name}.yaml`).metadata.annotations?.['argocd.argoproj.io/sync-wave'] ??
          0,
      ),
    );
    expect(waves).toEqual([-9, -8, -7, 0]);
  });

  it('holds because Argo CD is told the health of an Application, but not where there is no add-on', () => {
    const settings = (all: ReadonlyMap<string, string>) =>
      Object.keys((parse(all.get('shop/dev/argocd/ConfigMap-argocd-cm.yaml')!) as { data: object }).data);
    expect(settings(files({ certManager: {} }))).toContain('resource.customizations.health.argoproj.io_Application');
    expect(settings(result(platform({}, { delivery: OWN }).app).files)).toEqual([
      'resource.customizations.health.bitnami.com_SealedSecret',
    ]);
  });

  it('keeps the folder of the add-ons out of the Application of the environment', () => {
    const { source } = read(files({ certManager: {} }), 'shop/dev/argocd/Application-application.yaml').spec as {
      source: { directory: object };
    };
    expect(source.directory).toEqual({ recurse: true, exclude: '{argocd/*,add-ons/*}' });
  });
});

describe('cluster facts', () => {
  const database = (addOns: object, more: object = {}) => {
    const { app, shop } = platform(
      { images: ['postgresql'], secrets: { 'db-credentials': ['username', 'password'] } },
      {
        cluster: FACTS,
        delivery: OWN,
        addOns,
        ...more,
      } as unknown as Partial<PlatformInput>,
    );
    new Postgres(shop, 'db', { image: 'postgresql', version: 18, instances: 2, storage: { size: '10Gi' } });
    return told(findingsOf(app)).filter((finding) => finding.startsWith('LS116'));
  };

  it('follow from add-ons', () => {
    expect(database({})).toEqual([expect.stringContaining('where the CloudNativePG operator runs')]);
    expect(database({ cloudNativePg: {} })).toEqual([]);
  });

  it('do not follow where one environment lacks the add-on', () => {
    expect(database({ cloudNativePg: { only: only(['prod'], 'databases of others are managed') } })).toHaveLength(1);
  });

  it('let Prometheus in, through both policies, by the labels it selects monitors by', () => {
    const { app, shop } = declare({ kubePrometheusStack: { namespace: 'watch' } });
    new WebService(shop, 'api', { image: 'api', port: 3000, metrics: {} });
    const { findings, files: all } = result(app);
    expect(told(findings)).toEqual([]);
    expect(read(all, 'shop/dev/api/ServiceMonitor-api.yaml').metadata.labels).toMatchObject({
      release: 'kube-prometheus-stack',
    });
    expect(all.get('shop/dev/api/NetworkPolicy-api.yaml')).toContain('kubernetes.io/metadata.name: watch');
  });

  it('are what the platform says, where it says them', () => {
    const { shop } = declare(
      { kubePrometheusStack: {}, cloudNativePg: {} },
      { cluster: { ...FACTS, prometheus: CLUSTER.prometheus } },
    );
    for (const cluster of shop.clusters) {
      expect(cluster.prometheus).toEqual(CLUSTER.prometheus);
      expect(cluster.operators).toMatchObject({ cloudNativePg: { namespace: 'cnpg-system' } });
    }
  });
});

describe('custom resources', () => {
  const declareWith = (addOns: object, facts: object = {}) => {
    const { app, shop } = declare(addOns, { cluster: { ...FACTS, prometheus: CLUSTER.prometheus, ...facts } });
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      metrics: {},
      secrets: { JWT: sealed('api-secrets', 'jwt') },
    });
    new ApiObject(shop, 'trace', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: 'trace' },
      spec: { provider: { type: 'prometheus' }, query: '1' },
    });
    return told(findingsOf(app)).filter((finding) => finding.startsWith('LS624'));
  };

  it('need somebody who serves them, as soon as a platform says what its clusters run', () => {
    expect(declareWith({ certManager: {} })).toEqual([
      'LS624 shop/secrets/api-secrets [dev, staging, prod]: SealedSecret belongs to the API group bitnami.com, which no add-on or cluster fact provides there → ' +
        "Declare addOns: { sealedSecrets: {} }, or declare that the cluster has it: cluster: { provides: [{ group: 'apiextensions.k8s.io', kind: " +
        "'CustomResourceDefinition', name: '*.bitnami.com' }] }.",
      expect.stringContaining('MetricTemplate belongs to the API group flagger.app'),
    ]);
  });

  it('are served by an add-on, or by what the cluster is said to have', () => {
    const provides = [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.flagger.app' }];
    expect(declareWith({ sealedSecrets: {} }, { provides })).toEqual([]);
    expect(declareWith({ sealedSecrets: { only: only(['prod'], 'others have it') } }, { provides })).toEqual([
      expect.stringContaining('[dev, staging]'),
    ]);
  });
});

describe('a cluster that environments share', () => {
  const shared = { delivery: DELIVERY };

  it('has an add-on once', () => {
    expect(refusals({ certManager: {} }, shared)).toEqual([
      'LS620 shop addOns.certManager [dev, staging, prod]: dev, staging and prod share a cluster (the same Argo CD deploys them to the same server), and ' +
        "each would install certManager there → Choose the one that installs it: addOns: { in: only(['prod'], '…') }. If they run on different clusters, declare that: " +
        'delivery: { server: vary({ … }) }, or { argocdPerEnvironment: true }.',
    ]);
  });

  it('serves all of its environments from the one that installs it, and lets it reach all of their namespaces', () => {
    const { app, shop } = declare({ in: only(['prod'], 'one cluster'), kubePrometheusStack: {} }, shared);
    new WebService(shop, 'api', { image: 'api', port: 3000, metrics: {} });
    const { findings, files: all } = result(app);
    expect(told(findings)).toEqual([]);
    expect([...all.keys()].filter((file) => file.includes('/add-ons/'))).toEqual([
      'shop/prod/add-ons/Namespace-monitoring.yaml',
      'shop/prod/add-ons/NetworkPolicy-kube-prometheus-stack.yaml',
    ]);
    const policy = all.get('shop/prod/add-ons/NetworkPolicy-kube-prometheus-stack.yaml')!;
    for (const home of ['shop-dev', 'shop-staging', 'shop-prod'])
      expect(policy).toContain(`kubernetes.io/metadata.name: ${home}`);
  });

  it('is told by the server', () => {
    const server = vary({ dev: 'https://one.acme', staging: 'https://one.acme', prod: 'https://two.acme' });
    const addOns = {
      in: only(['staging', 'prod'], 'dev lies beside staging'),
      certManager: {},
      kubePrometheusStack: {},
    };
    expect(refusals(addOns, { delivery: { ...DELIVERY, server } })).toEqual([]);
    const policy = files(addOns, { delivery: { ...DELIVERY, server } }).get(
      'shop/prod/add-ons/NetworkPolicy-kube-prometheus-stack.yaml',
    )!;
    expect(policy).toContain('shop-prod');
    expect(policy).not.toContain('shop-dev');
  });
});

describe('refusals', () => {
  it.each<[string, object, object, string]>([
    [
      'no delivery',
      { certManager: {} },
      { delivery: undefined },
      'LS621 shop addOns: add-ons are installed by Argo CD, but the platform does not declare `delivery` → Set `delivery`, or remove `addOns`.',
    ],
    [
      'something that it works with is missing',
      { fluentBit: {} },
      {},
      'LS622 shop addOns.fluentBit: fluentBit requires loki, which is not declared as an add-on → Add it: addOns: { loki: {} }. Its purpose: Stores logs on its own volume.',
    ],
    [
      'a credential',
      { kubePrometheusStack: { values: { grafana: { adminPassword: 'hunter2' } } } },
      {},
      'LS623 shop addOns.kubePrometheusStack.values.grafana.adminPassword: this looks like a credential, and it would be stored in git as plain text → Seal it and reference the ' +
        'Secret instead: most charts accept `existingSecret` or a similar value.',
    ],
    [
      'an address of the API server',
      { certManager: {} },
      { cluster: {} },
      'LS116 shop addOns: add-ons call the API server, but the platform does not declare its address → Declare it on the Platform: cluster: { apiServer: ' +
        "{ cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    ],
    [
      'a range of versions',
      { certManager: { version: '^1.21' } },
      {},
      'LS102 shop addOns.certManager.version: "^1.21" is not an exact chart version → Use a value such as "v1.21.2".',
    ],
    [
      'an unknown add-on',
      { certManger: {} },
      {},
      'LS101 shop addOns.certManger: unknown prop "certManger" → Did you mean "certManager"?',
    ],
  ])('%s', (_, addOns, more, told) => {
    const [first] = refusals(addOns, more);
    expect(first).toContain(told);
  });

  it('knows credentials by name, wherever they stand', () => {
    expect(
      plainCredentials({ a: [{ apiKey: 'x' }], existingSecret: 'login', password: '', b: { token: 'x' } }),
    ).toEqual(['a[0].apiKey', 'b.token']);
  });

  it('finds a credential in whichever environment it stands', () => {
    const token = vary({ dev: '', staging: '', prod: 'x' });
    expect(refusals({ certManager: { values: { token } } })).toEqual([
      expect.stringContaining('LS623 shop addOns.certManager.values.token [prod]: '),
    ]);
  });
});
