/** Codes LS9: the command line. */
import { error, type CodesOf } from './entry';

export const COMMAND_CODES = {
  LS901: error('invalid-usage')`
    invalid command line
    The command cannot run with these arguments.`,
  LS902: error('secret-argument')`
    secret value on the command line
    The value stays in the shell history and is visible in the process list.`,
  LS903: error('unknown-namespace')`
    unknown namespace
    A value is sealed for one namespace; if the guess is wrong, it cannot be unsealed.`,
  LS904: error('unknown-environment')`
    unknown platform or environment
    Nothing reads a value under a mistyped name.`,
  LS905: error('invalid-secret-name')`
    invalid name of a Secret or key
    Kubernetes rejects objects and keys with such a name.`,
  LS906: error('empty-value')`
    empty secret value
    An empty credential may turn off authentication, or cause a failure elsewhere later.`,
  LS907: error('unusable-value')`
    unusable secret value
    Kubernetes rejects the Secret, or nothing can use it.`,
  LS908: error('shared-value')`
    same secret value in two environments
    Anyone who obtains the credential of one environment also has that of the other.`,
  LS909: error('conflicts-with-existing-secret')`
    conflict with the existing secret
    A secret has one name, namespace, scope and type: its other keys could no longer be unsealed.`,
  LS910: error('invalid-env-file')`
    invalid .env file
    A value that is parsed differently than intended would be sealed.`,
  LS911: error('file-access')`
    file cannot be read or written
    The command cannot continue, and has changed nothing.`,
  LS912: error('nothing-to-promote')`
    There is no pin to copy.`,
  LS913: error('no-app')`
    no app to run
    The command runs the app that is configured in cdk8s.yaml.`,
  LS914: error('app-failed')`
    app failed before synth
    The output of the source is unknown, so nothing can be compared.`,
  LS929: error('internal-error')`
    internal error of Lockstep
    An assumption in Lockstep's own code did not hold; please report it.`,
} satisfies CodesOf<9>;
