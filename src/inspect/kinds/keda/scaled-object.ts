/** KEDA: an autoscaler that reads other sources, and scales to nothing. */
import { SCALE_TARGET } from '../site';
import type { Kind } from '../kind';

export const scaledObject: Kind = {
  kind: 'ScaledObject.keda.sh',
  scales: { least: 'minReplicaCount', most: 'maxReplicaCount', defaults: [0, 100] },
  references: [
    { path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true },
    {
      path: 'spec.triggers[*].authenticationRef',
      to: { field: 'kind', group: '', fallback: 'TriggerAuthentication.keda.sh' },
    },
  ],
};
