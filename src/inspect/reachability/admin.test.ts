/** Policies of administrators, with what the API (policy.networking.k8s.io) and its conformance suite say of them. */
import { environmentOf } from '../examples/environment';
import { Reachability } from './evaluate';
import { portsText } from './ports';

const namespace = (name: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {house: ${name}}}\n`;
const pod = (name: string, of: string, ports = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${of}, labels: {app: ${name}}}\nspec: {containers: [{name: c, ports: [${ports}]}]}\n`;
const PEOPLE = [
  namespace('north'),
  namespace('south'),
  pod('web', 'north'),
  pod('api', 'south', '{name: feed, containerPort: 80}, {name: feed, containerPort: 90, protocol: UDP}'),
  pod('db', 'south'),
];

const named = (kind: string, spec: string, version = 'v1alpha1') =>
  `apiVersion: policy.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: default}\nspec: {${spec}}\n`;
const admin = (priority: number, spec: string) =>
  named(
    'AdminNetworkPolicy',
    `priority: ${priority}, subject: {namespaces: {matchLabels: {house: south}}}, ${spec}`,
  ).replace('default', `p${priority}`);
const baseline = (spec: string) => named('BaselineAdminNetworkPolicy', `subject: {namespaces: {}}, ${spec}`);
const network = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n, namespace: south}\nspec: {podSelector: {matchLabels: {app: api}}, ${spec}}\n`;
const NORTH = 'namespaces: {matchLabels: {house: north}}';
const rule = (action: string, ports = '', peer = NORTH) =>
  `{action: ${action}, from: [{${peer}}]${ports === '' ? '' : `, ports: [${ports}]`}}`;
const number = (port: number, protocol = 'TCP') => `{portNumber: {port: ${port}, protocol: ${protocol}}}`;

const of = (...documents: readonly string[]) =>
  new Reachability(environmentOf([...PEOPLE, ...documents].join('---\n')));
const point = (reach: Reachability, name: string) =>
  reach.points.index.all.find(({ pods }) => pods?.from.name === name)!;
const reaches = (reach: Reachability, from = 'web', to = 'api') =>
  portsText(reach.between(point(reach, from), point(reach, to)));

describe('the first rule that means a port decides', () => {
  const [allow, deny] = [rule('Allow', number(80)), rule('Deny')];

  it.each([
    [
      'a port is denied, the others of its protocol and all other protocols are not',
      [admin(5, `ingress: [${rule('Deny', number(80))}]`)],
      'TCP 1-79, 81-65535; all UDP ports; all SCTP ports',
    ],
    [
      'a range, with its ends',
      [
        admin(
          5,
          'ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portRange: {start: 2, end: 65535, protocol: UDP}}]}]',
        ),
      ],
      'all TCP ports; UDP 1; all SCTP ports',
    ],
    [
      'a name, in every protocol in which the pod has it',
      [admin(5, `ingress: [${rule('Allow', '{namedPort: feed}')}, ${deny}]`)],
      'TCP 80; UDP 90',
    ],
    ['a name that the pod lacks', [admin(5, `ingress: [${rule('Deny', '{namedPort: other}')}]`)], 'all ports'],
    ['by the order in the policy', [admin(5, `ingress: [${allow}, ${deny}]`)], 'TCP 80'],
    ['by the order in the policy, turned round', [admin(5, `ingress: [${deny}, ${allow}]`)], ''],
    [
      'by priority, whatever the order of the files',
      [admin(50, `ingress: [${deny}]`), admin(5, `ingress: [${allow}]`)],
      'TCP 80',
    ],
    ['by priority, turned round', [admin(50, `ingress: [${allow}]`), admin(5, `ingress: [${deny}]`)], ''],
    [
      'of those that mean the peer',
      [admin(5, `ingress: [${rule('Deny', '', 'namespaces: {matchLabels: {house: south}}')}]`)],
      'all ports',
    ],
    [
      'of those that mean its pods',
      [
        admin(
          5,
          `ingress: [${rule('Deny', '', 'pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}')}]`,
        ),
      ],
      'all ports',
    ],
    [
      'of those that mean the subject',
      [
        admin(5, `ingress: [${deny}]`).replace(
          'namespaces: {matchLabels: {house: south}}',
          'pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}',
        ),
      ],
      'all ports',
    ],
    [
      'egress of the one and ingress of the other both have to allow it',
      [
        admin(5, `ingress: [${rule('Allow', `${number(80)}, ${number(53, 'UDP')}`)}, ${deny}]`),
        named(
          'AdminNetworkPolicy',
          `priority: 9, subject: {${NORTH}}, egress: [{action: Deny, to: [{namespaces: {}}], ports: [${number(80)}]}]`,
        ),
      ],
      'UDP 53',
    ],
    [
      'in the words of the first versions',
      [
        admin(
          5,
          `ingress: [${rule('Deny', number(80), 'namespaces: {namespaceSelector: {matchLabels: {house: north}}}')}]`,
        ),
      ],
      'TCP 1-79, 81-65535; all UDP ports; all SCTP ports',
    ],
  ])('%s', (_, policies, ports) => {
    expect(reaches(of(...policies))).toBe(ports);
  });
});

describe('before and after NetworkPolicies', () => {
  const some = network('ingress: [{ports: [{port: 7}]}]');

  it.each([
    [
      'what administrators allow no NetworkPolicy takes away',
      [admin(5, `ingress: [${rule('Allow', number(80))}]`), some],
      'TCP 7, 80',
    ],
    ['what they deny none gives', [admin(5, `ingress: [${rule('Deny', number(7))}]`), some], ''],
    [
      'what they pass on is for NetworkPolicies to say, whatever stands below',
      [admin(5, `ingress: [${rule('Pass', number(7))}, ${rule('Deny')}]`), some],
      'TCP 7',
    ],
    [
      'what they pass on is open where no policy isolates the pod',
      [admin(5, `ingress: [${rule('Pass', number(7))}, ${rule('Deny')}]`)],
      'TCP 7',
    ],
    [
      'the baseline is asked where no NetworkPolicy isolates the pod',
      [baseline(`ingress: [${rule('Allow', number(9))}, ${rule('Deny')}]`)],
      'TCP 9',
    ],
    ['and not where one does', [baseline(`ingress: [${rule('Deny')}]`), some], 'TCP 7'],
    [
      'of what administrators pass on as well',
      [
        admin(5, `ingress: [${rule('Pass')}]`),
        admin(6, `ingress: [${rule('Allow')}]`),
        baseline(`ingress: [${rule('Deny')}]`),
      ],
      '',
    ],
    [
      'and not of what they allow',
      [admin(5, `ingress: [${rule('Allow', number(9))}]`), baseline(`ingress: [${rule('Deny')}]`)],
      'TCP 9',
    ],
  ])('%s', (_, policies, ports) => {
    expect(reaches(of(...policies))).toBe(ports);
  });

  it('a ClusterNetworkPolicy is either by its tier', () => {
    const cluster = (tier: string, rules: string) =>
      named(
        'ClusterNetworkPolicy',
        `tier: ${tier}, priority: 1, subject: {namespaces: {}}, ingress: [${rules}]`,
        'v1alpha2',
      ).replace('default', tier.toLowerCase());
    const accept =
      '{action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {range: {start: 8, end: 9}}}}, {udp: {destinationPort: {number: 3}}}, {sctp: {}}]}';
    const deny = '{action: Deny, from: [{namespaces: {}}]}';
    expect(reaches(of(cluster('Admin', accept), cluster('Baseline', deny)))).toBe('TCP 8-9; UDP 3; all SCTP ports');
    expect(reaches(of(cluster('Baseline', deny), some))).toBe('TCP 7');
    expect(reaches(of(cluster('Admin', deny), some))).toBe('');
  });
});

describe('addresses outside', () => {
  const out = (to: string, priority = 5) => admin(priority, `egress: [{action: Deny, to: [{${to}}]}]`);
  const told = (reach: Reachability) =>
    reach
      .addresses(point(reach, 'api'), 'egress')
      .map(({ block, ports }) => `${block.cidr}: ${portsText(ports) || 'denied'}`);

  it('of rules are cut, so that each has one answer', () => {
    const open = network(
      'egress: [{to: [{ipBlock: {cidr: 10.0.0.0/30, except: [10.0.0.3/32]}}], ports: [{port: 443}]}, {ports: [{port: 53, protocol: UDP}]}]',
    );
    expect(told(of(out('networks: [10.0.0.1/32, "2001:db8::/32"]'), open))).toEqual([
      '10.0.0.0/32: TCP 443; UDP 53',
      '10.0.0.1/32: denied',
      '10.0.0.2/32: TCP 443; UDP 53',
      '2001:db8::/32: denied',
    ]);
  });

  it('are open to pods that no policy isolates, but for what is denied', () => {
    const reach = of(out('networks: [10.0.0.0/8]'));
    expect(told(reach)).toEqual(['10.0.0.0/8: denied']);
    expect(
      reach
        .openFlows()
        .filter((flow) => flow.point === point(reach, 'api'))
        .map(({ ports }) => portsText(ports)),
    ).toEqual(['all ports', 'all ports']);
  });

  it('and no pods: machines and names of hosts have no address in manifests', () => {
    const reach = of(out('nodes: {matchLabels: {a: b}}'), out('networks: [0.0.0.0/0]', 6));
    expect(reaches(reach, 'api', 'web')).toBe('all ports');
    expect(told(reach)).toEqual(['0.0.0.0/0: denied']);
  });
});

describe('what this version does not know of a peer', () => {
  it('allows nothing, and else denies all, as the API asks', () => {
    expect(
      reaches(of(admin(5, `ingress: [${rule('Allow', '', 'planets: {}')}]`), network('policyTypes: [Ingress]'))),
    ).toBe('');
    expect(reaches(of(admin(5, `ingress: [${rule('Pass', number(80), 'planets: {}')}]`)))).toBe('');
  });
});

it('lists connections that are denied although both sides leave them open to everybody', () => {
  const reach = of(admin(5, `ingress: [${rule('Deny')}]`));
  const known = reach.podFlows().filter(({ from }) => from.pods !== undefined);
  expect(
    known.map(({ from, to, ports }) => `${from.pods!.from.name} > ${to.pods!.from.name}: ${portsText(ports)}`),
  ).toEqual(['web > api: ', 'web > db: ']);
});
