/** KEDA: how it logs in to what it reads. */
import { secretKeys } from '../site';
import type { Kind } from '../kind';

export const triggerAuthentication: Kind = {
  kind: 'TriggerAuthentication.keda.sh',
  references: secretKeys('spec', ['secretTargetRef[*]']),
};
