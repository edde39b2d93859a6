/** What a value looks like: a key of a known kind, a password in a URL, random letters; or a placeholder for one. */

import { phrase } from '../../model/phrase';

export const SECRET_ADVICE = phrase`Move it to a sealed Secret and read it with \`secretKeyRef\`. Rotate it, because it is in the history of the repository.`;

/** Formats that services give to their keys, so that leaks can be found. */
const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a Stripe key', /\b(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}/],
  ['a Stripe webhook secret', /\bwhsec_[0-9A-Za-z+/=]{16,}/],
  ['a GitHub token', /\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{22,})/],
  ['a GitLab token', /\bglpat-[0-9A-Za-z_-]{20,}/],
  ['a Slack token', /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T[0-9A-Z]{6,}\/B[0-9A-Z]{6,}\/[0-9A-Za-z]{16,}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}/],
  ['a SendGrid key', /\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}/],
  ['an npm token', /\bnpm_[0-9A-Za-z]{36}/],
  ['an OpenAI key', /\bsk-(?:proj-)?[0-9A-Za-z_-]{32,}/],
  ['a signed token', /\beyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}/],
];
const PASSWORD_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/$]{3,})@/i;
const SECRET_NAME =
  /(?:^|[_.-])(?:pass(?:word|wd|phrase)?|pwd|secret(?:_?key)?|token|api_?key|access_?key|account_?key|storage_?key|batch_?key|master_?key|shared_?key|subscription_?key|private_?key|signing_?key|encryption_?key|credentials?|jwt_?key|key_content|secret_key_base|client_?secret)$/i;
/** Names that end like one and are none. */
const NO_SECRET =
  /(?:file|path|name|header|field|prefix|url|uri|endpoint|public|algorithm|type|enabled|policy|length|rounds|ttl|expir)/i;
const PLACEHOLDER =
  /^(?:<[^>]*>|\$\{[^}]*\}|\{\{.*\}\}|x{3,}|\*{3,}|\.{3,}|todo|tbd|fixme|none|null|dummy|example|sample|placeholder|redacted|change[-_ ]?(?:me|this|it)?!*|replace[-_ ]?(?:me|this|with.*)?|your[-_ ].*|my[-_ ]?(?:secret|password|token)|insert[-_ ].*|.*[-_](?:change[-_]?me|replace[-_]?me|placeholder)|dev[-_]?(?:secret|password|key).*|(?:super[-_]?)?secret(?:[-_]?key)?|password\d*|passw0rd|admin|test|guest|123456\d*)$/i;

/** What kind of secret a value is, by its form; `undefined` where nothing says so. */
export function secretForm(value: string): string | undefined {
  const known = FORMATS.find(([, pattern]) => pattern.test(value));
  if (known !== undefined) return known[0];
  const password = PASSWORD_IN_URL.exec(value)?.[1];
  return password === undefined || isReference(password) ? undefined : 'a password in a URL';
}

/** What kind of secret a value is, by the name it has. A placeholder counts too: it is what runs. */
export function secretUnderName(name: string, value: string): string | undefined {
  const form = secretForm(value);
  if (form !== undefined) return form;
  if (
    (value.length < 4 && !isPlaceholder(value)) ||
    isReference(value) ||
    !SECRET_NAME.test(name) ||
    NO_SECRET.test(name)
  )
    return undefined;
  if (
    /^(true|false|yes|no|on|off|\d{1,5}|required|optional|disabled|enabled)$/i.test(value) ||
    /^\/[\w./-]+$/.test(value) ||
    /^https?:\/\/[^@]*$/.test(value)
  )
    return undefined;
  return isPlaceholder(value) ? 'a placeholder for a secret' : 'a secret, judging by its name';
}

/** Whether a value is a placeholder that should have been replaced. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value.trim());
}

function isReference(value: string): boolean {
  const own = value.replace(/\$\([^)]*\)|\$\{[^}]*\}/g, '');
  return (
    (own !== value && !/[A-Za-z0-9]{4}/.test(own)) ||
    /^\$[A-Za-z_]/.test(value) ||
    /^(?:vault|secretref|op|sops|ref\+\w+):/i.test(value)
  );
}

/** As much as may be shown: the name of a thing, never its value. */
export function shown(value: string): string {
  return isPlaceholder(value) ? `\`${value.trim().slice(0, 40)}\`` : `${value.length} characters`;
}
