import type { Json } from '../../model/json';
import { changesBetween } from './changes';
import { refusedFields } from './refused';

const content = (json: Json) => new Map([['one.yaml', { id: JSON.stringify(json), text: () => JSON.stringify(json) }]]);
const refused = (kind: string, before: object, after: object) =>
  changesBetween(
    content({ kind, metadata: { name: 'x' }, ...before } as Json),
    content({ kind, metadata: { name: 'x' }, ...after } as Json),
  )
    .flatMap(refusedFields)
    .map(({ path, reason }) => `${path}: ${reason}`);
const volume = (size: string, rest = {}) => ({ spec: { ...rest, storage: { size } } });

test.each([
  [
    'a volume of a Postgres that shrinks',
    'Cluster',
    volume('10Gi'),
    volume('9Gi'),
    ['spec.storage.size: the volume would shrink from 10Gi to 9Gi, and volumes cannot shrink'],
  ],
  ['one that grows', 'Cluster', volume('10Gi'), volume('0.02Ti'), []],
  [
    'a volume for its log',
    'Cluster',
    { spec: { walStorage: { size: '2Gi' } } },
    { spec: { walStorage: { size: '2G' } } },
    ['spec.walStorage.size: the volume would shrink from 2Gi to 2G, and volumes cannot shrink'],
  ],
  [
    'a claim',
    'PersistentVolumeClaim',
    { spec: { resources: { requests: { storage: '2Gi' } } } },
    { spec: { resources: { requests: { storage: '3Gi' } } } },
    [],
  ],
  [
    'the class of a claim',
    'PersistentVolumeClaim',
    { spec: { storageClassName: 'a' } },
    { spec: { storageClassName: 'b' } },
    ['spec.storageClassName: `spec.storageClassName` of a PersistentVolumeClaim is immutable'],
  ],
  [
    'a claim of a StatefulSet that grows',
    'StatefulSet',
    { spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '1Gi' } } } }] } },
    { spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '2Gi' } } } }] } },
    [
      'spec.volumeClaimTemplates[0].spec.resources.requests.storage: `spec.volumeClaimTemplates[0].spec.resources.requests.storage` of a StatefulSet is immutable',
    ],
  ],
  [
    'pods of a StatefulSet',
    'StatefulSet',
    { spec: { replicas: 1, template: { a: 1 } } },
    { spec: { replicas: 2, template: { a: 2 } } },
    [],
  ],
  [
    'a selector',
    'Deployment',
    { spec: { selector: { matchLabels: { a: '1' } } } },
    { spec: { selector: { matchLabels: { a: '2' } } } },
    ['spec.selector.matchLabels.a: `spec.selector.matchLabels.a` of a Deployment is immutable'],
  ],
  [
    'a role',
    'RoleBinding',
    { roleRef: { name: 'a' }, subjects: [] },
    { roleRef: { name: 'b' }, subjects: [] },
    ['roleRef.name: `roleRef.name` of a RoleBinding is immutable'],
  ],
  ['anything else', 'Deployment', { spec: { replicas: 3 } }, { spec: { replicas: 1 } }, []],
])('%s', (_, kind, before, after, expected) => {
  expect(refused(kind, before, after)).toEqual(expected);
});

test('an object that appears, or goes, is refused by nobody', () => {
  const one = content({ kind: 'StatefulSet', metadata: { name: 'x' }, spec: {} });
  expect([...changesBetween(one, new Map()), ...changesBetween(new Map(), one)].flatMap(refusedFields)).toEqual([]);
});
