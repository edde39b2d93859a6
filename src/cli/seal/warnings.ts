/** What `lockstep seal` says about values that it takes all the same. A value is never shown, not even a part of it. */
import type { ValueOptions, Values } from './values';

/** RFC 3986, section 2.3: characters that stand for themselves everywhere in a URL. */
const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

/**
 * Warnings, a line each.
 * @param options where the values came from
 */
export function warningsFor(values: readonly Values[], options: ValueOptions): readonly string[] {
  const warnings = new Set<string>();
  for (const [key, value] of values.flatMap((map) => [...map])) {
    if (
      /passw(?:or)?d|passphrase/i.test(key) &&
      options.generate !== true &&
      !UNRESERVED.test(value.toString('utf8'))
    ) {
      warnings.add(
        `warning: "${key}" holds characters that break a URL, such as the one of a database, into which it is put as it is. ` +
          'Better take letters, digits, "-", ".", "_" and "~" only, or --generate. ' +
          'Where nothing but a URL reads it, percent-encode it: "@" is %40, "/" is %2F, ":" is %3A, "#" is %23, "%" is %25.',
      );
    }
    if (key === 'username' && options.generate === true) {
      warnings.add(
        'warning: "username" was generated, and names nobody that exists. ' +
          'For a login of a database, whose role has a name: --login <role> instead of key and --generate.',
      );
    }
  }
  return [...warnings];
}
