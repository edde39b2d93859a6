/**
 * Backup of an Elasticsearch: snapshots into object storage by the cluster itself, kept by its snapshot lifecycle management,
 * and a check that copies the repository, restores the newest snapshot into a node of its own and fails when no index is in it.
 */
import { plainJson } from '../../../model/text';
import { addCheck, NO_BACKUP, planBackup, runOf, timesSize, type StoreBackup } from '../backup/backup';
import { oldest } from '../backup/objectives';
import { addressOf, fetchStep, type Remote } from '../backup/rclone';
import { HOME, addSteps, RESTORE, BACKUP, type Scratch, type Step } from '../backup/steps';
import { connectStorage } from '../backup/storage-connection';
import type { Subject } from '../../engine/build';
import type { Opinions } from '../../platform/opinions';
import type { Login } from '../operated/login';
import type { ProvidedKey } from '../../secrets/provided-key';
import type { SealedKey } from '../../secrets/sealed';
import type { Target } from '../../workload/account';
import { HTTP_PORT } from './nodes';

export interface ElasticBackupParts {
  readonly image: string;
  readonly endpoint: Target;
  readonly login: Login;
  readonly ca: ProvidedKey;
  readonly volume: Scratch;
}

/** Sealed login of the user that takes snapshots. */
export function backupSecret(name: string): string {
  return `${name}-backup-credentials`;
}

const REPOSITORY = 'lockstep';
/** The newest snapshot, under a name that does not change: nothing else says which one it is without a program to read a list. */
const LATEST = 'latest';
const CA_FILE = '/certificates/ca.crt';

/** What the nodes need: settings of the S3 client, and its keys in their keystore. */
export function storageSettings({ parts, name }: Subject, { credentials: keys, endpoint, region }: StoreBackup) {
  const entry = (key: SealedKey, path: string) => {
    parts.read({ key, readBy: name, because: NO_BACKUP });
    return { secretName: key.secret, entries: [{ key: key.key, path: `s3.client.default.${path}` }] };
  };
  return {
    secureSettings: keys && [entry(keys.ACCESS_KEY_ID, 'access_key'), entry(keys.SECRET_ACCESS_KEY, 'secret_key')],
    config: {
      ...(endpoint !== undefined && {
        's3.client.default.endpoint': endpoint,
        's3.client.default.path_style_access': true,
      }),
      ...(region !== undefined && { 's3.client.default.region': region }),
    },
  };
}

export function addElasticBackup(store: Subject, given: StoreBackup | undefined, parts: ElasticBackupParts): void {
  const plan = planBackup(store, given);
  if (plan === undefined) return;
  const { backup, schedule, remote, annotations } = plan;
  const { facts, name } = store;
  const { opinions } = facts;
  const { tools = 'curl', resources } = backup;
  const curl = (step: string, args: readonly string[]): Step => ({
    name: step,
    image: tools,
    command: ['curl'],
    args: ['--silent', '--show-error', ...args],
    ...(resources !== undefined && { resources }),
  });

  const run = runOf(store, 'backup');
  const { login } = parts;
  const asked = (step: string, method: string, path: string, body?: string, mayFail = false): Step => ({
    ...curl(step, [
      ...(mayFail ? [] : ['--fail-with-body']),
      '--cacert',
      CA_FILE,
      '--user',
      `$(${login.username.variable}):$(${login.password.variable})`,
      '--request',
      method,
      ...(body === undefined ? [] : ['--header', 'Content-Type: application/json', '--data', body]),
      `https://${name}-es-http:${HTTP_PORT}/${path}`,
    ]),
    variables: { [login.username.variable]: login.username, [login.password.variable]: login.password },
  });
  addSteps(run, {
    schedule,
    deadline: backup.rpo,
    files: { [CA_FILE]: parts.ca },
    steps: [
      asked('repository', 'PUT', `_snapshot/${REPOSITORY}`, repository(remote)),
      ...policies(backup, opinions).map(({ policy, body }) =>
        asked(`policy-${policy}`, 'PUT', `_slm/policy/${policy}`, body),
      ),
      asked('snapshot', 'POST', '_slm/policy/days/_execute'),
      // There is none at first.
      asked('forget', 'DELETE', `_snapshot/${REPOSITORY}/${LATEST}`, undefined, true),
      asked(
        'latest',
        'PUT',
        `_snapshot/${REPOSITORY}/${LATEST}?wait_for_completion=true`,
        '{"include_global_state":false,"partial":false}',
      ),
      asked('retention', 'POST', '_slm/_execute_retention'),
    ],
    calls: [parts.endpoint],
    annotations,
    backoff: opinions.jobBackoff.value,
  });
  connectStorage(store, 'backup', backup);

  const local = `http://localhost:${HTTP_PORT}/`;
  addCheck(
    store,
    plan,
    [
      fetchStep(remote, 'age', [
        '--include',
        '/index.latest',
        '--use-server-modtime',
        '--max-age',
        oldest(facts, backup.rpo),
        '--error-on-no-transfer',
      ]),
      fetchStep(remote, 'download', []),
      // Its entry point completes the configuration and creates a keystore next to it.
      {
        name: 'configuration',
        image: parts.image,
        command: ['cp'],
        args: ['--recursive', '/usr/share/elasticsearch/config', CONFIGURATION],
        identity: BUILT_FOR,
      },
      {
        name: 'elasticsearch',
        image: parts.image,
        args: ['elasticsearch', ...SINGLE.map((setting) => `-E${setting}`)],
        variables: { ES_JAVA_OPTS: '-Xms512m -Xmx512m', ES_PATH_CONF: CONFIGURATION, ES_TMPDIR: HOME },
        resources: {
          ...resources,
          requests: { memory: '1Gi', ...resources?.requests },
          limits: { memory: '2Gi', ...resources?.limits },
        },
        ready: ['curl', '--silent', '--fail', local],
        identity: BUILT_FOR,
        writes: { logs: '/usr/share/elasticsearch/logs', data: '/usr/share/elasticsearch/data', tmp: '/tmp' },
      },
      curl('repository', [
        '--fail-with-body',
        '--request',
        'PUT',
        '--header',
        'Content-Type: application/json',
        '--data',
        `{"type":"fs","settings":{"location":"${BACKUP}","readonly":true}}`,
        `${local}_snapshot/${REPOSITORY}`,
      ]),
      curl('restore', [
        '--fail-with-body',
        '--request',
        'POST',
        '--header',
        'Content-Type: application/json',
        '--data',
        '{"indices":"*,-.*","include_global_state":false,"include_aliases":false,"index_settings":{"index.number_of_replicas":0}}',
        `${local}_snapshot/${REPOSITORY}/${LATEST}/_restore?wait_for_completion=true`,
      ]),
      // Shards that did not come back leave it red.
      curl('health', ['--fail-with-body', `${local}_cluster/health?wait_for_status=green&timeout=1m`]),
      curl('verify', ['--fail-with-body', `${local}*,-.*/_count?allow_no_indices=false`]),
    ],
    { size: backup.scratch ?? timesSize(parts.volume.size, 2), class: parts.volume.class },
  );
}

/** User and group of the image: what belongs to others in it, it may not read. */
const BUILT_FOR = { user: 1000, group: 0 };
const CONFIGURATION = `${HOME}/configuration`;

/** A node for nobody else: one pod, no password, and a policy that lets nobody in. */
const SINGLE = [
  'discovery.type=single-node',
  'xpack.security.enabled=false',
  'network.host=127.0.0.1',
  'node.store.allow_mmap=false',
  'ingest.geoip.downloader.enabled=false',
  `path.data=${RESTORE}`,
  `path.repo=${BACKUP}`,
];

function repository({ storage: { destination }, ...remote }: Remote): string {
  const bucket = destination.slice('s3://'.length).split('/')[0]!;
  const address = addressOf({ storage: { destination }, ...remote });
  return plainJson({ type: 's3', settings: { bucket, base_path: address.slice(`:s3:${bucket}/`.length) } });
}

/** Policies of the cluster's own lifecycle management. That of days is run by the CronJob; what it must have a schedule for is the turn of the year. */
function policies({ keep = {} }: StoreBackup, opinions: Opinions) {
  const policy = (name: string, schedule: string, count: number, days: number) => ({
    policy: name,
    body: plainJson({
      schedule,
      name: `<${name}-{now{yyyy.MM.dd-HH.mm}}>`,
      repository: REPOSITORY,
      config: { indices: ['*'], include_global_state: true, partial: false },
      retention: { expire_after: `${count * days}d`, min_count: 1 },
    }),
  });
  return [
    policy('days', '0 0 0 1 1 ?', keep.days ?? opinions.storeBackupDays.value, 1),
    ...(keep.weeks === undefined ? [] : [policy('weeks', '0 30 3 ? * SUN', keep.weeks, 7)]),
    ...(keep.months === undefined ? [] : [policy('months', '0 0 4 1 * ?', keep.months, 31)]),
  ];
}
