/** Why YAML is broken, in our words. */

/** The reason and the repair, for each code of the `yaml` package. */
export function reasonOf(code: string, character: string): readonly [reason: string, fix: string] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['tab used for indentation', 'Indent with spaces.'];
    case 'BAD_INDENT':
      return ['the indentation does not match the lines above', 'Align the line with its neighbors.'];
    case 'MISSING_CHAR':
      return ['missing closing quote, bracket, colon or comma', 'Check this position and the line before it.'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['two colons on one line', 'Quote the value if the colon is part of it.'];
    case 'BAD_SCALAR_START':
      return [`a value cannot start with ${character}`, 'Quote the value.'];
    case 'BAD_DQ_ESCAPE':
      return ['unknown escape sequence in double quotes', 'Double the backslash, or use single quotes.'];
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return ['a key without a colon on the same line', 'Use the form `key: value`.'];
    case 'BAD_ALIAS':
      return ['an alias without an anchor', 'Quote the value if the * is part of it.'];
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return ['an unknown tag (!…)', 'Quote the value if the ! is part of it.'];
    case 'RESOURCE_EXHAUSTION':
      return ['it is nested too deeply to parse', 'Reduce the nesting to a few levels.'];
    default:
      return ['unexpected content after the lines above', 'Check this position and the line before it.'];
  }
}
