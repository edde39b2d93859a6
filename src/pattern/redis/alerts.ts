import type { Normal } from '../../model/fields';
import { combine } from '../../model/varying';
import { alertsOf, type AlertSet } from '../observability/add-alerts';
import { REDIS_ALERTS } from '../observability/stores/redis';
import { or } from '../per-environment';
import type { RedisProps } from './redis-props';

/** Without `persistence` it evicts unless it is told not to, with it the other way round. */
export function redisAlerts({
  eviction,
  persistence,
  replicas,
  sentinel,
}: Normal<Pick<RedisProps, 'eviction' | 'persistence' | 'replicas' | 'sentinel'>>): AlertSet {
  const persistent = persistence !== undefined;
  return alertsOf(REDIS_ALERTS, {
    replicas: or(replicas, 1),
    replicates: sentinel !== undefined,
    evicts: combine({ eviction }, (own) => (own.eviction === undefined ? !persistent : own.eviction !== 'noeviction')),
    persistent,
  });
}
