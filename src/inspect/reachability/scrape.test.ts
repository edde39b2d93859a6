import { environmentOf } from '../examples/environment';
import { inspectScraping } from './scrape';
import type { Provided } from '../types';

const API = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {selector: {app: api}, ports: [{name: web, port: 80, targetPort: http}, {name: numbers, port: 9090}]}
---
`;
const PROMETHEUS: Provided = {
  group: '',
  kind: 'Pod',
  namespace: 'monitoring',
  name: 'any',
  labels: { 'app.kubernetes.io/name': 'prometheus' },
};
const monitor = (endpoint: string, kind = 'ServiceMonitor') => `apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: api, namespace: shop}
spec: {selector: {matchLabels: {app: api}}, ${kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'}: [${endpoint}]}
---
`;
const policy = (rule: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, ingress: [${rule}]}
`;
const monitoring = (labels: string, port: string) =>
  `{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}, podSelector: {matchLabels: {${labels}}}}], ports: [{port: ${port}}]}`;
const scraped = (yaml: string, provided: readonly Provided[] = [PROMETHEUS]) =>
  inspectScraping(environmentOf(API + yaml, 'prod', provided)).map(({ path, message }) => `${path}: ${message}`);

const READS = (port: number, kind = 'ServiceMonitor', field = 'endpoints', key = 'port=web') => [
  `spec.${field}[${key}]: ${kind} \`api\` scrapes TCP ${port} of \`api\`, but no NetworkPolicy lets Prometheus reach it.`,
];

it.each<[string, string, string, readonly string[]]>([
  [
    'a port that is opened by its name',
    monitor('{port: web}'),
    policy(monitoring('app.kubernetes.io/name: prometheus', 'http')),
    [],
  ],
  [
    'the port of the Service opened instead of that of the container',
    monitor('{port: web}'),
    policy(monitoring('app.kubernetes.io/name: prometheus', '80')),
    READS(8080),
  ],
  [
    'a Service port without a target',
    monitor('{port: numbers}'),
    policy(monitoring('app.kubernetes.io/name: prometheus', '9090')),
    [],
  ],
  [
    'pods of monitoring other than Prometheus',
    monitor('{port: web}'),
    policy(monitoring('app: grafana', 'http')),
    READS(8080),
  ],
  ['addresses', monitor('{port: web}'), policy('{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}'), READS(8080)],
  ['everybody', monitor('{port: web}'), policy('{}'), []],
  ['no policy', monitor('{port: web}'), policy('').replace('app: api', 'app: other'), []],
  [
    'a container port by number',
    monitor('{targetPort: 9090}'),
    policy(monitoring('app.kubernetes.io/name: prometheus', '8080')),
    READS(9090, 'ServiceMonitor', 'endpoints', 'targetPort=9090'),
  ],
  [
    'a PodMonitor by name',
    monitor('{port: metrics}', 'PodMonitor'),
    policy(monitoring('app.kubernetes.io/name: prometheus', '8080')),
    READS(9090, 'PodMonitor', 'podMetricsEndpoints', '0'),
  ],
  [
    'a PodMonitor that is let in',
    monitor('{port: metrics}', 'PodMonitor'),
    policy(monitoring('app.kubernetes.io/name: prometheus', 'metrics')),
    [],
  ],
  ['a port that the Service lacks, which the references tell', monitor('{port: other}'), policy(''), []],
])('%s', (_, own, network, expected) => {
  expect(scraped(own + network)).toEqual(expected);
});

it('where no Prometheus is known, somebody has to get in', () => {
  expect(scraped(monitor('{port: web}') + policy(monitoring('app: grafana', 'http')), [])).toEqual([]);
  expect(scraped(monitor('{port: web}') + policy(''), [])).toEqual([
    'spec.endpoints[port=web]: ServiceMonitor `api` scrapes TCP 8080 of `api`, but no NetworkPolicy lets anything reach it.',
  ]);
});
