import { Construct } from 'constructs';
import type { Expression } from '../../model/expression';
import type { Input } from '../../model/fields';
import { fixed, instance, object, required, type PropsOf } from '../../model/shape';
import { Endpoint, targetOf } from '../network/connections';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { identify } from '../engine/identity';
import { Postgres } from '../stores/postgres/postgres';
import type { Same } from '../workload/process';
import { call } from '../workload/account';
import type { Values } from '../workload/variables';
import { addHook, addRun, runShapes, type RunProps } from './run';

/** A change of schema. */
export interface MigrationProps extends PropsOf<typeof migrationProps> {}
const migrationProps = {
  ...runShapes,
  /**
   * The database to migrate. For a Postgres, the variable DATABASE_URL contains the `url` of its primary unless `env`
   * or `secrets` set it; for an endpoint, `env` configures the connection.
   */
  database: required(
    fixed(
      instance(
        'a Postgres or the endpoint of a database',
        (value) => value instanceof Postgres || value instanceof Endpoint,
      ),
    ),
  ),
};
const shape = object<MigrationProps>(migrationProps);

/**
 * Migrates a database before the workloads of the same sync start: a Sync hook in its own wave, after data. It runs at
 * every sync, so it must do nothing if there is nothing to migrate, and must be compatible with running pods of the
 * previous version. If it fails, the sync stops and the workloads remain unchanged. A PreSync hook would wait for the
 * Secrets and the database that only the sync creates. A database has a single migration.
 * @example new Migration(shop, 'migrate', { database: db, image: 'api', command: ['npx', 'prisma', 'migrate', 'deploy'] });
 */
export class Migration extends Construct {
  constructor(scope: Construct, id: string, props: Input<MigrationProps, Same | 'database'>) {
    super(scope, id);
    const accepted = acceptProps<MigrationProps>(this, props, shape);
    const migration = identify(this, 'job', props?.name, props?.only);
    if (accepted === undefined) return;
    const { database } = props;
    const target =
      database instanceof Postgres ? { endpoint: database.endpoint, url: database.url } : { endpoint: database };
    build(migration, accepted.without('database').with<{ target: Target }>({ target }), addMigration);
  }
}

/** How the database is reached. */
interface Target {
  readonly endpoint: Endpoint;
  readonly url?: Expression;
}

interface Settled {
  readonly props: RunProps;
  readonly target: Target;
}

const VARIABLE = 'DATABASE_URL';

function addMigration(subject: Subject, { props, target: { endpoint, url } }: Settled): void {
  const { facts, parts } = subject;
  const variables: Values = url === undefined || isGiven(props) ? {} : { [VARIABLE]: url };
  const spec = addRun(subject, props, { deadline: facts.opinions.jobDeadline.value, variables, hook: true });
  call(subject, [endpoint]);
  addHook(subject, 'Sync', 'migration', spec);
  const { to } = targetOf(endpoint);
  parts.claim(`migration of ${to.kind} ${to.name}`, (other) => ({
    code: 'LS121',
    path: 'database',
    message: `${to.name} is already migrated by ${other}`,
    fix: 'Keep only one of them; to switch tools gradually, use `only` to limit each to different environments.',
  }));
  refusePooler(subject);
}

function isGiven({ env, secrets }: RunProps): boolean {
  return [env, secrets].some((group) => group !== undefined && Object.hasOwn(group, VARIABLE));
}

/** In a pool, a session is not the migration's own: locks, settings and prepared statements end up with others. */
function refusePooler({ parts, name }: Subject): void {
  parts.atSynth(({ connectionsFrom }) =>
    connectionsFrom(name)
      .filter(({ to }) => to.kind === 'pods' && to.labels['cnpg.io/poolerName'] !== undefined)
      .map(({ to }) => ({
        code: 'LS122',
        path: 'env',
        message: `the migration connects to ${to.name}, a connection pooler, so it may not keep the same database session`,
        fix: 'Use the `url` of the Postgres construct, which connects directly to the primary, instead of `pooledUrl`.',
      })),
  );
}
