/** Codes LS2: templates and wire names. */
import { error, type CodesOf } from './entry';

export const TEMPLATE_CODES = {
  LS201: error('unrepresentable-value')`
    value that a manifest cannot represent
    The value would be lost or changed on its way to the cluster.`,
  LS202: error('custom-rendering')`
    object with its own toJson
    Lockstep cannot trace varying values through a custom rendering, and would lose them.`,
  LS203: error('patch-not-applicable')`
    patch or override that does not apply
    The patch or override targets a field or object that does not exist, so the intended change is not made.`,
  LS204: error('ineffective-deviation')`
    deviation without effect
    The reason for the deviation may no longer apply.`,
  LS205: error('object-outside-platform')`
    object outside of every Platform
    Without a Platform there is no environment to write it for.`,
  LS206: error('object-name-conflict')`
    two constructs create the same object
    The second would overwrite the first in the cluster.`,
  LS207: error('validation-failed')`
    construct validation failed
    The construct's own validation (\`node.addValidation\`) reports an error.`,
  LS211: error('foreign-output-folder')`
    output directory with other files
    The synth replaces the entire output directory, so files that it did not write would be deleted.`,
  LS212: error('conflicting-output-folders')`
    App.outdir differs from the output of cdk8s.yaml
    The cdk8s command would list an empty directory, because the manifests are in another one.`,
} satisfies CodesOf<2>;
