export type Severity = 'error' | 'warning';

export interface CodeEntry {
  /** Its name in English, in kebab case and unique; accepted wherever a code is. Permanent like the code. */
  readonly slug: string;
  /** What the code means, as a short headline. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters: what would happen in the cluster if it were let through. */
  readonly why: string;
}

/** Codes of one group, by the first digit of their number. The default title is the slug in words, the default severity `error`. */
export type CodesOf<Group extends number> = Readonly<
  Record<
    `LS${Group}${string}`,
    Pick<CodeEntry, 'slug' | 'why'> & { readonly title?: string; readonly severity?: 'warning' }
  >
>;

export function withDefaults<C extends string>(
  codes: CodesOf<number> & Readonly<Record<C, unknown>>,
): Readonly<Record<C, CodeEntry>> {
  return Object.fromEntries(
    Object.entries(codes).map(([code, entry]) => [
      code,
      { title: entry.slug.replaceAll('-', ' '), severity: 'error', ...entry },
    ]),
  ) as Record<C, CodeEntry>;
}
