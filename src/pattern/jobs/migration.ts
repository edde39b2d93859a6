import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import type { Expression } from '../../model/expression';
import type { Input } from '../../model/fields';
import { fixed, instance, object, required, type PropsOf } from '../../model/shape';
import { Endpoint, type VaryingParty } from '../connections';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { identify, type Identity } from '../identity';
import type { PlatformScope } from '../scope';
import { Postgres } from '../postgres/postgres';
import type { Same } from '../process';
import { call } from '../workload/account';
import type { Values } from '../workload/variables';
import { addHook, addRun, runShapes, type RunProps } from './run';

/** A change of schema. */
export interface MigrationProps extends PropsOf<typeof migrationProps> {}
const migrationProps = {
  ...runShapes,
  /**
   * What is migrated. Of a Postgres, the variable DATABASE_URL holds the `url` of its primary unless `env` or `secrets` give
   * one; of an endpoint, `env` says how it is reached.
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
 * Migrates a database before the workloads of the same sync begin: a Sync hook in a wave of its own, after data. It runs at
 * every sync, so it must do nothing when there is nothing to do, and while pods of the last version still run. When it
 * fails, the sync stops, and the workloads stay as they are. A PreSync hook would wait for the Secrets and the database that
 * only the sync creates. A database has one migration.
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
    refuseSecond(migration, target.endpoint.party);
    build(migration, accepted.without('database').with<{ target: Target }>({ target }), (subject, plain) => {
      const { endpoint, url } = plain.target;
      const variables: Values = url === undefined || isGiven(plain.props) ? {} : { [VARIABLE]: url };
      const deadline = subject.facts.opinions.jobDeadline.value;
      const spec = addRun(subject, plain.props, { deadline, variables, hook: true });
      call(subject, [endpoint]);
      addHook(subject, 'Sync', 'migration', spec);
      refusePooler(subject);
    });
  }
}

/** How the database is reached. */
interface Target {
  readonly endpoint: Endpoint;
  readonly url?: Expression;
}

const VARIABLE = 'DATABASE_URL';

function isGiven({ env, secrets }: RunProps): boolean {
  return [env, secrets].some((group) => group !== undefined && Object.hasOwn(group, VARIABLE));
}

/** The migrations of each platform, by database. */
const migrations = new WeakMap<PlatformScope, Map<string, Identity[]>>();

function refuseSecond(own: Identity, party: VaryingParty): void {
  const { platform, construct } = own;
  const known = migrations.get(platform) ?? new Map<string, Identity[]>();
  migrations.set(platform, known);
  const key = `${party.kind} ${party.name}`;
  const others = known.get(key) ?? [];
  known.set(key, [...others, own]);
  const other = others.find((before) => meet(before, own));
  if (other === undefined) return;
  report(construct, {
    code: 'LS121',
    path: 'database',
    message: `${party.name} is migrated by ${other.construct.node.path} as well`,
    fix: 'Keep one of the two; to move from one tool to the other, limit each to environments of its own with `only`.',
  });
}

/** Whether two constructs exist in one environment. */
function meet(one: Identity, two: Identity): boolean {
  const exists = ({ pods }: Identity, index: number) => pods.presence?.present[index] !== false;
  return one.platform.environments.names.some((_, index) => exists(one, index) && exists(two, index));
}

/** In a pool, a session is not the migration's own: locks, settings and prepared statements end up with others. */
function refusePooler({ parts, name }: Subject): void {
  parts.atSynth(({ connectionsFrom }) =>
    connectionsFrom(name)
      .filter(({ to }) => to.kind === 'pods' && to.labels['cnpg.io/poolerName'] !== undefined)
      .map(({ to }) => ({
        code: 'LS122',
        path: 'env',
        message: `the migration calls ${to.name}, a pooler, where a session is not its own`,
        fix: 'Use `url` of the Postgres, which leads to the primary itself, in place of `pooledUrl`.',
      })),
  );
}
