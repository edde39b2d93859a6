/** Pods that other policies guard than NetworkPolicies. */
import { environmentOf } from '../examples/environment';
import { inspectBestPractices } from '.';

const told = (action: string, direction: string) =>
  inspectBestPractices(
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

it('nor are they where policies of the network itself lie beside them, of which nothing is known', () => {
  const beside = (kind: string, namespace: string) =>
    inspectBestPractices(
      environmentOf(
        [
          'apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop}\nspec: {containers: [{name: c}]}\n',
          `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: {name: own${namespace}}\nspec: {endpointSelector: {}}\n`,
        ].join('---\n'),
      ),
    ).filter(({ code }) => code === 'LS070').length;
  expect([
    beside('CiliumNetworkPolicy', ', namespace: shop'),
    beside('CiliumClusterwideNetworkPolicy', ''),
    beside('CiliumNetworkPolicy', ', namespace: other'),
  ]).toEqual([0, 0, 1]);
});
