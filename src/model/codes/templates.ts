/** Codes LS2: templates and wire names. */
import type { CodesOf } from './entry';

export const TEMPLATE_CODES = {
  LS201: {
    title: 'value that a manifest cannot hold',
    severity: 'error',
    why: 'It would be lost or changed on the way to the cluster.',
  },
  LS202: {
    title: 'object that renders itself',
    severity: 'error',
    why: 'Lockstep cannot follow a rendering of its own to where values come out, and would lose what varies.',
  },
  LS203: {
    title: 'patch or override that does not apply',
    severity: 'error',
    why: 'It was written for a field that is not there, so what it should ensure is not ensured.',
  },
  LS204: {
    title: 'deviation without effect',
    severity: 'error',
    why: 'A deviation that changes nothing hides that its reason is gone.',
  },
  LS205: {
    title: 'object outside of every platform',
    severity: 'error',
    why: 'Without a platform there is no environment to write it for.',
  },
  LS206: {
    title: 'two objects with one name',
    severity: 'error',
    why: 'The second would overwrite the first in the cluster.',
  },
  LS207: {
    title: 'refused by a construct',
    severity: 'error',
    why: 'The construct checks itself (`node.addValidation`) and says that it is wrong.',
  },
  LS211: {
    title: 'output folder that is not ours',
    severity: 'error',
    why: 'Everything in the output folder is replaced: somebody else’s files would be removed.',
  },
  LS212: {
    title: 'two output folders',
    severity: 'error',
    why: 'The command would list an empty folder while the manifests lie in another.',
  },
} as const satisfies CodesOf<2>;
