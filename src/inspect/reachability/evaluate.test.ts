import { environmentOf } from '../examples/environment';
import { Reachability } from './evaluate';
import { portsText } from './ports';
import type { Provided } from '../types';

const pod = (name: string, namespace = 'shop', ports = '', labels = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}${labels}}}\nspec: {containers: [{name: c, ports: [${ports}]}]}\n`;
const policy = (name: string, spec: string, namespace = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${spec}}\n`;
const of = (documents: readonly string[], provided: readonly Provided[] = []) =>
  new Reachability(environmentOf(documents.join('---\n'), 'prod', provided));
const point = (reach: Reachability, name: string) =>
  reach.points.index.all.find(({ pods }) => pods?.from.name === name)!;
const reaches = (reach: Reachability, from: string, to: string) =>
  portsText(reach.between(point(reach, from), point(reach, to)));
/** What reaches a pod from elsewhere than known workloads, by the labels that are assumed. */
const strangers = (reach: Reachability, to: string) =>
  reach
    .podFlows()
    .filter((flow) => flow.to === point(reach, to) && flow.from.pods === undefined)
    .map(
      ({ from, ports }) =>
        `${from.assumed!.pods || 'any'} in ${from.assumed!.namespaces ?? from.namespace}: ${portsText(ports)}`,
    );

const PODS = [
  pod('web'),
  pod('api'),
  pod('other', 'crm'),
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: crm, labels: {team: crm}}\n',
];

describe('isolation', () => {
  it.each([
    ['no policy at all', '', 'all ports', 'all ports'],
    ['a policy without types and rules: ingress alone', 'podSelector: {matchLabels: {app: api}}', '', 'all ports'],
    [
      'no types and an empty list of egress rules: still ingress alone',
      'podSelector: {matchLabels: {app: api}}, egress: []',
      '',
      'all ports',
    ],
    [
      'no types and an egress rule: both',
      'podSelector: {matchLabels: {app: api}}, egress: [{ports: [{port: 1}]}]',
      '',
      'TCP 1',
    ],
    ['egress alone', 'podSelector: {matchLabels: {app: api}}, policyTypes: [Egress]', 'all ports', ''],
    [
      'rules of a direction that is not named',
      'podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], ingress: []',
      'all ports',
      '',
    ],
    ['an empty selector: every pod of the namespace', 'podSelector: {}', '', ''],
    ['no selector, which is read as empty', 'policyTypes: [Ingress]', '', ''],
    ['a selector of another pod', 'podSelector: {matchLabels: {app: batch}}', 'all ports', 'all ports'],
  ])('%s', (_, spec, intoApi, outOfApi) => {
    const reach = of([...PODS, ...(spec === '' ? [] : [policy('p', spec)])]);
    expect([reaches(reach, 'web', 'api'), reaches(reach, 'api', 'web')]).toEqual([intoApi, outOfApi]);
  });

  it('a policy of another namespace with the same labels isolates nothing here', () => {
    expect(reaches(of([...PODS, policy('p', 'podSelector: {}', 'crm')]), 'web', 'api')).toBe('all ports');
  });

  it('both sides must agree, and rules of several policies add up', () => {
    const reach = of([
      ...PODS,
      policy(
        'out',
        'podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{port: 80}, {port: 81}]}]',
      ),
      policy(
        'in-a',
        'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]',
      ),
      policy(
        'in-b',
        'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 82}]}]',
      ),
    ]);
    expect(reaches(reach, 'web', 'api')).toBe('TCP 80');
    expect(reaches(reach, 'api', 'api')).toBe('TCP 80, 82');
  });

  it('pods on the network of their node stand outside of all policies', () => {
    const reach = of([
      ...PODS,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: node, namespace: shop}\nspec: {hostNetwork: true, containers: []}\n',
      policy('p', 'podSelector: {}'),
    ]);
    expect(reach.points.hostNetwork.map(({ from }) => from.name)).toEqual(['node']);
    expect(point(reach, 'node')).toBeUndefined();
  });
});

describe('peers', () => {
  const ingress = (from: string) =>
    of([...PODS, policy('p', `podSelector: {matchLabels: {app: api}}, ingress: [{${from}}]`)]);
  const who = (reach: Reachability) => ['web', 'other'].filter((name) => reaches(reach, name, 'api') !== '');

  it.each([
    ['no list', '', ['web', 'other']],
    ['an empty list: everybody', 'from: []', ['web', 'other']],
    ['all pods of the own namespace', 'from: [{podSelector: {}}]', ['web']],
    ['all namespaces', 'from: [{namespaceSelector: {}}]', ['web', 'other']],
    [
      'both selectors in one peer: both must hold',
      'from: [{namespaceSelector: {matchLabels: {team: crm}}, podSelector: {matchLabels: {app: web}}}]',
      [],
    ],
    [
      'the selectors in two peers: either',
      'from: [{namespaceSelector: {matchLabels: {team: crm}}}, {podSelector: {matchLabels: {app: web}}}]',
      ['web', 'other'],
    ],
    [
      'a label that a namespace must not have',
      'from: [{namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}}]',
      ['web'],
    ],
    [
      'a namespace by name',
      'from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: crm}}}]',
      ['other'],
    ],
    ['an address range over everything: no pod', 'from: [{ipBlock: {cidr: 0.0.0.0/0}}]', []],
    ['a peer of nothing, which the API server refuses', 'from: [{}]', []],
  ])('%s', (_, from, expected) => {
    expect(who(ingress(from))).toEqual(expected);
  });

  it('an empty or left out pod selector lets in pods of a foreign namespace that nobody named', () => {
    const provided = [{ group: '', kind: 'Namespace', name: 'monitoring' }];
    const open = (peer: string) =>
      strangers(
        of([...PODS, policy('p', `podSelector: {matchLabels: {app: api}}, ingress: [{from: [${peer}]}]`)], provided),
        'api',
      );
    const byName = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}';
    expect(open(`{${byName}}`)).toEqual(['any in monitoring: all ports']);
    expect(open(`{${byName}, podSelector: {}}`)).toEqual(['any in monitoring: all ports']);
    expect(open(`{${byName}, podSelector: {matchLabels: {app: prometheus}}}`)).toEqual([
      'app=prometheus in monitoring: all ports',
    ]);
    expect(
      open(`{${byName}, podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [prometheus]}]}}`),
    ).toEqual(['any in monitoring: all ports']);
    expect(open('{namespaceSelector: {matchLabels: {zone: trusted}}}')).toEqual(['any in zone=trusted: all ports']);
    expect(open('{podSelector: {}}')).toEqual([]);
  });
});

describe('ports', () => {
  const HTTP = [
    pod('web'),
    pod('api', 'shop', '{name: http, containerPort: 8080}'),
    pod('old', 'shop', '{name: http, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}'),
  ];
  const through = (spec: string) => {
    const reach = of([...HTTP, policy('p', spec)]);
    return [reaches(reach, 'web', 'api'), reaches(reach, 'web', 'old')];
  };

  it.each([
    ['a name is the number of each receiving pod', '{port: http}', ['TCP 8080', 'TCP 80']],
    ['a name of another protocol', '{port: http, protocol: UDP}', ['', '']],
    ['a name that one pod lacks', '{port: dns, protocol: UDP}', ['', 'UDP 53']],
    ['a range', '{port: 8000, endPort: 8100}', ['TCP 8000-8100', 'TCP 8000-8100']],
    ['a protocol without a port', '{protocol: SCTP}', ['all SCTP ports', 'all SCTP ports']],
    ['an item without anything: all of TCP', '{}', ['all TCP ports', 'all TCP ports']],
  ])('%s, for both directions', (_, port, expected) => {
    expect(
      through(`podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}], ports: [${port}]}]`),
    ).toEqual(expected);
    expect(
      through(`podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [${port}]}]`),
    ).toEqual(expected);
    expect(through(`podSelector: {}, policyTypes: [Egress], egress: [{ports: [${port}]}]`)).toEqual(expected);
  });

  it('an empty list of ports is all ports', () => {
    expect(through('podSelector: {}, ingress: [{ports: []}]')).toEqual(['all ports', 'all ports']);
  });
});
