/** Why YAML is broken, in our words. */
import { phrase, type Phrase } from '../model/phrase';

const CONTINUED = 'Check this position and the line before it.';
const NO_COLON = ['a key without a colon on the same line', 'Use the form `key: value`.'] as const;
const UNKNOWN_TAG = ['an unknown tag (!…)', 'Quote the value if the ! is part of it.'] as const;

/** The reason and the fix, by the codes of the `yaml` package. */
const REASONS: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  TAB_AS_INDENT: ['tab used for indentation', 'Indent with spaces.'],
  BAD_INDENT: ['the indentation does not match the lines above', 'Align the line with its neighbors.'],
  MISSING_CHAR: ['missing closing quote, bracket, colon or comma', CONTINUED],
  BLOCK_AS_IMPLICIT_KEY: ['two colons on one line', 'Quote the value if the colon is part of it.'],
  BAD_DQ_ESCAPE: ['unknown escape sequence in double quotes', 'Double the backslash, or use single quotes.'],
  MULTILINE_IMPLICIT_KEY: NO_COLON,
  KEY_OVER_1024_CHARS: NO_COLON,
  BAD_ALIAS: ['an alias without an anchor', 'Quote the value if the * is part of it.'],
  TAG_RESOLVE_FAILED: UNKNOWN_TAG,
  MULTIPLE_TAGS: UNKNOWN_TAG,
  RESOURCE_EXHAUSTION: ['it is nested too deeply to parse', 'Reduce the nesting to a few levels.'],
};
const UNEXPECTED = ['unexpected content after the lines above', CONTINUED] as const;

/** @param character at which the parser gave up */
export function invalidYaml(code: string, character = ''): { readonly message: Phrase; readonly fix: Phrase } {
  const [reason, fix] =
    code === 'BAD_SCALAR_START'
      ? [`a value cannot start with ${character}`, 'Quote the value.']
      : (REASONS[code] ?? UNEXPECTED);
  return { message: phrase`invalid YAML: ${{ reason }}`, fix: { text: fix, values: {} } };
}
