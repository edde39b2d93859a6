/**
 * The order in which Argo CD applies what a platform has: tiers, not calls, which may be cyclic. Each is a sync wave.
 * A wave is applied when everything of the wave before it is healthy.
 */
export const WAVES = {
  foundation: -10,
  firstAddOn: -9,
  addOn: -8,
  lastAddOn: -7,
  configuration: -5,
  data: -4,
  migration: -2,
  workload: 0,
  edge: 5,
  schedule: 10,
} as const;
export type Tier = keyof typeof WAVES;
