import { alertTable, type AlertScope } from '../alert';

/** RabbitMQ with its own plugin (`rabbitmq_prometheus`, whose `/metrics` joins queues to one figure a node). */
export interface RabbitFacts {
  readonly replicas: number;
}

const series = ({ own }: AlertScope, metric: string) => `${metric}{${own}}`;

export const RABBIT_ALERTS = alertTable<RabbitFacts>('Rabbit')({
  down: {
    when: ({ replicas }) => replicas > 0,
    for: '2m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'rabbitmq_build_info')})`,
    summary: 'No node of RabbitMQ %name answers.',
    description:
      'Nothing is published or delivered. Look at its pods and their logs; a node that comes back waits for the others first.',
  },
  nodeDown: {
    threshold: ({ replicas }) => replicas,
    unit: 'nodes',
    when: ({ replicas }) => replicas > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'rabbitmq_build_info')}) < ${at.threshold}`,
    summary: 'RabbitMQ %name has {{ $value }} of %threshold nodes.',
    description: 'Quorum queues work as long as a majority is there. Look at the pod that is missing.',
  },
  memoryAlarm: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_alarms_memory_used_watermark')} == 1`,
    summary: 'RabbitMQ %name has stopped its publishers for want of memory.',
    description:
      'Pod {{ $labels.pod }}. Queues that nobody empties, connections or channels that nobody closes are the usual causes.',
  },
  diskAlarm: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_alarms_free_disk_space_watermark')} == 1`,
    summary: 'RabbitMQ %name has stopped its publishers for want of space.',
    description: 'Pod {{ $labels.pod }}. Let consumers empty the queues, or raise the size of the volume.',
  },
  unprocessed: {
    threshold: 'alertUnprocessed',
    unit: 'messages in all queues of a node',
    for: '15m',
    severity: 'warning',
    expr: (at) => `max by (namespace, pod) (${series(at, 'rabbitmq_queue_messages_ready')}) > ${at.threshold}`,
    summary: '{{ $value | humanize }} messages wait in RabbitMQ %name.',
    description:
      'A consumer has stopped, or cannot keep up: rabbitmqctl list_queues name messages consumers says of which queue.',
  },
  peerUnreachable: {
    when: ({ replicas }) => replicas > 1,
    for: '5m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_unreachable_cluster_peers_count')} > 0`,
    summary: 'Nodes of RabbitMQ %name do not reach each other.',
    description:
      'Pod {{ $labels.pod }}. A minority pauses itself. Look at the nodes, then at the network between them.',
  },
});
