/** Codes LS9: the command line. */
import type { CodesOf } from './entry';

export const COMMAND_CODES = {
  LS901: {
    slug: 'invalid-usage',
    title: 'invalid command line',
    severity: 'error',
    why: 'The command line does not say what to do.',
  },
  LS902: {
    slug: 'secret-argument',
    title: 'secret value on the command line',
    severity: 'error',
    why: 'It stays in the shell history and is visible in the process list.',
  },
  LS903: {
    slug: 'unknown-namespace',
    title: 'namespace unknown',
    severity: 'error',
    why: 'A value is sealed for one namespace; if the guess is wrong, it cannot be unsealed.',
  },
  LS904: {
    slug: 'unknown-environment',
    title: 'unknown platform or environment',
    severity: 'error',
    why: 'Nothing reads a value under a mistyped name.',
  },
  LS905: {
    slug: 'invalid-secret-name',
    title: 'invalid name of a Secret or key',
    severity: 'error',
    why: 'Kubernetes rejects objects and keys with such a name.',
  },
  LS906: {
    slug: 'empty-value',
    title: 'empty secret value',
    severity: 'error',
    why: 'An empty credential leaves the door open, or fails far from here.',
  },
  LS907: {
    slug: 'unusable-value',
    title: 'unusable secret value',
    severity: 'error',
    why: 'Kubernetes rejects the Secret, or nothing can use it.',
  },
  LS908: {
    slug: 'shared-value',
    title: 'same secret value in two environments',
    severity: 'error',
    why: 'Anyone who obtains the credential of one environment has that of the other.',
  },
  LS909: {
    slug: 'conflicts-with-existing-secret',
    title: 'conflict with the existing secret',
    severity: 'error',
    why: 'A secret has one name, namespace, scope and type: its other keys could no longer be unsealed.',
  },
  LS910: {
    slug: 'invalid-env-file',
    title: 'invalid .env file',
    severity: 'error',
    why: 'A value would be sealed differently than intended.',
  },
  LS911: {
    slug: 'file-access',
    title: 'file cannot be read or written',
    severity: 'error',
    why: 'Nothing was changed.',
  },
  LS912: {
    slug: 'nothing-to-promote',
    title: 'nothing to promote',
    severity: 'error',
    why: 'There is no pin that could be copied.',
  },
  LS913: {
    slug: 'no-app',
    title: 'no app to run',
    severity: 'error',
    why: 'The command runs the app that cdk8s.yaml names.',
  },
  LS914: {
    slug: 'app-failed',
    title: 'app failed before synth',
    severity: 'error',
    why: 'The output of the source is unknown, so nothing can be compared.',
  },
  LS929: {
    slug: 'internal-error',
    title: 'internal error of Lockstep',
    severity: 'error',
    why: "An assumption in Lockstep's own code did not hold; please report it.",
  },
} as const satisfies CodesOf<9>;
