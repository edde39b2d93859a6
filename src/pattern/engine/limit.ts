import type { IConstruct } from 'constructs';
import { declarations } from '../../model/declarations';
import { Presence } from '../../model/presence';
import { UsageError } from '../../model/usage-error';

/**
 * Limits a construct of your own, and every object below it, to some environments; constructs of the pattern have the prop
 * `only` for it. Both the limit and its reason are shown in the matrix.
 * @throws UsageError for anything but the result of `only` from defineEnvironments
 * @example limit(new ApiObject(shop, 'report', { … }), only(['prod'], 'accounting reads production alone'));
 */
export function limit(construct: IConstruct, only: Presence): void {
  if (!(only instanceof Presence))
    throw new UsageError("`limit` takes what `only` returned: limit(construct, only(['prod'], 'reason')).");
  declarations(construct).presence = only;
}
