/** Names of variables that people take for each other. */

/** Endings with the same meaning, each with the word that distinguishes it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  EXPIRES_IN: 'EXPIRY',
  EXPIRATION: 'EXPIRY',
  EXPIRATION_TIME: 'EXPIRY',
  EXPIRY: 'EXPIRY',
  URI: 'URL',
  URL: 'URL',
  HOSTNAME: 'HOST',
  HOST: 'HOST',
  USERNAME: 'USER',
  USER: 'USER',
  PASSWORD: 'PASS',
  PASSWD: 'PASS',
  PASS: 'PASS',
  PWD: 'PASS',
};

const PREFIXES: Readonly<Record<string, string>> = { DB: 'DATABASE', DATABASE: 'DATABASE' };

/** `DATABASE_URL` and `DB_URI` come to the same. */
export function canonicalName(name: string): string {
  const words = name.toUpperCase().split('_');
  const first = PREFIXES[words[0]!];
  if (first !== undefined) words[0] = first;
  for (const length of [2, 1]) {
    const ending = SYNONYMS[words.slice(-length).join('_')];
    if (ending !== undefined && words.length > length) return [...words.slice(0, -length), ending].join('_');
  }
  return words.join('_');
}
