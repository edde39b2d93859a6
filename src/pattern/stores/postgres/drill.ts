/**
 * A restore on a schedule. It needs no operator and no permission: a run restores into a volume of its own, starts a server on
 * a socket, lets it replay the archived log, reads everything, and stops. Where one of these fails, the run has failed.
 */
import { seconds } from '../../../model/syntax';
import type { Located } from '../backup/object-storage';
import { connectStorage } from '../backup/storage-connection';
import type { Subject } from '../../engine/build';
import { addCronJob } from '../../jobs/cron-task';
import type { SealedKey } from '../../secrets/sealed';
import type { Backup } from './backup';
import { demandBarman } from './barman';
import type { Volume } from './cluster';

const SCRATCH = '/restore';

/** The user that the images of CloudNativePG are made for. */
const POSTGRES_USER = 26;

const NEWEST = `import json, sys
done = [b for b in json.load(sys.stdin)["backups_list"] if b["status"] == "DONE"]
print(max(done, key=lambda b: b["end_time_iso"] if "end_time_iso" in b else b["backup_id"])["backup_id"])`;

/** Nothing of the configuration that was backed up is read: it names sockets, certificates and archives of the cluster. */
const SCRIPT = `set -eu
begin="$(date +%s)"
export PGDATA=${SCRATCH}/pgdata TMPDIR=${SCRATCH}
at="--cloud-provider aws-s3"
[ -z "\${ENDPOINT:-}" ] || at="$at --endpoint-url $ENDPOINT"
backup="$(barman-cloud-backup-list $at --format json "$DESTINATION" "$SERVER" | python3 -c "$NEWEST")"
echo "restoring $backup of $SERVER"
rm -rf "$PGDATA"
barman-cloud-restore $at "$DESTINATION" "$SERVER" "$backup" "$PGDATA"
[ -d "$PGDATA/pg_wal" ] || { rm -f "$PGDATA/pg_wal"; mkdir "$PGDATA/pg_wal"; }
chmod -R go-rwx "$PGDATA"
rm -f "$PGDATA/standby.signal" "$PGDATA/postmaster.pid"
: > "$PGDATA/recovery.signal"
: > "$PGDATA/postgresql.auto.conf"
echo "local all all trust" > ${SCRATCH}/pg_hba.conf
cat > ${SCRATCH}/postgresql.conf <<END
listen_addresses = ''
unix_socket_directories = '${SCRATCH}'
hba_file = '${SCRATCH}/pg_hba.conf'
archive_mode = off
hot_standby = off
restore_command = 'barman-cloud-wal-restore $at "$DESTINATION" "$SERVER" "%f" "%p"'
recovery_target_action = promote
END
pg_ctl -w -t "$LIMIT" -o "-c config_file=${SCRATCH}/postgresql.conf" start
# The server has started; it answers once the log is replayed, or ends.
until pg_isready -q -h ${SCRATCH} -U postgres; do pg_ctl status > /dev/null; sleep 1; done
took="$(($(date +%s) - begin))"
ask() { psql -h ${SCRATCH} -U postgres -d "$DATABASE" -v ON_ERROR_STOP=1 -Atc "$1"; }
ask "select 'last transaction replayed: ' || coalesce(pg_last_xact_replay_timestamp()::text, 'none after the backup')"
pg_dump -h ${SCRATCH} -U postgres -d "$DATABASE" > /dev/null
[ -z "\${QUERY:-}" ] || [ "$(ask "$QUERY")" = t ] || { echo "the query did not answer t"; exit 1; }
pg_ctl -w -m fast stop
echo "restored in \${took}s"
[ -z "\${RTO:-}" ] || [ "$took" -le "$RTO" ] || { echo "longer than \${RTO}s"; exit 1; }`;

export interface DrillParts {
  readonly image: string;
  readonly database: string;
  /** Size and class of the volume of an instance. */
  readonly storage: Volume;
}

/** @param database the subject of the cluster */
export function addDrill(database: Subject, backup: Located<Backup>, given: DrillParts): void {
  const { drill, endpoint, rto } = backup;
  if (drill === undefined) return;
  const { facts, name: cluster } = database;
  const { opinions } = facts;
  const run = drillOf(database);
  const image = drill.image ?? given.image;
  // What the cluster itself archives with is judged there.
  if (drill.image !== undefined) demandBarman(database, { image, path: 'backup.drill.image', purpose: 'restore' });
  connectStorage(run, 'backup', backup);
  const { requests = {}, limits = {} } = drill.resources ?? {};
  const { size, class: own } = given.storage;
  const props = {
    schedule: drill.schedule,
    image,
    command: ['bash', '-c', SCRIPT],
    env: {
      DESTINATION: backup.destination,
      SERVER: backup.server ?? cluster,
      ...(endpoint !== undefined && { ENDPOINT: endpoint }),
      DATABASE: given.database,
      LIMIT: seconds(opinions.drillDeadline.value) ?? 0,
      NEWEST,
      ...(drill.query !== undefined && { QUERY: drill.query }),
      ...(rto !== undefined && { RTO: seconds(rto) ?? 0 }),
    },
    secrets: credentialsOf(database, backup.credentials),
    user: POSTGRES_USER,
    // A second try would take as long as the first one, and a backup that restores every other time is none.
    backoffLimit: 0,
    resources: {
      requests: { ...requests, memory: requests.memory ?? '512Mi' },
      limits: { ...limits, memory: limits.memory ?? '1Gi' },
    },
  };
  addCronJob(run, props, {
    deadline: opinions.drillDeadline.value,
    scratch: { path: SCRATCH, size: drill.size ?? size, class: own ?? facts.cluster.storageClass },
  });
}

function drillOf(database: Subject): Subject {
  const name = `${database.name}-drill`;
  const selector = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': database.facts.platform };
  const labels = { ...database.labels, 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'job' };
  const parts = database.parts.within('drill', 'nothing is restored where there is no backup');
  return { ...database, name, labels, selector, pods: { ...database.pods, name, labels: selector }, parts };
}

function credentialsOf({ parts }: Subject, given: Backup['credentials']): Readonly<Record<string, SealedKey>> {
  if (given === undefined) {
    parts.report({
      code: 'LS103',
      path: 'backup.credentials',
      message: 'a drill reads the backup from a separate pod, which has no cloud IAM role',
      fix: "Set credentials: sealedKeys('…', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']).",
    });
    return {};
  }
  const { ACCESS_KEY_ID: id, SECRET_ACCESS_KEY: secret, REGION: region } = given;
  return {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    ...(region !== undefined && { AWS_DEFAULT_REGION: region }),
  };
}
