import { environmentOf } from '../examples/environment';
import { reachFacts } from './facts';
import type { DeclaredReachability } from './declared';

const NOTHING: DeclaredReachability = { namespace: 'shop', pods: [], connections: [], deviating: [] };
const workload = (kind: string, name: string, app = name, pod = '') =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\nspec: {template: {metadata: {labels: {app: ${app}}}, spec: {${pod}containers: []}}}\n`;
const policy = (name: string, spec: string, namespace = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${spec}}\n`;
const DENY = policy('deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');
const facts = (documents: readonly string[], declared = NOTHING) =>
  reachFacts(environmentOf(documents.join('---\n'), 'prod'), declared)
    .map(({ from, to, ports }) => `${from} > ${to}: ${ports}`)
    .sort();

it('what nobody isolates is open to everybody, said once and not for each pair', () => {
  expect(facts([workload('Deployment', 'api'), workload('Deployment', 'web')])).toEqual(
    [
      '(everybody) > api: all ports',
      '(everybody) > web: all ports',
      'api > (everybody): all ports',
      'web > (everybody): all ports',
    ].map((fact) => fact.replace('ports', 'ports, not declared')),
  );
});

it('who is on the network of its node is outside of policies', () => {
  expect(facts([workload('DaemonSet', 'agent', 'agent', 'hostNetwork: true, '), DENY])).toEqual([
    'agent > (network of its node): policies do not apply',
  ]);
});

it('two workloads of one name keep apart', () => {
  const loop = policy(
    'loop',
    'podSelector: {}, policyTypes: [Egress, Ingress], egress: [{to: [{podSelector: {matchLabels: {app: b}}}], ports: [{port: 1}]}], ingress: [{from: [{podSelector: {matchLabels: {app: a}}}]}]',
  );
  expect(facts([workload('Deployment', 'x', 'a'), workload('StatefulSet', 'x', 'b'), DENY, loop])).toEqual([
    'x > StatefulSet/x: TCP 1, not declared',
  ]);
});

const DATABASE =
  'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: shop}\nspec: {instances: 1}\n';
const between = (selector: string) =>
  policy(
    'db',
    `podSelector: {matchLabels: {${selector}}}, policyTypes: [Egress, Ingress], egress: [{to: [{podSelector: {matchLabels: {${selector}}}}], ports: [{port: 5432}]}], ingress: [{from: [{podSelector: {matchLabels: {${selector}}}}]}]`,
  );

it('the sets of pods of one workload are one where they reach the same, and are told apart where not', () => {
  expect(facts([DATABASE, DENY, between('cnpg.io/cluster: db')])).toEqual(['db > db: TCP 5432, not declared']);
  expect(facts([DATABASE, DENY, between('cnpg.io/podRole: instance')])).toEqual([
    'db (instance) > db (instance): TCP 5432, not declared',
  ]);
  expect(facts([DATABASE, DENY, between('cnpg.io/jobRole: join')])).toEqual([
    'db (join) > db (join): TCP 5432, not declared',
  ]);
});

it('marks the ports that nobody declared, and calls others by the names of the declaration', () => {
  const api = { kind: 'pods', name: 'api', namespace: 'shop', labels: { app: 'api' } } as const;
  const bank = { kind: 'addresses', name: 'bank', cidrs: ['10.0.0.0/8'], except: ['10.1.0.0/16'] } as const;
  const gateway = { kind: 'pods', name: 'gateway', namespace: 'edge', labels: { app: 'envoy' } } as const;
  const tcp = (port: number) => [{ port, protocol: 'TCP' }];
  const declared = {
    ...NOTHING,
    pods: [api],
    connections: [
      { from: api, to: bank, ports: tcp(443) },
      { from: gateway, to: api, ports: tcp(80) },
      { from: gateway, to: api, ports: tcp(90) },
    ],
  };
  const own = policy(
    'api',
    'podSelector: {}, policyTypes: [Ingress, Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 443}, {port: 444}]}], ' +
      'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}, podSelector: {matchLabels: {app: envoy}}}, {namespaceSelector: {}, podSelector: {matchLabels: {app: nginx}}}], ports: [{port: 80}, {port: 90}]}]',
  );
  expect(facts([workload('Deployment', 'api'), own], declared)).toEqual([
    'api > bank (10.0.0.0/8 except 10.1.0.0/16): TCP 443; not declared: TCP 444',
    'app=nginx in any namespace > api: TCP 80, 90, not declared',
    'app=nginx in edge > api: TCP 80, 90, not declared',
    'gateway (app=envoy in edge) > api: TCP 80, 90',
  ]);
});

it('pods of others are told of only where a workload is the other end', () => {
  const open =
    'podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}, {to: [{podSelector: {}}]}]';
  const provided = ['a', 'b'].map((app) => ({
    group: '',
    kind: 'Pod',
    namespace: 'monitoring',
    name: 'any',
    labels: { app },
  }));
  const environment = environmentOf(
    [workload('Deployment', 'api'), DENY, policy('out', open, 'monitoring')].join('---\n'),
    'prod',
    provided,
  );
  expect(reachFacts(environment, NOTHING)).toEqual([]);
});

it('marks nothing where there is nothing to hold it against, and leaves out the only namespace', () => {
  const environment = environmentOf(
    [
      workload('Deployment', 'api'),
      workload('Deployment', 'web'),
      DENY,
      policy('in', 'podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 1}]}], policyTypes: [Ingress]'),
    ].join('---\n'),
  );
  expect(reachFacts(environment)).toEqual([{ from: '(everybody)', to: 'api', ports: 'TCP 1' }]);
});
