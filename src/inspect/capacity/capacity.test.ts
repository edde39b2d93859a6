import { environmentOf } from '../examples/environment';
import { IMAGE, deployment, documents } from '../examples/example';
import { inspectEnvironments } from '..';

const messages = (...yaml: string[]) =>
  inspectEnvironments([environmentOf(documents(...yaml))], undefined).map(({ code, message }) => `${code} ${message}`);
const quota = (hard: string) => `{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {${hard}}}}`;
const range = (limits: string) =>
  `{apiVersion: v1, kind: LimitRange, metadata: {name: r}, spec: {limits: [${limits}]}}`;
const resources = 'resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: "1", memory: 1Gi}}';
const budget = (spec: string) =>
  `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: api}, spec: {selector: {matchLabels: {app: ` +
  `api}}, ${spec}}}`;

describe('quota', () => {
  it('counts replicas, surge, jobs, databases and their pools, and shows the numbers', () => {
    expect(
      messages(
        quota('requests.cpu: "3", limits.memory: 100Gi, pods: "9"'),
        deployment(resources, '', 'replicas: 4'),
        `{apiVersion: batch/v1, kind: CronJob, metadata: {name: report}, spec: {schedule: "0 3 * * *", jobTemplate: ` +
          `{spec: {parallelism: 2, template: {spec: {restartPolicy: Never, containers: [{name: r, image: ${IMAGE}, ${resources}}]}}}}}}`,
        `{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db}, spec: {instances: 2, ${resources}}}`,
        `{apiVersion: postgresql.cnpg.io/v1, kind: Pooler, metadata: {name: pool}, spec: {instances: 1, cluster: ` +
          `{name: db}, template: {spec: {containers: [{name: pgbouncer, ${resources}}]}}}}`,
      ),
    ).toEqual([
      'LS611 The namespace needs up to 5500m of requests.cpu, but quota `q` allows 3: api (4 + 1) × 500m = 2500m, db 2 × 500m = 1, pool (1 + 1) × 500m = 1, report 2 × 500m = 1.',
      'LS611 The namespace needs up to 11 of pods, but quota `q` allows 9: api (4 + 1) × 1 = 5, db 2 × 1 = 2, pool (1 + 1) × 1 = 2, report 2 × 1 = 2.',
    ]);
  });

  it('counts the storage of each node set by the nodes of that set', () => {
    const set = (name: string, count: number, size: string) =>
      `{name: ${name}, count: ${count}, volumeClaimTemplates: [{spec: {resources: {requests: {storage: ${size}}}}}]}`;
    expect(
      messages(
        quota('requests.storage: 1Gi'),
        `{apiVersion: elasticsearch.k8s.elastic.co/v1, kind: Elasticsearch, metadata: {name: search}, spec: {nodeSets: ` +
          `[${set('hot', 3, '10Gi')}, ${set('cold', 2, '100Gi')}]}}`,
      ),
    ).toEqual([
      'LS611 The namespace needs up to 230Gi of requests.storage, but quota `q` allows 1Gi: search/cold 2 × 100Gi = 200Gi, search/hot 3 × 10Gi = 30Gi.',
    ]);
  });

  it('counts the runs of a schedule that may be there together', () => {
    const task = (policy: string, job: string) =>
      `{apiVersion: batch/v1, kind: CronJob, metadata: {name: report}, spec: {schedule: "*/15 * * * *", ${policy}jobTemplate: ` +
      `{spec: {${job}template: {spec: {restartPolicy: Never, containers: [{name: r, image: ${IMAGE}}]}}}}}}`;
    const pods = (policy: string, job = '') =>
      messages(quota('pods: "0"'), task(policy, job)).map((message) => /report (\d+) × /.exec(message)?.[1]);
    expect(pods('concurrencyPolicy: Forbid, ', 'activeDeadlineSeconds: 3601, ')).toEqual(['1']);
    expect(pods('concurrencyPolicy: Replace, ')).toEqual(['2']);
    expect(pods('concurrencyPolicy: Allow, ', 'activeDeadlineSeconds: 3600, ')).toEqual(['4']);
    expect(pods('', 'activeDeadlineSeconds: 3601, ')).toEqual(['5']);
    expect(pods('')).toEqual(['1']);
  });

  it('counts storage of claims, claim templates and databases', () => {
    expect(
      messages(
        quota('requests.storage: 100Gi, persistentvolumeclaims: "5"'),
        '{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db}, spec: {instances: 2, storage: {size: ' +
          '40Gi}, walStorage: {size: 10Gi}}}',
        '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: nats}, spec: {replicas: 3, selector: {matchLabels: ' +
          '{app: nats}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: ' +
          `5Gi}}}}], template: {metadata: {labels: {app: nats}}, spec: {containers: [{name: nats, image: ${IMAGE}}]}}}}`,
      ),
    ).toEqual([
      'LS611 The namespace needs up to 115Gi of requests.storage, but quota `q` allows 100Gi: db 2 × 40Gi = 80Gi, db 2 × 10Gi = 20Gi, nats 3 × 5Gi = 15Gi.',
      'LS611 The namespace needs up to 7 of persistentvolumeclaims, but quota `q` allows 5: nats 3 × 1 = 3, db 2 × 1 = 2, db 2 × 1 = 2.',
    ]);
  });

  it('takes the largest init container, adds sidecars, and does not surge where pods are recreated', () => {
    const pod = (init: string) =>
      deployment('resources: {requests: {cpu: 500m}}', `initContainers: [${init}]`, 'strategy: {type: Recreate}');
    expect(messages(quota('cpu: "1"'), pod(`{name: i, image: ${IMAGE}, resources: {requests: {cpu: "1"}}}`))).toEqual(
      [],
    );
    expect(
      messages(
        quota('cpu: "1"'),
        pod(`{name: i, image: ${IMAGE}, restartPolicy: Always, resources: {requests: {cpu: 600m}}}`),
      ),
    ).toEqual(['LS611 The namespace needs up to 1100m of cpu, but quota `q` allows 1: api 1 × 1100m = 1100m.']);
  });

  it('is content with defaults of a limit range', () => {
    expect(
      messages(quota('requests.cpu: "1"'), range('{type: Container, defaultRequest: {cpu: 100m}}'), deployment()),
    ).toEqual([]);
  });

  it('leaves quotas with scopes and other namespaces alone', () => {
    expect(
      messages(
        '{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {scopes: [BestEffort], hard: {pods: "0"}}}',
        deployment(),
      ),
    ).toEqual([]);
    expect(
      messages(
        '{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: other}, spec: {hard: {pods: "0"}}}',
        deployment(),
      ),
    ).toEqual([]);
  });
});

describe('limit range', () => {
  it.each([
    [
      '{type: Container, min: {cpu: 600m}}',
      'LS612 Container `api` requests 500m cpu; LimitRange `r` requires at least 600m.',
    ],
    [
      '{type: Container, maxLimitRequestRatio: {cpu: "1.5"}}',
      'LS612 Container `api` has a cpu limit of 1 over a request of 500m, 2 times; LimitRange `r` allows 1.5 times.',
    ],
    [
      '{type: Container, max: {cpu: "1", memory: 512Mi}}',
      'LS612 Container `api` has a limit of 1Gi memory; LimitRange `r` allows at most 512Mi.',
    ],
  ])('%s', (limits, message) => {
    expect(messages(range(limits), deployment(resources))).toEqual([message]);
  });

  it('finds a default limit below a stated request', () => {
    expect(
      messages(
        range('{type: Container, default: {memory: 512Mi}}'),
        deployment('resources: {requests: {memory: 1Gi}}'),
      ),
    ).toEqual(['LS612 Container `api` requests 1Gi memory, which exceeds the limit of 512Mi from the LimitRange.']);
  });

  it('bounds claims', () => {
    expect(
      messages(
        range('{type: PersistentVolumeClaim, max: {storage: 1Gi}}'),
        '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {resources: {requests: {storage: 2Gi}}}}',
      ),
    ).toEqual(['LS612 PersistentVolumeClaim `data` requests 2Gi of storage; LimitRange `r` allows at most 1Gi.']);
  });
});

describe('disruption budget', () => {
  it.each([
    [
      'minAvailable: 1',
      1,
      'LS601 PodDisruptionBudget `api` requires 1 available pods, but api has at most 1: no pod can ever be evicted.',
    ],
    [
      'maxUnavailable: 0',
      5,
      'LS601 PodDisruptionBudget `api` allows 0 unavailable pods: no pod of api can ever be evicted.',
    ],
    [
      'minAvailable: "100%"',
      5,
      'LS601 PodDisruptionBudget `api` requires 100% available pods, but api has at most 5: no pod can ever be evicted.',
    ],
    [
      'minAvailable: "90%"',
      5,
      'LS601 PodDisruptionBudget `api` requires 90% available pods, but api has at most 5: no pod can ever be evicted.',
    ],
  ])('%s with %i replicas', (spec, replicas, message) => {
    expect(messages(deployment('', '', `replicas: ${replicas}`), budget(spec))).toEqual([message]);
  });

  it.each([
    ['maxUnavailable: 1', 1],
    ['maxUnavailable: "10%"', 3],
    ['minAvailable: "50%"', 3],
  ])('%s with %i replicas is fine', (spec, replicas) => {
    expect(messages(deployment('', '', `replicas: ${replicas}`), budget(spec))).toEqual([]);
  });

  it('counts what KEDA may scale to', () => {
    const scaled = (least: number) =>
      `{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: api}, spec: {scaleTargetRef: {name: api}, ` +
      `minReplicaCount: ${least}, maxReplicaCount: 9}}`;
    expect(messages(deployment(), scaled(3), budget('minAvailable: 2'))).toEqual([]);
    expect(messages(deployment(), scaled(2), budget('minAvailable: 2'))).toEqual([
      'LS602 PodDisruptionBudget `api` requires 2 available pods, but the autoscaler can scale api down to 2, at which no pod can be evicted.',
    ]);
  });
});
