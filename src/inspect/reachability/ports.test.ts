import fc from 'fast-check';
import { ALL_PORTS, allOf, intersect, NO_PORTS, portRange, portsText, subtract, union, type PortSet } from './ports';

const range = fc
  .tuple(fc.constantFrom('TCP', 'UDP', 'SCTP'), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 }))
  .map(([protocol, first, more]) => portRange(protocol, first, first + more));
const set = fc.oneof(
  fc.array(range, { maxLength: 5 }).map((ranges) => ranges.reduce(union, NO_PORTS)),
  fc.constantFrom(ALL_PORTS, allOf('UDP'), NO_PORTS),
);
const has = (ports: PortSet, one: PortSet) =>
  ports.some((first, index) => index % 2 === 0 && first <= one[0]! && one[0]! <= ports[index + 1]!);
const probes = ['TCP', 'UDP', 'SCTP'].flatMap((protocol) =>
  [1, 2, 20, 39, 40, 41, 50, 51, 65_535, ...Array.from({ length: 60 }, (_, index) => index + 1)].map((port) =>
    portRange(protocol, port),
  ),
);

it('union, intersection and difference hold for every port', () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      const [sum, common, left] = [union(a, b), intersect(a, b), subtract(a, b)];
      const wrong = probes.filter((port) => {
        const [inA, inB] = [has(a, port), has(b, port)];
        return (
          has(sum, port) !== (inA || inB) || has(common, port) !== (inA && inB) || has(left, port) !== (inA && !inB)
        );
      });
      expect(wrong).toEqual([]);
    }),
  );
});

it('equal sets are written alike, however they came about', () => {
  fc.assert(fc.property(set, set, (a, b) => expect(portsText(union(a, b))).toBe(portsText(union(subtract(b, a), a)))));
});

it.each([
  [union(portRange('UDP', 53), portRange('TCP', 53)), 'TCP 53; UDP 53'],
  [union(portRange('TCP', 80), portRange('TCP', 81, 90)), 'TCP 80-90'],
  [union(allOf('TCP'), portRange('UDP', 1)), 'all TCP ports; UDP 1'],
  [['TCP', 'UDP', 'SCTP'].map(allOf).reduce(union), 'all ports'],
  [portRange('ICMP', 1), ''],
  [portRange('TCP', 0), ''],
  [portRange('TCP', 1, 70_000), ''],
])('%j is written as %s', (ports, text) => {
  expect(portsText(ports)).toBe(text);
});
