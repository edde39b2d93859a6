import { environmentOf } from '../examples/environment';
import { IMAGE, deployment } from '../examples/example';
import { inspectEnvironments } from '..';

const found = (container: string, pod = '') =>
  inspectEnvironments([environmentOf(deployment(container, pod))], undefined).map(
    ({ code, path = '' }) => `${code} ${path.replace(/^.*containers\[[^\]]*\]\./, '')}`,
  );

it.each([
  ['securityContext: {seccompProfile: {type: Localhost}}', ['LS303 securityContext.seccompProfile.localhostProfile']],
  [
    'securityContext: {appArmorProfile: {type: Localhost, localhostProfile: ""}}',
    ['LS303 securityContext.appArmorProfile.localhostProfile'],
  ],
  [
    'securityContext: {seccompProfile: {type: RuntimeDefault, localhostProfile: api.json}}',
    ['LS661 securityContext.seccompProfile.localhostProfile'],
  ],
  ['securityContext: {seccompProfile: {type: Localhost, localhostProfile: api.json}}', []],
  ['securityContext: {seccompProfile: {type: RuntimeDefault}}', []],
  [
    'securityContext: {privileged: true, allowPrivilegeEscalation: false}',
    ['LS661 securityContext.allowPrivilegeEscalation'],
  ],
  [
    'securityContext: {capabilities: {add: [CAP_SYS_ADMIN]}, allowPrivilegeEscalation: false}',
    ['LS661 securityContext.allowPrivilegeEscalation'],
  ],
  ['securityContext: {privileged: true}', []],
  ['securityContext: {privileged: false, allowPrivilegeEscalation: false}', []],
])('%s', (container, expected) => {
  expect(found(container)).toEqual(expected);
});

it('judges the pod and its init containers, too', () => {
  expect(found('', 'securityContext: {seccompProfile: {type: Localhost}}')).toEqual([
    'LS303 spec.template.spec.securityContext.seccompProfile.localhostProfile',
  ]);
  expect(
    found('', `initContainers: [{name: first, image: ${IMAGE}, securityContext: {seccompProfile: {type: Localhost}}}]`),
  ).toHaveLength(1);
});
