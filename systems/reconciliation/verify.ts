import {
  ExternalService,
  Migration,
  Verification,
  absent,
  type Platform,
  type Postgres,
  type WebService,
} from 'cdk8s-lockstep';
import { env, text, vary } from './environments';
import { expectedIndexes, migrationStatus, requireIndexes } from './indexes';
import { entryInside } from './platform';

/** User of the image of PostgreSQL. */
const POSTGRES = 26;

/** One way for every change of the schema, performance indexes included, before the rollout. */
export function addMigration(platform: Platform, database: Postgres): void {
  new Migration(platform, 'migrate', {
    database,
    image: 'backend-migrations',
    command: ['diesel', 'migration', 'run'],
    env: { DATABASE_URL: database.url },
  });
}

/** What a deployment ends with: indexes are there, and everybody who is called from outside answers, with a certificate that holds. */
export function addVerification(
  platform: Platform,
  database: Postgres,
  backend: WebService,
  frontend: WebService,
): void {
  const { username, password } = database.credentials;
  new Verification(platform, 'verify-indexes', {
    image: 'postgresql',
    user: POSTGRES,
    command: [
      'psql',
      '--no-psqlrc',
      '--set=ON_ERROR_STOP=1',
      `--command=${migrationStatus}`,
      `--command=${requireIndexes}`,
    ],
    env: { PGHOST: database.host, PGDATABASE: 'reconciliation', PGCONNECT_TIMEOUT: 10 },
    secrets: { PGUSER: username, PGPASSWORD: password },
    podAnnotations: { 'reconciliation-platform.com/expected-indexes': expectedIndexes.join(' ') },
  });

  const get = [
    '--fail',
    '--silent',
    '--show-error',
    '--output',
    '/dev/null',
    '--max-time',
    '10',
    '--retry',
    '5',
    '--retry-all-errors',
  ];
  new Verification(platform, 'verify-health', {
    image: 'curl',
    user: 100,
    command: ['curl'],
    args: [...get, '$(HEALTH_OF_BACKEND)', '--next', ...get, '$(HEALTH_OF_FRONTEND)'],
    env: { HEALTH_OF_BACKEND: text`${backend.url}/health`, HEALTH_OF_FRONTEND: text`${frontend.url}/healthz` },
  });

  // Nobody trusts the authority that signs for staging: there, hosts are held to answering by TLS.
  const untrusted = vary({ staging: '--insecure', production: absent });
  const entry = new ExternalService(platform, 'entry', { url: text`https://${env.domain}` });
  new Verification(platform, 'verify-entry', {
    image: 'curl',
    user: 100,
    command: ['curl'],
    args: [
      ...get,
      untrusted,
      text`https://${env.domain}/healthz`,
      '--next',
      ...get,
      untrusted,
      text`https://api.${env.domain}/health`,
    ],
    calls: [entry.endpoint, entryInside],
  });
}
