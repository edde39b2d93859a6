import { catalogOf } from '../../catalog';
import { scalesOf } from '../../replicas';
import { resolveIntOrPercent } from '../../int-or-percent';
import { all, api, get, list, phrase, text, volumeClaim, type Node, type Rule } from '../rule';

export const sharedSingleNodeVolume: Rule = {
  code: 'LS054',
  bad: all(
    api('', 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]', 'replicas: 1'),
    volumeClaim('1Gi'),
  ),
  good: all(
    api(
      '',
      'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]',
      'replicas: 1\n  strategy: {type: Recreate}',
    ),
    volumeClaim('1Gi'),
  ),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const scales = scalesOf(environment);
    for (const pods of catalog.pods.all) {
      if (pods.from.kind !== 'Deployment.apps' || pods.spec === undefined) continue;
      const most = scales.get(pods.from)?.most ?? 1;
      const rolling = text(pods.from.source?.json, 'spec', 'strategy', 'type') !== 'Recreate';
      const surge =
        resolveIntOrPercent(
          get(pods.from.source?.json, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%',
          most,
          Math.ceil,
        ) ?? 0;
      if (most < 2 && (!rolling || surge === 0)) continue;
      for (const claim of claimsOf(pods.spec)) {
        const modes = list(
          catalog.find('PersistentVolumeClaim', pods.namespace, claim)?.source?.json,
          'spec',
          'accessModes',
        ).map(String);
        const single = modes.length > 0 && !modes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');
        if (!single) continue;
        const message =
          most < 2
            ? phrase`A rollout of ${{ from: pods.from.name }} starts a second pod while the first one holds claim \`${{ claim }}\`, which only one node can mount: on a different node, the second pod waits forever.`
            : phrase`The ${{ most }} replicas of ${{ from: pods.from.name }} share claim \`${{ claim }}\`, which only one node can mount: replicas on other nodes never start.`;
        const fix =
          most < 2
            ? phrase`Use \`strategy: { type: Recreate }\`, or a StatefulSet with a volume claim template.`
            : phrase`Use a StatefulSet with a claim per replica, or a volume that many nodes can mount.`;
        say(pods.from, ['spec', 'strategy'])`
          ${message}
          ${fix}`;
      }
    }
  },
};

function claimsOf(spec: Node): string[] {
  return list(spec, 'volumes').flatMap((volume) => text(volume, 'persistentVolumeClaim', 'claimName') ?? []);
}
