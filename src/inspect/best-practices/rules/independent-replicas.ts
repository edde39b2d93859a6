import { catalogOf } from '../../catalog';
import { scalesOf } from '../../replicas';
import { configured, storeOf, settingsText } from '../stores';
import { api, list, type Rule } from '../rule';

export const independentReplicas: Rule = {
  code: 'LS061',
  bad: api('image: mongo, args: [--auth]', '', 'replicas: 3'),
  good: api('image: mongo, args: [--auth, --replSet, rs0]', '', 'replicas: 3'),
  on: 'environment',
  judge(environment, say) {
    const scales = scalesOf(environment);
    for (const pods of catalogOf(environment).pods.all) {
      const most = scales.get(pods.from)?.most ?? 1;
      if (most < 2 || pods.ends) continue;
      for (const container of list(pods.spec, 'containers')) {
        const store = storeOf(container);
        if (
          store === undefined ||
          store.replicates.test(list(pods.spec, 'containers').map(settingsText).join('\n')) ||
          list(container, 'envFrom').length > 0
        )
          continue;
        if (configured(container)) continue;
        say(pods.from, ['spec', 'replicas'])`
          ${{ from: pods.from.name }} runs ${{ most }} independent ${{ store: store.name }} servers without replication: each has different data, and callers see one or the other.
          Run 1, or configure replication, for example with a ${{ store: store.name }} operator.`;
      }
    }
  },
};
