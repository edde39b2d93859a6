import { readManifests } from './read';

it('items of a list of one kind are of that kind, and those of a plain list say their own', () => {
  const text = [
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: a}\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n',
    'apiVersion: v1\nkind: List\nitems:\n- metadata: {name: c}\n',
  ].join('---\n');
  const { objects, skipped } = readManifests('lists.yaml', text);
  expect(objects.map(({ json, within }) => [json['apiVersion'], json['kind'], within])).toEqual([
    ['networking.k8s.io/v1', 'NetworkPolicy', ['items', 0]],
    ['v1', 'Pod', ['items', 1]],
  ]);
  expect(skipped).toEqual(['neither apiVersion nor kind']);
});
