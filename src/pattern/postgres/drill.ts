/**
 * A restore on a schedule. It needs no operator and no permission: a run restores into a volume of its own, starts a server on
 * a socket, lets it replay the archived log, reads everything, and stops. Where one of these fails, the run has failed.
 */
import { Construct } from 'constructs';
import { declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { absent, derive } from '../../model/varying';
import { addCronJob, type CronTaskProps } from '../jobs/cron-task';
import type { Resources } from '../container';
import { buildFrom } from '../engine/bridge';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import { SealedKey } from '../sealed';
import { connectStorage, presenceOf, type StorageCredentials } from '../backup/object-storage';
import type { Backup } from './backup';
import { demandBarman } from './barman';
import type { Drill } from './drill-props';

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
  readonly database: unknown;
  /** Size and class of the volume of an instance. */
  readonly storage: { readonly size: unknown; readonly class?: unknown };
}

/** @param identity that of the cluster */
export function addDrill(identity: Identity, backup: Normal<Backup>, parts: DrillParts): void {
  const drill = backup.drill as Normal<Drill> | undefined;
  if (drill === undefined) return;
  const { platform, name: cluster } = identity;
  const { opinions } = platform;
  const presence = presenceOf(identity, backup.destination, 'nothing is restored where there is no backup');
  const construct = new Construct(identity.construct, 'drill');
  if (presence !== undefined) declarations(construct).presence = presence;
  const run = identityOf(identity, construct, presence);
  const image = (drill.image as string | undefined) ?? parts.image;
  // What the cluster itself archives with is judged there.
  if (drill.image !== undefined)
    buildFrom<{ destination?: string }, void>(
      identity,
      { destination: backup.destination },
      (subject, { destination }) => {
        if (destination !== undefined)
          demandBarman(subject, { image, path: 'backup.drill.image', purpose: 'restore with' });
      },
    );
  connectStorage(run, 'backup', backup, presence);
  const { requests = {}, limits = {} }: Normal<Resources> = drill.resources ?? {};
  const given = {
    schedule: drill.schedule,
    image,
    command: ['bash', '-c', SCRIPT],
    env: {
      DESTINATION: backup.destination,
      SERVER: backup.server ?? cluster,
      ...(backup.endpoint !== undefined && { ENDPOINT: backup.endpoint }),
      DATABASE: parts.database,
      LIMIT: seconds(opinions.drillDeadline.value),
      NEWEST,
      ...(drill.query !== undefined && { QUERY: drill.query }),
      ...(backup.rto !== undefined && {
        RTO: derive<unknown, unknown>(backup.rto, (own) => seconds(String(own)) ?? absent),
      }),
    },
    secrets: credentialsOf(identity, backup.credentials),
    user: POSTGRES_USER,
    // A second try would take as long as the first one, and a backup that restores every other time is none.
    backoffLimit: 0,
    resources: {
      requests: { ...requests, memory: or(requests.memory, '512Mi') },
      limits: { ...limits, memory: or(limits.memory, '1Gi') },
    },
  } as unknown as Normal<CronTaskProps>;
  const { size, class: own } = parts.storage;
  addCronJob(run, given, {
    deadline: opinions.drillDeadline.value,
    scratch: { path: SCRATCH, size: or(drill.size, size), class: or(own, platform.cluster.storageClass) },
  });
}

function identityOf(database: Identity, construct: Construct, presence: Identity['pods']['presence']): Identity {
  const name = `${database.name}-drill`;
  const { platform } = database;
  const selector = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': platform.node.id };
  const labels = { ...database.labels, 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'job' };
  return { construct, platform, name, labels, selector, pods: { kind: 'pods', name, labels: selector, presence } };
}

function credentialsOf(
  { construct }: Identity,
  given: Normal<Backup>['credentials'],
): Readonly<Record<string, SealedKey>> {
  const { ACCESS_KEY_ID: id, SECRET_ACCESS_KEY: secret, REGION: region } = (given ?? {}) as Partial<StorageCredentials>;
  if (!(id instanceof SealedKey) || !(secret instanceof SealedKey)) {
    const message = 'a drill reads the backup as a pod of its own, which the cloud gives no role';
    report(construct, {
      code: 'LS103',
      path: 'backup.credentials',
      message,
      fix: "Give credentials: sealedKeys('…', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']).",
    });
    return {};
  }
  return {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    ...(region instanceof SealedKey && { AWS_DEFAULT_REGION: region }),
  };
}
