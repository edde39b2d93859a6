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
    summary: 'No node of RabbitMQ %name responds.',
    description:
      'Nothing is published or delivered. Check its pods and their logs; a restarting node waits for its peers first.',
  },
  nodeDown: {
    threshold: ({ replicas }) => replicas,
    unit: 'nodes',
    when: ({ replicas }) => replicas > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'rabbitmq_build_info')}) < ${at.threshold}`,
    summary: 'RabbitMQ %name has {{ $value }} of %threshold nodes.',
    description: 'Quorum queues work as long as a majority is available. Check the missing pod.',
  },
  memoryAlarm: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_alarms_memory_used_watermark')} == 1`,
    summary: 'RabbitMQ %name blocks its publishers because it is short of memory.',
    description: 'Pod {{ $labels.pod }}. Usual causes: queues without consumers, leaked connections or channels.',
  },
  diskAlarm: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_alarms_free_disk_space_watermark')} == 1`,
    summary: 'RabbitMQ %name blocks its publishers because it is short of disk space.',
    description: 'Pod {{ $labels.pod }}. Let consumers drain the queues, or enlarge the volume.',
  },
  unprocessed: {
    threshold: 'alertUnprocessed',
    unit: 'messages in all queues of a node',
    for: '15m',
    severity: 'warning',
    expr: (at) => `max by (namespace, pod) (${series(at, 'rabbitmq_queue_messages_ready')}) > ${at.threshold}`,
    summary: '{{ $value | humanize }} messages are waiting in RabbitMQ %name.',
    description:
      'A consumer has stopped or cannot keep up: rabbitmqctl list_queues name messages consumers shows which queue.',
  },
  peerUnreachable: {
    when: ({ replicas }) => replicas > 1,
    for: '5m',
    severity: 'critical',
    expr: (at) => `${series(at, 'rabbitmq_unreachable_cluster_peers_count')} > 0`,
    summary: 'Nodes of RabbitMQ %name cannot reach each other.',
    description: 'Pod {{ $labels.pod }}. A minority pauses itself. Check the nodes, then the network between them.',
  },
});
