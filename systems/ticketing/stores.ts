import { MongoDb, NatsStreaming, Redis, absent, deviate, sealed, sealedKeys, type Platform } from 'cdk8s-lockstep';
import { vary } from './environments';

/** The database of one service, with a user of its own. */
export function addDatabase(platform: Platform, service: string): MongoDb {
  return new MongoDb(platform, `${service}-mongo`, {
    image: 'mongodb',
    version: '7.0.25',
    members: vary({ ci: 1, base: 3 }),
    antiAffinity: 'preferred',
    storage: { size: '1Gi' },
    database: service,
    user: service,
    resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    backup: {
      destination: vary({ ci: absent, base: `s3://ticketing-backups/${service}` }),
      credentials: sealedKeys('backup-secret', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
      region: 'eu-central-1',
      schedule: '0 */6 * * *',
      keep: { days: 14 },
      rpo: '6h',
      rto: '1h',
    },
  });
}

/** What tells services of tickets, orders and payments. Its clients speak NATS Streaming, which JetStream does not answer. */
export function addEvents(platform: Platform): NatsStreaming {
  const nats = new NatsStreaming(platform, 'nats', {
    image: 'nats-streaming',
    clusterId: 'ticketing',
    token: sealed('nats-auth-secret', 'NATS_AUTH_TOKEN'),
    storage: { size: '1Gi' },
    heartbeat: { interval: '5s', timeout: '5s', failures: 2 },
    debug: true,
    user: 1001,
    resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  });
  deviate(nats, {
    opinion: 'single-replica',
    in: ['base'],
    reason:
      'Servers of NATS Streaming share one store on one volume, or elect with Raft, which is out of support since 2023. Clients wait and connect again.',
  });
  return nats;
}

/** The deadlines of unpaid orders. */
export function addDeadlines(platform: Platform): Redis {
  const redis = new Redis(platform, 'expiration-redis', {
    image: 'redis',
    password: sealed('redis-secret', 'REDIS_PASSWORD'),
    persistence: { size: '1Gi' },
    user: 1001,
    resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  });
  deviate(redis, {
    opinion: 'single-replica',
    in: ['base'],
    reason:
      'One worker holds its deadlines in it, under one address; the log of writes is on its volume, and the worker connects again.',
  });
  return redis;
}
