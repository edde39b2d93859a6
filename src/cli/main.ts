#!/usr/bin/env node
/** The command `lockstep`. Every verb is one file in this directory and one line in `VERBS`. */
import { findingAbout, type Finding } from '../model/finding';
import { choose } from '../model/nearest';
import { Refusal, wrongUse, type ExitCode, type Terminal } from './terminal';
import type { Verb } from './verb';

interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  /** Loads the verb's file: only the verb that runs is loaded. */
  readonly load: () => Verb;
}

const VERBS: readonly VerbEntry[] = [
  {
    name: 'synth',
    summary: 'write the manifests of every environment',
    load: () => (require('./synth') as typeof import('./synth')).synth,
  },
  {
    name: 'check',
    summary: 'verify that the committed output matches the source and nothing has expired',
    load: () => (require('./check') as typeof import('./check')).check,
  },
  {
    name: 'audit',
    summary: 'inspect manifests that were not written with Lockstep',
    load: () => (require('./audit') as typeof import('./audit')).audit,
  },
  {
    name: 'seal',
    summary: 'seal a secret value for an environment',
    load: () => (require('./seal') as typeof import('./seal')).seal,
  },
  {
    name: 'promote',
    summary: 'copy image pins from one environment to another',
    load: () => (require('./promote') as typeof import('./promote')).promote,
  },
];

/** @param args what follows the name of the command */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const options: string[] = ['--help', ...(args[0]?.startsWith('-') === true ? ['--version'] : [])];
  try {
    const { Command } = require('commander') as typeof import('commander');
    const program = new Command('lockstep').description('One construct tree, every environment.');
    const output = { writeOut: (text: string) => terminal.out(text.trimEnd()), writeErr: () => {} };
    program
      .exitOverride()
      .configureOutput(output)
      .showSuggestionAfterError(false)
      .helpCommand('help [command]', 'show help for a command')
      .option('--version', 'print the version');
    for (const { name, summary, load } of VERBS) {
      const command = program
        .command(name)
        .description(summary)
        .exitOverride()
        .configureOutput(output)
        .showSuggestionAfterError(false);
      if (args.includes(name)) {
        load().configure(command, terminal, (code) => (exitCode = code));
        options.push(
          ...command.options.flatMap(({ long, hidden }) =>
            long === undefined || long === null || hidden ? [] : [long],
          ),
        );
      }
    }
    if (args[0] === '--version') {
      terminal.out((require('../../package.json') as { version: string }).version);
      return 0;
    }
    refuseUnknownVerb(args);
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, options, terminal);
  }
}

function refuseUnknownVerb([first]: readonly string[]): void {
  const names = [...VERBS.map(({ name }) => name), 'help'];
  if (first !== undefined && !first.startsWith('-') && !names.includes(first)) {
    throw wrongUse(`unknown command "${first}"`, choose(first, names));
  }
}

function report(error: unknown, options: readonly string[], terminal: Terminal): ExitCode {
  const { renderBriefly } = require('../emit/report') as typeof import('../emit/report');
  if (error instanceof Refusal) {
    for (const finding of error.findings) terminal.err(renderBriefly(finding));
    return error.exitCode;
  }
  if (isCommanderError(error)) {
    if (error.exitCode === 0 || error.code === 'commander.help') return 0;
    const message = error.message.replace(/^error: /, '').split('\n')[0]!;
    const option = /^unknown option '(--[^=']+)/.exec(message)?.[1];
    const fix =
      option === undefined ? 'Run the command with --help to see its arguments and options.' : choose(option, options);
    terminal.err(renderBriefly({ code: 'LS901', message, fix }));
    return 2;
  }
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const finding: Finding = findingAbout({ code: 'LS929' })`
    BUG: ${{ cause }}
    Please report this bug, including the command that you ran.`;
  terminal.err(renderBriefly(finding));
  return 3;
}

function isCommanderError(error: unknown): error is Error & { readonly code: string; readonly exitCode: number } {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('commander.');
}

function processTerminal(): Terminal {
  const { readFileSync } = require('node:fs') as typeof import('node:fs');
  return {
    cwd: process.cwd(),
    stdin: () => readFileSync(0),
    keyboard: process.stdin.isTTY === true,
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    now: () => new Date(),
    colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
    ...(process.stderr.isTTY === true && {
      progress: (text: string) => void process.stderr.write(`\r\u001b[2K${text}`),
    }),
  };
}

if (require.main === module) {
  void run(process.argv.slice(2), processTerminal()).then((code) => {
    process.exitCode = code;
  });
}
