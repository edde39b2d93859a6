import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../folder.test-support';
import { lockstep } from '../terminal.test-support';

const folder = testFolder('audit-reachability');
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {app: ${name}}}\nspec: {containers: [{name: c, image: c}]}\n`;
const policy = (port: number) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: api}\nspec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: ${port}}]}]}\n`;
const written = async () => {
  await lockstep(['audit', 'k8s', '--reachability', 'out/reach.yaml'], folder.path);
  return readFileSync(join(folder.path, 'out/reach.yaml'), 'utf8').replace(/^#.*\n/gm, '');
};

it('writes who reaches whom into a file', async () => {
  folder.write({ 'k8s/all.yaml': [pod('api'), pod('web'), policy(80)].join('---\n') });
  expect(await written()).toMatch(
    /^everywhere:\n  \(everybody\):\n    web: all ports\n  web:\n    \(everybody\): all ports\n    api: TCP 80\nonly:\n/,
  );
});

it('and what only some environments let through', async () => {
  folder.write({
    'k8s/dev/all.yaml': [pod('api'), pod('web'), policy(80)].join('---\n'),
    'k8s/prod/all.yaml': [pod('api'), pod('web'), policy(443)].join('---\n'),
  });
  expect(await written()).toContain(
    'only:\n  dev:\n    web:\n      api: TCP 80\n  prod:\n    web:\n      api: TCP 443\n',
  );
});

it('does so although nothing is left to report', async () => {
  folder.write({ 'k8s/none.txt': '' });
  expect(await written()).toBe('everywhere: {}\nonly: {}\n');
});

it('says which policies are not counted', async () => {
  folder.write({
    'k8s/all.yaml': [
      pod('api'),
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: api}\nspec: {endpointSelector: {}}\n',
    ].join('---\n'),
  });
  expect((await lockstep(['audit', 'k8s'], folder.path)).out).toContain(
    'note: not evaluated: policies of kind CiliumNetworkPolicy',
  );
});
