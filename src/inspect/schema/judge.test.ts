/** `ajv` as the judge: on mutated manifests, this validator and a JSON schema made from the same bundles agree. */
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../model/json';
import { KUBERNETES_VERSIONS, type CrdBundle, type KubernetesBundle, type NodeData, type PropertyData } from './bundle';
import kubernetesData from './bundles/kubernetes.json';
import clusterData from './bundles/crds/postgresql.cnpg.io_Cluster.json';
import destinationRuleData from './bundles/crds/networking.istio.io_DestinationRule.json';
import { createSchemaInspector, type KubernetesVersion } from './index';

const kubernetes = kubernetesData as unknown as KubernetesBundle;

const QUANTITY = '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** One bundle as JSON schema definitions for one version, with nothing beyond the declared properties. */
function definitions(nodes: readonly NodeData[], prefix: string, bit: number): Record<string, object> {
  const reference = (place: number) => ({ $ref: `#/$defs/${prefix}${place}` });
  const schema = (node: NodeData): object => {
    switch (node.t) {
      case 'meta':
        return { $ref: `#/$defs/k${kubernetes.meta}` };
      case 'any':
        return { ...node.c };
      case 'quantity':
        return { anyOf: [{ type: 'number' }, { type: 'string', pattern: QUANTITY }] };
      case 'int-or-string':
        return { type: ['integer', 'string'] };
      case 'array': {
        const items = node.i === undefined ? {} : reference(node.i);
        return { type: 'array', items, minItems: node.few, maxItems: node.many, ...node.c };
      }
      case 'object': {
        const properties = Object.entries(node.p ?? {})
          .map(([field, data]) => [field, variant(data, bit)] as const)
          .filter((entry): entry is readonly [string, number] => entry[1] !== undefined);
        const demanded = Object.entries(node.r ?? {})
          .filter(([, mask]) => (Number(mask) & bit) !== 0)
          .map(([field]) => field);
        const required = Array.isArray(node.r) ? (node.r as readonly string[]) : demanded;
        return {
          type: 'object',
          properties: Object.fromEntries(properties.map(([field, place]) => [field, reference(place)])),
          required,
          additionalProperties: node.v === undefined ? node.u === 1 : reference(node.v),
          minProperties: node.few,
          maxProperties: node.many,
          ...node.c,
        };
      }
      default:
        return {
          type: node.t,
          format: node.f,
          enum: node.e,
          minimum: node.min,
          maximum: node.max,
          minLength: node.few,
          maxLength: node.many,
          pattern: node.re,
          ...node.c,
        };
    }
  };
  return Object.fromEntries(nodes.map((node, place) => [`${prefix}${place}`, withoutUndefined(schema(node))]));
}

function variant(data: PropertyData, bit: number): number | undefined {
  return typeof data === 'number' ? data : data.find(([mask]) => (mask & bit) !== 0)?.[1];
}

function withoutUndefined(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function judge(version: KubernetesVersion, root: number, crd?: CrdBundle): ValidateFunction {
  const bit = 1 << KUBERNETES_VERSIONS.indexOf(version);
  const ajv = new Ajv({
    strict: false,
    formats: {
      int32: { type: 'number', validate: (value: number) => Math.abs(value) <= 2 ** 31 && value !== 2 ** 31 },
      int64: { type: 'number', validate: (value: number) => Math.abs(value) <= 2 ** 63 },
      'date-time': (text: string) => text.includes('T') && !Number.isNaN(Date.parse(text)),
      byte: (text: string) => Buffer.from(text, 'base64').toString('base64') === text,
    },
  });
  const own = crd === undefined ? {} : definitions(crd.nodes, 'c', bit);
  return ajv.compile({
    $defs: { ...definitions(kubernetes.nodes, 'k', bit), ...own },
    $ref: `#/$defs/${crd === undefined ? 'k' : 'c'}${root}`,
  });
}

const POD: JsonObject = {
  containers: [
    {
      name: 'api',
      image: 'api@sha256:0',
      ports: [{ name: 'http', containerPort: 3000 }],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
      resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
      readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
      securityContext: { capabilities: { drop: ['ALL'] }, runAsUser: 10001 },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
  ],
  volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  terminationGracePeriodSeconds: 30,
};
const METADATA = {
  name: 'it',
  namespace: 'shop',
  labels: { app: 'it' },
  annotations: { a: 'b' },
  creationTimestamp: '2026-01-31T12:00:00Z',
};
const SELECTOR = { matchLabels: { app: 'it' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] };

interface Case {
  readonly manifest: JsonObject & { readonly apiVersion: string; readonly kind: string };
  readonly crd?: CrdBundle;
}

const CASES: readonly Case[] = [
  {
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: METADATA,
      spec: {
        replicas: 2,
        selector: SELECTOR,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        template: { metadata: { labels: { app: 'it' } }, spec: POD },
      },
    },
  },
  {
    manifest: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: {
        selector: { app: 'it' },
        type: 'ClusterIP',
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        ipFamilies: ['IPv4'],
      },
    },
  },
  {
    manifest: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: METADATA,
      spec: {
        podSelector: SELECTOR,
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: SELECTOR }, { ipBlock: { cidr: '10.0.0.0/8' } }],
            ports: [{ port: 80, protocol: 'TCP' }],
          },
        ],
      },
    },
  },
  {
    manifest: {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: METADATA,
      spec: {
        instances: 3,
        imageName: 'postgresql:18',
        storage: { size: '10Gi', storageClass: 'fast' },
        resources: { limits: { memory: '2Gi', cpu: '1' } },
        postgresql: { parameters: { max_connections: '200' }, synchronous: { method: 'any', number: 1 } },
        bootstrap: { initdb: { database: 'app', owner: 'app', secret: { name: 's' } } },
        affinity: { podAntiAffinityType: 'required', tolerations: [{ key: 'a', operator: 'Exists' }] },
      },
    },
    crd: clusterData as unknown as CrdBundle,
  },
  {
    manifest: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: METADATA,
      spec: {
        host: 'it',
        trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true } }, tls: { mode: 'ISTIO_MUTUAL' } },
      },
    },
    crd: destinationRuleData as unknown as CrdBundle,
  },
];

const VALUES: readonly Json[] = [
  '',
  'x',
  'TCP',
  '25%',
  '1Gi',
  '1024Mi',
  '12Q',
  '2026-01-31T12:00:00Z',
  0,
  1,
  -1,
  1.5,
  3000000000,
  true,
  [],
  {},
  ['x'],
  [{}],
  [1],
  { x: 'y' },
  { name: 'x' },
  [{ name: 'x' }],
];
const FIELDS = [
  'x',
  'name',
  'labels',
  'simple',
  'exact',
  'httpHeaderName',
  'minimumRingSize',
  'value',
  'port',
  'appArmorProfile',
  'restartPolicy',
  'trafficDistribution',
  'paused',
  'items',
];

interface Mutation {
  /** Where to go: at each container the child with this number. */
  readonly steps: readonly number[];
  readonly change: 'delete' | 'replace' | 'add';
  readonly value: Json;
  readonly field: string;
}

const mutations: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.array(fc.nat(12), { minLength: 1, maxLength: 9 }),
  change: fc.constantFrom('delete', 'replace', 'add'),
  value: fc.constantFrom(...VALUES),
  field: fc.constantFrom(...FIELDS),
});

function mutate(value: Json, { steps, ...mutation }: Mutation): Json {
  if (typeof value !== 'object') return mutation.value;
  const keys = Object.keys(value);
  const [step, ...rest] = steps;
  const copy: Record<string, Json> | Json[] = Array.isArray(value)
    ? [...(value as Json[])]
    : { ...(value as JsonObject) };
  const at = copy as Record<string, Json>;
  if (step === undefined || keys.length === 0 || (rest.length === 0 && mutation.change === 'add')) {
    if (Array.isArray(copy)) copy.push(mutation.value);
    else at[mutation.field] = mutation.value;
    return copy;
  }
  const key = keys[step % keys.length]!;
  if (rest.length > 0) at[key] = mutate(at[key]!, { steps: rest, ...mutation });
  else if (mutation.change === 'replace') at[key] = mutation.value;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete at[key];
  return copy;
}

/** What a JSON schema cannot say: keys of lists, canonical quantities, deprecation; and the name, which no schema demands. */
const BEYOND = new Set(['LS309', 'LS312', 'LS314']);

describe.each(CASES)('$manifest.kind', ({ manifest, crd }) => {
  const { apiVersion, kind } = manifest;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const root = crd === undefined ? kubernetes.kinds[`${apiVersion}/${kind}`]![1] : crd.versions[version]![0];

  it.each(['1.27', '1.36'] as const)('is judged as by ajv, for Kubernetes %s', (release) => {
    const validate = judge(release, root, crd);
    const inspector = createSchemaInspector([release]);
    const sound = (object: JsonObject) =>
      inspector
        .inspect(object)
        .filter(({ code, path }) => !BEYOND.has(code) && path !== 'metadata.name')
        .map(({ path, message }) => `${path}: ${message.text}`);
    expect(sound(manifest)).toEqual([]);
    let refused = 0;
    fc.assert(
      fc.property(fc.array(mutations, { minLength: 1, maxLength: 2 }), (list) => {
        const mutant = list.reduce<Json>(mutate, manifest) as Record<string, Json>;
        fc.pre(mutant.apiVersion === apiVersion && mutant.kind === kind);
        fc.pre(isMap(mutant.metadata) && typeof (mutant.metadata.name ?? '') === 'string');
        const valid = validate(mutant);
        const found = sound(mutant);
        if (!valid) refused++;
        expect({ valid: found.length === 0, found }).toEqual({ valid, found });
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

it('judges fields that exclude each other as ajv does', () => {
  const crd = destinationRuleData as unknown as CrdBundle;
  const validate = judge('1.36', crd.versions['v1']![0], crd);
  const inspector = createSchemaInspector(['1.36']);
  const hash = subset({
    httpHeaderName: 'x',
    useSourceIp: true,
    httpCookie: { name: 'c', ttl: '0s' },
    ringHash: {},
    maglev: {},
    minimumRingSize: 3,
  });
  const balancer = hash.chain((consistentHash) =>
    subset({ simple: 'ROUND_ROBIN', consistentHash, warmup: { duration: '10s' } }),
  );
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(balancer, (loadBalancer) => {
      const rule = {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'it' },
        spec: { host: 'it', trafficPolicy: { loadBalancer } },
      };
      const valid = validate(rule);
      seen.add(valid);
      const found = inspector.inspect(rule);
      expect({ valid: found.length === 0, found }).toEqual({ valid, found });
    }),
    { numRuns: 300 },
  );
  expect(seen).toEqual(new Set([true, false]));
});

/** Some of the fields of a map. */
function subset(map: JsonObject): fc.Arbitrary<JsonObject> {
  return fc.subarray(Object.keys(map)).map((keys) => Object.fromEntries(keys.map((key) => [key, map[key]!])));
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && !Array.isArray(value);
}
