import { mismatches } from './partial';

const deployment = {
  kind: 'Deployment',
  metadata: { labels: { 'app.kubernetes.io/name': 'api' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'api', image: 'a@sha256:1', args: ['-v', '-q'] },
          { name: 'proxy', image: 'b' },
        ],
      },
    },
    ports: [{ port: 80, protocol: 'TCP', name: 'http' }],
  },
};
const equals = (actual: unknown, wanted: unknown) => {
  try {
    expect(actual).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
};
const wrong = (expected: object) => mismatches(deployment, expected, equals);
const pod = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });

test('maps may have more keys, keyed lists more elements', () => {
  expect(wrong({ spec: { replicas: 2 } })).toEqual([]);
  expect(wrong(pod({ name: 'proxy', image: expect.any(String) }))).toEqual([]);
  expect(wrong({ spec: { ports: [{ port: 80, name: 'http' }] } })).toEqual([]);
});

test('names the place of what differs', () => {
  expect(wrong({ spec: { replicas: 3 }, metadata: { labels: { 'app.kubernetes.io/name': 'web' } } })).toEqual([
    { path: 'spec.replicas', expected: 3, actual: 2 },
    { path: 'metadata.labels["app.kubernetes.io/name"]', expected: 'web', actual: 'api' },
  ]);
  expect(wrong(pod({ name: 'proxy', image: 'c' }, { name: 'other' }))).toEqual([
    { path: 'spec.template.spec.containers[name=proxy].image', expected: 'c', actual: 'b' },
    { path: 'spec.template.spec.containers[name=other]', expected: { name: 'other' }, actual: undefined },
  ]);
});

test('other lists are compared whole', () => {
  expect(wrong(pod({ name: 'api', args: ['-v'] }))).toEqual([
    { path: 'spec.template.spec.containers[name=api].args', expected: ['-v'], actual: ['-v', '-q'] },
  ]);
});

test('undefined stands for what must not be there', () => {
  expect(wrong({ spec: { paused: undefined } })).toEqual([]);
  expect(wrong({ spec: { replicas: undefined } })).toEqual([{ path: 'spec.replicas', expected: undefined, actual: 2 }]);
});
