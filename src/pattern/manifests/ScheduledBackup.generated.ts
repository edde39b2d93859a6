// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Cluster {
  readonly name: string;
}

export interface OnlineConfiguration {
  readonly immediateCheckpoint?: boolean | undefined;
  readonly waitForArchive?: boolean | undefined;
}

export interface PluginConfiguration {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, Text>> | undefined;
}

export interface ScheduledBackupSpec {
  readonly backupOwnerReference?: 'none' | 'self' | 'cluster' | undefined;
  readonly cluster: Cluster;
  readonly immediate?: boolean | undefined;
  readonly method?: 'barmanObjectStore' | 'volumeSnapshot' | 'plugin' | undefined;
  readonly online?: boolean | undefined;
  readonly onlineConfiguration?: OnlineConfiguration | undefined;
  readonly pluginConfiguration?: PluginConfiguration | undefined;
  readonly schedule: string;
  readonly suspend?: boolean | undefined;
  readonly target?: 'primary' | 'prefer-standby' | undefined;
}

/** `postgresql.cnpg.io/v1` ScheduledBackup */
export interface ScheduledBackup {
  readonly apiVersion: 'postgresql.cnpg.io/v1';
  readonly kind: 'ScheduledBackup';
  readonly metadata: ObjectMeta;
  readonly spec: ScheduledBackupSpec;
}
