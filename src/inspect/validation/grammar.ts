/** The small grammars of Kubernetes names. Each takes a text and says what is wrong with it, or `undefined`. */
export type Grammar = (written: string) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

function limited(written: string, length: number, pattern: RegExp, form: string): string | undefined {
  if (written.length > length) return `has ${written.length} characters; the limit is ${length}`;
  return pattern.test(written) ? undefined : form;
}

/** RFC 1123 label. */
export const dnsLabel: Grammar = (written) =>
  limited(
    written,
    63,
    LABEL,
    'must consist of lowercase letters, digits and `-`, and start and end with a letter or digit',
  );

/** RFC 1035 label, as names of Services are. */
export const dnsLabel1035: Grammar = (written) =>
  limited(
    written,
    63,
    LABEL_1035,
    'must consist of lowercase letters, digits and `-`, start with a letter and not end with `-`',
  );

/** RFC 1123 subdomain. @param length at most 253 */
export const dnsSubdomain =
  (length = 253): Grammar =>
  (written) =>
    limited(
      written,
      length,
      SUBDOMAIN,
      'must consist of lowercase letters, digits, `-` and `.`, and each part must start and end with a letter or digit',
    );

/** Names of RBAC objects: whatever fits into one segment of a URL path. */
export const pathSegment: Grammar = (written) =>
  written === '' || written === '.' || written === '..' || /[/%]/.test(written)
    ? 'must not be empty, `.` or `..`, and must not contain `/` or `%`'
    : undefined;

/** Key of a label or annotation: an optional prefix, a slash, and a name of at most 63 characters. */
export const qualifiedName: Grammar = (written) => {
  const slash = written.indexOf('/');
  const name = written.slice(slash + 1);
  if (slash >= 0) {
    const prefix = dnsSubdomain()(written.slice(0, slash));
    if (prefix !== undefined) return `its prefix ${prefix}`;
  }
  if (name === '') return 'has no name';
  return limited(
    name,
    63,
    LABEL_VALUE,
    'must consist of letters, digits, `-`, `_` and `.`, and start and end with a letter or digit',
  );
};

export const labelValue: Grammar = (written) =>
  limited(
    written,
    63,
    LABEL_VALUE,
    'must consist of letters, digits, `-`, `_` and `.`, and start and end with a letter or digit',
  );

/** Name of a container port (IANA service name). */
export const portName: Grammar = (written) => {
  if (written.length > 15) return `has ${written.length} characters; the limit is 15`;
  if (!/[a-z]/.test(written)) return 'must contain a letter';
  return LABEL.test(written) && !written.includes('--')
    ? undefined
    : 'must consist of lowercase letters, digits and single `-`';
};

/** Name of an environment variable. */
export const variableName: Grammar = (written) =>
  /^[-._A-Za-z][-._A-Za-z0-9]*$/.test(written) && written !== '.' && !written.startsWith('..')
    ? undefined
    : 'must consist of letters, digits, `_`, `-` and `.`, and not start with a digit';

/** Key of a ConfigMap or Secret. */
export const dataKey: Grammar = (written) => {
  if (written.length > 253) return `has ${written.length} characters; the limit is 253`;
  return /^[-._A-Za-z0-9]+$/.test(written) && written !== '.' && !written.startsWith('..')
    ? undefined
    : 'must consist of letters, digits, `-`, `_` and `.`, and not start with `..`';
};

/** Host of a route: a DNS name in lower case, without scheme, port or path; `*.` only as the first part. */
export const hostName: Grammar = (written) => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) return 'must be a name without a scheme';
  if (/^\d+(\.\d+){3}$/.test(written)) return 'must be a name, not an IP address';
  if (/:\d+$/.test(written)) return 'must be a name without a port';
  const name = written.startsWith('*.') ? written.slice(2) : written;
  const long = name.split('.').find((part) => part.length > 63);
  return long === undefined ? dnsSubdomain()(name) : `has a part of ${long.length} characters; the limit is 63`;
};
