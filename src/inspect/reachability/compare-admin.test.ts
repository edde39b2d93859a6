/** Law 5, where administrators decide as well. */
import { environmentOf } from '../examples/environment';
import { compareReachability } from './compare';
import type { DeclaredReachability } from './declared';

const party = (name: string) => ({ kind: 'pods', name, namespace: 'shop', labels: { app: name } }) as const;
const bank = { kind: 'addresses', name: 'bank', cidrs: ['10.1.0.0/16'], except: [] } as const;
const tcp = (port: number) => [{ port, protocol: 'TCP' }];
const declared: DeclaredReachability = {
  namespace: 'shop',
  pods: [party('api'), party('db')],
  connections: [
    { from: party('api'), to: party('db'), ports: tcp(5432) },
    { from: party('api'), to: bank, ports: tcp(443) },
  ],
  deviating: [],
};
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {containers: [{name: c}]}\n`;
const policy = (name: string, spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec: {podSelector: {matchLabels: {app: ${name}}}, policyTypes: [Ingress, Egress], ${spec}}\n`;
const OURS = [
  pod('api'),
  pod('db'),
  policy(
    'api',
    'egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}, {to: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 443}]}]',
  ),
  policy('db', 'ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]'),
];
const admin = (spec: string) =>
  `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: guard}\nspec: {priority: 1, subject: {namespaces: {}}, ${spec}}\n`;
const found = (...more: readonly string[]) =>
  compareReachability(environmentOf([...OURS, ...more].join('---\n'), 'prod'), declared).map(
    ({ code, severity, object, message }) => [code, severity, object, message],
  );

it('what they pass on is judged as before', () => {
  expect(found(admin('ingress: [{action: Pass, from: [{namespaces: {}}]}]'))).toEqual([]);
});

it('a declared connection that they deny is told with their policy', () => {
  expect(
    found(
      admin('ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 5432}}]}]'),
    ),
  ).toEqual([
    [
      'LS720',
      undefined,
      'AdminNetworkPolicy/guard',
      'The connection from `api` to `db` on TCP 5432 is declared, but AdminNetworkPolicy `guard` denies it, regardless of NetworkPolicies.',
    ],
  ]);
});

it('a declared address that they deny is told', () => {
  expect(
    found(admin('egress: [{action: Deny, to: [{networks: [10.1.2.0/24]}]}]')).map(([code, , , message]) => [
      code,
      message,
    ]),
  ).toEqual([
    [
      'LS720',
      'The connection from `api` to `10.1.0.0/16` on TCP 443 is declared, but AdminNetworkPolicy `guard` denies it, regardless of NetworkPolicies.',
    ],
  ]);
});

it('what they allow beyond the declared connections is a warning about their policy', () => {
  expect(
    found(
      admin('ingress: [{action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 22}}]}]'),
    ),
  ).toEqual([
    ['LS723', 'warning', 'AdminNetworkPolicy/guard', expect.stringContaining('the other side blocks it') as unknown],
    [
      'LS721',
      'warning',
      'AdminNetworkPolicy/guard',
      'AdminNetworkPolicy `guard` lets `any pod in any namespace` reach `api`, `db` on TCP 22, which no connection declares.',
    ],
  ]);
});
