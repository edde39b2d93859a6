/** Examples of codes that inspection reports about manifests alone, as YAML in flow style; pages show it in blocks. */
import type { Code } from '../../src/model/codes';

export interface ManifestExample {
  readonly bad: string;
  readonly good: string;
}

const object = (apiVersion: string, kind: string, fields: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: api}\n${fields}\n`;
const IMAGE = `ghcr.io/acme/api@sha256:${'5b0e9d27c4a8f163'.repeat(4)}`;
const deployment = (container: string, spec = ''): string =>
  object(
    'apps/v1',
    'Deployment',
    `spec: {${spec}selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "${IMAGE}"${container}}]}}}`,
  );
const service = (more: string): string =>
  `${deployment(', ports: [{containerPort: 3000}]')}---\n${object('v1', 'Service', `spec: {selector: {app: api}, ports: [{port: 80, targetPort: 3000}]${more}}`)}`;
const cluster = (instances: number): string =>
  object('postgresql.cnpg.io/v1', 'Cluster', `spec: {instances: ${instances}, storage: {size: 10Gi}}`);
const destination = (loadBalancer: string): string =>
  `${service('')}---\n${object('networking.istio.io/v1', 'DestinationRule', `spec: {host: api, trafficPolicy: {loadBalancer: ${loadBalancer}}}`)}`;

export const MANIFESTS = {
  LS301: { bad: deployment('', 'replica: 3, '), good: deployment('', 'replicas: 3, ') },
  LS302: { bad: deployment('', 'replicas: "3", '), good: deployment('', 'replicas: 3, ') },
  LS303: {
    bad: service('').replace('port: 80, ', ''),
    good: service(''),
  },
  LS304: { bad: deployment(', imagePullPolicy: Allways'), good: deployment(', imagePullPolicy: Always') },
  LS305: { bad: deployment('', 'replicas: 3000000000, '), good: deployment('', 'replicas: 3, ') },
  LS306: {
    bad: object('gateway.networking.k8s.io/v1', 'GatewayClass', 'spec: {controllerName: nginx}'),
    good: object('gateway.networking.k8s.io/v1', 'GatewayClass', 'spec: {controllerName: acme.com/gateway-controller}'),
  },
  LS307: { bad: cluster(0), good: cluster(3) },
  LS308: {
    bad: object(
      'gateway.networking.k8s.io/v1',
      'GatewayClass',
      'spec: {controllerName: acme.com/gateway-controller, description: Handles the public traffic of all the shops in every region of the world}',
    ),
    good: object(
      'gateway.networking.k8s.io/v1',
      'GatewayClass',
      'spec: {controllerName: acme.com/gateway-controller, description: Handles the public traffic of all shops}',
    ),
  },
  LS309: {
    bad: object('v1', 'ConfigMap', 'data: {region: eu}').replace(
      'name: api',
      'name: api, finalizers: [acme.com/keep, acme.com/keep]',
    ),
    good: object('v1', 'ConfigMap', 'data: {region: eu}').replace(
      'name: api',
      'name: api, finalizers: [acme.com/keep]',
    ),
  },
  LS310: {
    bad: destination('{simple: ROUND_ROBIN, consistentHash: {useSourceIp: true}}'),
    good: destination('{consistentHash: {useSourceIp: true}}'),
  },
  LS312: {
    bad: deployment(', resources: {limits: {memory: 1024Mi}}'),
    good: deployment(', resources: {limits: {memory: 1Gi}}'),
  },
  LS313: {
    bad:
      object(
        'policy/v1beta1',
        'PodDisruptionBudget',
        'spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}',
      ) +
      '---\n' +
      deployment(''),
    good:
      object('policy/v1', 'PodDisruptionBudget', 'spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}') +
      '---\n' +
      deployment(''),
  },
  LS314: {
    bad: object('v1', 'Endpoints', 'subsets: [{addresses: [{ip: 192.0.2.10}], ports: [{port: 5432}]}]'),
    good: object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      'addressType: IPv4\nendpoints: [{addresses: [192.0.2.10]}]\nports: [{port: 5432}]',
    ),
  },
  LS315: {
    bad: object('acme.com/v1', 'Backend', 'spec: {port: 3000}'),
    good: service(''),
  },
  LS316: {
    bad: service(', trafficDistribution: PreferClose'),
    good: service(''),
  },
} as const satisfies Partial<Record<Code, ManifestExample>>;
