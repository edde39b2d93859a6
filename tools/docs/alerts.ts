/** Writes the tables of `docs/observability.md` from those of the pattern; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertName, type AlertRule } from '../../src/pattern/observability/alert';
import { BACKUP_ALERTS } from '../../src/pattern/observability/stores/backups';
import { ELASTIC_ALERTS } from '../../src/pattern/observability/stores/elasticsearch';
import { MONGO_ALERTS } from '../../src/pattern/observability/stores/mongodb';
import { JETSTREAM_ALERTS, STREAMING_ALERTS } from '../../src/pattern/observability/stores/nats';
import { POOLER_ALERTS, POSTGRES_ALERTS } from '../../src/pattern/observability/stores/postgres';
import { RABBIT_ALERTS } from '../../src/pattern/observability/stores/rabbitmq';
import { REDIS_ALERTS } from '../../src/pattern/observability/stores/redis';
import { SHARED_TABLES } from '../../src/pattern/observability/workload';
import { EDITIONS } from '../../src/pattern/platform/opinions';

const FILE = join(__dirname, '..', '..', 'docs', 'observability.md');
const MARK = '<!-- generated from here on by `npx tsx tools/docs/alerts.ts` -->';

interface Table {
  readonly prefix: string;
  readonly rules: object;
}

const SECTIONS: readonly (readonly [title: string, tables: readonly Table[]])[] = [
  ['Everything in the namespace', SHARED_TABLES.platform],
  ['Postgres', [POSTGRES_ALERTS, POOLER_ALERTS]],
  ['Redis', [REDIS_ALERTS]],
  ['NatsJetStream', [JETSTREAM_ALERTS]],
  ['NatsStreaming', [STREAMING_ALERTS]],
  ['RabbitMq', [RABBIT_ALERTS]],
  ['MongoDb', [MONGO_ALERTS]],
  ['Elasticsearch', [ELASTIC_ALERTS]],
  ['Backups of Redis, MongoDb, Elasticsearch and StatefulService', [BACKUP_ALERTS]],
];

/** Values that the construct or Prometheus fills in become uppercase words; a pipe would end the cell. */
function cell(text: string): string {
  return text
    .replace(/%(name|threshold)/g, (_, word: string) => word.toUpperCase())
    .replace(/\{\{ \$(?:labels\.)?(\w+)[^}]*\}\}/g, (_, word: string) => word.toUpperCase())
    .replace('DEPLOYMENTSTATEFULSET', 'DEPLOYMENT or STATEFULSET')
    .replaceAll('|', '\\|');
}

function row(prefix: string, key: string, rule: AlertRule): string {
  const opinions = EDITIONS['2026'];
  const value = typeof rule.threshold === 'string' ? String(opinions[rule.threshold].value) : rule.threshold === undefined ? 'none' : 'set by the construct';
  const threshold = rule.unit === undefined ? '' : `${rule.optional === true ? 'none unless set' : value} (${rule.unit})`;
  return `| \`${key}\` | \`${alertName(prefix, key)}\` | ${threshold} | ${rule.for} | ${rule.severity} | ${cell(rule.summary)} | ${cell(rule.description)} |`;
}

function page(): string {
  const head = readFileSync(FILE, 'utf8').split(MARK)[0]!;
  const sections = SECTIONS.map(([title, tables]) => {
    const rows = tables.flatMap(({ prefix, rules }) => Object.entries(rules as Readonly<Record<string, AlertRule>>).map(([key, rule]) => row(prefix, key, rule)));
    return `### ${title}\n\n| key in \`alerts\` | alert | threshold | for | severity | summary | description |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${head}${MARK}\n\n${sections.join('\n')}`;
}

const wanted = page();
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== wanted) {
    process.stderr.write('docs/observability.md does not match the source; run: npx tsx tools/docs/alerts.ts\n');
    process.exitCode = 1;
  }
} else writeFileSync(FILE, wanted);
