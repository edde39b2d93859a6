/** Configuration file of nats-server. Secrets stand in it as names of variables, which the server expands by itself. */
import { combine, derive } from '../../model/varying';
import { dataChecksum } from '../configuration';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { members } from '../stateful/varying/replicas';
import type { ServerCertificate } from '../stateful/server-certificate';
import type { Credentials } from './credentials';
import { PID_FILE, type Encryption } from './encryption';
import { CLIENT_PORT, CLUSTER, MONITORING_PORT } from './ports';

export const STORE_PATH = '/data';
const DIRECTORY = '/etc/nats';
const FILE = 'nats.conf';
export const CONFIGURATION_FILE = `${DIRECTORY}/${FILE}`;

export interface ServerSettings {
  readonly cluster: unknown;
  readonly replicas: unknown;
  readonly credentials: Credentials;
  /** Bytes. */
  readonly maxFileStore: unknown;
  /** Bytes. */
  readonly maxMemoryStore: unknown;
  /** Where callers and servers speak TLS. */
  readonly encryption: Encryption | undefined;
}

/** `NATS_NAME`, and the credentials in quotes: the server reads a value as a piece of configuration, where `3e8` is a number. */
export const NAME_VARIABLE = 'NATS_NAME';
export const quoted = (key: 'token' | 'username' | 'password') => `NATS_QUOTED_${key.toUpperCase()}`;

/** A ConfigMap with the configuration of each environment, and how the pod gets it. */
export function addServerConfiguration({ construct, name, labels }: Identity, settings: ServerSettings) {
  const object = addObject(construct, 'ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { [FILE]: textOf(name, settings) },
  });
  return {
    volumes: [
      { name: 'configuration', configMap: { name, defaultMode: 0o444 } },
      ...(settings.encryption?.volumes ?? []),
    ],
    mounts: [{ name: 'configuration', mountPath: DIRECTORY, readOnly: true }, ...(settings.encryption?.mounts ?? [])],
    checksums: { 'checksum/config': dataChecksum(object) },
  };
}

function textOf(
  name: string,
  { cluster, replicas, credentials, maxFileStore, maxMemoryStore, encryption }: ServerSettings,
): unknown {
  const authorization =
    'token' in credentials
      ? [`  token: $${quoted('token')}`]
      : [`  user: $${quoted('username')}`, `  password: $${quoted('password')}`];
  const varying = combine({ maxFileStore, maxMemoryStore, cluster, hosts: members(name, replicas) }, (own) => [
    `  max_file_store: ${String(own.maxFileStore)}`,
    `  max_memory_store: ${String(own.maxMemoryStore)}`,
    '}',
    ...clusterBlock(String(own.cluster), own.hosts as readonly string[], encryption?.certificate),
  ]);
  const fixed = [
    `server_name: $${NAME_VARIABLE}`,
    `port: ${CLIENT_PORT}`,
    `http_port: ${MONITORING_PORT}`,
    'authorization {',
    ...authorization,
    '}',
    ...(encryption === undefined ? [] : [`pid_file: ${PID_FILE}`, ...tlsBlock(encryption.certificate)]),
    'jetstream {',
    `  store_dir: ${STORE_PATH}`,
  ];
  return derive(varying, (own) => [...fixed, ...own, ''].join('\n'));
}

/** A server alone must not be told of a cluster: it would wait for a majority of others. */
function clusterBlock(
  name: string,
  hosts: readonly string[],
  certificate: ServerCertificate | undefined,
): readonly string[] {
  if (hosts.length === 0) return [];
  const port = String(CLUSTER.container);
  const routes = hosts.map((host) => `    nats://${host}:${port}`);
  // Addresses of pods are of no use to clients, who come through the Service.
  return [
    'cluster {',
    `  name: ${name}`,
    `  port: ${port}`,
    '  no_advertise: true',
    '  routes: [',
    ...routes,
    '  ]',
    ...(certificate === undefined ? [] : tlsBlock(certificate).map((line) => `  ${line}`)),
    '}',
  ];
}

/** With it nothing is answered in plain text. Servers verify each other, as they always do; callers have their credentials. */
function tlsBlock({ certificate, key, authority }: ServerCertificate): readonly string[] {
  return ['tls {', `  cert_file: ${certificate}`, `  key_file: ${key}`, `  ca_file: ${authority}`, '}'];
}
