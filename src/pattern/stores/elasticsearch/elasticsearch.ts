import { presenceShape } from '../../../model/presence';
import { Construct } from 'constructs';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, flag, integer, list, object, required, text, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel } from '../../../model/syntax';
import { backupAlerts } from '../backup/alerts';
import { NO_BACKUP, storeBackupShape } from '../backup/backup';
import { isLocated } from '../backup/object-storage';
import { Endpoint } from '../../network/connections';
import { resourcesShape } from '../../workload/resources';
import { acceptProps } from '../../engine/accepted';
import { build, type Subject } from '../../engine/build';
import { identify, refuseLongName } from '../../engine/identity';
import { addAlerts } from '../../observability/add-alerts';
import { alertsOf } from '../../observability/alert';
import { addDashboard } from '../../observability/dashboards/dashboard';
import { alertsShape } from '../../observability/shapes';
import { BACKUP_ALERTS } from '../../observability/stores/backups';
import { ELASTIC_ALERTS } from '../../observability/stores/elasticsearch';
import { operatedAlerts, SHARED_TABLES } from '../../observability/workload';
import { NEVER_PRUNED, operatorOf, refuseOtherVersion } from '../../platform/operators';
import { loginOf, type Login } from '../operated/login';
import { instanceResources } from '../operated/instance-resources';
import { addPodMonitor } from '../operated/pod-monitor';
import { ProvidedKey } from '../../secrets/provided-key';
import { SealedKey } from '../../secrets/sealed';
import { isScraped } from '../stateful/exporter';
import { sidecarShape } from '../stateful/sidecar';
import { demandReplicas } from '../stateful/replicas';
import { storageShape } from '../stateful/volumes';
import { addAccount } from '../../workload/account';
import { addDisruptionBudget } from '../../workload/availability';
import { addElasticBackup, backupSecret, storageSettings } from './backup';
import { EXPORTER_PORT, elasticExporter } from './exporter';
import { heapOptions, heapShape } from './memory';
import { HTTP_PORT, nodeSet, refuseTwoMasters, TRANSPORT_PORT } from './nodes';
import { addPolicy } from '../../network/policy';

type Same = 'image' | 'name' | 'credentials' | 'users' | 'metrics' | 'only';

/** An Elasticsearch cluster, run by the operator of ECK. */
export interface ElasticsearchProps extends PropsOf<typeof shapes> {}
const shapes = {
  /**
   * Name in `images.lock.yaml` of an image like docker.elastic.co/elasticsearch/elasticsearch; its tag starts with the
   * version.
   */
  image: required(fixed(anyText)),
  /** Full version, 8.8 or later: `8.19.8`. */
  version: required(text('a full version, 8.8 or later', '8.19.8', isVersion)),
  /** Name of its objects; its Service is `<name>-es-http`. Default: the id. */
  name: fixed(dnsLabel),
  /** 1, or at least 3, each master-eligible. Production requires 3, unless a deviation waives `single-replica`. */
  nodes: required(integer({ min: 1 })),
  /** Volume of each node. */
  storage: required(storageShape),
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory that is set as a request or a limit only applies to both. */
  resources: resourcesShape,
  /** Heap of each node, at most half of its memory. Default: sized by Elasticsearch from the memory. */
  heap: heapShape,
  /**
   * Sealed secret of the application's user, with the keys `username`, `password` and `roles` (comma-separated).
   * Default: `<name>-credentials`.
   */
  credentials: fixed(dnsLabel),
  /** Sealed secrets of additional users, with the same keys. */
  users: fixed(list(dnsLabel)),
  /** Whether each node has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /**
   * Image like prometheuscommunity/elasticsearch-exporter. Default: `elasticsearch-exporter`, 10m and 32Mi requested, limits 100m and
   * 64Mi. It logs in with the sealed secret `<name>-exporter-credentials`, whose `roles` should be `remote_monitoring_collector`.
   */
  exporter: sidecarShape,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(ELASTIC_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.operated)),
  /**
   * Snapshots in object storage, taken with the sealed login `<name>-backup-credentials`, whose `roles` must be allowed
   * to manage the cluster and its snapshot lifecycle. `tools` is an image with curl (default: `curl`). Production
   * requires a backup, unless a deviation waives `no-backup`.
   */
  backup: storeBackupShape,
  priorityClass: dnsLabel,
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
const shape = object(shapes);

/** Images before 8.8 name their user by a word, and could not be held to `runAsNonRoot`. */
function isVersion(value: string): boolean {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(value);
  return match !== null && (Number(match[1]) > 8 || (Number(match[1]) === 8 && Number(match[2]) >= 8));
}

/**
 * An Elasticsearch with nodes, users from sealed secrets, TLS with the operator's own CA, policies and an exporter. The
 * superuser that the operator would create is disabled. Needs the cluster fact `operators.elastic`.
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
  /** CA certificate of the server, for `secretFiles` of callers. */
  readonly ca: ProvidedKey;

  constructor(scope: Construct, id: string, props: Input<ElasticsearchProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<ElasticsearchProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    const { name } = store;
    const service = `${name}-es-http`;
    this.credentials = loginOf(props?.credentials ?? `${name}-credentials`, name);
    this.ca = authorityOf(name);
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
    if (accepted === undefined) return;
    refuseLongName(store, 36, 'ECK appends suffixes of its own');
    build(store, accepted, elasticsearch);
  }
}

function authorityOf(name: string): ProvidedKey {
  return new ProvidedKey(`${name}-es-http-certs-public`, 'ca.crt');
}

/** An Elasticsearch in one environment. */
function elasticsearch(subject: Subject, props: ElasticsearchProps): void {
  const { parts, facts, name, labels, pods } = subject;
  const { image, nodes, storage, backup, users = [], credentials = `${name}-credentials` } = props;
  refuseTwoMasters(subject, nodes);
  refuseOtherVersion(subject, image, props.version);
  demandReplicas(subject, nodes, { word: 'node', single: 'Use 3, which can elect a new master and replicate shards.' });
  connectOperator(subject);
  const resources = instanceResources(subject, props.resources);
  const collector = `${name}-exporter-credentials`;
  const exporter = isScraped(subject, props)
    ? elasticExporter(subject, props.exporter, loginOf(collector, `${name}-exporter`))
    : undefined;
  const stored = isLocated(backup) ? storageSettings(subject, backup) : undefined;
  const { reference, pullSecrets } = facts.image(image);
  addAccount(subject);
  addSingleBudget(subject, nodes);
  const known = [credentials, ...users, ...(exporter === undefined ? [] : [collector])];
  parts.add('Elasticsearch', 'data', {
    apiVersion: 'elasticsearch.k8s.elastic.co/v1',
    kind: 'Elasticsearch',
    metadata: {
      name,
      labels,
      annotations: NEVER_PRUNED,
    },
    spec: {
      version: props.version,
      image: reference,
      auth: {
        disableElasticUser: true,
        // Users come from the sealed source alone: each secret holds one, with its roles.
        fileRealm: [
          ...known.map((secret) => userOf(subject, secret)),
          ...(isLocated(backup) ? [userOf(subject, backupSecret(name), NO_BACKUP)] : []),
        ],
      },
      secureSettings: stored?.secureSettings,
      nodeSets: [
        nodeSet(subject, {
          count: nodes,
          storage,
          resources: resources.container,
          pullSecrets: [...pullSecrets, ...(exporter?.pullSecrets ?? [])],
          heap: heapOptions(subject, props.heap, resources.memory.limit),
          exporter,
          config: stored?.config ?? {},
          keystore: stored?.secureSettings !== undefined,
          priorityClass: props.priorityClass,
        }),
      ],
      podDisruptionBudget: nodes === 1 ? {} : undefined,
      // A claim that is deleted with its cluster takes the data with it.
      volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
      revisionHistoryLimit: facts.opinions.revisionHistory.value,
    },
  });
  parts.connect({ from: pods, to: pods, ports: [{ port: TRANSPORT_PORT, protocol: 'TCP' }] });
  addPolicy(subject);
  if (exporter !== undefined) addPodMonitor(subject, EXPORTER_PORT);
  const own = exporter === undefined ? [] : [alertsOf(ELASTIC_ALERTS, { nodes })];
  const [owned, claims] = [`${name}-es-.+`, `elasticsearch-data-${name}-es-.+`];
  addDashboard(subject, { pods: owned, container: 'elasticsearch', claims, sets: own });
  const late = backup === undefined ? [] : [backupAlerts(subject, backup)];
  addAlerts(subject, props.alerts, [...own, ...late, ...operatedAlerts(facts, owned, claims)]);
  addElasticBackup(subject, backup, {
    image,
    endpoint: { to: pods, ports: [{ port: HTTP_PORT, protocol: 'TCP' }] },
    login: loginOf(backupSecret(name), `${name}-backup`),
    ca: authorityOf(name),
    volume: { size: storage.size, class: storage.class },
  });
}

/** @param because why other environments may lack it */
function userOf({ parts, name }: Subject, secret: string, because?: string) {
  for (const key of ['username', 'password', 'roles'])
    parts.read({ key: new SealedKey(secret, key), readBy: name, ...(because !== undefined && { because }) });
  return { secretName: secret };
}

/** The operator asks every node how it is. */
function connectOperator(subject: Subject): void {
  const operator = operatorOf(subject, 'elastic');
  if (operator === undefined) return;
  const { namespace, labels } = operator;
  subject.parts.connect({
    from: { kind: 'cluster', name: 'elastic-operator', namespace, labels },
    to: subject.pods,
    ports: [{ port: HTTP_PORT, protocol: 'TCP' }],
  });
}

/** Several nodes have the budget of ECK, which lets one go while the cluster is green. It would let a single one never go. */
function addSingleBudget(subject: Subject, nodes: number): void {
  if (nodes !== 1) return;
  addDisruptionBudget({ ...subject, parts: subject.parts.within('single', 'several nodes have the budget of ECK') });
}
