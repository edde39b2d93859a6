/** How a node begins and ends. */
import type { Expression } from '../../../model/expression';
import { SealedKey } from '../../secrets/sealed';
import { headlessOf } from '../stateful/replicas';
import { podField } from '../../workload/env-value';
import { wholeSeconds, type StopCommand } from '../../workload/shutdown';
import type { Values } from '../../workload/variables';
import { DEFINITIONS_FILE, RUN_DIRECTORY } from './configuration';

const COOKIE = 'ERLANG_COOKIE';
const DEFINITIONS = 'DEFINITIONS';

/**
 * The cookie must be a file that nobody but its owner reads, which a mounted Secret is not: those are of root, and readable
 * by the group. Definitions cannot expand variables, and RabbitMQ's own way around it (default_user) makes one user, once.
 * So both are written before the server takes the place of the shell, and the server does not inherit them.
 */
export function startCommand({ references }: Expression): readonly string[] {
  const secrets = references.flatMap((own) => (own instanceof SealedKey ? [own.variable] : []));
  const held = [...new Set([COOKIE, DEFINITIONS, ...secrets])];
  const steps = [
    'set -eu',
    'umask 077',
    `printf %s "$${COOKIE}" > "$HOME/.erlang.cookie"`,
    `printf %s "$${DEFINITIONS}" > ${DEFINITIONS_FILE}`,
    `unset ${held.join(' ')}`,
    'exec docker-entrypoint.sh rabbitmq-server',
  ];
  return ['sh', '-c', steps.join('\n')];
}

/** Directories that the node writes to in addition to its volume. */
export const WRITABLE = { [RUN_DIRECTORY]: '16Mi', '/tmp': '16Mi', '/var/log/rabbitmq': '16Mi' };

export interface StartSettings {
  readonly name: string;
  readonly cookie: SealedKey;
  readonly definitions: Expression;
  readonly clusterDomain: string;
}

/**
 * Names of nodes are written into their data, so they are the same with one node as with three. They are full ones: the
 * kubelet writes its own into each pod's hosts file, so that a node finds itself before cluster DNS knows it.
 */
export function startVariables({ name, cookie, definitions, clusterDomain }: StartSettings): Values {
  return {
    [COOKIE]: cookie,
    [DEFINITIONS]: definitions,
    HOME: RUN_DIRECTORY,
    POD_NAME: podField('metadata.name'),
    POD_NAMESPACE: podField('metadata.namespace'),
    RABBITMQ_NODENAME: `rabbit@$(POD_NAME).${headlessOf(name)}.$(POD_NAMESPACE).svc.${clusterDomain}`,
    RABBITMQ_USE_LONGNAME: 'true',
  };
}

/**
 * What runs before SIGTERM: the rest of the cluster must hold a majority of every queue without this node; then its leaders
 * move and its callers are sent away. Each may take a third of the time for draining; if it fails, the node stops all the same.
 */
export function stopCommand(replicas: number): StopCommand {
  return (preStop, drain) => {
    const third = Math.max(1, Math.floor(wholeSeconds(drain) / 3));
    const steps = [
      `sleep ${wholeSeconds(preStop)}`,
      ...(replicas > 1 ? [`rabbitmq-upgrade -q await_online_quorum_plus_one -t ${third}`] : []),
      `rabbitmq-upgrade -q drain -t ${third}`,
    ];
    return ['sh', '-c', steps.join('; ')];
  };
}
