/** Law 5. Reachability equals declaration: what the emitted policies let through is what was declared, in every environment. */
import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { severityOf } from '../emit/report';
import { inspectEnvironments } from '../inspect';
import { deviate } from '../pattern/engine/deviate';
import { ExternalService } from '../pattern/network/external';
import { Postgres } from '../pattern/stores/postgres/postgres';
import { WebService } from '../pattern/workload/web-service';
import { Worker } from '../pattern/workload/worker';
import { absent } from '../model/varying';
import type { Finding } from '../model/finding';
import type { JsonObject } from '../model/json';
import type { App } from '../app';
import type { Platform } from '../pattern/platform/platform';
import { CLUSTER, ENVIRONMENTS, example, findingsOf, only, platform, result, told, vary } from './example.test-support';

const [written] = result(example().app).platforms;

/** The example with policies of prod changed in the files, as a mutation of the emitter would: what inspection says then. */
function mutated(file: string, change: (spec: Policy) => void): Finding[] {
  const instances = written!.instances.map((own) => {
    if (own.environment !== 'prod') return own;
    const objects = own.objects.flatMap((object) => {
      if (object.file !== file) return [object];
      const json = structuredClone(object.json) as unknown as { spec: Policy };
      change(json.spec);
      return [{ ...object, json: json as unknown as JsonObject }];
    });
    return { ...own, objects };
  });
  return inspectEnvironments(instances, undefined, { declared: written!.declared! }).filter(({ code }) =>
    /^LS7[0-2]/.test(code),
  );
}

interface Rule {
  to?: unknown[];
  from?: unknown[];
  ports?: unknown[];
}
interface Policy {
  podSelector: unknown;
  policyTypes: string[];
  egress?: Rule[];
  ingress?: Rule[];
}

const API = 'api/NetworkPolicy-api.yaml';
const WEB = 'web/NetworkPolicy-web.yaml';
const ruleTo = (spec: Policy, text: string) => spec.egress!.findIndex((rule) => JSON.stringify(rule.to).includes(text));
const ruleFrom = (spec: Policy, text: string) =>
  spec.ingress!.findIndex((rule) => JSON.stringify(rule.from).includes(text));

it('holds of the example, which has every kind of connection', () => {
  expect(inspectEnvironments(written!.instances, written!.matrix, { declared: written!.declared! })).toEqual([]);
  const kinds = written!.declared!.map(({ connections }) =>
    connections.map(({ from, to }) => `${from.name} ${to.name}`),
  );
  for (const own of kinds) {
    expect(own).toEqual(
      expect.arrayContaining([
        'web api',
        'gateway web',
        'prometheus api',
        'api api-server',
        'api mail-provider',
        'web dns',
      ]),
    );
  }
  expect(kinds.map((own) => own.includes('mailer dns'))).toEqual([false, true, true]);
});

it.each<[string, string, (spec: Policy) => void, readonly string[]]>([
  [
    'forgets DNS',
    WEB,
    (spec) => spec.egress!.splice(ruleTo(spec, 'kube-dns'), 1),
    [
      'LS720 spec.egress: The connection from `web` to `dns (k8s-app=kube-dns in kube-system)` on TCP 53; UDP 53 is declared, but no egress rule of NetworkPolicy `default-deny`, `web` allows it.',
    ],
  ],
  [
    'forgets UDP of DNS',
    WEB,
    (spec) => spec.egress![ruleTo(spec, 'kube-dns')]!.ports!.pop(),
    [
      'LS720 spec.egress: The connection from `web` to `dns (k8s-app=kube-dns in kube-system)` on UDP 53 is declared, but no egress rule of NetworkPolicy `default-deny`, `web` allows it.',
    ],
  ],
  [
    'has lost its ingress side',
    API,
    (spec) => delete spec.ingress,
    [
      'LS705 spec.endpoints[port=http]: ServiceMonitor `api` scrapes TCP 3000 of `api`, but no NetworkPolicy lets Prometheus reach it.',
      'LS720 spec.ingress: The connection from `gateway (istio=ingressgateway in istio-system)`, `web` to `api` on TCP 3000 is declared, but no ingress rule of NetworkPolicy `api`, `default-deny` allows it.',
    ],
  ],
  [
    'opens one more port to those outside of the platform',
    API,
    (spec) => spec.ingress![ruleFrom(spec, 'ingressgateway')]!.ports!.push({ port: 9999, protocol: 'TCP' }),
    [
      'LS721 spec.ingress[0]: NetworkPolicy `api` lets `gateway (istio=ingressgateway in istio-system)` reach `api` on TCP 9999, which no connection declares.',
    ],
  ],
  [
    'opens one more port to a caller that may not send there',
    API,
    (spec) => spec.ingress![ruleFrom(spec, '"web"')]!.ports!.push({ port: 9999, protocol: 'TCP' }),
    [
      'LS723 spec.ingress[2]: NetworkPolicy `api` lets `web` reach `api` on TCP 9999, which no connection declares; the other side blocks it.',
    ],
  ],
  [
    'lost the pods of a peer, so that all of the namespace come in',
    API,
    (spec) => delete (spec.ingress![ruleFrom(spec, 'prometheus')]!.from![0] as { podSelector?: unknown }).podSelector,
    [
      'LS721 spec.ingress[1]: NetworkPolicy `api` lets `any pod in monitoring` reach `api` on TCP 3000, which no connection declares.',
    ],
  ],
  [
    'has one peer made of two: either selector is enough then',
    API,
    (spec) => {
      const from = spec.ingress![ruleFrom(spec, 'prometheus')]!.from as {
        namespaceSelector: unknown;
        podSelector: unknown;
      }[];
      from.splice(
        0,
        1,
        { namespaceSelector: from[0]!.namespaceSelector } as never,
        { podSelector: from[0]!.podSelector } as never,
      );
    },
    [
      'LS721 spec.ingress[1]: NetworkPolicy `api` lets `any pod in monitoring` reach `api` on TCP 3000, which no connection declares.',
    ],
  ],
  [
    'has a rule without peers',
    WEB,
    (spec) => (spec.egress![ruleTo(spec, '"api"')]!.to = []),
    [
      'LS721 spec.egress[1]: NetworkPolicy `web` lets `web` reach `everybody` on TCP 3000, which no connection declares.',
    ],
  ],
  [
    'no longer excepts private ranges',
    API,
    (spec) =>
      delete (spec.egress![ruleTo(spec, '0.0.0.0/0')]!.to![0] as { ipBlock: { except?: unknown } }).ipBlock.except,
    [
      'LS721 spec.egress[2]: NetworkPolicy `api` lets `api` reach `0.0.0.0/0` on TCP 443, which no connection declares.',
    ],
  ],
  [
    'forgets the API server',
    API,
    (spec) => spec.egress!.splice(ruleTo(spec, '10.0.0.1/32'), 1),
    [
      'LS720 spec.egress: The connection from `api` to `10.0.0.1/32` on TCP 6443 is declared, but no egress rule of NetworkPolicy `api`, `default-deny` allows it.',
    ],
  ],
])('fails when a policy %s', (_, file, change, expected) => {
  const findings = mutated(file, change);
  for (const finding of findings) expect([finding.environments, severityOf(finding)]).toEqual([['prod'], 'error']);
  expect(findings.map(({ code, path, message }) => `${code} ${path}: ${message}`).sort()).toEqual(expected);
});

it('fails when a policy is gone: default deny blocks what is declared', () => {
  const instances = written!.instances.map((own) => ({
    ...own,
    objects: own.objects.filter(({ file }) => file !== WEB),
  }));
  const findings = inspectEnvironments(instances, undefined, { declared: written!.declared! });
  expect(findings.map(({ code, object, environments, severity }) => [code, object, environments, severity])).toEqual([
    ['LS720', 'NetworkPolicy/default-deny', undefined, undefined],
    ['LS720', 'NetworkPolicy/default-deny', undefined, undefined],
    ['LS720', 'NetworkPolicy/default-deny', undefined, undefined],
  ]);
});

it('fails when nothing isolates a workload', () => {
  const instances = written!.instances.map((own) => ({
    ...own,
    objects: own.objects.filter(({ file }) => file !== WEB && !file.endsWith('default-deny.yaml')),
  }));
  const findings = inspectEnvironments(instances, undefined, { declared: written!.declared! });
  expect(
    findings
      .filter(({ code }) => code === 'LS722')
      .map(({ object, environments, message }) => [object, environments, message]),
  ).toEqual([
    ['Deployment/web', undefined, 'No NetworkPolicy isolates the pods of `web` for ingress, so anyone can reach it.'],
    ['Deployment/web', undefined, 'No NetworkPolicy isolates the pods of `web` for egress, so it can reach anything.'],
  ]);
});

describe('holds of', () => {
  const judged = (build: (shop: Platform) => void, props = {}) => {
    const { app, shop } = platform(
      { images: ['api', 'web', 'mailer', 'postgresql-18'], secrets: { 'db-credentials': ['username', 'password'] } },
      props,
    );
    build(shop);
    const { findings, proof } = result(app);
    // what this platform lacks by way of images, secrets and backups is not the question
    const network = told(findings.filter(({ code }) => !/^LS(58|67|175)/.test(code)));
    return {
      network,
      ...(parse(proof.get('shop/reachability.yaml')!) as {
        everywhere: Readonly<Record<string, Readonly<Record<string, string>>>>;
      }),
    };
  };

  it('connections between what only some environments have', () => {
    expect(
      judged((shop) => {
        const api = new WebService(shop, 'api', { image: 'api', port: 3000, only: only(['staging', 'prod'], 'r') });
        new Worker(shop, 'mailer', { image: 'mailer', only: only(['prod'], 'r'), calls: [api.endpoint] });
      }).network,
    ).toEqual([]);
  });

  it('addresses and ports that vary', () => {
    expect(
      judged((shop) => {
        const cidrs = ['10.9.0.0/16', vary<unknown>({ dev: absent, staging: '10.1.0.0/16', prod: '10.2.0.0/16' })];
        const bank = new ExternalService(shop, 'bank', { url: 'https://bank.acme', cidrs: cidrs as never });
        const api = new WebService(shop, 'api', {
          image: 'api',
          port: vary({ dev: 3000, staging: 3000, prod: 8080 }) as never,
          calls: [bank.endpoint],
        });
        new Worker(shop, 'mailer', { image: 'mailer', calls: [api.endpoint, api.endpoint] });
      }).network,
    ).toEqual([]);
  });

  it('a database, with its operator, its pooler and the API server', () => {
    const { network, everywhere } = judged(
      (shop) => {
        const db = new Postgres(shop, 'db', {
          image: 'postgresql-18',
          version: 18,
          instances: 2,
          storage: { size: '1Gi' },
          pooler: { instances: 1 },
        } as never);
        new Worker(shop, 'mailer', { image: 'mailer', calls: [db.endpoint, db.pooledEndpoint] });
      },
      {
        cluster: {
          ...CLUSTER,
          operators: {
            cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
          },
        },
      },
    );
    expect(network).toEqual([]);
    expect(everywhere).toMatchObject({
      'cloudnative-pg (app.kubernetes.io/name=cloudnative-pg in cnpg-system)': { db: 'TCP 5432, 8000' },
      'prometheus (app.kubernetes.io/name=prometheus in monitoring)': { db: 'TCP 9187', 'db-pooler': 'TCP 9127' },
      'db-pooler': { db: 'TCP 5432', 'api-server (10.0.0.1/32)': 'TCP 6443' },
      db: { db: 'TCP 5432, 8000', 'api-server (10.0.0.1/32)': 'TCP 6443' },
      mailer: { db: 'TCP 5432', 'db-pooler': 'TCP 5432' },
    });
  });

  it('a mesh and node-local DNS', () => {
    const { network, everywhere } = judged((shop) => new WebService(shop, 'api', { image: 'api', port: 3000 }), {
      cluster: { ...CLUSTER, mesh: 'sidecar', dns: { namespace: 'kube-system', nodeLocal: true } },
    });
    expect(network).toEqual([]);
    expect(everywhere['api']).toEqual({
      'dns (k8s-app=kube-dns in kube-system)': 'TCP 53; UDP 53',
      'istiod (app=istiod in istio-system)': 'TCP 15012',
      'node-local-dns (169.254.20.10/32)': 'TCP 53; UDP 53',
    });
  });
});

const services = fc.array(
  fc.record({
    calls: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
    outside: fc.boolean(),
    metrics: fc.boolean(),
    route: fc.boolean(),
    port: fc.oneof(fc.constant(3000), fc.constant(vary({ dev: 3000, staging: 3001, prod: 3000 }))),
    only: fc.option(fc.subarray(['dev', 'staging', 'prod'] as const, { minLength: 1 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 4 },
);

it('holds of any platform, and no longer when any rule of its policies is gone', () => {
  fc.assert(
    fc.property(services, fc.nat(), (list, choice) => {
      const { app, shop } = platform();
      const mail = new ExternalService(shop, 'mail', { url: 'https://mail.acme' });
      const made: WebService[] = [];
      list.forEach(({ calls, outside, metrics, route, port, only: some }, index) => {
        const targets = calls.flatMap((call) => made[call] ?? []).map(({ endpoint }) => endpoint);
        made.push(
          new WebService(shop, `s${index}`, {
            image: 'api',
            port: port as never,
            calls: [...targets, ...(outside ? [mail.endpoint] : [])],
            ...(metrics && { metrics: {} }),
            ...(route && { route: { hosts: [`s${index}.shop.acme`] } }),
            ...(some !== undefined && { only: only(some as never, 'r') }),
          } as never),
        );
      });
      const [own] = result(app).platforms;
      const judge = (instances: NonNullable<typeof own>['instances']) =>
        inspectEnvironments(instances, undefined, { declared: own!.declared! }).filter(({ code }) =>
          /^LS7[0-2]/.test(code),
        );
      expect(judge(own!.instances)).toEqual([]);

      const rules = own!.instances.flatMap(({ objects }, environment) =>
        objects.flatMap(({ file, json }) => {
          const { egress = [], ingress = [] } = (json as unknown as { kind: string; spec: Policy }).spec ?? {};
          if (json['kind'] !== 'NetworkPolicy') return [];
          return [
            ...egress.map((_, at) => ['egress', at] as const),
            ...ingress.map((_, at) => ['ingress', at] as const),
          ].map((rule) => ({ environment, file, rule }));
        }),
      );
      const {
        environment,
        file,
        rule: [direction, at],
      } = rules[choice % rules.length]!;
      const without = own!.instances.map((instance, index) => ({
        ...instance,
        objects: instance.objects.map((object) => {
          if (index !== environment || object.file !== file) return object;
          const json = structuredClone(object.json) as unknown as { spec: Policy };
          json.spec[direction]!.splice(at, 1);
          return { ...object, json: json as unknown as JsonObject };
        }),
      }));
      expect(judge(without)).not.toEqual([]);
    }),
    { numRuns: 25 },
  );
});

describe('what a team writes itself', () => {
  const own = (shop: Platform, spec: object, name = 'own') =>
    new ApiObject(shop, name, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec,
    } as never);
  const labelled = (name: string) => ({ matchLabels: { app: name } });
  const batch = (shop: Platform) =>
    new ApiObject(shop, 'batch', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'batch' },
      spec: {
        selector: labelled('batch'),
        template: {
          metadata: { labels: { app: 'batch' } },
          spec: { containers: [{ name: 'batch', image: 'registry.acme/batch@sha256:' + '0'.repeat(64) }] },
        },
      },
    } as never);
  const network = (app: App) => told(result(app).findings.filter(({ code }) => /^LS7[0-2]/.test(code)));
  const proof = (app: App) =>
    (parse(result(app).proof.get('shop/reachability.yaml')!) as { everywhere: object }).everywhere;

  it('is listed with what it reaches, and not judged by itself', () => {
    const { app, shop } = platform();
    batch(shop);
    own(shop, {
      podSelector: labelled('batch'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.7.0.0/16' } }], ports: [{ port: 9000, protocol: 'TCP' }] }],
    });
    expect(network(app)).toEqual([]);
    expect(proof(app)).toEqual({ batch: { '10.7.0.0/16': 'TCP 9000, not declared' } });
  });

  it('is warned about where it opens what the pattern closed', () => {
    const { app, shop } = platform();
    batch(shop);
    const api = new WebService(shop, 'api', { image: 'api', port: 3000 });
    own(
      shop,
      {
        podSelector: labelled('batch'),
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: {} }], ports: [{ port: 3000, protocol: 'TCP' }] }],
      },
      'own-out',
    );
    own(shop, {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': api.node.id } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: labelled('batch') }], ports: [{ port: 3000, protocol: 'TCP' }] }],
    });
    expect(
      result(app)
        .findings.filter(({ code }) => code === 'LS721')
        .map(({ severity, object }) => [severity, object]),
    ).toEqual([['warning', 'NetworkPolicy/own']]);
    expect(proof(app)).toMatchObject({ batch: { api: 'TCP 3000, not declared' } });
  });

  it('a deviation of a policy is a warning: it was said, with a reason', () => {
    const { app, shop } = platform();
    const api = new WebService(shop, 'api', { image: 'api', port: 3000 });
    const patch = [
      {
        op: 'add' as const,
        path: '/spec/ingress',
        value: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
            ports: [{ port: 3000, protocol: 'TCP' }],
          },
        ],
      },
    ];
    deviate(api, { object: 'NetworkPolicy', in: ['prod'], reason: 'r', patch });
    const found = findingsOf(app).filter(({ code }) => code === 'LS721');
    expect(found.map(({ severity, environments }) => [severity, environments])).toEqual([['warning', ['prod']]]);
  });
});

it('the proof tells what holds everywhere once, and the rest by environment', () => {
  const { everywhere, only: some } = parse(result(example().app).proof.get('shop/reachability.yaml')!) as {
    everywhere: Record<string, object>;
    only: Record<string, object>;
  };
  expect(everywhere['web']).toEqual({ api: 'TCP 3000', 'dns (k8s-app=kube-dns in kube-system)': 'TCP 53; UDP 53' });
  expect(everywhere['mailer']).toBeUndefined();
  expect(Object.keys(some)).toEqual(ENVIRONMENTS);
  expect(some).toEqual({
    dev: {},
    staging: { mailer: expect.anything() as object },
    prod: { mailer: expect.anything() as object },
  });
});
