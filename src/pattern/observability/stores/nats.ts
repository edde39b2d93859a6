import { alertTable, type AlertScope } from '../alert';

/** JetStream with a prometheus-nats-exporter sidecar in each server (`-varz -healthz -jsz=all`; its names, `collector/jsz.go`). */
export interface JetStreamFacts {
  readonly replicas: number;
}

const series = ({ own }: AlertScope, metric: string) => `${metric}{${own}}`;

export const JETSTREAM_ALERTS = alertTable<JetStreamFacts>('Nats')({
  down: {
    when: ({ replicas }) => replicas > 0,
    for: '2m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'jetstream_server_total_streams')})`,
    summary: 'No server of NATS %name responds.',
    description: 'Nothing is published or delivered. Check its pods and their logs.',
  },
  serverDown: {
    threshold: ({ replicas }) => replicas,
    unit: 'servers',
    when: ({ replicas }) => replicas > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'jetstream_server_total_streams')}) < ${at.threshold}`,
    summary: 'NATS %name has {{ $value }} of %threshold servers.',
    description: 'Streams work as long as a majority is available. Check the missing pod.',
  },
  unhealthy: {
    for: '5m',
    severity: 'critical',
    expr: (at) => `${series(at, 'gnatsd_healthz_status')} > 0`,
    summary: 'Server {{ $labels.pod }} of NATS %name reports that it is unhealthy.',
    description:
      'One of its streams or consumers has no leader or has not caught up: run nats server report jetstream.',
  },
  storage: {
    threshold: 'alertVolumeFull',
    unit: 'percent of the file store',
    for: '10m',
    severity: 'critical',
    expr: (at) =>
      `${series(at, 'jetstream_server_total_message_bytes')} / (${series(at, 'jetstream_server_max_storage')} > 0) * 100 > ${at.threshold}`,
    summary: 'JetStream of {{ $labels.pod }} has used {{ $value | humanize }}% of its storage.',
    description: 'At 100% it rejects messages. Set limits on the streams, or enlarge the volume.',
  },
  unprocessed: {
    threshold: 'alertUnprocessed',
    unit: 'messages',
    for: '15m',
    severity: 'warning',
    expr: (at) =>
      `max by (namespace, stream_name, consumer_name) (${series(at, 'jetstream_consumer_num_pending')}) > ${at.threshold}`,
    summary:
      '{{ $value | humanize }} messages are waiting for {{ $labels.consumer_name }} of stream {{ $labels.stream_name }}.',
    description:
      'The consumer has stopped or cannot keep up. Check its pods before the limits of the stream drop messages.',
  },
  slowConsumer: {
    for: '0m',
    severity: 'warning',
    expr: (at) => `delta(${series(at, 'gnatsd_varz_slow_consumers')}[10m]) > 0`,
    summary: 'NATS %name has disconnected a slow consumer.',
    description:
      'Messages sent to it without JetStream are lost. Check the clients of {{ $labels.pod }}: nats server report connections.',
  },
});

/** NATS Streaming with a prometheus-nats-exporter sidecar (`-channelz -serverz`; its names, `collector/streaming.go`). */
export const STREAMING_ALERTS = alertTable<object>('NatsStreaming')({
  down: {
    for: '2m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'nss_server_info')})`,
    summary: 'NATS Streaming %name does not respond.',
    description:
      'Nothing is published or delivered. Check its pod and its logs; recovering channels from the volume takes a while.',
  },
  stalled: {
    for: '10m',
    severity: 'warning',
    expr: (at) => `${series(at, 'nss_chan_subs_pending_count')} >= ${series(at, 'nss_chan_subs_max_inflight')} > 0`,
    summary: 'A subscriber of channel {{ $labels.channel }} acknowledges nothing.',
    description:
      'Client {{ $labels.client_id }} has reached its limit of unacknowledged messages and gets no more. It is hung or gone.',
  },
  unprocessed: {
    threshold: 'alertUnprocessed',
    unit: 'messages',
    for: '15m',
    severity: 'warning',
    expr: (at) =>
      `max by (namespace, channel) (${series(at, 'nss_chan_last_seq')}) - on (namespace, channel) group_right max by (namespace, channel, client_id, queue_name) (${series(at, 'nss_chan_subs_last_sent')}) > ${at.threshold}`,
    summary:
      '{{ $value | humanize }} messages of channel {{ $labels.channel }} are waiting for {{ $labels.client_id }}.',
    description:
      'The subscriber has stopped or cannot keep up. Check its pods before the limits of the channel drop messages.',
  },
});
