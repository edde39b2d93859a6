import { catalogOf } from '../../catalog';
import { get, list, text } from '../../read';
import { labelSelector, matches } from '../../selector';
import { api } from '../manifests';
import type { Rule } from '../rule';

const spread = (selector: string): string =>
  api(
    '',
    `topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule${selector}}]`,
  );

export const uncountedSpread: Rule = {
  code: 'LS056',
  equivalents: { 'kube-score': 'pod-topology-spread-constraints' },
  bad: spread(''),
  good: spread(', labelSelector: {matchLabels: {app: api}}'),
  on: 'environment',
  judge(environment, say) {
    for (const { from, spec, labels } of catalogOf(environment).pods.all) {
      for (const constraint of list(spec, 'topologySpreadConstraints')) {
        const selector = get(constraint, 'labelSelector');
        if (
          selector === undefined
            ? list(constraint, 'matchLabelKeys').length > 0
            : matches(labelSelector(selector), labels)
        )
          continue;
        say(
          from,
          [],
          `The constraint of ${from.name} over ${text(constraint, 'topologyKey') ?? 'its topology'} ${selector === undefined ? 'has no `labelSelector`, and counts no pods' : 'does not count its own pods'}: it spreads nothing.`,
          'Give it a `labelSelector` with the labels of the pods.',
        );
      }
    }
  },
};
