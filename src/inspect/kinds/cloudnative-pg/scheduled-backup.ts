/** When CloudNativePG backs a Cluster up. */
import { CLUSTER } from './of-cluster';
import type { Kind } from '../kind';

export const scheduledBackup: Kind = {
  kind: 'ScheduledBackup.postgresql.cnpg.io',
  references: [CLUSTER],
  fields: { schedules: [{ path: 'spec.schedule', seconds: true }] },
};
