/** A node of RabbitMQ, started by the command of the manifest with its files, in a folder instead of a container. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../cluster/ports';
import { settle } from '../../cluster/wait';
import type { Manifest } from '../../dist';
import { startService, type Service } from '../../processes';
import type { Toolbox } from '../../tools/toolbox';
import { issue, type Issued } from './certificates';

export const NODE_TOOLS = ['rabbitmq-server', 'epmd'] as const;

/**
 * What Debian's RabbitMQ does not know of what is written for 4.1: the type of queues of the node, and nodes that find each other
 * without asking the API server.
 */
const NEWER = /^(default_queue_type|cluster_formation\.\w+) = .*\n/gm;
const NEWER_PLUGIN = 'rabbitmq_peer_discovery_k8s,';

export interface BrokerNode {
  readonly tls: Issued;
  /** Ports where callers and the web interface are served. */
  readonly amqps: number;
  readonly https: number;
  readonly service: Service;
  /** The password of a user, by its key in the sealed secret. */
  readonly password: (key: string) => string;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly key: string } };
}
interface Container {
  readonly command: readonly string[];
  readonly env: readonly Variable[];
}

/** @param manifests by kind */
export async function startNode(
  tool: Toolbox,
  folder: string,
  manifests: ReadonlyMap<string, Manifest>,
): Promise<BrokerNode> {
  const [run, tls, bin] = ['run', 'tls', 'bin'].map((name) => join(folder, name)) as [string, string, string];
  for (const own of [run, tls, bin]) mkdirSync(own);
  const [amqps, https, metrics, distribution, epmd] = (await freePorts(5)) as [number, number, number, number, number];
  const moved = (text: string) => text.replaceAll('/run/rabbitmq', run).replaceAll('/etc/rabbitmq-tls', tls);

  const { dnsNames } = manifests.get('Certificate')!['spec'] as { dnsNames: readonly string[] };
  const issued = await issue(tls, dnsNames);
  const data = manifests.get('ConfigMap')!['data'] as Readonly<Record<'rabbitmq.conf' | 'enabled_plugins', string>>;
  const written = moved(data['rabbitmq.conf'].replaceAll(NEWER, ''))
    .replace('= 5671\n', `= ${amqps}\n`)
    .replace('= 15671\n', `= ${https}\n`);
  writeFileSync(join(folder, 'rabbitmq.conf'), `${written}prometheus.tcp.port = ${metrics}\n`);
  writeFileSync(join(folder, 'enabled_plugins'), data.enabled_plugins.replace(NEWER_PLUGIN, ''));

  const { spec } = (
    manifests.get('StatefulSet')!['spec'] as { template: { spec: { containers: readonly [Container] } } }
  ).template;
  const [container] = spec.containers;
  const password = (key: string) => `made-up-${key}`;
  // The image's own entry point prepares nothing that is not prepared here.
  writeFileSync(join(bin, 'docker-entrypoint.sh'), '#!/bin/sh\nexec "$@"\n');
  chmodSync(join(bin, 'docker-entrypoint.sh'), 0o755);
  symlinkSync(tool('rabbitmq-server'), join(bin, 'rabbitmq-server'));

  const names = startService('epmd', tool('epmd'), ['-address', '127.0.0.1', '-port', String(epmd)], {
    log: join(folder, 'epmd.log'),
  });
  const broker = startService('rabbitmq', container.command[0]!, container.command.slice(1).map(moved), {
    log: join(folder, 'rabbitmq.log'),
    cwd: folder,
    env: {
      ...expanded(container, password, moved),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      RABBITMQ_NODENAME: 'rabbit@localhost',
      RABBITMQ_USE_LONGNAME: 'false',
      RABBITMQ_BASE: folder,
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
      RABBITMQ_MNESIA_BASE: join(folder, 'data'),
      RABBITMQ_LOG_BASE: join(folder, 'log'),
      RABBITMQ_DIST_PORT: String(distribution),
      ERL_EPMD_PORT: String(epmd),
      ERL_EPMD_ADDRESS: '127.0.0.1',
    },
  });
  const service: Service = {
    ...broker,
    stop: async () => {
      await broker.stop();
      await names.stop();
    },
  };
  const log = () => readFileSync(broker.log, 'utf8');
  try {
    await settle(60, () => {
      if (!broker.running()) throw new Error(`it ended:\n${log().slice(-2000)}`);
      return Promise.resolve(log().includes('Server startup complete') ? [] : [log().slice(-2000)]);
    });
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { tls: issued, amqps, https, service, password };
}

/** Variables as the kubelet makes them, of made-up secrets. */
function expanded(
  { env }: Container,
  password: (key: string) => string,
  moved: (text: string) => string,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    const of = (whole: string, variable: string | undefined) =>
      variable === undefined ? '$(' : (values[variable] ?? whole);
    const own = value?.replace(/\$\$\(|\$\(([A-Z_]+)\)/g, of);
    values[name] = moved(own ?? password(valueFrom?.secretKeyRef?.key ?? name));
  }
  return values;
}
