/** Law 8. Nothing dropped in silence: an unknown field, a prop without effect, a leaf lost on the way: an error, at run time too. */
import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import fc from 'fast-check';
import { deviate } from '../pattern/engine/deviate';
import { WebService } from '../pattern/workload/web-service';
import { reading, sorted, varied } from '../synth/trees.test-support';
import { Varying, absent, isVarying } from '../model/varying';
import { environments, findingsOf, platform, result, told, vary, ENVIRONMENTS } from './example.test-support';

const api = (props: object) => {
  const { app, shop } = platform();
  const service = new WebService(shop, 'api', { image: 'api', port: 3000, ...props });
  return { app, service };
};

it.each<[object, string]>([
  [{ replica: 3 }, 'LS101 shop/api replica: unknown prop "replica" → Did you mean "replicas"? Valid:'],
  [
    { probes: { readiness: { htpp: '/' } } },
    'LS101 shop/api probes.readiness.htpp: unknown prop "htpp" → Did you mean "http"? Valid:',
  ],
  [
    { resources: vary<object>({ dev: {}, staging: { limit: {} }, prod: {} }) },
    'LS101 shop/api resources.limit [staging]: unknown prop "limit" → Did you mean "limits"? Valid: "requests", "limits".',
  ],
])('an unknown prop is refused: %#', (props, message) => {
  expect(told(findingsOf(api(props).app))).toEqual([expect.stringContaining(message)]);
});

it('a field that Kubernetes does not know is refused', () => {
  const { app, service } = api({});
  deviate(service, { object: 'Deployment', in: ['dev'], reason: 'r', values: { spec: { replica: 3 } } });
  expect(told(findingsOf(app))).toEqual([
    expect.stringMatching(/^LS301 .*Deployment\/api spec\.replica \[dev\]: .*replica.*replicas/),
  ]);
});

it('a field of a class of one’s own is refused as well', () => {
  const { app, shop } = platform();
  new ApiObject(shop, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, dataa: {} });
  expect(findingsOf(app)).toContainEqual(expect.objectContaining({ code: 'LS301', path: 'dataa' }));
});

it('a deviation without effect is refused', () => {
  const { app, service } = api({ replicas: 3 });
  deviate(service, { object: 'Deployment', in: ['prod'], reason: 'r', values: { spec: { replicas: 3 } } });
  expect(findingsOf(app)).toEqual([expect.objectContaining({ code: 'LS204' })]);
});

it('every leaf of an object is in the file of each environment that has it', () => {
  fc.assert(
    fc.property(varied, (tree) => {
      const { app, shop } = platform();
      const { node } = tree as { node: unknown };
      new ApiObject(shop, 'x', {
        apiVersion: 'example.acme/v1',
        kind: 'Thing',
        metadata: { name: 'x' },
        spec: { of: ofShop(node) },
      });
      const { files } = result(app);
      ENVIRONMENTS.forEach((name, index) => {
        const { spec } = parse(files.get(`shop/${name}/x/Thing-x.yaml`)!) as { spec: unknown };
        expect(sorted(spec)).toBe(sorted({ of: reading(node, index) }));
      });
    }),
    { numRuns: 60 },
  );
});

/** The same tree, in the environments of the example. */
function ofShop(tree: unknown): unknown {
  if (isVarying(tree)) return new Varying(environments, tree.values.map(ofShop));
  if (tree === absent || typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map(ofShop);
  return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, ofShop(inner)]));
}
