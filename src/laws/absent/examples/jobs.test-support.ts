/** What runs to its end. */
import { CronTask } from '../../../pattern/jobs/cron-task';
import { Job } from '../../../pattern/jobs/job';
import { Migration } from '../../../pattern/jobs/migration';
import { Verification } from '../../../pattern/jobs/verification';
import { configuration } from '../../../pattern/settings/schema';
import type { Platform } from '../../../pattern/platform/platform';
import { examplesOf, type Example } from '../proof.test-support';
import { outside, SHOP } from '../shop.test-support';
import { common } from './services.test-support';

const run = (shop: Platform) => ({ ...common(shop), backoffLimit: 5, activeDeadline: '2h' });
const none = configuration({})({});

const cronTask = examplesOf(CronTask, 'report');
const job = examplesOf(Job, 'index');
const migration = examplesOf(Migration, 'migrate');
const verification = examplesOf(Verification, 'smoke');

export const JOBS: readonly Example[] = [
  cronTask('CronTask', SHOP, (shop) => ({
    ...run(shop),
    schedule: '0 4 * * *',
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadline: '3h',
    history: { successful: 5, failed: 6 },
    suspend: true,
    ttlAfterFinished: '3h',
  })),
  cronTask('CronTask with a configuration', SHOP, () => ({
    image: 'api',
    schedule: '0 4 * * *',
    configuration: none,
    tracing: true,
  })),
  job('Job', SHOP, (shop) => ({ ...run(shop), tier: 'migration' })),
  job('Job with a configuration', SHOP, () => ({ image: 'api', configuration: none, tracing: true })),
  migration('Migration', SHOP, (shop) => {
    const own = run(shop);
    return { ...own, database: own.calls[0]! };
  }),
  migration('Migration with a configuration', SHOP, (shop) => ({
    image: 'api',
    database: outside(shop).endpoint,
    configuration: none,
    tracing: true,
  })),
  verification('Verification', SHOP, run),
  verification('Verification with a configuration', SHOP, () => ({
    image: 'api',
    configuration: none,
    tracing: true,
  })),
];
