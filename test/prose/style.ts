/** The part of the style guide in CONTRIBUTING.md that patterns can check: wording that has a better one, and where it counts. */

type Place = 'page' | 'message' | 'comment';

interface Avoided {
  readonly pattern: RegExp;
  /** What to write instead. */
  readonly instead: string;
  /** Default: everywhere. */
  readonly only?: readonly Place[];
}

const AVOIDED: readonly Avoided[] = [
  { pattern: /(?<![$"])\btold\b(?!["=])/i, instead: 'reported, configured, distinguished' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix' },
  { pattern: /\bgravest\b/i, instead: 'most severe' },
  { pattern: /\bwhoever\b/i, instead: 'anyone who, or the actor' },
  { pattern: /\bbeside\b/i, instead: 'next to, in addition to' },
  { pattern: /\bsomebody\b/i, instead: 'someone' },
  { pattern: /\bha(?:s|ve) run out\b/i, instead: 'has expired' },
  { pattern: /\blies\b|\b(?:lie|lying) (?:in|at|on|below|there|outside)\b/i, instead: 'is in' },
  { pattern: /\bstands? (?:in|at|for|there|by itself)\b/i, instead: 'is in, represents' },
  { pattern: /\bfor want of\b/i, instead: 'because there is no' },
  { pattern: /\banswer(?:s|ed)? for\b/i, instead: 'owns, is responsible for' },
  { pattern: /\bwhat the source yields\b/i, instead: 'the output of the source' },
  { pattern: /(?<!\bthere )\bis no (?!longer\b|more\b)[a-z]/i, instead: 'is not a, invalid, unknown' },
  { pattern: /\d %/, instead: 'the number and % without a space' },
  { pattern: /\b(?:neighbour|behaviour|colour|favour|honour|licence)/i, instead: 'American spelling' },
  { pattern: /^\s*Give /m, instead: 'Set, Use, Add', only: ['message'] },
  { pattern: /^\s*Write it\b/m, instead: 'Use', only: ['message'] },
  { pattern: /\bleave it out\b/i, instead: 'Remove it, omit it', only: ['message'] },
  { pattern: /\b(?:is|are) to be\b/, instead: 'must be, will be', only: ['page', 'message'] },
];

/** Wording to replace, each with what to write instead. Code in the text, between backticks, does not count. */
export function objections(text: string, place: Place): readonly string[] {
  const prose = text.replace(/`[^`]*`/g, '`code`');
  return AVOIDED.filter(({ only = [place] }) => only.includes(place)).flatMap(({ pattern, instead }) => {
    const [found] = pattern.exec(prose) ?? [];
    return found === undefined ? [] : [`“${found}” → ${instead}`];
  });
}

/** The lines of a page without its examples: they are empty, so that line numbers stay. */
export function proseLines(page: string): readonly string[] {
  let fence: string | undefined;
  return page.split('\n').map((line) => {
    const [mark] = /^(?:```|~~~)/.exec(line.trim()) ?? [];
    if (fence === undefined && mark === undefined) return line;
    if (fence === undefined) fence = mark;
    else if (mark === fence) fence = undefined;
    return '';
  });
}
