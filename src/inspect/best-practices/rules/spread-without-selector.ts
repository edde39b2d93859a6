import { catalogOf } from '../../catalog';
import { labelSelector, matches } from '../../catalog/selector';
import { api, get, list, phrase, text, type Rule } from '../rule';

const spread = (selector: string): string =>
  api(
    '',
    `topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule${selector}}]`,
  );

export const spreadWithoutSelector: Rule = {
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
        say(from, [])`
          The constraint of ${{ from: from.name }} over ${{ topologyKey: text(constraint, 'topologyKey') ?? 'its topology' }} ${selector === undefined ? phrase`has no \`labelSelector\`, so it matches no pods` : phrase`does not match its own pods`}: it has no effect.
          Set a \`labelSelector\` with the labels of the pods.`;
      }
    }
  },
};
