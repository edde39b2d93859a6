/** Alerts of constructs whose props still vary throughout. Goes with the last of them. */
import type { Normal } from '../../model/fields';
import { Varying } from '../../model/varying';
import { buildFrom } from '../engine/bridge';
import type { Facts } from '../engine/facts';
import type { Identity } from '../identity';
import { inEnvironment } from '../per-environment';
import { addAlerts } from './add-alerts';
import { alertsOf, type Alerts, type AlertSet, type AlertTable } from './alert';

/** `alertsOf` in each environment. @param facts may vary */
export function alertsFrom<F extends object>(
  { platform }: Pick<Identity, 'platform'>,
  table: AlertTable<F>,
  facts: { readonly [K in keyof F]: unknown },
): Varying<AlertSet> {
  const { environments } = platform;
  const sets = environments.names.map((_, index) => alertsOf(table, inEnvironment(facts, index) as F));
  return new Varying(environments, sets);
}

/** `addAlerts` in each environment. */
export function addAlertsFrom(
  identity: Identity,
  given: Normal<Alerts<string>> | undefined,
  sets: readonly Varying<AlertSet>[],
  shared: (facts: Facts) => readonly AlertSet[],
): void {
  buildFrom<{ given: Alerts<string> | undefined; sets: readonly AlertSet[] }, void>(
    identity,
    { given, sets },
    (subject, own) => addAlerts(subject, own.given, [...own.sets, ...shared(subject.facts)]),
  );
}
