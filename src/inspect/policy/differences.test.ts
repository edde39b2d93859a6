/** Where rules are finer than one good and one bad example show: cases that other checkers' tests have, in an own shape. */
import { environmentOf } from '../examples/environment';
import { api, all } from './manifests';
import { role } from './rbac';
import { inspectPolicy } from '.';
import type { Code } from '../../model/codes';

const codes = (yaml: string, code: Code) => inspectPolicy(environmentOf(yaml)).filter((finding) => finding.code === code).length;

describe('replicas are kept apart by terms about their own pods', () => {
  const spread = (selector: string) => api('', `topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule${selector}}]`, 'replicas: 3');
  const apart = (term: string) => api('', `affinity: {podAntiAffinity: {${term}}}`, 'replicas: 3');
  const required = (selector: string) => `requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: ${selector}}]`;

  it.each([
    ['a constraint that selects them', spread(', labelSelector: {matchLabels: {app: api}}'), 0],
    ['a constraint that selects others', spread(', labelSelector: {matchLabels: {app: web}}'), 1],
    ['a constraint that selects none', spread(''), 1],
    ['a constraint by keys of the pod', spread(', matchLabelKeys: [app]'), 0],
    ['anti-affinity with themselves', apart(required('{matchLabels: {app: api}}')), 0],
    ['anti-affinity by an expression', apart(required('{matchExpressions: [{key: app, operator: In, values: [api, web]}]}')), 0],
    ['anti-affinity with others', apart(required('{matchLabels: {app: web}}')), 1],
    ['preferred anti-affinity', apart('preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: api}}}}]'), 0],
    ['anti-affinity without a term', apart(''), 1],
  ])('%s', (_, yaml, count) => {
    expect(codes(yaml, 'LS052')).toBe(count);
  });
});

describe('rights that are more than they say', () => {
  it.each([
    ['apiGroups: [apps], resources: [deployments], verbs: [create]', 1],
    ['apiGroups: [apps], resources: [daemonsets], verbs: [patch]', 1],
    ['apiGroups: [batch], resources: [jobs, cronjobs], verbs: [update]', 1],
    ['apiGroups: [""], resources: [pods], verbs: [create]', 1],
    ['apiGroups: [""], resources: [pods], verbs: [patch]', 0],
    ['apiGroups: [batch], resources: [deployments], verbs: [create]', 0],
    ['apiGroups: [apps], resources: [deployments], verbs: [get, delete]', 0],
    ['apiGroups: [apps], resources: [deployments/scale], verbs: [update]', 0],
  ])('%s', (rule, count) => {
    expect(codes(role(rule), 'LS022')).toBe(count);
  });

  it.each([
    ['verbs: [patch]', 1],
    ['verbs: [update]', 1],
    ['verbs: [deletecollection]', 1],
    ['verbs: [create, delete]', 0],
    ['verbs: [patch], resourceNames: [db]', 0],
    ['verbs: [deletecollection], resourceNames: [db]', 1],
  ])('Secrets, %s', (rule, count) => {
    expect(codes(role(`apiGroups: [""], resources: [secrets], ${rule}`), 'LS021')).toBe(count);
  });
});

it('a pod of its own may lie in the namespace default, too', () => {
  const pod = (namespace: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: api${namespace}}\nspec: {containers: [{name: api}]}\n`;
  expect(codes(all(pod(', namespace: default')), 'LS095')).toBe(1);
  expect(codes(all(pod('')), 'LS095')).toBe(0);
});
