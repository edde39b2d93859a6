import { Postgres, Redis, deviate, sealedKeys, type Platform } from 'cdk8s-lockstep';
import {
  ScheduledBackup,
  ScheduledBackupSpecBackupOwnerReference,
  ScheduledBackupSpecMethod,
} from '../../imports/postgresql.cnpg.io-scheduledbackup';
import { env, text, vary } from './environments';
import { redisPassword } from './settings';

export function addDatabase(platform: Platform): Postgres {
  const database = new Postgres(platform, 'postgres', {
    image: 'postgresql',
    version: 15,
    instances: vary({ staging: 1, production: 3 }),
    database: 'reconciliation',
    storage: { size: vary({ staging: '20Gi', production: '100Gi' }) },
    resources: vary({
      staging: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      production: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    }),
    backup: {
      destination: text`s3://${env.namespace}-backups/postgres`,
      credentials: sealedKeys('postgres-backup', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
      retention: vary({ staging: '7d', production: '30d' }),
      rpo: '5m',
      rto: '1h',
      drill: { schedule: '0 5 * * 0', query: 'select count(*) > 0 from __diesel_schema_migrations' },
    },
  });
  // The books of a month are closed on its first day: one more base backup begins before that.
  new ScheduledBackup(platform, 'month-end', {
    metadata: { name: 'month-end', labels: platform.commonLabels },
    spec: {
      cluster: { name: 'postgres' },
      schedule: '0 0 1 1 * *',
      method: ScheduledBackupSpecMethod.BARMAN_OBJECT_STORE,
      backupOwnerReference: ScheduledBackupSpecBackupOwnerReference.SELF,
    },
  });
  return database;
}

export function addCache(platform: Platform): Redis {
  const cache = new Redis(platform, 'redis', {
    image: 'redis',
    password: redisPassword,
    persistence: { size: vary({ staging: '5Gi', production: '10Gi' }) },
    resources: vary({
      staging: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      production: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    }),
  });
  deviate(cache, {
    opinion: 'single-replica',
    in: ['production'],
    reason: 'The backend connects to one address and asks no Sentinel; the log of every write outlives the pod.',
  });
  return cache;
}
