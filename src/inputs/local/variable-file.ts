/** `.env` files: which files are some, and what they say. */
import { posix } from 'node:path';
import type { Finding } from '../../model/finding';
import type { LocalVariable, VariableFile } from '../../model/local-setup';
import { parseEnvFile } from '../env-file';

const EXAMPLE = /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?)(?:[._-]|$)/i;

/** `.env`, `.env.prod`, `prod.env`, `env.example`; not `env.sh` nor `env.ts`. */
export function isVariableFile(name: string): boolean {
  return (
    /^\.env(?:[._-][\w.-]+)?$/i.test(name) ||
    /^[\w.-]+\.env(?:\.(?:example|sample|template|dist))?$/i.test(name) ||
    /^env[._-](?:example|sample|template|dist|local|dev|development|test|testing|stage|staging|prod|production)$/i.test(
      name,
    )
  );
}

/** @param file as findings name it */
export function readVariableFile(
  file: string,
  text: string,
): { readonly content: VariableFile; readonly findings: readonly Finding[] } {
  const { values, lines, findings } = parseEnvFile(text, file, 'LS840');
  const variables = new Map(
    [...lines].map(([name, line]): readonly [string, LocalVariable] => {
      const value = values.get(name);
      return [name, { place: `${file}:${line}`, ...(value !== undefined && { value, literal: value }) }];
    }),
  );
  return { content: { file, example: EXAMPLE.test(posix.basename(file)), variables }, findings };
}
