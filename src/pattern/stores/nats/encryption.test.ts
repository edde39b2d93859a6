import { parse } from 'yaml';
import { WebService } from '../../workload/web-service';
import { filesOf, only, refusalsOf, vary, wholeOf, type Declare } from '../stateful/store.test-support';
import { NatsJetStream } from './jetstream';

const nats =
  (props: object = {}): Declare =>
  (shop) => {
    const own = new NatsJetStream(shop, 'nats', {
      image: 'nats',
      storage: { size: '10Gi' },
      replicas: vary({ dev: 1, staging: 3, prod: 3 }),
      tls: 'verify-full',
      ...props,
    });
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      env: { NATS_URL: own.url },
      secretFiles: { '/etc/nats/ca.crt': own.ca },
    });
  };

interface Pod {
  readonly shareProcessNamespace?: boolean;
  readonly containers: readonly {
    readonly name: string;
    readonly args?: readonly string[];
    readonly volumeMounts?: readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
  }[];
}
const podOf = (files: Readonly<Record<string, string>>) =>
  (parse(files['nats/StatefulSet-nats.yaml']!) as { spec: { template: { spec: Pod } } }).spec.template.spec;
const container = (pod: Pod, name: string) => pod.containers.find((own) => own.name === name)!;

test('callers and servers speak TLS, and one server of its own has no cluster to speak it in', () => {
  const [prod, dev] = [
    filesOf(nats(), 'prod')['nats/ConfigMap-nats.yaml']!,
    filesOf(nats(), 'dev')['nats/ConfigMap-nats.yaml']!,
  ];
  const block = (indent: string) =>
    [
      'tls {',
      '  cert_file: /etc/nats-tls/tls.crt',
      '  key_file: /etc/nats-tls/tls.key',
      '  ca_file: /etc/nats-tls/ca.crt',
      '}',
    ]
      .map((line) => `    ${indent}${line}\n`)
      .join('');
  expect(prod).toContain(`pid_file: /run/nats/nats.pid\n${block('')}    jetstream {`);
  expect(prod).toContain(`      ]\n${block('  ')}    }\n`);
  expect(dev.split('tls {')).toHaveLength(2);
});

test('the certificate is for the Service and for each server of the cluster', () => {
  const namesIn = (environment: 'dev' | 'prod') =>
    (
      parse(filesOf(nats(), environment)['nats/Certificate-nats-tls.yaml']!) as {
        spec: { dnsNames: readonly string[] };
      }
    ).spec.dnsNames;
  expect(namesIn('dev')).toEqual(['nats', 'nats.shop-dev', 'nats.shop-dev.svc', 'localhost']);
  expect(namesIn('prod')).toEqual([
    'nats',
    'nats.shop-prod',
    'nats.shop-prod.svc',
    'localhost',
    ...[0, 1, 2].map((ordinal) => `nats-${ordinal}.nats-headless`),
  ]);
});

test('a renewed certificate is read again: the process beside the server knows which file, and may signal the server', () => {
  const pod = podOf(filesOf(nats(), 'prod'));
  expect(pod.shareProcessNamespace).toBe(true);
  const [server, reloader] = [container(pod, 'nats'), container(pod, 'reload-certificate')];
  expect(reloader.args).toEqual(['-pid', '/run/nats/nats.pid', '-config', '/etc/nats-tls/tls.crt']);
  expect(reloader.volumeMounts).toMatchObject([
    { mountPath: '/etc/nats-tls', readOnly: true },
    { mountPath: '/run/nats', readOnly: true },
  ]);
  expect(server.volumeMounts).toContainEqual({ name: 'run', mountPath: '/run/nats' });
});

test('callers are told to speak it, and get what they verify it by', () => {
  const api = filesOf(nats(), 'prod')['api/Deployment-api.yaml']!;
  expect(api).toMatch(/value: tls:\/\/\$\(\w+\)@nats:4222\n/);
  expect(api).toMatch(/- key: ca.crt\s+path: ca.crt\s+name: nats-tls/);
});

test('without it nothing of it is there', () => {
  const plain = filesOf(
    (shop) => void new NatsJetStream(shop, 'nats', { image: 'nats', storage: { size: '10Gi' }, replicas: 3 }),
    'prod',
  );
  expect(JSON.stringify(plain)).not.toMatch(/tls|nats\.pid|shareProcessNamespace|reload-certificate/);
});

test.each([
  ['image', [undefined, { image: 'other' }]],
  [
    'resources',
    [undefined, { resources: { limits: { memory: '64Mi' } } }, { resources: { requests: { cpu: '20m' } } }],
  ],
])('reloader.%s has an effect', (_, values) => {
  expect(new Set(values.map((reloader) => wholeOf(nats({ reloader })))).size).toBe(values.length);
});

test('a certificate is where its store is', () => {
  const declare: Declare = (shop) =>
    void new NatsJetStream(shop, 'nats', {
      image: 'nats',
      storage: { size: '10Gi' },
      replicas: 3,
      tls: 'verify-full',
      only: only(['prod'], 'a test'),
    });
  expect(Object.keys(filesOf(declare, 'dev')).filter((path) => path.startsWith('nats/'))).toEqual([]);
  expect(filesOf(declare, 'prod')['nats/Certificate-nats-tls.yaml']).toBeDefined();
});

test.each<readonly [string, Declare, string]>([
  [
    'a reloader without a certificate',
    (shop) => new NatsJetStream(shop, 'nats', { image: 'nats', storage: { size: '10Gi' }, replicas: 3, reloader: {} }),
    'LS114 shop/nats reloader: a reloader is declared, but the server has no certificate',
  ],
  [
    'an authority that is not there',
    nats({ tls: undefined }),
    'LS103 shop/nats tls: `ca` is used, but connections are unencrypted',
  ],
])('refuses %s', (_, declare, start) => {
  expect(refusalsOf(declare).map((line) => line.slice(0, start.length))).toContain(start);
});
