/**
 * Law 1, inside of the pattern: a pattern function sees plain data of one environment, and what it makes follows from that alone.
 * Every pattern function of two systems is run twice in each environment; a difference would be one
 * between environments that nobody declared (law 2).
 */
import { inspect } from 'node:util';
import { App } from 'cdk8s-lockstep';
import { transparenta } from '../../systems/transparenta';
import { tickettoken } from '../../systems/tickettoken';
import { Absent, isVarying } from '../model/varying';
import type { Accepted } from '../pattern/engine/accepted';
import type { Subject } from '../pattern/engine/build';
import type * as engine from '../pattern/engine/build';
import { Objects, Parts, emptyContents } from '../pattern/engine/parts';
import type { Identity } from '../pattern/engine/identity';

/** What the functions were seen to do. */
const mockSeen = { runs: 0, impure: [] as string[], varying: [] as string[] };

/** Places of data that varies, below anything that a pattern function can reach. */
function mockVarying(value: unknown, path = '', above: readonly unknown[] = []): string[] {
  if (isVarying(value) || value instanceof Absent) return [path];
  if (typeof value !== 'object' || value === null || above.includes(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => mockVarying(inner, `${path}.${key}`, [...above, value]));
}

/** What a function makes, as text. */
function mockMade(make: () => unknown, contents: ReturnType<typeof emptyContents>): string {
  const result = make();
  return inspect({ contents, result }, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity });
}

jest.mock('../pattern/engine/build', () => {
  const actual = jest.requireActual<typeof engine>('../pattern/engine/build');
  return {
    ...actual,
    build<P extends object, T>(identity: Identity, props: Accepted<P>, make: (subject: Subject, props: P) => T) {
      return actual.build(identity, props, (subject, plain) => {
        mockSeen.runs++;
        const where = identity.construct.node.path;
        mockSeen.varying.push(...mockVarying(plain).map((path) => `${where}${path}`));
        const run = () => {
          const contents = emptyContents();
          return mockMade(() => make({ ...subject, parts: new Parts(contents, new Objects()) }, plain), contents);
        };
        const [once, again] = [run(), run()];
        if (once !== again) mockSeen.impure.push(where);
        return make(subject, plain);
      });
    },
  };
});

it.each([
  ['transparenta', transparenta],
  ['tickettoken', tickettoken],
])('the pattern functions of %s are pure, and nothing varies in what they are given', (_, declare) => {
  Object.assign(mockSeen, { runs: 0, impure: [], varying: [] });
  declare(new App());
  expect(mockSeen.runs).toBeGreaterThan(0);
  expect(mockSeen.impure).toEqual([]);
  expect(mockSeen.varying).toEqual([]);
});
