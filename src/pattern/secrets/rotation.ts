/** How old values of secrets may become. `lockstep check` compares with the date; a synth never does. */
import { object, record, text, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';

const days = text('an age in days', '90d', (value) => /^[1-9]\d*d$/.test(value));

/** Ages in days, such as `90d`. Each may vary: production rotates sooner than development. */
export interface Rotation extends PropsOf<typeof rotationProps> {}
const rotationProps = {
  /** Maximum age of every secret that is not in `secrets`. Default: no limit. */
  default: days,
  /** Maximum age by name of the secret. */
  secrets: record(days, dnsLabel),
  /**
   * Maximum age of the sealing certificate; the controller creates a new key every 30 days. Default: until it expires.
   */
  certificate: days,
};

export const rotationShape = object<Rotation>(rotationProps);
