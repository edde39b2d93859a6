import { environmentOf } from '../examples/environment';
import { documents } from '../examples/example';
import { catalogOf } from '.';
import { labelSelector } from './selector';
import { scalesOf } from '../replicas';

const cluster = (spec: string) =>
  `{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db, namespace: shop}, spec: {${spec}}}`;
const catalog = (...yaml: string[]) => catalogOf(environmentOf(documents(...yaml)));
const keys = (found: ReturnType<typeof catalog>, name: string) =>
  [...(found.find('Secret', 'shop', name)?.keys ?? [])].sort();

describe('what operators make', () => {
  it('of a CloudNativePG Cluster: services that are not disabled, the application secret unless one is given', () => {
    const made = catalog(cluster('instances: 3, managed: {services: {disabledDefaultServices: [ro]}}'));
    expect(made.names('Service', 'shop')).toEqual(['db-r', 'db-rw']);
    expect(made.find('Secret', 'shop', 'db-app')?.keys?.has('jdbc-uri')).toBe(true);
    expect(made.find('Secret', 'shop', 'db-superuser')).toBeUndefined();
    const given = catalog(cluster('bootstrap: {initdb: {secret: {name: own}}}, enableSuperuserAccess: true'));
    expect(given.find('Secret', 'shop', 'db-app')).toBeUndefined();
    expect(given.find('Secret', 'shop', 'db-superuser')).toBeDefined();
  });

  it('of an ExternalSecret: keys, unless whole secrets are extracted', () => {
    const external = (spec: string) =>
      catalog(
        `{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: e, namespace: shop}, spec: {${spec}}}`,
      );
    expect(keys(external('data: [{secretKey: a}, {secretKey: b}]'), 'e')).toEqual(['a', 'b']);
    expect(keys(external('data: [{secretKey: a}], target: {name: t, template: {data: {url: x}}}'), 't')).toEqual([
      'url',
    ]);
    expect(
      keys(external('data: [{secretKey: a}], target: {template: {mergePolicy: Merge, data: {url: x}}}'), 'e'),
    ).toEqual(['a', 'url']);
    expect(external('dataFrom: [{extract: {key: all}}]').find('Secret', 'shop', 'e')).toMatchObject({
      keys: undefined,
    });
  });

  it('gives way to a file of the same name', () => {
    const sealed =
      '{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: db-app, namespace: shop}, spec: ' +
      '{encryptedData: {url: A}, template: {data: {user: app}}}}';
    expect(keys(catalog(sealed, cluster('instances: 1')), 'db-app')).toEqual(['url', 'user']);
  });

  it('runs pods that selectors find, and jobs that a disruption budget does not count', () => {
    const made = catalog(cluster('instances: 3'));
    const select = (labels: Record<string, string>) =>
      made.pods.select('shop', labelSelector({ matchLabels: labels })).map(({ ends }) => ends);
    expect(select({ 'cnpg.io/cluster': 'db', 'cnpg.io/podRole': 'instance' })).toEqual([false]);
    expect(select({ 'cnpg.io/cluster': 'db', 'cnpg.io/jobRole': 'initdb' })).toEqual([true]);
    expect(select({ 'cnpg.io/cluster': 'other' })).toEqual([]);
  });
});

it('counts replicas by who decides about them', () => {
  const environment = environmentOf(
    documents(
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {}}',
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 5, ' +
        'scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}}}',
      '{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {parallelism: 4, completions: 2}}',
      '{apiVersion: elasticsearch.k8s.elastic.co/v1, kind: Elasticsearch, metadata: {name: e}, spec: {nodeSets: ' +
        '[{count: 3}, {count: 2}]}}',
    ),
  );
  expect([...scalesOf(environment)].map(([{ name }, { least, most }]) => [name, least, most])).toEqual([
    ['a', 1, 5],
    ['j', 2, 2],
    ['e', 5, 5],
  ]);
});
