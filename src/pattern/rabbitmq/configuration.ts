/** Configuration files of a node. No secret stands in them: users come by the definition file, which the start writes. */
import { combine, derive } from '../../model/varying';
import { dataChecksum } from '../configuration';
import type { Identity } from '../identity';
import { addObject } from '../object';
import type { ServerCertificate } from '../stateful/server-certificate';
import { AMQPS_PORT, MANAGEMENT_TLS_PORT } from './ports';

/** What the image reads; the ConfigMap takes the place of the whole directory, and with it of what the image has there. */
const DIRECTORY = '/etc/rabbitmq';

/** Gone with the pod: the Erlang cookie and the definition file. Home of the node and of its command line tools. */
export const RUN_DIRECTORY = '/run/rabbitmq';
export const DEFINITIONS_FILE = `${RUN_DIRECTORY}/definitions.json`;

export interface NodeSettings {
  readonly replicas: unknown;
  readonly queueType: unknown;
  /** MiB at which publishers are stopped. */
  readonly watermark: unknown;
  /** MiB that must be free on the volume. */
  readonly diskFree: unknown;
  readonly management: unknown;
  readonly scraped: boolean;
  /** Its certificate, where callers speak TLS. */
  readonly certificate: ServerCertificate | undefined;
}

export function addNodeConfiguration({ construct, name, labels }: Identity, settings: NodeSettings) {
  const object = addObject(construct, 'ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { enabled_plugins: pluginsOf(settings), 'rabbitmq.conf': textOf(settings) },
  });
  return {
    volumes: [
      { name: 'configuration', configMap: { name, defaultMode: 0o444 } },
      ...(settings.certificate?.volumes ?? []),
    ],
    mounts: [{ name: 'configuration', mountPath: DIRECTORY, readOnly: true }, ...(settings.certificate?.mounts ?? [])],
    checksums: { 'checksum/config': dataChecksum(object) },
  };
}

/** An Erlang term: a list that ends with a full stop. */
function pluginsOf({ management, scraped }: NodeSettings): unknown {
  const plugins = (on: boolean) => [
    ...(on ? ['rabbitmq_management'] : []),
    'rabbitmq_peer_discovery_k8s',
    ...(scraped ? ['rabbitmq_prometheus'] : []),
  ];
  return derive<unknown, string>(management, (on) => `[${plugins(on === true).join(',')}].\n`);
}

function textOf(settings: NodeSettings): unknown {
  const { replicas, queueType, watermark, diskFree, management, scraped, certificate } = settings;
  return combine({ replicas, queueType, watermark, diskFree, management }, (own) =>
    [
      `default_queue_type = ${String(own.queueType)}`,
      `definitions.import_backend = local_filesystem`,
      `definitions.local.path = ${DEFINITIONS_FILE}`,
      `vm_memory_high_watermark.absolute = ${String(own.watermark)}MiB`,
      `disk_free_limit.absolute = ${String(own.diskFree)}MiB`,
      ...(certificate === undefined ? [] : encryption(certificate, own.management === true)),
      'log.console = true',
      'log.file = false',
      // Since 4.1 the plugin asks nobody: each node joins the one with ordinal 0, and waits for it.
      'cluster_formation.peer_discovery_backend = k8s',
      `cluster_formation.target_cluster_size_hint = ${String(own.replicas)}`,
      ...(Number(own.replicas) > 1 ? ['cluster_partition_handling = pause_minority'] : []),
      // Prometheus has them already; collecting them twice costs memory for each queue.
      ...(scraped && own.management !== true ? ['management_agent.disable_metrics_collector = true'] : []),
      '',
    ].join('\n'),
  );
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
