/** What runs in a shell before a server or a sentinel takes its place: who the master is, and what a sentinel still knows. */
import { headlessOf } from '../stateful/replicas';
import { REDIS_PORT } from './flavours';

export const SENTINEL_PORT = 26379;

/** On the volume of the replica, so that both containers of the pod see it. */
const STATE_DIRECTORY = '/data/sentinel';
const STATE = `${STATE_DIRECTORY}/sentinel.conf`;

/**
 * Sets `self` and `master`. The other sentinels know best; then the one of this pod, which may have slept through a failover;
 * then what it wrote down before all of them stopped. At the very first start it is the replica with ordinal 0.
 */
export function findMaster(name: string, hosts: readonly string[]): readonly string[] {
  return [
    'set -eu',
    `self="$POD_NAME.${headlessOf(name)}"`,
    `nodes="${hosts.join(' ')}"`,
    `known() { case " $nodes " in *" $1 "*) [ -n "$1" ] ;; *) false ;; esac; }`,
    `ask() { REDISCLI_AUTH="$SENTINEL_PASSWORD" timeout 2 redis-cli --raw -h "$1" -p ${SENTINEL_PORT} sentinel get-master-addr-by-name ${name} 2>/dev/null | head -n 1; }`,
    `master=""`,
    'for node in $(printf "%s\\n" $nodes | grep -vxF "$self") "$self"; do',
    '  known "$master" || master="$(ask "$node" || true)"',
    'done',
    `known "$master" || master="$(sed -n "s/^sentinel monitor ${name} \\([^ ]*\\) .*/\\1/p" ${STATE} 2>/dev/null || true)"`,
    `known "$master" || master="${hosts[0] ?? ''}"`,
  ];
}

export interface SentinelFigures {
  readonly quorum: number;
  /** Milliseconds. */
  readonly downAfter: number;
  readonly failoverTimeout: number;
}

/** What a sentinel writes into its configuration of what it has seen; everything else is written anew at each start. */
const KEPT = 'myid|current-epoch|config-epoch|leader-epoch|known-replica|known-sentinel';

export function sentinelScript(
  name: string,
  hosts: readonly string[],
  { quorum, downAfter, failoverTimeout }: SentinelFigures,
): string {
  return [
    ...findMaster(name, hosts),
    'umask 077',
    `mkdir -p ${STATE_DIRECTORY}`,
    `kept="$(grep -E '^sentinel (${KEPT}) ' ${STATE} 2>/dev/null | grep -vF "known-replica ${name} $master " || true)"`,
    `cat > ${STATE}.new <<END`,
    `port ${SENTINEL_PORT}`,
    'sentinel resolve-hostnames yes',
    'sentinel announce-hostnames yes',
    'sentinel announce-ip $self',
    `sentinel announce-port ${SENTINEL_PORT}`,
    'requirepass "$SENTINEL_PASSWORD"',
    'sentinel sentinel-pass "$SENTINEL_PASSWORD"',
    `sentinel monitor ${name} $master ${REDIS_PORT} ${quorum}`,
    `sentinel auth-pass ${name} "$REDIS_PASSWORD"`,
    `sentinel down-after-milliseconds ${name} ${downAfter}`,
    `sentinel failover-timeout ${name} ${failoverTimeout}`,
    `sentinel parallel-syncs ${name} 1`,
    'sentinel deny-scripts-reconfig yes',
    '$kept',
    'END',
    `mv ${STATE}.new ${STATE}`,
    `exec redis-server ${STATE} --sentinel`,
  ].join('\n');
}
