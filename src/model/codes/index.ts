/**
 * Every finding code. Code and slug are permanent: once published, neither gets another meaning, and a code that is no longer reported
 * stays in the list as `retired`. `docs/codes/` is generated from this table.
 *
 * LS0 good practice · LS1 props of constructs · LS2 construct tree and output · LS3 schema · LS4 references · LS5 input files, secrets,
 * images, settings and permissions · LS6 availability, capacity and field values · LS7 network and monitoring · LS8 environments and
 * files · LS9 command line. The documentation groups codes by topic instead.
 */
import type { CodeEntry } from './entry';
import { AVAILABILITY_CODES } from './availability';
import { COMMAND_CODES } from './commands';
import { FILE_CODES } from './files';
import { NETWORK_CODES } from './network';
import { BEST_PRACTICE_CODES } from './best-practices';
import { PROPS_CODES } from './props';
import { REFERENCE_CODES } from './references';
import { SCHEMA_CODES } from './schema';
import { SECRET_CODES } from './secrets';
import { TEMPLATE_CODES } from './templates';

export type { Severity } from './entry';

/** Each group holds its own numbers alone, so none is given twice. */
export const CODES = {
  ...BEST_PRACTICE_CODES,
  ...PROPS_CODES,
  ...TEMPLATE_CODES,
  ...SCHEMA_CODES,
  ...REFERENCE_CODES,
  ...SECRET_CODES,
  ...AVAILABILITY_CODES,
  ...NETWORK_CODES,
  ...FILE_CODES,
  ...COMMAND_CODES,
};

export type Code = keyof typeof CODES;

const BY_SLUG: ReadonlyMap<string, Code> = new Map(
  Object.entries<CodeEntry>(CODES).map(([code, { slug }]) => [slug, code as Code]),
);

/** @param written a code (`LS008`) or its slug (`host-path`); `undefined` when it is neither */
export function codeOf(written: string): Code | undefined {
  return Object.hasOwn(CODES, written) ? (written as Code) : BY_SLUG.get(written);
}

/** Codes and slugs that a user may have meant. */
export function codesAndSlugs(): readonly string[] {
  return [...Object.keys(CODES), ...BY_SLUG.keys()];
}
