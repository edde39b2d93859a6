/** Configuration files of a node. They contain no secrets: users come by the definition file, which the start writes. */
import type { Subject } from '../../engine/build';
import type { ServerCertificate } from '../stateful/server-certificate';
import type { StoreFiles } from '../stateful/store';
import { AMQPS_PORT, MANAGEMENT_TLS_PORT } from './ports';
import type { Sizes } from './sizes';

/** What the image reads; the ConfigMap takes the place of the whole directory, and with it of what the image has there. */
const DIRECTORY = '/etc/rabbitmq';

/** Gone with the pod: the Erlang cookie and the definition file. Home of the node and of its command line tools. */
export const RUN_DIRECTORY = '/run/rabbitmq';
export const DEFINITIONS_FILE = `${RUN_DIRECTORY}/definitions.json`;

export interface NodeSettings extends Sizes {
  readonly replicas: number;
  readonly queueType: string;
  readonly management: boolean;
  readonly scraped: boolean;
  /** Its certificate, where callers speak TLS. */
  readonly certificate: ServerCertificate | undefined;
}

export function addNodeConfiguration({ parts, name, labels }: Subject, settings: NodeSettings): StoreFiles {
  parts.add('ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { enabled_plugins: pluginsOf(settings), 'rabbitmq.conf': textOf(settings) },
  });
  const { volumes = [], mounts = [] } = settings.certificate ?? {};
  return {
    volumes: [{ name: 'configuration', configMap: { name, defaultMode: 0o444 } }, ...volumes],
    mounts: [{ name: 'configuration', mountPath: DIRECTORY, readOnly: true }, ...mounts],
    checksums: { 'checksum/config': parts.dataChecksum('ConfigMap') },
  };
}

/** An Erlang term: a list that ends with a full stop. */
function pluginsOf({ management, scraped }: NodeSettings): string {
  const plugins = [
    ...(management ? ['rabbitmq_management'] : []),
    'rabbitmq_peer_discovery_k8s',
    ...(scraped ? ['rabbitmq_prometheus'] : []),
  ];
  return `[${plugins.join(',')}].\n`;
}

function textOf({ replicas, queueType, watermark, diskFree, management, scraped, certificate }: NodeSettings): string {
  return [
    `default_queue_type = ${queueType}`,
    `definitions.import_backend = local_filesystem`,
    `definitions.local.path = ${DEFINITIONS_FILE}`,
    `vm_memory_high_watermark.absolute = ${watermark}MiB`,
    `disk_free_limit.absolute = ${diskFree}MiB`,
    ...(certificate === undefined ? [] : encryption(certificate, management)),
    'log.console = true',
    'log.file = false',
    // Since 4.1 the plugin asks nobody: each node joins the one with ordinal 0, and waits for it.
    'cluster_formation.peer_discovery_backend = k8s',
    `cluster_formation.target_cluster_size_hint = ${replicas}`,
    ...(replicas > 1 ? ['cluster_partition_handling = pause_minority'] : []),
    // Prometheus has them already; collecting them twice costs memory for each queue.
    ...(scraped && !management ? ['management_agent.disable_metrics_collector = true'] : []),
    '',
  ].join('\n');
}

/** Nothing listens for plain text. Erlang reads the files again within two minutes of a renewal. */
function encryption({ certificate, key, authority }: ServerCertificate, management: boolean): readonly string[] {
  const files = (prefix: string) => [
    `${prefix}.cacertfile = ${authority}`,
    `${prefix}.certfile = ${certificate}`,
    `${prefix}.keyfile = ${key}`,
  ];
  return [
    'listeners.tcp = none',
    `listeners.ssl.default = ${AMQPS_PORT}`,
    ...files('ssl_options'),
    // Callers prove who they are by their passwords.
    ...['ssl_options.verify = verify_none', 'ssl_options.fail_if_no_peer_cert = false'],
    ...['ssl_options.versions.1 = tlsv1.3', 'ssl_options.versions.2 = tlsv1.2'],
    ...(management ? [`management.ssl.port = ${MANAGEMENT_TLS_PORT}`, ...files('management.ssl')] : []),
  ];
}
