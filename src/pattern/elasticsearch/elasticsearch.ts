import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Input, Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import {
  everywhere,
  fixed,
  flag,
  instance,
  integer,
  list,
  object,
  required,
  text,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { absent, combine, valueAt } from '../../model/varying';
import { accept } from '../accept';
import { addAccount } from '../account';
import { addDisruptionBudget } from '../availability';
import { backupAlertsFrom } from '../backup/alerts';
import { NO_BACKUP, storeBackupShape, type StoreBackup } from '../backup/backup';
import { presenceOf } from '../backup/object-storage';
import { secretChecksum } from '../configuration';
import { connect, Endpoint } from '../connections';
import { resourcesShape, type Resources } from '../container';
import { buildFrom } from '../engine/bridge';
import { identify, refuseLongName, type Identity } from '../identity';
import { addObject } from '../object';
import { addAlertsFrom, addDashboardFrom, alertsFrom } from '../observability/bridge';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { BACKUP_ALERTS, type BackupAlert } from '../observability/stores/backups';
import { ELASTIC_ALERTS, type ElasticAlert } from '../observability/stores/elasticsearch';
import { operatedAlerts, SHARED_TABLES, type OperatedAlert } from '../observability/workload';
import { demandOperator, refuseOtherVersion } from '../operators';
import { wherePresent } from '../per-environment';
import { addPolicy } from '../policy';
import { varyingInstanceResources } from '../postgres/instance-resources';
import { loginOf, type Login } from '../postgres/credentials';
import { addPodMonitor } from '../postgres/monitoring';
import { ProvidedKey } from '../provided-key';
import { SealedKey } from '../sealed';
import { refuseIdleExporter } from '../stateful/exporter';
import { demandReplicas } from '../stateful/replicas';
import { storageShape, type Storage } from '../stateful/volumes';
import { addElasticBackup, backupSecret, storageSettings, type ElasticBackupParts } from './backup';
import { EXPORTER_PORT, elasticExporter, elasticExporterShape, type ElasticExporter } from './exporter';
import { heapOptions, heapShape } from './memory';
import { HTTP_PORT, nodeSet, refuseTwoMasters, TRANSPORT_PORT } from './nodes';

/** An Elasticsearch cluster, run by the operator of ECK. */
export interface ElasticsearchProps {
  /** Name in `images.lock.yaml` of an image like docker.elastic.co/elasticsearch/elasticsearch; its tag begins with the version. */
  readonly image: string;
  /** Full version, 8.8 or later: `8.19.8`. */
  readonly version: string;
  /** Name of its objects; its Service is `<name>-es-http`. Default: the id. */
  readonly name?: string;
  /** 1, or 3 and more: each may be elected. Production needs 3, or a deviation of `single-replica`. */
  readonly nodes: number;
  /** Volume of each node. */
  readonly storage: Storage;
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory given on one side holds for both. */
  readonly resources?: Resources;
  /** Heap of each node, no more than half of its memory. Default: what Elasticsearch takes of the memory. */
  readonly heap?: string;
  /** Sealed secret of the user of the application, with the keys `username`, `password` and `roles` (separated by commas). Default: `<name>-credentials`. */
  readonly credentials?: string;
  /** Sealed secrets of further users, with the same keys. */
  readonly users?: readonly string[];
  /** Whether an exporter beside each node is scraped. Default: where the platform says which Prometheus. */
  readonly metrics?: boolean;
  /** It logs in with the sealed secret `<name>-exporter-credentials`, whose `roles` should be `remote_monitoring_collector`. */
  readonly exporter?: ElasticExporter;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<ElasticAlert | BackupAlert | OperatedAlert>;
  /**
   * Snapshots in object storage, taken with the sealed login `<name>-backup-credentials`, whose `roles` may manage the cluster and
   * its snapshot lifecycle. `tools` is an image of curl (default: `curl`). Production needs them, or a deviation of `no-backup`.
   */
  readonly backup?: StoreBackup;
  readonly priorityClass?: string;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

type Same = 'image' | 'name' | 'credentials' | 'users' | 'metrics' | 'only';

const shapes: { readonly [K in keyof Required<ElasticsearchProps>]: Shape | ReturnType<typeof required> } = {
  image: required(fixed(anyText)),
  version: required(text('a full version, 8.8 or later', '8.19.8', isVersion)),
  name: fixed(dnsLabel),
  nodes: required(integer({ min: 1 })),
  storage: required(storageShape),
  resources: resourcesShape,
  heap: heapShape,
  credentials: fixed(dnsLabel),
  users: fixed(list(dnsLabel)),
  metrics: fixed(flag),
  exporter: elasticExporterShape,
  alerts: everywhere(alertsShape(ELASTIC_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.operated)),
  backup: storeBackupShape,
  priorityClass: dnsLabel,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
const shape = object<ElasticsearchProps>(shapes);

/** Images before 8.8 name their user by a word, and could not be held to `runAsNonRoot`. */
function isVersion(value: string): boolean {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(value);
  return match !== null && (Number(match[1]) > 8 || (Number(match[1]) === 8 && Number(match[2]) >= 8));
}

/**
 * An Elasticsearch with everything that belongs to it: nodes, users from the sealed source, TLS by the operator's own
 * authority, policies, exporter. The superuser that the operator would make is turned off. Needs the cluster fact
 * `operators.elastic`.
 * @example
 * const search = new Elasticsearch(shop, 'search', { image: 'elasticsearch', version: '8.19.8', nodes: vary({ dev: 1, prod: 3 }), storage: { size: '50Gi' } });
 * new WebService(shop, 'api', { …, env: { SEARCH_URL: search.url, SEARCH_CA: '/etc/search/ca.crt' }, secretFiles: { '/etc/search/ca.crt': search.ca } });
 */
export class Elasticsearch extends Construct {
  /** URL for the user of the application, user and password expanded from the sealed credentials. Clients must trust `ca`. */
  readonly url: Expression;
  /** The same without user and password, for clients that take them apart: `https://search-es-http:9200`. */
  readonly address: Expression;
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The sealed login of the application. */
  readonly credentials: Login;
  /** Certificate of the authority that signed the server's, for `secretFiles` of callers. */
  readonly ca: ProvidedKey;

  constructor(scope: Construct, id: string, props: Input<ElasticsearchProps, Same>) {
    super(scope, id);
    const given = accept<ElasticsearchProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    const { name, platform } = store;
    const service = `${name}-es-http`;
    this.credentials = loginOf(props?.credentials ?? `${name}-credentials`, name);
    this.ca = new ProvidedKey(`${name}-es-http-certs-public`, 'ca.crt');
    this.endpoint = new Endpoint(store.pods, [{ port: HTTP_PORT, protocol: 'TCP' }]);
    this.host = new Expression([service, this.endpoint]);
    this.address = new Expression([`https://${service}:${HTTP_PORT}`, this.endpoint]);
    this.url = new Expression([
      'https://',
      this.credentials.username,
      ':',
      this.credentials.password,
      `@${service}:${HTTP_PORT}`,
      this.endpoint,
    ]);
    if (given === undefined) return;

    const { nodes, image } = given as { image: string } & typeof given;
    refuseLongName(store, 36, 'ECK appends suffixes of its own');
    refuseTwoMasters(store, nodes);
    refuseOtherVersion(store, image, given.version);
    demandReplicas(store, nodes, { word: 'node', single: 'Give 3, which elect another master and hold copies.' });
    connectOperator(store);

    const resources = varyingInstanceResources(store, given.resources ?? {});
    const heap = heapOptions(store, given.heap, resources.memory.limit);
    const scraped = given.metrics ?? platform.cluster.prometheus !== undefined;
    const collector = `${name}-exporter-credentials`;
    const exporter =
      scraped === true
        ? elasticExporter(store, given.exporter ?? {}, loginOf(collector, `${name}-exporter`))
        : undefined;
    if (exporter === undefined && given.exporter !== undefined) refuseIdleExporter(store);
    const storage = given.backup === undefined ? undefined : storageSettings(store, given.backup);
    const pinned = platform.images.pin(this, image, name);
    addAccount(store, undefined);
    addSingleBudget(store, nodes);
    addObject(this, 'Elasticsearch', 'data', {
      apiVersion: 'elasticsearch.k8s.elastic.co/v1',
      kind: 'Elasticsearch',
      metadata: {
        name,
        labels: store.labels,
        // Neither a renamed file nor a deleted Application takes the cluster with it (Argo CD, "Sync Options").
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
      spec: {
        version: given.version,
        image: pinned.reference,
        auth: {
          disableElasticUser: true,
          fileRealm: this.realm(
            store,
            [...((given.users ?? []) as readonly string[]), ...(exporter === undefined ? [] : [collector])],
            given.backup,
          ),
        },
        ...(storage !== undefined && storage.secureSettings.length > 0 && { secureSettings: storage.secureSettings }),
        nodeSets: [
          nodeSet(store, {
            count: nodes,
            storage: given.storage,
            resources: resources.container,
            pullSecrets: [
              ...new Set([...pinned.pullSecrets, ...(exporter?.pullSecrets ?? [])].map(({ secret }) => secret)),
            ],
            heap: given.heap === undefined ? undefined : heap,
            exporter,
            config: storage?.config ?? {},
            keystore: storage !== undefined && storage.secureSettings.length > 0,
            priorityClass: given.priorityClass,
            podAnnotations: secretChecksum(store, exporter?.secrets ?? []),
          }),
        ],
        podDisruptionBudget: combine({ nodes }, (own) => (own.nodes === 1 ? {} : absent)),
        // A claim that is deleted with its cluster takes the data with it.
        volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
        revisionHistoryLimit: platform.opinions.revisionHistory.value,
      },
    });
    platform.connections.add({ from: store.pods, to: store.pods, ports: [{ port: TRANSPORT_PORT, protocol: 'TCP' }] });
    connect(platform.connections, store.pods, [], undefined);
    addPolicy(store);
    if (exporter !== undefined) buildFrom(store, {}, (subject) => addPodMonitor(subject, EXPORTER_PORT));
    const own = exporter === undefined ? [] : [alertsFrom(store, ELASTIC_ALERTS, { nodes })];
    const [pods, claims] = [`${name}-es-.+`, `elasticsearch-data-${name}-es-.+`];
    addDashboardFrom(store, { pods, container: 'elasticsearch', claims, sets: own });
    addAlertsFrom(store, given.alerts, [...own, ...backupAlertsFrom(store, given.backup)], (facts) =>
      operatedAlerts(facts, pods, claims),
    );
    const volume = { size: given.storage.size, class: given.storage.class };
    const login = loginOf(backupSecret(name), `${name}-backup`);
    const parts = { image, endpoint: this.endpoint, login, ca: this.ca, volume };
    buildFrom<{ backup: StoreBackup | undefined; parts: ElasticBackupParts }, void>(
      store,
      { backup: given.backup, parts },
      (subject, { backup, parts }) => addElasticBackup(subject, backup, parts),
    );
  }

  /** Users come from the sealed source alone: each secret holds one, with its roles. */
  private realm(
    store: Identity,
    secrets: readonly string[],
    backup: Normal<StoreBackup> | undefined,
  ): readonly unknown[] {
    const { platform, name, pods } = store;
    const use = (secret: string, presence: Presence | undefined) => {
      for (const key of ['username', 'password', 'roles'])
        platform.secrets.use(new SealedKey(secret, key), name, undefined, { presence });
      return { secretName: secret };
    };
    const own = [this.credentials.password.secret, ...secrets].map((secret) => use(secret, pods.presence));
    if (backup === undefined) return own;
    return [
      ...own,
      wherePresent(backup.destination, use(backupSecret(name), presenceOf(store, backup.destination, NO_BACKUP))),
    ];
  }
}

/** The operator asks every node how it is. */
function connectOperator(store: Identity): void {
  const operator = demandOperator(store, 'elastic');
  if (operator === undefined) return;
  const from = {
    kind: 'cluster' as const,
    name: 'elastic-operator',
    namespace: operator.namespace,
    labels: operator.labels,
  };
  store.platform.connections.add({ from, to: store.pods, ports: [{ port: HTTP_PORT, protocol: 'TCP' }] });
}

/** Several nodes have the budget of ECK, which lets one go while the cluster is green. It would let a single one never go. */
function addSingleBudget(store: Identity, nodes: unknown): void {
  const { names } = store.platform.environments;
  const single = names.map((_, index) => valueAt(nodes, index) === 1 && store.pods.presence?.present[index] !== false);
  if (!single.includes(true)) return;
  const scope = new Construct(store.construct, 'single');
  if (single.includes(false))
    declarations(scope).presence = new Presence(
      store.platform.environments,
      single,
      'several nodes have the budget of ECK',
    );
  addDisruptionBudget({ ...store, construct: scope });
}
