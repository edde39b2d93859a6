import { App as Cdk8sApp, Chart, type ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Application } from '../../imports/argoproj.io-application';
import { VirtualService } from '../../imports/networking.istio.io-virtualservice';
import { isObject, type Json, type JsonObject } from '../model/json';
import { Varying } from '../model/varying';
import { instantiate } from './instantiate';
import { templateOf } from './objects';
import { CONTEXT, SET, sorted, vary } from './trees.test-support';
import { toWire } from './wire';

/** An L1 class, whose props are looked at without their types: they hold fields that the class does not know. */
type Kind = { new (scope: Chart, id: string, props: never): ApiObject };
const NAMESPACE = new Varying(SET, ['ns', 'ns', 'ns']);
const { IntOrString, Quantity } = k8s;

function written(kind: Kind, props: unknown, environment = 0): JsonObject {
  const object = new kind(new Chart(new Cdk8sApp(), 'chart'), 'object', props as never);
  return instantiate(templateOf(object, CONTEXT, NAMESPACE), environment) as JsonObject;
}

/** What unmodified cdk8s writes. */
function byCdk8s(kind: Kind, props: unknown): unknown {
  return new kind(
    new Chart(new Cdk8sApp(), 'chart', kind === k8s.KubeCustomResourceDefinition ? {} : { namespace: 'ns' }),
    'object',
    props as never,
  ).toJson();
}

const DEPLOYMENT = {
  metadata: { name: 'api', labels: { a: 'b' }, annotations: { 'x/y': 'z' } },
  spec: {
    replicas: 3,
    paused: false,
    minReadySeconds: 0,
    selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: IntOrString.fromString('25%'), maxUnavailable: IntOrString.fromNumber(0) },
    },
    template: {
      metadata: { labels: { a: 'b' } },
      spec: {
        hostPid: false,
        hostIpc: true,
        setHostnameAsFqdn: true,
        tolerations: [{ key: 'k', value: 'v' }],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['a', 'b'] }],
        volumes: [
          { name: 'tmp', emptyDir: { sizeLimit: Quantity.fromString('64Mi') } },
          { name: 'nfs', nfs: { server: 's', path: '/p' } },
        ],
        containers: [
          {
            name: 'api',
            image: 'api:1',
            args: ['serve', '--fast'],
            tty: true,
            env: [
              { name: 'A', value: '1' },
              { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
            ],
            resources: { limits: { cpu: Quantity.fromNumber(1) }, requests: { memory: Quantity.fromString('1Gi') } },
            livenessProbe: {
              httpGet: {
                path: '/livez',
                port: IntOrString.fromString('http'),
                httpHeaders: [{ name: 'X', value: 'y' }],
              },
              periodSeconds: 10,
            },
          },
        ],
      },
    },
  },
};

const SAMPLES: readonly (readonly [string, Kind, unknown])[] = [
  ['Deployment', k8s.KubeDeployment, DEPLOYMENT],
  [
    'PodDisruptionBudget',
    k8s.KubePodDisruptionBudget,
    {
      metadata: { name: 'a' },
      spec: { minAvailable: IntOrString.fromString('50%'), selector: { matchLabels: { a: 'b' } } },
    },
  ],
  [
    'Service',
    k8s.KubeService,
    {
      metadata: { name: 'a' },
      spec: {
        clusterIp: 'None',
        clusterIPs: ['None'],
        externalIPs: ['10.0.0.1'],
        loadBalancerIp: '10.0.0.2',
        ports: [{ port: 80, targetPort: IntOrString.fromNumber(8080) }],
      },
    },
  ],
  [
    'CustomResourceDefinition',
    k8s.KubeCustomResourceDefinition,
    {
      metadata: { name: 'as.b.c' },
      spec: {
        group: 'b.c',
        scope: 'Namespaced',
        names: { kind: 'A', plural: 'as' },
        conversion: {
          strategy: 'Webhook',
          webhook: { conversionReviewVersions: ['v1'], clientConfig: { url: 'https://a', caBundle: 'x' } },
        },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openApiv3Schema: {
                type: 'object',
                ref: '#/x',
                schema: 's',
                properties: { a: { xKubernetesIntOrString: true, not: { type: 'string' } } },
              },
            },
          },
        ],
      },
    },
  ],
  [
    'NetworkPolicy',
    k8s.KubeNetworkPolicy,
    {
      metadata: { name: 'a' },
      spec: {
        podSelector: { matchLabels: { a: 'b' } },
        policyTypes: ['Egress'],
        egress: [
          {
            to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
            ports: [{ port: IntOrString.fromNumber(53), protocol: 'UDP' }],
          },
        ],
      },
    },
  ],
  [
    'HorizontalPodAutoscaler',
    k8s.KubeHorizontalPodAutoscalerV2,
    {
      metadata: { name: 'a' },
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { kind: 'Deployment', name: 'a', apiVersion: 'apps/v1' },
        metrics: [
          {
            type: 'Pods',
            pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: Quantity.fromString('10') } },
          },
        ],
      },
    },
  ],
  [
    'Application',
    Application,
    {
      metadata: { name: 'a' },
      spec: {
        project: 'p',
        destination: { server: 's' },
        source: {
          repoUrl: 'https://git.acme/a.git',
          targetRevision: 'main',
          helm: { parameters: [{ name: 'n', value: 'v' }] },
        },
      },
    },
  ],
  [
    'VirtualService',
    VirtualService,
    {
      metadata: { name: 'a' },
      spec: {
        hosts: ['a.b'],
        http: [
          {
            match: [{ uri: { prefix: '/' } }],
            route: [{ destination: { host: 'a', port: { number: 80 } } }],
            timeout: '3s',
          },
        ],
      },
    },
  ],
];

describe('an object of an L1 class', () => {
  it.each(SAMPLES)('%s is written as cdk8s writes it', (_, kind, props) => {
    expect(written(kind, props)).toEqual(byCdk8s(kind, props));
  });

  it.each(SAMPLES)('%s is written as cdk8s writes it, whichever of its fields are given', (_, kind, props) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (choices) => {
        const some = pruned(props, () => choices.next().value! > 0);
        expect(sorted(written(kind, some))).toBe(sorted(byCdk8s(kind, some)));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps an empty map that its class rebuilds entry by entry', () => {
    const some = { spec: { versions: [{ name: 'v1', schema: { openApiv3Schema: { properties: {} } } }] } };
    expect(written(k8s.KubeCustomResourceDefinition, some)).toMatchObject({
      spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: { properties: {} } } }] },
    });
  });

  it('comes out with every leaf that went in, fields that the class does not know included', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (choices) => {
        let next = 0;
        const some = renumbered(
          pruned(
            { ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, newer: { list: [{ a: 1 }, 2], flag: true } } },
            () => choices.next().value! > 1,
          ),
          (key) => (choices.next().value! === 0 ? `${key}New` : key),
          () => `leaf-${next++}`,
        );
        const leaves = leavesOf(written(k8s.KubeDeployment, some)).filter((leaf) => String(leaf).startsWith('leaf-'));
        expect(leaves.sort()).toEqual(Array.from({ length: next }, (_, index) => `leaf-${index}`).sort());
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      'a sidecar',
      k8s.KubePod,
      { spec: { initContainers: [{ name: 'a', restartPolicy: 'Always' }] } },
      { spec: { initContainers: [{ name: 'a', restartPolicy: 'Always' }] } },
    ],
    [
      'an AppArmor profile',
      k8s.KubePod,
      { spec: { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } } },
      { spec: { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } } },
    ],
    [
      'the distribution of traffic',
      k8s.KubeService,
      { spec: { clusterIp: 'None', trafficDistribution: 'PreferClose' } },
      { spec: { clusterIP: 'None', trafficDistribution: 'PreferClose' } },
    ],
    ['an empty toleration', k8s.KubePod, { spec: { tolerations: [{}] } }, { spec: { tolerations: [{}] } }],
    [
      'empty maps and lists',
      k8s.KubePod,
      { spec: { volumes: [{ name: 'a', emptyDir: {} }], hostAliases: [{ ip: 'a', hostnames: [] }] } },
      { spec: { volumes: [{ name: 'a', emptyDir: {} }], hostAliases: [{ ip: 'a', hostnames: [] }] } },
    ],
    [
      'a selector of everything',
      k8s.KubeNetworkPolicy,
      { spec: { podSelector: {}, ingress: [{}] } },
      { spec: { podSelector: {}, ingress: [{}] } },
    ],
    [
      'a number where a union is',
      k8s.KubePodDisruptionBudget,
      { spec: { minAvailable: 1, maxUnavailable: '10%' } },
      { spec: { minAvailable: 1, maxUnavailable: '10%' } },
    ],
    [
      'a key that objects inherit',
      k8s.KubeConfigMap,
      { data: JSON.parse('{"__proto__":"a","constructor":"b"}') as object },
      { data: JSON.parse('{"__proto__":"a","constructor":"b"}') as object },
    ],
  ])('keeps %s', (_, kind, props, expected) => {
    expect(written(kind as Kind, { metadata: { name: 'a' }, ...props })).toMatchObject(expected);
    expect(sorted(written(kind as Kind, { metadata: { name: 'a' }, ...props }))).toContain(
      sorted(expected).slice(1, -1),
    );
  });

  it('writes a date, which cdk8s refuses', () => {
    expect(written(k8s.KubePod, { metadata: { name: 'a', creationTimestamp: new Date(0) } }).metadata).toMatchObject({
      creationTimestamp: '1970-01-01T00:00:00.000Z',
    });
  });

  it('does not change what all objects inherit', () => {
    written(k8s.KubeConfigMap, { metadata: { name: 'a' }, data: JSON.parse('{"__proto__":{"polluted":"yes"}}') });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('may vary at any place', () => {
    const props = {
      metadata: { name: 'a', labels: { stage: vary('x', 'y', 'y') } },
      spec: vary(
        { minAvailable: IntOrString.fromNumber(1), selector: { matchLabels: { a: 'b' } } },
        { minAvailable: IntOrString.fromString('50%'), selector: { matchLabels: { a: vary('b', 'c', 'd') } } },
        { maxUnavailable: 1 },
      ),
    };
    expect([0, 1, 2].map((environment) => written(k8s.KubePodDisruptionBudget, props, environment).spec)).toEqual([
      { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
      { minAvailable: '50%', selector: { matchLabels: { a: 'c' } } },
      { maxUnavailable: 1 },
    ]);
  });

  it('is refused when two fields come out at one place', () => {
    expect(() =>
      written(k8s.KubeService, { metadata: { name: 'a' }, spec: { clusterIp: 'None', clusterIP: '10.0.0.1' } }),
    ).toThrow('the fields spec.clusterIp and spec.clusterIP both map to the wire name spec.clusterIP');
  });

  it('follows renamed parents for what the conversion does not know', () => {
    const convert = (props: unknown) => ({ outer: { kept: (props as { inner?: { kept: unknown } }).inner?.kept } });
    expect(toWire({ inner: { kept: 1, new: [{ a: 2 }] }, other: 3 }, convert)).toEqual({
      outer: { kept: 1, new: [{ a: 2 }] },
      other: 3,
    });
  });
});

/** Data with some of its optional parts left out; metadata and lists of required names stay, so that it remains usable. */
function pruned(value: unknown, keeps: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((element) => pruned(element, keeps));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key === 'metadata' || key === 'spec' || keeps())
      .map(([key, inner]) => [key, pruned(inner, keeps)]),
  );
}

/** The same data with a text of its own at each leaf, and keys that no class knows. */
function renumbered(value: unknown, rename: (key: string) => string, leaf: () => string): unknown {
  if (Array.isArray(value)) return value.map((element) => renumbered(element, rename, leaf));
  if (!isObject(value)) return leaf();
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      ['metadata', 'spec', 'labels', 'annotations'].includes(key) ? key : rename(key),
      renumbered(inner, rename, leaf),
    ]),
  );
}

function leavesOf(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap((element: Json) => leavesOf(element));
  if (isObject(value)) return Object.values(value as JsonObject).flatMap(leavesOf);
  return [value];
}
