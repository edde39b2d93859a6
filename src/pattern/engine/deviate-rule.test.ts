import { WebService, deviate } from '../../index';
import { findingsOf, platform, result, told } from '../../laws/example.test-support';

const TERMS = { in: ['dev', 'staging', 'prod'], reason: 'profiles the node' };
function deviating(rule: string) {
  const { app, shop } = platform();
  const api = new WebService(shop, 'api', { image: 'api', port: 3000 });
  deviate(api, { object: 'Deployment', values: { spec: { template: { spec: { hostPID: true } } } }, ...TERMS });
  deviate(api, { rule: rule as 'LS007', ...TERMS });
  return app;
}

test('a deviation names a rule by code or by slug', () => {
  expect(told(findingsOf(deviating('host-namespaces')))).toEqual([]);
  const proofs = ['LS007', 'host-namespaces'].map((rule) => result(deviating(rule)).proof);
  expect(proofs[1]).toEqual(proofs[0]);
  expect(proofs[0]!.get('shop/deviations.yaml')).toContain('LS007');
});

test.each([
  ['host-namespace', 'Did you mean "host-namespaces"?'],
  ['LS0077', 'Did you mean "LS007"?'],
  ['unknown-prop', 'Findings with other codes are mistakes and cannot be accepted.'],
])('%s is no rule', (rule, fix) => {
  expect(findingsOf(deviating(rule))).toContainEqual(
    expect.objectContaining({ code: 'LS117', path: 'rule', fix: expect.stringContaining(fix) as string }),
  );
});
