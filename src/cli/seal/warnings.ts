/** What `lockstep seal` says about values that it takes all the same. A value is never shown, not even a part of it. */
import type { ValueOptions, Values } from './values';

/** RFC 3986, section 2.3: characters that need no escaping anywhere in a URL. */
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
        `warning: "${key}" contains characters that break a URL, such as a database URL, into which it is inserted unescaped. ` +
          'Use only letters, digits, "-", ".", "_" and "~", or --generate. ' +
          'If it is used only in URLs, percent-encode it: "@" is %40, "/" is %2F, ":" is %3A, "#" is %23, "%" is %25.',
      );
    }
    if (key === 'username' && options.generate === true) {
      warnings.add(
        'warning: "username" was generated, so no such user exists. ' +
          'For a database login, use --login <role> instead of a key and --generate.',
      );
    }
  }
  return [...warnings];
}
