/** Why YAML is broken, in our words. */

/** The reason and the repair, for each code of the `yaml` package. */
export function reasonOf(code: string, character: string): readonly [reason: string, fix: string] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['a tab stands where spaces are needed', 'Indent with spaces.'];
    case 'BAD_INDENT':
      return ['the indentation does not fit the lines above', 'Align the line with its neighbours.'];
    case 'MISSING_CHAR':
      return ['a closing quote, bracket, colon or comma is missing', 'Look at this place and the line before it.'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['two colons in one line', 'Quote the value when its colon belongs to it.'];
    case 'BAD_SCALAR_START':
      return [`a value cannot begin with ${character}`, 'Quote the value.'];
    case 'BAD_DQ_ESCAPE':
      return ['an escape in double quotes that YAML does not know', 'Write the backslash twice, or use single quotes.'];
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return ['a key without a colon in the same line', 'Write `key: value`.'];
    case 'BAD_ALIAS':
      return ['an alias that names no anchor', 'Quote the value when the * belongs to it.'];
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return ['a tag (!…) that means nothing here', 'Quote the value when the ! belongs to it.'];
    case 'RESOURCE_EXHAUSTION':
      return ['it is nested too deeply to be read', 'Nothing here needs more than a few levels.'];
    default:
      return ['something stands here that does not fit the lines above', 'Look at this place and the line before it.'];
  }
}
