import type { Normal } from '../../model/fields';
import { combine } from '../../model/varying';
import type { Varying } from '../../model/varying';
import type { Identity } from '../identity';
import type { AlertSet } from '../observability/alert';
import { alertsFrom } from '../observability/bridge';
import { REDIS_ALERTS } from '../observability/stores/redis';
import { or } from '../per-environment';
import type { RedisProps } from './redis-props';

/** Without `persistence` it evicts unless it is told not to, with it the other way round. */
export function redisAlerts(
  redis: Identity,
  {
    eviction,
    persistence,
    replicas,
    sentinel,
  }: Normal<Pick<RedisProps, 'eviction' | 'persistence' | 'replicas' | 'sentinel'>>,
): Varying<AlertSet> {
  const persistent = persistence !== undefined;
  return alertsFrom(redis, REDIS_ALERTS, {
    replicas: or(replicas, 1),
    replicates: sentinel !== undefined,
    evicts: combine({ eviction }, (own) => (own.eviction === undefined ? !persistent : own.eviction !== 'noeviction')),
    persistent,
  });
}
