/** Situations of another analyzer's test folders, in an own shape, with the connections that it expects. */
import { environmentOf } from '../examples/environment';
import { Reachability } from './evaluate';
import { portsText } from './ports';

const deployment = (name: string, labels: string, ports = '', namespace = 'shop') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: {matchLabels: {${labels}}}, template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: c, ports: [${ports}]}]}}}\n`;
const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}\n`;
const policy = (name: string, spec: string, of = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${of}}\nspec: {${spec}}\n`;

/** `a > b: ports` between workloads, and `* > a: ports` for everybody. */
function connections(...documents: readonly string[]): string[] {
  const reach = new Reachability(environmentOf(documents.join('---\n')));
  const known = reach.points.index.all.filter(({ pods }) => pods !== undefined);
  const between = known.flatMap((from) =>
    known
      .filter((to) => to !== from)
      .map((to) => [from.pods!.from.name, to.pods!.from.name, portsText(reach.between(from, to))]),
  );
  const open = reach.openFlows().map(({ point, direction, ports }) => {
    const name = point.pods?.from.name ?? '?';
    return direction === 'ingress' ? ['*', name, portsText(ports)] : [name, '*', portsText(ports)];
  });
  return [...between, ...open]
    .filter(([, , ports]) => ports !== '')
    .map(([from, to, ports]) => `${from!} > ${to!}: ${ports!}`)
    .sort();
}

it('a name that the pod gives to a port of another protocol opens nothing', () => {
  const server = deployment('server', 'app: server', '{name: feed, containerPort: 8956, protocol: SCTP}');
  const rule = (protocol: string) =>
    policy(
      'in',
      `podSelector: {matchLabels: {app: server}}, policyTypes: [Ingress, Egress], ingress: [{from: [{namespaceSelector: {}}], ports: [{port: feed, protocol: ${protocol}}]}]`,
    );
  expect(connections(namespace('shop'), server, deployment('client', 'app: client'), rule('UDP'))).toEqual([
    '* > client: all ports',
    'client > *: all ports',
  ]);
  expect(connections(namespace('shop'), server, deployment('client', 'app: client'), rule('SCTP'))).toContain(
    'client > server: SCTP 8956',
  );
});

it('a rule that names one workload does not narrow one that admits the cluster, and both add up', () => {
  const found = connections(
    namespace('shop'),
    namespace('crm', 'managed: "yes"'),
    deployment('api', 'app: api', '{containerPort: 8050}'),
    deployment('web', 'app: web'),
    deployment('crm', 'app: crm', '', 'crm'),
    policy(
      'in',
      'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: web}}}]}, {from: [{namespaceSelector: {}}], ports: [{port: 8050}]}]',
    ),
  );
  expect(found).toEqual(
    expect.arrayContaining([
      'web > api: all ports',
      'crm > api: TCP 8050',
      'api > web: all ports',
      'api > *: all ports',
    ]),
  );
  expect(found).not.toContain('* > api: TCP 8050');
});

it('named ports of both directions are those of the pod that receives', () => {
  const found = connections(
    namespace('shop'),
    namespace('crm', 'managed: "yes"'),
    deployment('api', 'app: api', '{name: dns, containerPort: 8000}, {name: http, containerPort: 8050}'),
    deployment('crm', 'app: crm', '{name: http, containerPort: 8090}', 'crm'),
    policy(
      'both',
      'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: dns}]}], egress: [{to: [{namespaceSelector: {matchExpressions: [{key: managed, operator: In, values: ["yes"]}]}}], ports: [{port: http}]}]',
    ),
  );
  expect(found).toEqual(['* > crm: all ports', 'api > crm: TCP 8090', 'crm > *: all ports', 'crm > api: TCP 8000']);
});

it('what a receiver admits is worth nothing where the sender may send nothing', () => {
  const found = connections(
    namespace('shop'),
    namespace('crm'),
    deployment('api', 'app: api'),
    deployment('crm', 'app: crm', '', 'crm'),
    policy(
      'in',
      'podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: crm}}}], ports: [{port: 8050}]}]',
    ),
    policy('out', 'podSelector: {}, policyTypes: [Egress]', 'crm'),
  );
  expect(found).toEqual(['* > crm: all ports']);
});

it('every expression of a selector has to hold', () => {
  const rule = policy(
    'in',
    'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: env, operator: DoesNotExist}, {key: role, operator: In, values: [front, api]}, {key: app, operator: NotIn, values: [old]}, {key: tier, operator: Exists}]}}]}]',
  );
  const senders = [
    'app: a, role: front, tier: x',
    'app: b, role: front, tier: x, env: dev',
    'app: old, role: front, tier: x',
    'app: d, role: back, tier: x',
    'app: e, role: api',
  ];
  const found = connections(
    namespace('shop'),
    deployment('api', 'app: api'),
    ...senders.map((labels, index) => deployment(`s${index}`, labels)),
    rule,
  );
  expect(found.filter((line) => line.includes('> api:'))).toEqual(['s0 > api: all ports']);
});

it('ranges of all ports in all protocols are all ports', () => {
  const range = (protocol: string) => `{port: 1, endPort: 65535, protocol: ${protocol}}`;
  const found = connections(
    namespace('shop'),
    deployment('api', 'app: api'),
    policy(
      'in',
      `podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [${['UDP', 'TCP', 'SCTP'].map(range).join(', ')}]}]`,
    ),
  );
  expect(found).toEqual(['* > api: all ports', 'api > *: all ports']);
});

it('a denial beside rules takes nothing from them', () => {
  const found = connections(
    namespace('shop'),
    deployment('web', 'app: web', '{containerPort: 8080}'),
    deployment('api', 'app: api', '{containerPort: 9090}'),
    policy(
      'web',
      'podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 8080}]}], egress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 9090}]}, {ports: [{port: 53, protocol: UDP}]}]',
    ),
    policy(
      'api',
      'podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 9090}]}]',
    ),
    policy('none', 'podSelector: {}, policyTypes: [Ingress, Egress]'),
  );
  expect(found).toEqual(['* > web: TCP 8080', 'web > *: UDP 53', 'web > api: TCP 9090']);
});

describe('dumps of clusters', () => {
  const owned = (name: string, owner: string, more = '', labels = 'app: api') =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {${labels}}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: ${owner}, controller: true}]}\nspec: {${more}containers: [{name: c}]}\n`;

  it('pods of one owner are one, under its name', () => {
    expect(
      connections(
        namespace('shop'),
        owned('api-5d-x', 'api-5d'),
        owned('api-5d-y', 'api-5d'),
        deployment('web', 'app: web'),
        policy(
          'in',
          'podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress], egress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]',
        ),
      ),
    ).toEqual(['* > web: all ports', 'api-5d > web: all ports', 'web > *: all ports']);
  });

  it('pods of one owner that policies tell apart keep their names', () => {
    const db = (index: number) => owned(`db-${index}`, 'db', '', `app: db, index: "${index}"`);
    expect(
      connections(
        namespace('shop'),
        db(0),
        db(1),
        policy('first', 'podSelector: {matchLabels: {index: "0"}}, policyTypes: [Ingress, Egress]'),
      ),
    ).toEqual(['* > db-1: all ports', 'db-1 > *: all ports']);
  });

  it('a pod of a static manifest, which its node owns, keeps its name', () => {
    expect(connections(owned('etcd-node1', 'node1').replace('kind: ReplicaSet', 'kind: Node'))).toEqual([
      '* > etcd-node1: all ports',
      'etcd-node1 > *: all ports',
    ]);
  });
});

it('what names no namespace is in the default one', () => {
  const found = connections(
    deployment('api', 'app: api', '', 'default').replace(', namespace: default', ''),
    deployment('web', 'app: web', '', 'default'),
    deployment('crm', 'app: crm', '', 'crm'),
    policy(
      'in',
      'podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}]',
      'default',
    ),
    policy(
      'out',
      'podSelector: {matchLabels: {app: crm}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}}], ports: [{port: 1}]}]',
      'crm',
    ),
  );
  expect(found).toEqual([
    '* > crm: all ports',
    '* > web: all ports',
    'crm > web: TCP 1',
    'web > *: all ports',
    'web > api: all ports',
    'web > crm: all ports',
  ]);
});
