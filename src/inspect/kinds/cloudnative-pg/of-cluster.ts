/** Kinds that are about a Cluster, and say little more. */
import type { Kind } from '../kind';
import type { Site } from '../site';

export const CLUSTER: Site = { path: 'spec.cluster', to: 'Cluster.postgresql.cnpg.io' };

export const OF_CLUSTER: readonly Kind[] = ['Backup', 'Database', 'Publication', 'Subscription'].map((kind) => ({
  kind: `${kind}.postgresql.cnpg.io`,
  references: [CLUSTER],
}));
