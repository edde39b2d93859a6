/**
 * The label that distinguishes the pods of the serving version from those of the new one. Flagger rewrites the label that it
 * selects by (`selectorLabels`); this one is nothing else's, so that policies, budgets and monitors are those of both.
 */
export const TRACK = 'lockstep.dev/track';
