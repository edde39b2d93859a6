/** Configuration file of nats-server. It contains the names of variables in place of secrets; the server expands them. */
import type { Subject } from '../../engine/build';
import type { ServerCertificate } from '../stateful/server-certificate';
import type { StoreFiles } from '../stateful/store';
import { authorizationOf, type Credentials } from './credentials';
import { PID_FILE, type Encryption } from './encryption';
import { CLIENT_PORT, CLUSTER, MONITORING_PORT } from './ports';

export const STORE_PATH = '/data';
const DIRECTORY = '/etc/nats';
const FILE = 'nats.conf';
export const CONFIGURATION_FILE = `${DIRECTORY}/${FILE}`;
export const NAME_VARIABLE = 'NATS_NAME';

export interface ServerSettings {
  readonly cluster: string;
  /** The servers of a cluster; none where there is one server. */
  readonly hosts: readonly string[];
  readonly credentials: Credentials;
  /** Bytes. */
  readonly maxFileStore: number;
  /** Bytes. */
  readonly maxMemoryStore: number;
  /** Where callers and servers speak TLS. */
  readonly encryption: Encryption | undefined;
}

/** A ConfigMap with the configuration, and how the pod gets it. */
export function addServerConfiguration({ parts, name, labels }: Subject, settings: ServerSettings): StoreFiles {
  parts.add('ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { [FILE]: textOf(settings) },
  });
  const { volumes = [], mounts = [] } = settings.encryption ?? {};
  return {
    volumes: [{ name: 'configuration', configMap: { name, defaultMode: 0o444 } }, ...volumes],
    mounts: [{ name: 'configuration', mountPath: DIRECTORY, readOnly: true }, ...mounts],
    checksums: { 'checksum/config': parts.dataChecksum('ConfigMap') },
  };
}

function textOf({ cluster, hosts, credentials, maxFileStore, maxMemoryStore, encryption }: ServerSettings): string {
  const lines = [
    `server_name: $${NAME_VARIABLE}`,
    `port: ${CLIENT_PORT}`,
    `http_port: ${MONITORING_PORT}`,
    ...block('authorization', authorizationOf(credentials)),
    ...(encryption === undefined ? [] : [`pid_file: ${PID_FILE}`, ...tlsBlock(encryption.certificate)]),
    ...block('jetstream', [
      `store_dir: ${STORE_PATH}`,
      `max_file_store: ${maxFileStore}`,
      `max_memory_store: ${maxMemoryStore}`,
    ]),
    ...clusterBlock(cluster, hosts, encryption?.certificate),
  ];
  return [...lines, ''].join('\n');
}

function block(name: string, lines: readonly string[]): readonly string[] {
  return [`${name} {`, ...lines.map((line) => `  ${line}`), '}'];
}

/** A server alone must not know of a cluster: it would wait for a majority of others. */
function clusterBlock(
  name: string,
  hosts: readonly string[],
  certificate: ServerCertificate | undefined,
): readonly string[] {
  if (hosts.length === 0) return [];
  const port = String(CLUSTER.container);
  return block('cluster', [
    `name: ${name}`,
    `port: ${port}`,
    // Addresses of pods are of no use to clients, who come through the Service.
    'no_advertise: true',
    'routes: [',
    ...hosts.map((host) => `  nats://${host}:${port}`),
    ']',
    ...(certificate === undefined ? [] : tlsBlock(certificate)),
  ]);
}

/** With it nothing is served in plain text. Servers verify each other, as they always do; callers have their credentials. */
function tlsBlock({ certificate, key, authority }: ServerCertificate): readonly string[] {
  return block('tls', [`cert_file: ${certificate}`, `key_file: ${key}`, `ca_file: ${authority}`]);
}
