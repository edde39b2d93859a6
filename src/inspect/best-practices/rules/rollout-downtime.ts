import { scalesOf } from '../../replicas';
import { resolveIntOrPercent } from '../../int-or-percent';
import { api, get, text, type Rule } from '../rule';

export const rolloutDowntime: Rule = {
  code: 'LS053',
  equivalents: { 'kube-linter': 'no-rolling-update-strategy', 'kube-score': 'deployment-strategy' },
  differs: 'With one replica, `Recreate` is what a store with one volume needs, and LS050 reports the replica.',
  bad: api('', '', 'replicas: 3\n  strategy: {type: Recreate}'),
  good: api('', '', 'replicas: 3\n  strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0}}'),
  on: 'environment',
  judge(environment, say) {
    for (const [entry, scale] of scalesOf(environment)) {
      if (entry.kind !== 'Deployment.apps' || scale.most < 2) continue;
      const strategy = get(entry.source?.json, 'spec', 'strategy');
      const gone =
        text(strategy, 'type') === 'Recreate'
          ? scale.most
          : (resolveIntOrPercent(get(strategy, 'rollingUpdate', 'maxUnavailable'), scale.most, Math.floor) ?? 0);
      if (gone < scale.most) continue;
      say(entry, ['spec', 'strategy'])`
        A rollout of ${{ name: entry.name }} stops all ${{ most: scale.most }} replicas before a new one is ready.
        Use RollingUpdate with \`maxUnavailable: 0\`.`;
    }
  },
};
