import { alertTable, type AlertScope } from '../alert';

/** Members of a replica set, each with a percona/mongodb_exporter sidecar (`--collector.diagnosticdata --collector.replicasetstatus`). */
export interface MongoFacts {
  readonly members: number;
}

/** Pods of the operator are `<name>-<ordinal>`. */
const series = ({ namespace, name }: AlertScope, metric: string, more = '') =>
  `${metric}{namespace="${namespace}",pod=~"${name}-[0-9]+"${more}}`;

export const MONGO_ALERTS = alertTable<MongoFacts>('Mongo')({
  down: {
    for: '2m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'mongodb_up')}) or max by (namespace) (${series(at, 'mongodb_up')}) == 0`,
    summary: 'No member of MongoDB %name responds.',
    description: 'Everything that depends on it fails. Check its pods and the logs of mongod and of the agent.',
  },
  memberDown: {
    threshold: ({ members }) => members,
    unit: 'members',
    when: ({ members }) => members > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'mongodb_up')} == 1) < ${at.threshold}`,
    summary: 'MongoDB %name has {{ $value }} of %threshold members.',
    description: 'It works as long as a majority is available. Check the missing pod.',
  },
  noPrimary: {
    for: '1m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'mongodb_rs_members_state', ',member_state="PRIMARY"')})`,
    summary: 'MongoDB %name has no primary.',
    description:
      'Every write fails. The members cannot form a majority: check the pods, then the network between them.',
  },
  replicationLag: {
    threshold: 'alertReplicationLag',
    unit: 'seconds',
    when: ({ members }) => members > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) =>
      `(max by (namespace) (${series(at, 'mongodb_rs_members_optimeDate', ',member_state="PRIMARY"')}) - ` +
      `min by (namespace) (${series(at, 'mongodb_rs_members_optimeDate', ',member_state="SECONDARY"')})) / 1000 > ${at.threshold}`,
    summary: 'A secondary of MongoDB %name lags {{ $value | humanizeDuration }} behind.',
    description: 'Writes that wait for a majority slow down. Usual causes: load, a slow disk, a slow network.',
  },
  connections: {
    threshold: 'alertConnections',
    unit: 'percent of connections',
    for: '5m',
    severity: 'warning',
    expr: (at) => {
      const connections = (type: string) =>
        `sum by (namespace, pod) (${series(at, 'mongodb_ss_connections', `,conn_type="${type}"`)})`;
      return `${connections('current')} / (${connections('current')} + ${connections('available')}) * 100 > ${at.threshold}`;
    },
    summary: 'MongoDB %name uses {{ $value | humanize }}% of its connections.',
    description: 'Pod {{ $labels.pod }}. It will soon reject connections. Check for oversized pools.',
  },
});
