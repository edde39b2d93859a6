export type Severity = 'error' | 'warning';

export interface CodeEntry<Slug extends string = string> {
  /** Its name in English, in kebab case and unique; accepted wherever a code is. Permanent like the code. */
  readonly slug: Slug;
  /** What the code means, as a short headline. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters: what would happen in the cluster if it were let through. */
  readonly why: string;
}

/** Codes of one group, by the first digit of their number. */
export type CodesOf<Group extends number> = Readonly<Record<`LS${Group}${string}`, CodeEntry>>;

/** The title, by default the slug in words, and on the line below why it matters. */
type TitleAndWhy<Slug extends string> = (text: readonly string[]) => CodeEntry<Slug>;

export function error<const Slug extends string>(slug: Slug): TitleAndWhy<Slug> {
  return entry(slug, 'error');
}

export function warning<const Slug extends string>(slug: Slug): TitleAndWhy<Slug> {
  return entry(slug, 'warning');
}

function entry<Slug extends string>(slug: Slug, severity: Severity): TitleAndWhy<Slug> {
  return ([text = '']) => {
    const lines = text.trim().split(/\n */);
    const why = lines.pop()!;
    return { slug, title: lines[0] ?? slug.replaceAll('-', ' '), severity, why };
  };
}
