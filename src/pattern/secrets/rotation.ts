/** How old values of secrets may become. `lockstep check` compares with the date; a synth never does. */
import { object, record, text, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';

/** Ages in days, such as `90d`. Each may vary: production rotates sooner than development. */
export interface Rotation {
  /** Of every secret that `secrets` does not name. Default: no limit. */
  readonly default?: string;
  /** By name of the secret. */
  readonly secrets?: Record<string, string>;
  /** Of the sealing certificate, since it was made; the controller makes a new key every 30 days. Default: until it expires. */
  readonly certificate?: string;
}

const days: Shape = text('an age in days', '90d', (value) => /^[1-9]\d*d$/.test(value));

export const rotationShape: Shape = object<Rotation>({
  default: days,
  secrets: record(days, dnsLabel),
  certificate: days,
});
