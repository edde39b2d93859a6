/** Codes LS2: templates and wire names. */
import type { CodesOf } from './entry';

export const TEMPLATE_CODES = {
  LS201: {
    slug: 'unrepresentable-value',
    title: 'value that a manifest cannot represent',
    why: 'The value would be lost or changed on its way to the cluster.',
  },
  LS202: {
    slug: 'custom-rendering',
    title: 'object with its own toJson',
    why: 'Lockstep cannot trace varying values through a custom rendering, and would lose them.',
  },
  LS203: {
    slug: 'patch-not-applicable',
    title: 'patch or override that does not apply',
    why: 'The patch or override targets a field or object that does not exist, so the intended change is not made.',
  },
  LS204: {
    slug: 'ineffective-deviation',
    title: 'deviation without effect',
    why: 'The reason for the deviation may no longer apply.',
  },
  LS205: {
    slug: 'object-outside-platform',
    title: 'object outside of every Platform',
    why: 'Without a Platform there is no environment to write it for.',
  },
  LS206: {
    slug: 'object-name-conflict',
    title: 'two constructs create the same object',
    why: 'The second would overwrite the first in the cluster.',
  },
  LS207: {
    slug: 'validation-failed',
    title: 'construct validation failed',
    why: "The construct's own validation (`node.addValidation`) reports an error.",
  },
  LS211: {
    slug: 'foreign-output-folder',
    title: 'output directory with other files',
    why: 'The synth replaces the entire output directory, so files that it did not write would be deleted.',
  },
  LS212: {
    slug: 'conflicting-output-folders',
    title: 'App.outdir differs from the output of cdk8s.yaml',
    why: 'The cdk8s command would list an empty directory, because the manifests are in another one.',
  },
} as const satisfies CodesOf<2>;
