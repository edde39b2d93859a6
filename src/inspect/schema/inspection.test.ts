import { environmentOf } from '../examples/environment';
import { inspectEnvironments } from '..';

const codes = (yaml: string) =>
  inspectEnvironments([environmentOf(yaml)], undefined, { kubernetes: ['1.33'] }).map(({ code, object, path }) => [
    code,
    object,
    path,
  ]);
const pod = (container: string, more = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: 'a@sha256:${'0'.repeat(64)}', ${container}}]${more}}}`;

it('reports what only the schema knows', () => {
  expect(codes(pod('imagePulPolicy: Always'))).toEqual([['LS301', 'Pod/a', 'spec.containers[name=a].imagePulPolicy']]);
});

it('says once what the schema and another inspection both see', () => {
  expect(codes(pod('env: [{name: A, value: x}, {name: A, value: y}]'))).toEqual([
    ['LS655', 'Pod/a', 'spec.containers[name=a].env[1]'],
  ]);
  expect(
    codes(
      pod('volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /a}]', ', volumes: [{name: v, emptyDir: {}}]'),
    ),
  ).toEqual([['LS672', 'Pod/a', 'spec.containers[name=a].volumeMounts[1].mountPath']]);
});

it('keeps a schema finding of another object at the same path', () => {
  const first = pod('resources: {requests: {memory: 512MB}}');
  expect(codes(`${first}\n---\n${first.replace('name: a}', 'name: b}').replace('512MB', '1024Mi')}`)).toEqual([
    ['LS312', 'Pod/b', 'spec.containers[name=a].resources.requests.memory'],
    ['LS311', 'Pod/a', 'spec.containers[name=a].resources.requests.memory'],
  ]);
});
