import { catalogOf } from '../../catalog';
import { POD_TEMPLATES } from '../../kinds';
import { storeOf } from '../stores';
import { all, api, get, list, type Rule, volumeClaim } from '../rule';

/** Kinds whose pods are started again by themselves. */
const KEEPING: ReadonlySet<string> = new Set(['Deployment.apps', 'StatefulSet.apps', 'Pod']);
/** Volumes that may outlive the pod. */
const LASTING = ['persistentVolumeClaim', 'ephemeral', 'csi', 'nfs', 'hostPath'];

export const ephemeralStore: Rule = {
  code: 'LS062',
  bad: api('image: postgres'),
  good: all(
    api(
      'image: postgres, volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]',
      'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]',
      'strategy: {type: Recreate}',
    ),
    volumeClaim('10Gi'),
  ),
  // claim templates are outside of the pod spec, which workloads may share
  on: 'environment',
  judge(environment, say) {
    for (const { from, spec } of catalogOf(environment).pods.all) {
      if (
        spec === undefined ||
        !KEEPING.has(from.kind) ||
        list(get(from.source?.json, 'spec'), 'volumeClaimTemplates').length > 0
      )
        continue;
      if (list(spec, 'volumes').some((volume) => LASTING.some((source) => get(volume, source) !== undefined))) continue;
      list(spec, 'containers').forEach((container, index) => {
        const store = storeOf(container);
        if (store?.keeps !== true) return;
        say(from, [...POD_TEMPLATES[from.kind]!, 'spec', 'containers', index])`
          ${{ store: store.name }} in ${{ from: from.name }} has no persistent volume: it starts empty after every restart.
          Use a StatefulSet with a volume claim template, or an operator, and a backup.`;
      });
    }
  },
};
