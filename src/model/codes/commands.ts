/** Codes LS9: the command line. */
import type { CodesOf } from './entry';

export const COMMAND_CODES = {
  LS901: {
    slug: 'invalid-usage',
    title: 'invalid command line',
    why: 'The command cannot run with these arguments.',
  },
  LS902: {
    slug: 'secret-argument',
    title: 'secret value on the command line',
    why: 'The value stays in the shell history and is visible in the process list.',
  },
  LS903: {
    slug: 'unknown-namespace',
    title: 'namespace unknown',
    why: 'A value is sealed for one namespace; if the guess is wrong, it cannot be unsealed.',
  },
  LS904: {
    slug: 'unknown-environment',
    title: 'unknown platform or environment',
    why: 'Nothing reads a value under a mistyped name.',
  },
  LS905: {
    slug: 'invalid-secret-name',
    title: 'invalid name of a Secret or key',
    why: 'Kubernetes rejects objects and keys with such a name.',
  },
  LS906: {
    slug: 'empty-value',
    title: 'empty secret value',
    why: 'An empty credential may turn off authentication, or cause a failure elsewhere later.',
  },
  LS907: {
    slug: 'unusable-value',
    title: 'unusable secret value',
    why: 'Kubernetes rejects the Secret, or nothing can use it.',
  },
  LS908: {
    slug: 'shared-value',
    title: 'same secret value in two environments',
    why: 'Anyone who obtains the credential of one environment also has that of the other.',
  },
  LS909: {
    slug: 'conflicts-with-existing-secret',
    title: 'conflict with the existing secret',
    why: 'A secret has one name, namespace, scope and type: its other keys could no longer be unsealed.',
  },
  LS910: {
    slug: 'invalid-env-file',
    title: 'invalid .env file',
    why: 'A value that is parsed differently than intended would be sealed.',
  },
  LS911: {
    slug: 'file-access',
    title: 'file cannot be read or written',
    why: 'The command cannot continue, and has changed nothing.',
  },
  LS912: {
    slug: 'nothing-to-promote',
    why: 'There is no pin to copy.',
  },
  LS913: {
    slug: 'no-app',
    title: 'no app to run',
    why: 'The command runs the app that is configured in cdk8s.yaml.',
  },
  LS914: {
    slug: 'app-failed',
    title: 'app failed before synth',
    why: 'The output of the source is unknown, so nothing can be compared.',
  },
  LS929: {
    slug: 'internal-error',
    title: 'internal error of Lockstep',
    why: "An assumption in Lockstep's own code did not hold; please report it.",
  },
} as const satisfies CodesOf<9>;
