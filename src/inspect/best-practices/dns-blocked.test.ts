/** Who is told that it cannot look up names, and who is not. */
import { environmentOf } from '../examples/environment';
import { inspectBestPractices } from '.';

const told = (policy: string, pod = '', env = '') =>
  inspectBestPractices(
    environmentOf(
      [
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api, namespace: shop}\nspec: {selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {${pod}containers: [{name: c, env: [${env}]}]}}}\n`,
        'apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\nspec: {selector: {app: db}, ports: [{port: 5432}]}\n',
        'apiVersion: v1\nkind: Service\nmetadata: {name: mail, namespace: post}\nspec: {selector: {app: mail}, ports: [{port: 25}]}\n',
        `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: out, namespace: shop}\nspec: {podSelector: {matchLabels: {app: api}}, ${policy}}\n`,
      ].join('---\n'),
    ),
  ).flatMap(({ code, message }) => (code === 'LS068' ? [message] : []));

const DB = '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}';
const DNS = (ports: string, to = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}') =>
  `{to: [{${to}}], ports: [${ports}]}`;

describe('cannot look up names', () => {
  it.each([
    ['what it calls, by the labels of pods', `egress: [${DB}]`, '', 'the services that it calls'],
    [
      'what it calls, anywhere on a port',
      'policyTypes: [Egress], egress: [{ports: [{port: 443}]}]',
      '',
      'the services that it calls',
    ],
    [
      'what it calls, on the whole Internet',
      'egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}]',
      '',
      'the services that it calls',
    ],
    ['a Service, although nothing may be sent', 'policyTypes: [Egress]', '{name: DB, value: "db:5432"}', '`db`'],
    [
      'a Service, with all that the address has',
      `egress: [${DB}]`,
      '{name: DB, value: "postgres://u:p@db:5432/shop?ssl=on"}',
      '`db`',
    ],
    [
      'a Service of another namespace',
      `egress: [${DB}]`,
      '{name: MAIL, value: mail.post.svc.cluster.local}',
      '`mail.post.svc.cluster.local`',
    ],
    ['DNS by TCP alone', `egress: [${DB}, ${DNS('{port: 53}')}]`, '', 'the services that it calls'],
    ['its own namespace alone, on every port', 'egress: [{to: [{podSelector: {}}]}]', '', 'the services that it calls'],
  ])('%s', (_, policy, env, missing) => {
    expect(told(policy, '', env)).toEqual([
      `No egress rule lets \`api\` query DNS (UDP 53), so ${missing} cannot be resolved by name.`,
    ]);
  });
});

describe('is silent', () => {
  it.each([
    ['where nothing may be sent, and no name is told', 'policyTypes: [Egress]', '', '{name: MODE, value: offline}'],
    ['where the policy is about ingress', 'ingress: [{from: [{podSelector: {}}]}]', '', '{name: DB, value: db}'],
    ['of UDP 53 to everybody', `egress: [${DB}, {ports: [{port: 53, protocol: UDP}]}]`, '', ''],
    [
      'of UDP 53 to the cache of the node',
      `egress: [${DB}, ${DNS('{port: 53, protocol: UDP}', 'ipBlock: {cidr: 169.254.20.10/32}')}]`,
      '',
      '',
    ],
    ['of the port that the pods of DNS listen on', `egress: [${DB}, ${DNS('{port: 5353, protocol: UDP}')}]`, '', ''],
    ['of DNS by the name of its port', `egress: [${DB}, ${DNS('{port: dns, protocol: UDP}')}]`, '', ''],
    [
      'of everything in the namespace of DNS',
      `egress: [${DB}, {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}]`,
      '',
      '',
    ],
    ['of everything in any namespace', 'egress: [{to: [{namespaceSelector: {}}]}]', '', ''],
    [
      'of a range of ports to everybody',
      'egress: [{ports: [{port: 1, endPort: 1024, protocol: UDP}]}, {ports: [{port: 443}]}]',
      '',
      '',
    ],
    [
      'of calls by address',
      'egress: [{to: [{ipBlock: {cidr: 10.1.2.0/24}}], ports: [{port: 5432}]}]',
      '',
      '{name: DB, value: "10.1.2.3:5432"}',
    ],
    ['of addresses that the kubelet sets', `egress: [${DB}]`, '', '{name: DB, value: "$(DB_SERVICE_HOST):5432"}'],
    [
      'of pods with a DNS of their own',
      `egress: [${DB}]`,
      'dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1]}, ',
      '',
    ],
    ['of pods with hosts of their own', `egress: [${DB}]`, 'hostAliases: [{ip: 10.1.2.3, hostnames: [db]}], ', ''],
    ['of pods on the network of their node', `egress: [${DB}]`, 'hostNetwork: true, ', ''],
    [
      'where another kind of policy may allow it',
      `egress: [${DB}]}\n---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: dns, namespace: shop}\nspec: {endpointSelector: {}`,
      '',
      '',
    ],
  ])('%s', (_, policy, pod, env) => {
    expect(told(policy, pod, env)).toEqual([]);
  });
});

it('is told once for all workloads of a policy', () => {
  const [only, ...more] = told(
    `egress: [${DB}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: tool, namespace: shop, labels: {app: api}}\nspec: {containers: [{name: c}]`,
  );
  expect(only).toContain('`api`, `tool`');
  expect(only).toContain('the services that they call');
  expect(more).toEqual([]);
});
