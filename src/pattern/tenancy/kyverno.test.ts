/** The policies that Kyverno holds; `conformance/` has Kyverno itself judge the platforms by them. */
import { parse } from 'yaml';
import { CLUSTER, findingsOf, platform, result, told, vary } from '../../laws/example.test-support';
import type { PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { Worker } from '../workload/worker';

interface Policy {
  readonly metadata: object;
  readonly spec: {
    readonly validationActions: readonly string[];
    readonly variables: readonly { readonly expression: string }[];
    readonly validations: readonly { readonly message: string; readonly expression: string }[];
  };
}

function policyOf(name: string, props: Partial<PlatformInput> = {}, environment = 'prod'): Policy {
  const { app, shop } = platform(
    {},
    { policies: { kyverno: vary({ dev: 'Audit', staging: 'Enforce', prod: 'Enforce' }) }, ...props },
  );
  new WebService(shop, 'api', { image: 'api', port: 3000 });
  new Worker(shop, 'control', {
    image: 'mailer',
    probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
    permissions: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  });
  expect(told(findingsOf(app))).toEqual([]);
  return parse(
    result(app).files.get(`shop/${environment}/platform/NamespacedValidatingPolicy-${name}.yaml`)!,
  ) as Policy;
}

const expressions = (policy: Policy) => policy.spec.validations.map(({ expression }) => expression).join('\n');

it('policies are of the namespace, and what they do may vary', () => {
  expect(policyOf('pods').metadata).toMatchObject({ namespace: 'shop-prod' });
  expect(['dev', 'prod'].map((environment) => policyOf('pods', {}, environment).spec.validationActions)).toEqual([
    ['Audit'],
    ['Deny'],
  ]);
});

it('images come from where the platform pins them, by digest', () => {
  const pattern = /c\.image\.matches\('(.*?)'\)/.exec(expressions(policyOf('pods')))![1]!;
  const digest = `@sha256:${'0'.repeat(64)}`;
  const taken = (image: string) => new RegExp(pattern).test(image);
  expect(
    [
      `registry.acme/shop/api:1.4.2${digest}`,
      'registry.acme/shop/api:1.4.2',
      `registryXacme/shop/api${digest}`,
      `docker.io/shop/api${digest}`,
    ].map(taken),
  ).toEqual([true, false, false, false]);
});

it('containers of a mesh are left to the mesh', () => {
  const variables = (mesh: 'none' | 'sidecar') =>
    policyOf('pods', { cluster: { ...CLUSTER, mesh } }).spec.variables.map(({ expression }) =>
      expression.includes('istio-'),
    );
  expect([variables('none'), variables('sidecar')]).toEqual([
    [false, false],
    [true, true],
  ]);
});

it('only those that were given permissions have a token', () => {
  expect(expressions(policyOf('pods'))).toContain(`.orValue('') in ["control"]`);
});

it('a Secret without an owner is reported, whatever the action', () => {
  expect(policyOf('secrets').spec.validationActions).toEqual(['Audit']);
});

it('without `policies` there are none', () => {
  const { app, shop } = platform();
  new WebService(shop, 'api', { image: 'api', port: 3000 });
  expect([...result(app).files.keys()].filter((path) => path.includes('ValidatingPolicy'))).toEqual([]);
});
