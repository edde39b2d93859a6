/**
 * Every finding code there is. A code is permanent: it is never given to another meaning, and one that is no longer
 * reported stays in the list as `retired`. `docs/codes/` is generated from this table.
 *
 * LS1 the model and its values · LS2 templates and wire names · LS3 schema · LS4 references · LS5 secrets and images ·
 * LS6 availability and capacity · LS7 network and routes · LS8 differences between environments · LS9 command line
 */
export type Severity = 'error' | 'warning';

export interface CodeEntry {
  /** What the code means, as a short headline. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters: what would happen in the cluster if it were let through. */
  readonly why: string;
}

export const CODES = {
  LS101: { title: 'unknown prop', severity: 'error', why: 'A prop that nobody reads looks like configuration and does nothing.' },
  LS102: { title: 'invalid value of a prop', severity: 'error', why: 'The value would be refused by the API server, or mean something else than was written.' },
  LS103: { title: 'missing prop', severity: 'error', why: 'The construct cannot be built without it.' },
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof CODES;
