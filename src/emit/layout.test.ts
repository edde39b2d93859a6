import fc from 'fast-check';
import { filePaths, type PlacedObject } from './layout';

function place(changes: Partial<PlacedObject>): PlacedObject {
  return {
    app: 'api',
    group: 'apps',
    kind: 'Deployment',
    name: 'api',
    namespace: 'shop',
    id: 'deployment',
    ...changes,
  };
}

describe('a path', () => {
  test('is the app, the kind and the name; nothing more where nothing more is needed', () => {
    expect(filePaths([place({}), place({ group: '', kind: 'Service' }), place({ app: 'web', name: 'web' })])).toEqual([
      'api/Deployment-api.yaml',
      'api/Service-api.yaml',
      'web/Deployment-web.yaml',
    ]);
  });

  test('carries the id of the construct where the name varies', () => {
    expect(filePaths([place({ name: undefined })])).toEqual(['api/Deployment-deployment.yaml']);
  });

  test('has the group where two kinds share a name; that of the core group stays', () => {
    const service = { kind: 'Service', group: '' };
    const knative = { ...service, group: 'serving.knative.dev' };
    expect(filePaths([place(service), place(knative), place({ ...service, name: 'other' })])).toEqual([
      'api/Service-api.yaml',
      'api/Service.serving.knative.dev-api.yaml',
      'api/Service-other.yaml',
    ]);
  });

  test('has the namespace where kind and name live in two', () => {
    const role = { group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };
    const namespaces = ['shop', 'monitoring', undefined];
    expect(filePaths(namespaces.map((namespace) => place({ ...role, namespace })))).toEqual([
      'api/Role-reader@shop.yaml',
      'api/Role-reader@monitoring.yaml',
      'api/Role-reader.yaml',
    ]);
  });

  test('has the namespace only among objects of the same group', () => {
    const [a, b] = filePaths([place({ group: 'a.io', namespace: 'x' }), place({ group: 'b.io', namespace: 'y' })]);
    expect([a, b]).toEqual(['api/Deployment.a.io-api.yaml', 'api/Deployment.b.io-api.yaml']);
  });

  test('writes characters that file names should not have so that a person still reads them', () => {
    const names = ['system:reader', 'a/b', 'a_b', 'a b', '../x', 'ä'];
    expect(filePaths(names.map((name) => place({ kind: 'Role', name })))).toEqual([
      'api/Role-system__reader.yaml',
      'api/Role-a_2f_b.yaml',
      'api/Role-a_5f_b.yaml',
      'api/Role-a_20_b.yaml',
      'api/Role-.._2f_x.yaml',
      'api/Role-_e4_.yaml',
    ]);
  });

  test('never leaves its folder', () => {
    expect(filePaths(['..', '.', '', '.git', 'a/../b'].map((app) => place({ app })))).toEqual([
      '_2e_./Deployment-api.yaml',
      '_2e_/Deployment-api.yaml',
      '_/Deployment-api.yaml',
      '_2e_git/Deployment-api.yaml',
      'a_2f_.._2f_b/Deployment-api.yaml',
    ]);
  });

  test('tells names apart that differ in case only, by a hash that does not depend on the others', () => {
    const roles = [place({ kind: 'Role', name: 'Reader' }), place({ kind: 'Role', name: 'reader' })];
    const [upper, lower] = filePaths(roles);
    expect(upper).toMatch(/^api\/Role-Reader~[0-9a-f]{10}\.yaml$/);
    expect(lower).toMatch(/^api\/Role-reader~[0-9a-f]{10}\.yaml$/);
    expect(upper!.toLowerCase()).not.toBe(lower!.toLowerCase());
    expect(filePaths([...roles, place({ kind: 'Role', name: 'READER' })]).slice(0, 2)).toEqual([upper, lower]);
  });

  test('is shortened, with a stable hash, where it would be too long for file systems', () => {
    const long = 'x'.repeat(253);
    const [a, b] = filePaths([place({ name: `${long}a` }), place({ name: `${long}b` })]);
    expect(a).toBe(`api/Deployment-${'x'.repeat(173)}~239f5a9e65.yaml`);
    expect(a!.length - 'api/'.length).toBe(200);
    expect(b).not.toBe(a);
  });
});

const object: fc.Arbitrary<PlacedObject> = fc.record({
  app: fc.constantFrom('api', 'Api', 'web', '', '..'),
  group: fc.constantFrom('', 'apps', 'a.io'),
  kind: fc.constantFrom('Role', 'ROLE', 'Deployment'),
  name: fc.oneof(
    fc.constantFrom('a', 'A', 'a@x', 'a:b', 'a__b', 'io-a', undefined),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.constant('y'.repeat(250)),
  ),
  namespace: fc.constantFrom('x', 'y', undefined),
  id: fc.constantFrom('a', 'role', 'a@x'),
});
const distinct = fc.uniqueArray(object, {
  maxLength: 12,
  selector: (o) => JSON.stringify([o.app, o.group, o.kind, o.name ?? null, o.namespace ?? null, o.id]),
});

test('distinct objects never share a file, on any file system', () => {
  fc.assert(
    fc.property(distinct, (objects) => {
      const paths = filePaths(objects);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(objects.length);
      for (const path of paths) expect(path).toMatch(/^[\w-][\w.-]*\/[\w.@~-]{1,200}\.yaml$/);
    }),
    { numRuns: 500 },
  );
});

test('the order of the objects does not matter', () => {
  const twoOrders = distinct.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(twoOrders, ([objects, shuffled]) => {
      const paths = new Map(objects.map((o, i) => [o, filePaths(objects)[i]]));
      expect(filePaths(shuffled)).toEqual(shuffled.map((o) => paths.get(o)));
    }),
  );
});
