import fc from 'fast-check';
import { Reachability } from './evaluate';
import {
  isWithin,
  naiveAllows,
  naiveLeaves,
  type NaiveAdminPolicy,
  type NaiveCluster,
  type NaivePod,
  type NaivePolicy,
  type NaiveRule,
} from './naive.test-support';
import { intersect, NO_PORTS, portRange, portsText, union } from './ports';
import type { InspectedEnvironment } from '../types';
import type { JsonObject } from '../../model/json';
import type { Point } from './points';

const point = (reach: Reachability, name: string) =>
  reach.points.index.all.find(({ pods }) => pods?.from.name === name)!;

const KEYS = ['a', 'b'];
const VALUES = ['1', '2'];
const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), {
  maxKeys: 2,
  noNullPrototype: true,
});
const selector = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom(...KEYS),
          operator: fc.constantFrom('In', 'NotIn'),
          values: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 }),
        }),
        fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const port = fc.oneof(
  fc.record(
    { protocol: fc.constantFrom('TCP', 'UDP'), port: fc.constantFrom<number | string>(1, 2, 3, 'x', 'y') },
    { requiredKeys: ['port'] },
  ),
  fc.constantFrom({ port: 1, endPort: 2 }, { port: 2, endPort: 4, protocol: 'UDP' }, { protocol: 'SCTP' }),
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.constantFrom(
    { ipBlock: { cidr: '0.0.0.0/0' } },
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.4/32'] } },
    { ipBlock: { cidr: '10.1.0.0/24' } },
  ),
);
const rules = (side: 'from' | 'to') =>
  fc.array(
    fc.record(
      { [side]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  ) as fc.Arbitrary<NaiveRule[]>;
const adminPort = fc.constantFrom(
  ...[1, 2].map((number) => ({ portNumber: { protocol: 'TCP', port: number } })),
  { portNumber: { protocol: 'UDP', port: 3 } },
  { portRange: { protocol: 'TCP', start: 2, end: 4 } },
  { portRange: { protocol: 'UDP', start: 1, end: 2 } },
  ...['x', 'y'].map((namedPort) => ({ namedPort })),
);
const adminPods = fc.oneof(
  fc.record({ namespaces: selector }),
  fc.record({ pods: fc.record({ namespaceSelector: selector, podSelector: selector }) }),
);
const networks = fc.record({
  networks: fc.subarray(['10.0.0.0/8', '10.1.0.0/16', '10.2.3.4/32', '0.0.0.0/0'], { minLength: 1, maxLength: 2 }),
});
const adminRules = (side: 'from' | 'to', actions: readonly string[]) =>
  fc.array(
    fc.record(
      {
        action: fc.constantFrom(...actions),
        [side]: fc.array(side === 'to' ? fc.oneof(adminPods, networks) : adminPods, { minLength: 1, maxLength: 2 }),
        ports: fc.array(adminPort, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['action', side] },
    ),
    { maxLength: 3 },
  );
const adminPolicy = (kind: string, actions: readonly string[]) =>
  fc.record({
    kind: fc.constant(kind),
    spec: fc.record(
      {
        priority: fc.nat(1000),
        subject: adminPods,
        ingress: adminRules('from', actions),
        egress: adminRules('to', actions),
      },
      { requiredKeys: ['priority', 'subject'] },
    ),
  });
const admin = fc
  .tuple(
    fc.uniqueArray(adminPolicy('AdminNetworkPolicy', ['Allow', 'Deny', 'Pass']), {
      maxLength: 2,
      selector: ({ spec }) => spec.priority,
    }),
    fc.array(adminPolicy('BaselineAdminNetworkPolicy', ['Allow', 'Deny']), { maxLength: 1 }),
  )
  .map((policies) => policies.flat()) as unknown as fc.Arbitrary<NaiveAdminPolicy[]>;
const cluster: fc.Arbitrary<NaiveCluster> = fc.record({
  namespaces: fc.record({ one: labels, two: labels }),
  pods: fc
    .array(
      fc.record({
        namespace: fc.constantFrom('one', 'two'),
        labels,
        ports: fc.uniqueArray(
          fc.record(
            {
              name: fc.constantFrom('x', 'y'),
              containerPort: fc.constantFrom(1, 2, 3),
              protocol: fc.constantFrom('TCP', 'UDP'),
            },
            { requiredKeys: ['name', 'containerPort'] },
          ),
          { maxLength: 2, selector: ({ name }) => name },
        ),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((pods): NaivePod[] => pods.map((own, index) => ({ ...own, name: `p${index}` }))),
  policies: fc.array(
    fc.record({
      namespace: fc.constantFrom('one', 'two'),
      spec: fc.record(
        {
          podSelector: selector,
          policyTypes: fc.subarray(['Ingress', 'Egress']),
          ingress: rules('from'),
          egress: rules('to'),
        },
        { requiredKeys: ['podSelector'] },
      ),
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<NaivePolicy[]>,
  admin: fc.oneof(fc.constant([]), admin),
});

function environmentOfCluster({
  namespaces,
  pods,
  policies,
  admin: administrators = [],
}: NaiveCluster): InspectedEnvironment {
  const manifests = [
    ...Object.entries(namespaces).map(([name, own]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: own },
    })),
    ...pods.map(({ name, namespace, labels: own, ports }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: own },
      spec: { containers: [{ name: 'c', ports }] },
    })),
    ...policies.map(({ namespace, spec }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `n${index}`, namespace },
      spec,
    })),
    ...administrators.map(({ kind, spec }, index) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind,
      metadata: { name: `a${index}` },
      spec,
    })),
  ];
  return {
    platform: 'shop',
    environment: 'prod',
    provided: [],
    objects: manifests.map((json, index) => ({ json: json as unknown as JsonObject, file: `${index}.yaml` })),
  };
}

describe('random pods and policies', () => {
  const probes = [1, 2, 3, 4, 5].flatMap((number) =>
    ['TCP', 'UDP', 'SCTP'].map((protocol) => [number, protocol] as const),
  );

  it('are judged as one connection at a time is, after the documentation', () => {
    fc.assert(
      fc.property(cluster, (own) => {
        const reach = new Reachability(environmentOfCluster(own));
        const wrong = own.pods.flatMap((from) =>
          own.pods.flatMap((to) => {
            const ports = reach.between(point(reach, from.name), point(reach, to.name));
            return probes
              .filter(
                ([number, protocol]) =>
                  intersect(ports, portRange(protocol, number)).length > 0 !==
                  naiveAllows(own, from, to, number, protocol),
              )
              .map((probe) => [from.name, to.name, ...probe, portsText(ports)]);
          }),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('send to addresses outside what one connection at a time may', () => {
    const addresses = ['10.0.0.1', '10.1.0.9', '10.1.7.1', '10.2.3.4', '10.2.3.5', '192.0.2.1'];
    fc.assert(
      fc.property(cluster, (own) => {
        const reach = new Reachability(environmentOfCluster(own));
        const open = reach.openFlows();
        const wrong = own.pods.flatMap((pod) => {
          const from = point(reach, pod.name);
          const everybody = open.find((flow) => flow.point === from && flow.direction === 'egress')?.ports ?? [];
          const { admin: before, baseline } = reach.side(from, 'egress');
          const decided = [...before, ...baseline].some(({ rule }) => rule.blocks.length > 0);
          return addresses.flatMap((address) => {
            const listed = reach
              .addresses(from, 'egress')
              .filter(
                ({ block: { cidr, except } }) =>
                  !cidr.includes(':') && isWithin(address, cidr) && !except.some((other) => isWithin(address, other)),
              );
            const ports = listed.reduce(
              (sum, flow) => union(sum, flow.ports),
              decided && listed.length > 0 ? NO_PORTS : everybody,
            );
            return probes
              .filter(
                ([number, protocol]) =>
                  intersect(ports, portRange(protocol, number)).length > 0 !==
                  naiveLeaves(own, pod, address, number, protocol),
              )
              .map((probe) => [pod.name, address, ...probe]);
          });
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('the listed connections are all there are, but for what both sides leave open to everybody', () => {
    fc.assert(
      fc.property(cluster, (own) => {
        const reach = new Reachability(environmentOfCluster(own));
        const flows = reach.podFlows();
        const open = reach.openFlows();
        const openTo = (one: Point, way: string) =>
          open.find(({ point: own, direction }) => own === one && direction === way)?.ports ?? [];
        const points = own.pods.map(({ name }) => point(reach, name));
        const wrong = points.flatMap((from) =>
          points.filter((to) => {
            const listed = flows.filter((flow) => flow.from === from && flow.to === to);
            const told =
              listed.length > 0 ? listed[0]!.ports : intersect(openTo(from, 'egress'), openTo(to, 'ingress'));
            return listed.length > 1 || portsText(told) !== portsText(reach.between(from, to));
          }),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});
