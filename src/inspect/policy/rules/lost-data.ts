import { get, list } from '../../read';
import { api, object, all } from '../manifests';
import { storeOf } from '../stores';
import type { Rule } from '../rule';

export const lostData: Rule = {
  code: 'LS062',
  equivalents: {},
  bad: api('image: postgres'),
  good: all(
    api('image: postgres, volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]', 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]', 'strategy: {type: Recreate}'),
    object('v1', 'PersistentVolumeClaim', 'data', 'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}'),
  ),
  on: 'pod',
  judge({ spec, entry, kind, ends }, say) {
    if (ends || list(get(entry.source?.json, 'spec'), 'volumeClaimTemplates').length > 0) return;
    const lasting = list(spec, 'volumes').some((volume) => ['persistentVolumeClaim', 'ephemeral', 'csi', 'nfs', 'hostPath'].some((source) => get(volume, source) !== undefined));
    if (lasting || (kind !== 'Deployment.apps' && kind !== 'StatefulSet.apps' && kind !== 'Pod')) return;
    list(spec, 'containers').forEach((container, index) => {
      const store = storeOf(container);
      if (store?.keeps !== true) return;
      say(['containers', index], `${store.name} in ${entry.name} has no volume that outlives its pod: every restart begins empty.`, 'Use a StatefulSet with a claim template, or an operator, and a backup.');
    });
  },
};
