import type { JsonObject } from '../../model/json';
import { createSchemaInspector, KUBERNETES_VERSIONS } from './index';

const inspector = createSchemaInspector(KUBERNETES_VERSIONS);

/** `code path: message. fix [versions]`, the versions only where they are not all. */
function inspect(object: unknown, schemas = inspector): string[] {
  return schemas.inspect(object as JsonObject).map(({ code, path, message, fix, versions }) => {
    const some = versions.length === KUBERNETES_VERSIONS.length ? '' : ` [${versions.join(' ')}]`;
    return `${code} ${path}: ${message.text}. ${fix.text}${some}`;
  });
}

const container = { name: 'api', image: 'api', ports: [{ name: 'http', containerPort: 3000 }] };

function deployment(spec: object = {}, pod: object = {}, own: object = {}): object {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ ...container, ...own }], ...pod } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'api' } }, template, ...spec },
  };
}

function object(apiVersion: string, kind: string, rest: object): object {
  return { apiVersion, kind, metadata: { name: 'it' }, ...rest };
}

const CONTAINER = 'spec.template.spec.containers[name=api]';

it('finds nothing in a sound object', () => {
  expect(
    inspect(deployment({ replicas: 2, strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } })),
  ).toEqual([]);
});

describe('fields', () => {
  it('names the nearest field', () => {
    expect(inspect(deployment({ replica: 2 }))).toEqual([
      'LS301 spec.replica: unknown field "replica". Did you mean "replicas"? Valid: "minReadySeconds", "paused", ' +
        '"progressDeadlineSeconds", ' +
        '"replicas", "revisionHistoryLimit", "selector", "strategy", "template".',
    ]);
  });

  it('says from which version of Kubernetes a field exists', () => {
    const service = object('v1', 'Service', { spec: { ports: [{ port: 80 }], trafficDistribution: 'PreferClose' } });
    expect(inspect(service)).toEqual([
      'LS316 spec.trafficDistribution: field "trafficDistribution" exists from Kubernetes 1.30, not in 1.27. ' +
        'Remove it as long as a cluster runs 1.27, or remove that version from the platform. [1.27]',
    ]);
    expect(inspect(service, createSchemaInspector(['1.30', '1.36']))).toEqual([]);
  });

  it('says in which versions a field existed', () => {
    const { spec } = deployment({}, { resourceClaims: [{ name: 'gpu', source: { resourceClaimName: 'gpu' } }] }) as {
      spec: object;
    };
    expect(inspect(object('apps/v1', 'Deployment', { spec }))).toEqual([
      'LS316 spec.template.spec.resourceClaims[name=gpu].source: field "source" exists in Kubernetes 1.27 and 1.30, not ' +
        'in 1.33 and 1.36. ' +
        'Remove it as long as a cluster runs 1.33 and 1.36, or remove that version from the platform. [1.33 1.36]',
    ]);
  });

  it('demands required fields', () => {
    expect(inspect(deployment({}, {}, { name: undefined, ports: [{ name: 'http' }] }))).toEqual([
      'LS303 spec.template.spec.containers[0].ports[name=http].containerPort: required field "containerPort" is missing. ' +
        'Add "containerPort".',
      'LS303 spec.template.spec.containers[0].name: required field "name" is missing. Add "name".',
    ]);
  });

  it('demands what tells an object', () => {
    expect(inspect({ kind: 'Service', metadata: {} })).toEqual([
      'LS303 apiVersion: required field "apiVersion" is ' + 'missing. Add "apiVersion".',
    ]);
    expect(inspect({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} })).toEqual([
      'LS303 metadata.name: required field "name" is missing. Add "name".',
    ]);
    expect(inspect({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } })).toEqual([]);
    expect(
      inspect({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }).filter(
        (line) => !line.startsWith('LS315'),
      ),
    ).toEqual([]);
  });

  it('does not judge status, and what a schema leaves open', () => {
    expect(inspect({ ...deployment(), status: { anything: [1] } })).toEqual([]);
    expect(
      inspect(
        object('argoproj.io/v1alpha1', 'Application', {
          spec: {
            project: 'p',
            destination: {},
            source: { repoURL: 'r', helm: { valuesObject: { a: { b: [1, 'c'] } } } },
          },
        }),
      ),
    ).toEqual([]);
  });

  it('refuses fields of a map that has none', () => {
    expect(
      inspect(
        object('networking.istio.io/v1', 'VirtualService', { spec: { http: [{ mirror: { host: 'a', hots: 'b' } }] } }),
      ),
    ).toEqual([
      'LS301 spec.http[0].mirror.hots: unknown field "hots". Did you mean "host"? Valid: "host", "port", "subset".',
    ]);
  });
});

describe('values', () => {
  it.each([
    [{ replicas: '3' }, 'LS302 spec.replicas: must be an integer, but is the string "3". Remove the quotes: 3.'],
    [{ replicas: 1.5 }, 'LS302 spec.replicas: must be an integer, but is 1.5. Use an integer.'],
    [{ paused: 'yes' }, 'LS302 spec.paused: must be true or false, but is the string "yes". Use true or false.'],
    [{ selector: [] }, 'LS302 spec.selector: must be a map, but is a list. Use a map.'],
    [
      { replicas: 3000000000 },
      'LS305 spec.replicas: 3000000000 is not a 32-bit integer, -2147483648 to 2147483647. ' +
        'Use a 32-bit integer, -2147483648 to 2147483647.',
    ],
    [
      { strategy: { type: 'Recreated' } },
      'LS304 spec.strategy.type: "Recreated" is not an allowed value. ' +
        'Did you mean "Recreate"? Valid: "Recreate", "RollingUpdate".',
    ],
    [
      { strategy: { rollingUpdate: { maxSurge: 0.5 } } },
      'LS302 spec.strategy.rollingUpdate.maxSurge: must be an integer or a string, but is 0.5. Use an integer or ' +
        'a string.',
    ],
  ])('judges %j', (spec, expected) => {
    expect(inspect(deployment(spec))).toEqual([expected]);
  });

  it.each([
    [
      { env: [{ name: 'PORT', value: 3000 }] },
      `LS302 ${CONTAINER}.env[name=PORT].value: must be a string, but is 3000. ` + 'Use a string: "3000".',
    ],
    [{ args: 'serve' }, `LS302 ${CONTAINER}.args: must be a list, but is the string "serve". Put it in a list.`],
    [
      { resources: { limits: { memory: '512MB' } } },
      `LS311 ${CONTAINER}.resources.limits.memory: "512MB" is not a quantity. ` +
        'Use a number, optionally with one of the suffixes n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei: "500m", ' +
        '"1536Mi".',
    ],
    [
      { resources: { limits: { memory: '1024Mi' } } },
      `LS312 ${CONTAINER}.resources.limits.memory: "1024Mi" is not the canonical form of this quantity. Use "1Gi".`,
    ],
    [
      { resources: { limits: { cpu: 0.5 } } },
      `LS312 ${CONTAINER}.resources.limits.cpu: 0.5 is not the canonical form of ` + 'this quantity. Use "500m".',
    ],
    [
      { resources: { limits: { cpu: true } } },
      `LS302 ${CONTAINER}.resources.limits.cpu: must be a quantity, but is true. ` + 'Use a quantity.',
    ],
  ])('judges %j of a container', (own, expected) => {
    expect(inspect(deployment({}, {}, own))).toEqual([expected]);
  });

  it('names the versions that refuse a value', () => {
    const spec = { tolerations: [{ key: 'a', operator: 'Gt', value: '1' }] };
    expect(inspect(deployment({}, spec))).toEqual([
      'LS304 spec.template.spec.tolerations[0].operator: "Gt" is not an allowed value ' +
        '(Kubernetes 1.27, 1.30 and 1.33). Valid: "Equal", "Exists". [1.27 1.30 1.33]',
    ]);
  });

  it('judges formats', () => {
    expect(inspect(object('v1', 'Secret', { data: { key: 'not base64' } }))).toEqual([
      'LS305 data.key: "not base64" is not base64 text. Use base64 text.',
    ]);
    expect(
      inspect({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', creationTimestamp: '2026-02-30T00:00:00Z' },
      }),
    ).toEqual([
      'LS305 metadata.creationTimestamp: "2026-02-30T00:00:00Z" is not a time such as "2026-01-31T12:00:00Z". ' +
        'Use a time such as "2026-01-31T12:00:00Z".',
    ]);
  });

  it('judges quantities of CRDs', () => {
    const cluster = (memory: unknown) =>
      object('postgresql.cnpg.io/v1', 'Cluster', {
        spec: { instances: 3, storage: { size: '10Gi' }, resources: { limits: { memory } } },
      });
    expect(inspect(cluster('2Gi'))).toEqual([]);
    expect(inspect(cluster('2048Mi'))).toEqual([
      'LS312 spec.resources.limits.memory: "2048Mi" is not the canonical form of this quantity. Use "2Gi".',
    ]);
  });

  it('judges bounds, lengths and patterns of CRDs', () => {
    expect(inspect(object('postgresql.cnpg.io/v1', 'Cluster', { spec: { instances: 0 } }))).toEqual([
      'LS307 spec.instances: 0 is too small. Use 1 or more.',
    ]);
    expect(
      inspect(
        object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
          spec: {
            parentRefs: [{ name: 'g', port: 70000 }],
            hostnames: ['-x'],
            rules: [{ backendRefs: [{ name: '' }] }],
          },
        }),
      ),
    ).toEqual([
      'LS307 spec.parentRefs[name=g].port: 70000 is too large. Use a number from 1 to 65535.',
      'LS306 spec.hostnames[0]: "-x" does not match ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$. ' +
        'Use a value that matches the pattern.',
      'LS308 spec.rules[0].backendRefs[name=].name: has 0 characters, fewer than 1. Use at least 1 character.',
    ]);
  });

  it('takes null in a map for absent, and refuses it in a list', () => {
    expect(inspect(deployment({ replicas: null }))).toEqual([]);
    expect(inspect(deployment({}, {}, { args: [null] }))).toEqual([
      `LS302 ${CONTAINER}.args[0]: must be a string, but is ` + 'null. Use a string.',
    ]);
  });
});

describe('lists', () => {
  it('finds elements with the same key, by defaults too', () => {
    const ports = [
      { containerPort: 80 },
      { containerPort: 80, protocol: 'TCP' },
      { containerPort: 80, protocol: 'UDP' },
    ];
    expect(inspect(deployment({}, {}, { ports }))).toEqual([
      `LS309 ${CONTAINER}.ports[containerPort=80,protocol=TCP]: the list has a duplicate containerPort 80 and protocol "TCP". ` +
        'Keep one of the two.',
    ]);
    expect(
      inspect(
        deployment(
          {},
          {},
          {
            env: [
              { name: 'A', value: '1' },
              { name: 'A', value: '2' },
            ],
          },
        ),
      ),
    ).toEqual([`LS309 ${CONTAINER}.env[1]: the list has a duplicate name "A". Keep one of the two.`]);
  });

  it('finds duplicates in sets', () => {
    expect(
      inspect({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', finalizers: ['x/y', 'x/y'] } }),
    ).toEqual(['LS309 metadata.finalizers[1]: the list has a duplicate "x/y". Keep one of the two.']);
  });
});

describe('conditions of CRDs', () => {
  const rule = (trafficPolicy: object) =>
    object('networking.istio.io/v1', 'DestinationRule', { spec: { host: 'a', trafficPolicy } });

  it('finds fields that exclude each other', () => {
    expect(inspect(rule({ loadBalancer: { simple: 'ROUND_ROBIN' } }))).toEqual([]);
    expect(inspect(rule({ loadBalancer: {} }))).toEqual([]);
    expect(inspect(rule({ loadBalancer: { simple: 'ROUND_ROBIN', consistentHash: { useSourceIp: true } } }))).toEqual([
      'LS310 spec.trafficPolicy.loadBalancer: sets "simple" and "consistentHash", of which at most one may be set. Keep ' +
        'one of "simple", "consistentHash".',
    ]);
  });

  it('finds that none of the alternatives is there', () => {
    expect(inspect(object('flagger.app/v1beta1', 'AlertProvider', { spec: { type: 'slack' } }))).toEqual([
      'LS310 spec: sets none of "type" and "address", "type" and "secretRef". Set exactly one of them.',
    ]);
  });

  it('fills in defaults before it judges', () => {
    const gateway = (address: object) =>
      object('gateway.networking.k8s.io/v1', 'Gateway', {
        spec: {
          gatewayClassName: 'c',
          addresses: [address],
          listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
        },
      });
    expect(inspect(gateway({ value: '10.0.0.1' }))).toEqual([]);
    expect(inspect(gateway({ type: 'Hostname', value: 'a.example' }))).toEqual([]);
    expect(inspect(gateway({ value: 'a.example' })).map((line) => line.slice(0, 24))).toEqual([
      'LS310 spec.addresses[0]:',
    ]);
  });
});

describe('kinds', () => {
  it.each([
    [
      'policy/v1beta1',
      'PodDisruptionBudget',
      'LS313 apiVersion: policy/v1beta1 PodDisruptionBudget was removed in ' + 'Kubernetes 1.25. Use policy/v1.',
    ],
    [
      'extensions/v1beta1',
      'Ingress',
      'LS313 apiVersion: extensions/v1beta1 Ingress was removed in Kubernetes 1.22. Use ' + 'networking.k8s.io/v1.',
    ],
    ['apps/v2', 'Deployment', 'LS313 apiVersion: apps/v2 Deployment is not served. Use apps/v1.'],
    [
      'apps/v1',
      'Deploymnet',
      'LS313 kind: apps/v1 has no kind Deploymnet. Did you mean "Deployment"? ' +
        'Valid: "ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet".',
    ],
    [
      'networking.k8s.io/v1',
      'ServiceCIDR',
      'LS313 apiVersion: networking.k8s.io/v1 ServiceCIDR is not served by ' +
        'Kubernetes 1.27 and 1.30. ' +
        'It is served by 1.33 and 1.36: remove it for other clusters. [1.27 1.30]',
    ],
    [
      'external-secrets.io/v1beta1',
      'ExternalSecret',
      'LS313 apiVersion: external-secrets.io/v1beta1 ExternalSecret is ' + 'not served. Use external-secrets.io/v1.',
    ],
    [
      'policy/v1beta1',
      'PodSecurityPolicy',
      'LS313 apiVersion: policy/v1beta1 PodSecurityPolicy is not served by Kubernetes ' +
        '1.27, 1.30, 1.33 and 1.36. Remove it, or use its replacement: see ' +
        'https://kubernetes.io/docs/reference/using-api/deprecation-guide/.',
    ],
    [
      'example.com/v1',
      'Thing',
      'LS315 apiVersion: no schema for example.com/v1 Thing. ' +
        'Check its fields manually, or against the CRD in the cluster.',
    ],
    [
      'constructor/v1',
      'toString',
      'LS315 apiVersion: no schema for constructor/v1 toString. ' +
        'Check its fields manually, or against the CRD in the cluster.',
    ],
  ])('judges %s %s', (apiVersion, kind, expected) => {
    expect(inspect(object(apiVersion, kind, {})).filter((line) => !line.startsWith('LS303'))).toEqual([expected]);
  });

  it('warns of deprecated versions, and names what replaces them', () => {
    const endpoints = object('v1', 'Endpoints', {});
    expect(inspect(endpoints)).toEqual([
      'LS314 apiVersion: v1 Endpoints is deprecated since Kubernetes 1.33. Use discovery.k8s.io/v1 EndpointSlice. [1.33 1.36]',
    ]);
    const schema = object('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', {});
    expect(inspect(schema, createSchemaInspector(['1.30']))).toEqual([
      'LS314 apiVersion: flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated since Kubernetes 1.29, and removed ' +
        'in 1.32. ' +
        'Use flowcontrol.apiserver.k8s.io/v1. [1.30]',
    ]);
  });
});

describe('values shared between objects', () => {
  it('reports a fault for each object that has it', () => {
    const spec = (deployment({ replica: 1 }) as { spec: object }).spec;
    const twice = ['a', 'b'].map((name) =>
      inspect({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec }),
    );
    expect(twice[0]).toHaveLength(1);
    expect(twice[1]).toEqual(twice[0]);
  });

  it('judges a value again where another schema applies', () => {
    const shared = {
      containers: Array.from({ length: 20 }, (_, index) => ({ name: `c${index}`, env: [{ name: 'A', value: '1' }] })),
    };
    expect(inspect(deployment({ template: { spec: shared } }))).toEqual([]);
    expect(inspect(object('networking.k8s.io/v1', 'NetworkPolicy', { spec: shared }))[0]).toContain(
      'unknown field "containers"',
    );
  });

  it('judges a clean value again for other versions', () => {
    const spec = { ports: [{ port: 80 }], trafficDistribution: 'PreferClose' };
    expect(inspect(object('v1', 'Service', { spec }), createSchemaInspector(['1.36']))).toEqual([]);
    expect(inspect(object('v1', 'Service', { spec }), createSchemaInspector(['1.27']))).toHaveLength(1);
  });
});

it('refuses versions it has no schemas of', () => {
  expect(() => createSchemaInspector([])).toThrow('no Kubernetes version to validate against');
  expect(() => createSchemaInspector(['1.20' as never])).toThrow(
    'no schemas for Kubernetes 1.20; available: 1.27, 1.30, ' + '1.33, 1.36',
  );
});
