/** How old values of secrets may become. `lockstep check` compares with the day; a synth never does. */
import { object, record, text, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { inEnvironment } from '../per-environment';

/** Ages in days, such as `90d`. Each may vary: production rotates sooner than development. */
export interface Rotation {
  /** Of every secret that `secrets` does not name. Default: no limit. */
  readonly default?: string;
  /** By name of the secret. */
  readonly secrets?: Record<string, string>;
  /** Of the sealing certificate, since the day it was made; the controller makes a new key every 30 days. Default: until it expires. */
  readonly certificate?: string;
}

const days: Shape = text('an age in days', '90d', (value) => /^[1-9]\d*d$/.test(value));

export const rotationShape: Shape = object<Rotation>({
  default: days,
  secrets: record(days, dnsLabel),
  certificate: days,
});

/** @param rotation `rotation` of a platform, accepted */
export function rotationOf(rotation: unknown, secret: string, index: number): string | undefined {
  const here = inEnvironment(rotation, index) as Rotation | undefined;
  return here?.secrets?.[secret] ?? here?.default;
}

/** Oldest that the sealing certificate may be, by environment. */
export function certificateAges(rotation: unknown, environments: readonly string[]): readonly (string | undefined)[] {
  return environments.map((_, index) => (inEnvironment(rotation, index) as Rotation | undefined)?.certificate);
}
