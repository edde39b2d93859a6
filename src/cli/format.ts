/** The option `--format`, for every verb that reports findings. */
import type { Command } from 'commander';
import type { Finding } from '../model/finding';
import { choose } from '../model/nearest';
import { prefixInRepository } from './check/repository';
import { sarifReport } from './check/sarif';
import { wrongUse, type Terminal } from './terminal';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** A result in the formats in which verbs differ. */
export interface Rendering {
  readonly text: (colour: boolean) => string;
  readonly json: () => string;
  /** @param prefix path of the project in its repository, with `/` at the end */
  readonly github: (prefix: string) => string;
}

export function addFormatOption(command: Command): Command {
  return command.option('--format <format>', FORMATS.join(', '), 'text');
}

/** @throws Refusal for a format that there is not */
export function formatOf(text: string): Format {
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) throw wrongUse(`invalid --format "${text}"`, choose(text, FORMATS));
  return format;
}

export function rendered(
  result: { readonly findings: readonly Finding[]; readonly notes: readonly string[] },
  format: Format,
  rendering: Rendering,
  terminal: Pick<Terminal, 'cwd' | 'colour'>,
): string {
  switch (format) {
    case 'text':
      return rendering.text(terminal.colour === true);
    case 'json':
      return rendering.json();
    case 'sarif': {
      const { version } = require('../../package.json') as { version: string };
      return sarifReport(result, version, prefixInRepository(terminal.cwd));
    }
    case 'github':
      return rendering.github(prefixInRepository(terminal.cwd));
  }
}
