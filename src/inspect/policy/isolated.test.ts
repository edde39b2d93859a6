/** Pods that administrators guard, by policies of the whole cluster. */
import { environmentOf } from '../examples/environment';
import { inspectPolicy } from '.';

const told = (action: string, direction: string) =>
  inspectPolicy(
    environmentOf(
      [
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop}\nspec: {containers: [{name: c}]}\n',
        `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: BaselineAdminNetworkPolicy\nmetadata: {name: default}\nspec: {subject: {namespaces: {}}, ${direction}: [{action: ${action}, ${direction === 'ingress' ? 'from' : 'to'}: [{namespaces: {}}]}]}\n`,
      ].join('---\n'),
    ),
  ).filter(({ code }) => code === 'LS070').length;

it('are not open to everybody, where something is denied to their callers', () => {
  expect([told('Deny', 'ingress'), told('Allow', 'ingress'), told('Deny', 'egress')]).toEqual([0, 1, 1]);
});
