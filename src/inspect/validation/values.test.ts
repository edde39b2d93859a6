import { environmentOf } from '../examples/environment';
import { IMAGE, deployment, documents } from '../examples/example';
import { inspectEnvironments } from '..';
import { seconds } from './durations';

const found = (yaml: string) =>
  inspectEnvironments([environmentOf(yaml)], undefined).map(
    ({ code, path, message }) => `${code} ${path ?? ''} ${message}`,
  );

describe('schedules', () => {
  it('has seconds where CloudNativePG has them', () => {
    const backup = (schedule: string) =>
      found(
        documents(
          '{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db}, spec: {}}',
          `{apiVersion: postgresql.cnpg.io/v1, kind: ScheduledBackup, metadata: {name: b}, spec: {cluster: {name: db}, ` +
            `schedule: "${schedule}"}}`,
        ),
      );
    expect(backup('0 0 3 * * *')).toEqual([]);
    expect(backup('0 3 * * *')).toEqual([
      'LS662 spec.schedule Schedule `0 3 * * *` is not valid: it has 5 fields instead of 6.',
    ]);
  });
});

it('reads durations in every grammar', () => {
  expect([seconds('6h'), seconds('1h30m'), seconds('250ms'), seconds('1.5s'), seconds('1d')]).toEqual([
    21_600, 5400, 0.25, 1.5, 86_400,
  ]);
});

describe('durations', () => {
  const route = (fields: string) =>
    `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: {http: [{${fields}}]}}`;

  it('are those of Istio in a VirtualService', () => {
    expect(found(route('timeout: 6h, retries: {perTryTimeout: 1.5s}'))).toEqual([]);
    expect(found(route('timeout: 30, retries: {perTryTimeout: 1d}'))).toEqual([
      'LS663 spec.http[0].timeout `30` is not a duration.',
      'LS663 spec.http[0].retries.perTryTimeout `1d` is not a duration.',
    ]);
  });

  it('keep a scrape within its interval', () => {
    const monitor = (timeout: string) =>
      found(
        `{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: a}, spec: {podMetricsEndpoints: ` +
          `[{interval: 15s, scrapeTimeout: ${timeout}}]}}`,
      );
    expect(monitor('15s')).toEqual([]);
    expect(monitor('30s')).toEqual([
      'LS663 spec.podMetricsEndpoints[0].scrapeTimeout `scrapeTimeout` 30s is longer than the interval of 15s.',
    ]);
  });
});

describe('names', () => {
  const named = (apiVersion: string, kind: string, name: string) =>
    found(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: "${name}"}, spec: {restartPolicy: Never}}`);
  const long = (length: number) => 'a'.repeat(length);

  it.each([
    [
      'v1',
      'Service',
      '1api',
      'Name `1api` of the Service must consist of lowercase letters, digits and `-`, start with a letter and not end with `-`.',
    ],
    ['v1', 'Service', long(64), `Name \`${long(64)}\` of the Service has 64 characters; the limit is 63.`],
    [
      'v1',
      'Namespace',
      'shop.dev',
      'Name `shop.dev` of the Namespace must consist of lowercase letters, digits and `-`, and start and end with a letter or digit.',
    ],
    [
      'postgresql.cnpg.io/v1',
      'Cluster',
      long(51),
      `Name \`${long(51)}\` of the Cluster has 51 characters; the limit is 50.`,
    ],
    [
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'a/b',
      'Name `a/b` of the ClusterRole must not be empty, `.` or `..`, and must not contain `/` or `%`.',
    ],
  ])('%s %s %s', (apiVersion, kind, name, message) => {
    expect(named(apiVersion, kind, name)).toContain(`LS651 metadata.name ${message}`);
  });

  it('are as long as each kind allows', () => {
    expect([
      named('v1', 'Service', long(63)),
      named('v1', 'ConfigMap', long(253)),
      named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:a'),
    ]).toEqual([[], [], []]);
  });

  it('counts a label once for each object that is wrong, however often it is shared', () => {
    expect(
      found('{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {"a/b/c": x, "/a": x, team: -x}}}'),
    ).toHaveLength(3);
  });
});

describe('pods', () => {
  it('run images, also where a patch misspells its container and so adds another', () => {
    const pod = (containers: string) =>
      found(
        `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [${containers}]}}}}`,
      );
    expect(pod(`{name: server, image: ${IMAGE}}, {name: sever, env: [{name: A, value: b}]}`)).toEqual([
      'LS303 spec.template.spec.containers[name=sever].image Container `sever` has no image.',
    ]);
    expect(pod(`{name: server, image: ''}`)).toEqual([
      'LS303 spec.template.spec.containers[name=server].image Container `server` has no image.',
    ]);
    const [finding] = inspectEnvironments(
      [environmentOf(deployment('', `initContainers: [{name: apl, image: ${IMAGE}}, {name: apk}]`))],
      [],
    );
    expect(finding!.fix).toBe('Did you mean `apl`? Set `image`.');
  });

  it('mount claim templates of a StatefulSet', () => {
    const set = (mount: string) =>
      found(
        `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, ` +
          `volumeClaimTemplates: [{metadata: {name: data}}], template: {metadata: {labels: {app: a}}, spec: {containers: ` +
          `[{name: a, image: ${IMAGE}, volumeMounts: [{name: ${mount}, mountPath: /data}]}]}}}}`,
      );
    expect(set('data')).toEqual([]);
    expect(set('date')).toEqual([
      'LS657 spec.template.spec.containers[name=a].volumeMounts[mountPath=/data].name The container mounts volume `date`, which the pod does not have.',
    ]);
  });

  it('have one handler a probe, and numbers within bounds', () => {
    expect(found(deployment('startupProbe: {periodSeconds: 0}'))).toEqual([
      'LS659 spec.template.spec.containers[name=api].startupProbe startupProbe has no handler.',
      'LS659 spec.template.spec.containers[name=api].startupProbe.periodSeconds `periodSeconds` of startupProbe is 0.',
    ]);
    expect(found(deployment('readinessProbe: {exec: {command: [ls]}, grpc: {port: 70000}}'))).toEqual([
      'LS659 spec.template.spec.containers[name=api].readinessProbe readinessProbe has 2 handlers: exec, grpc.',
      'LS656 spec.template.spec.containers[name=api].readinessProbe.grpc.port Port of readinessProbe is 70000.',
    ]);
  });

  it('need a time zone that exists', () => {
    const job = (zone: string) =>
      found(
        `{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {schedule: "0 3 * * *", timeZone: ${zone}, ` +
          `jobTemplate: {spec: {template: {spec: {restartPolicy: Never}}}}}}`,
      );
    expect(job('Europe/Bucharest')).toEqual([]);
    expect(job('Europe/Bukarest')).toEqual(['LS662 spec.timeZone Unknown time zone `Europe/Bukarest`.']);
  });
});

describe('what the API server misses', () => {
  it.each([
    [
      'a source',
      deployment('env: [{name: KEY, valueFrom: {}}]'),
      'LS303 spec.template.spec.containers[name=api].env[name=KEY].valueFrom Variable `KEY` has an empty `valueFrom`.',
    ],
    [
      'a share',
      deployment('', '', 'strategy: {rollingUpdate: {maxSurge: half}}'),
      'LS306 spec.strategy.rollingUpdate.maxSurge `maxSurge` is `"half"`.',
    ],
    [
      'what is measured',
      documents(
        deployment(),
        '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: api}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, metrics: [{type: Resource}]}}',
      ),
      'LS303 spec.metrics[0].resource Metric 1 has type `Resource` but no `resource`.',
    ],
  ])('is told: %s', (_, yaml, finding) => {
    expect(found(yaml)).toEqual([finding]);
  });

  it.each(['1', '0', '25%', '"100%"'])('a share of %s is none', (share) => {
    expect(found(deployment('', '', `strategy: {rollingUpdate: {maxSurge: ${share}}}`))).toEqual([]);
  });
});

test.each([
  ['dnsNames: [a.example], privateKey: {algorithm: ECDSA, size: 256}', []],
  ['isCA: true, commonName: own', []],
  ['dnsNames: [], secretName: a', ['LS303 spec.dnsNames The Certificate has no names.']],
  [
    'dnsNames: [a.example], privateKey: {algorithm: ECDSA, size: 2}',
    ['LS307 spec.privateKey.size Invalid key size for ECDSA: 2.'],
  ],
  ['dnsNames: [a.example], privateKey: {size: 1024}', ['LS307 spec.privateKey.size Invalid key size for RSA: 1024.']],
  ['dnsNames: [a.example], privateKey: {algorithm: Ed25519}', []],
])('a Certificate with %s', (spec, findings) => {
  expect(found(`{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: a}, spec: {${spec}}}`)).toEqual(
    findings,
  );
});

test('quantities that a chart copies into pods and claims, and durations of a canary', () => {
  const application = (values: string) =>
    `{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {source: {helm: {valuesObject: {${values}}}}}}`;
  const codes = (yaml: string) => found(yaml).filter((one) => /^LS(?:311|663)/.test(one));
  expect(codes(application('persistence: {size: 20Gib}, pods: [{resources: {limits: {memory: 1 Gi}}}]'))).toEqual([
    'LS311 spec.source.helm.valuesObject.persistence.size `20Gib` is not a quantity.',
    'LS311 spec.source.helm.valuesObject.pods[0].resources.limits.memory `1 Gi` is not a quantity.',
  ]);
  expect(
    codes(
      application(
        'persistence: {size: small}, cache: {size: 10MB}, limits: {rate: 10 a second}, storage: {size: 20Gi}',
      ),
    ),
  ).toEqual([]);
  const canary = (interval: string) =>
    `{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: a}, spec: {analysis: {interval: ${interval}, metrics: [{name: b, interval: ${interval}}]}}}`;
  expect(codes(canary('1m x'))).toHaveLength(2);
  expect(codes(canary('1m'))).toEqual([]);
});

describe('entries that stand twice', () => {
  it.each([
    [
      'verbs',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: api}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get, get]}]',
      1,
    ],
    ['words of a command', deployment('args: [-v, -v]'), 0],
    [
      'rules apart',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: api}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}, {apiGroups: [""], resources: [pods], verbs: [list]}]',
      0,
    ],
    [
      'ports of a policy',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: api}\nspec: {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}, {port: 53, protocol: UDP}, {port: 53}]}]}',
      1,
    ],
    [
      'values of a chart',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {helm: {valuesObject: {tolerations: [{operator: Exists}, {operator: Exists}], args: [-v, -v]}}}}',
      1,
    ],
    [
      'items of a volume',
      deployment(
        'volumeMounts: [{name: a, mountPath: /a}]',
        'volumes: [{name: a, projected: {sources: [{downwardAPI: {items: [{path: x, fieldRef: {fieldPath: metadata.name}}, {path: x, fieldRef: {fieldPath: metadata.name}}]}}]}}]',
      ),
      1,
    ],
  ])('%s', (_, yaml, count) => {
    expect(found(yaml).filter((one) => one.startsWith('LS650'))).toHaveLength(count);
  });
});

describe('pod templates that an operator merges into its own', () => {
  const mongo = (container: string) =>
    `{apiVersion: mongodbcommunity.mongodb.com/v1, kind: MongoDBCommunity, metadata: {name: db}, spec: {statefulSet: {spec: {template: {spec: {containers: [{name: mongodb-agent, ${container}}]}}}}}}`;

  it('may leave out what it has, and are judged by what they say', () => {
    expect(
      found(mongo('readinessProbe: {periodSeconds: 10}, volumeMounts: [{name: healthstatus, mountPath: /x}]')),
    ).toEqual([]);
    expect(found(mongo('readinessProbe: {periodSeconds: 0}'))).toHaveLength(1);
    expect(found(mongo('env: [{name: KEY, valueFrom: {}}]'))).toEqual([
      'LS303 spec.statefulSet.spec.template.spec.containers[name=mongodb-agent].env[name=KEY].valueFrom Variable `KEY` has an empty `valueFrom`.',
    ]);
  });

  it('and replicas below nothing are none', () => {
    expect(found(deployment('', '', 'replicas: -1'))).toEqual(['LS307 spec.replicas `replicas` is -1.']);
  });
});
