/** Codes LS5: inputs, secrets, images, settings and permissions. */
import type { CodesOf } from './entry';

export const SECRET_CODES = {
  LS501: { title: 'input file missing', severity: 'error', why: 'Nothing pins the images that pods would run.' },
  LS502: { title: 'broken YAML in an input file', severity: 'error', why: 'What cannot be read would be left out.' },
  LS503: {
    title: 'unknown key in an input file',
    severity: 'error',
    why: 'A key that nobody reads looks like configuration and does nothing.',
  },
  LS504: {
    title: 'incomplete entry in an input file',
    severity: 'error',
    why: 'A half-written pin or secret cannot be deployed.',
  },
  LS505: {
    title: 'malformed digest',
    severity: 'error',
    why: 'The kubelet refuses the image reference, and no pod starts.',
  },
  LS506: {
    title: 'malformed image repository',
    severity: 'error',
    why: 'The image would be pulled from elsewhere, or not at all.',
  },
  LS507: {
    title: 'tag that moves',
    severity: 'error',
    why: 'The tag says today what ran yesterday: nobody can tell what the digest was.',
  },
  LS508: {
    title: 'pinned for all and for one environment',
    severity: 'error',
    why: 'Two pins for one environment: which one runs is a guess.',
  },
  LS509: {
    title: 'wrong type in an input file',
    severity: 'error',
    why: 'The value would be read as something else than was written.',
  },
  LS510: {
    title: 'duplicate key in an input file',
    severity: 'error',
    why: 'YAML readers disagree about which of the two counts.',
  },
  LS511: {
    title: 'alias in an input file',
    severity: 'error',
    why: 'A change in one place would change others unseen.',
  },
  LS512: { title: 'malformed tag', severity: 'error', why: 'No registry can hold an image under such a tag.' },
  LS513: { title: 'unreadable input file', severity: 'error', why: 'What cannot be read would be left out.' },
  LS514: {
    title: 'input for an unknown platform or environment',
    severity: 'error',
    why: 'A pin or secret under a mistyped name is read by nobody.',
  },
  LS520: {
    title: 'plain Secret',
    severity: 'error',
    why: 'Its values are readable by everybody who can read the repository.',
  },
  LS521: { title: 'not a SealedSecret', severity: 'error', why: 'Only sealed values belong into this folder.' },
  LS522: {
    title: 'name differs from the file name',
    severity: 'error',
    why: 'A strict value is sealed for one name: under another it stays sealed.',
  },
  LS523: {
    title: 'sealed secret without name or namespace',
    severity: 'error',
    why: 'The controller unseals a value only where it was sealed for.',
  },
  LS524: {
    title: 'not a sealed value',
    severity: 'error',
    why: 'The controller cannot unseal it; it may even be a plain one.',
  },
  LS525: {
    title: 'invalid key of a secret',
    severity: 'error',
    why: 'The API server refuses the Secret that the controller would make.',
  },
  LS526: {
    title: 'field of a sealed secret that is not carried over',
    severity: 'error',
    why: 'It would be dropped in silence.',
  },
  LS527: {
    title: 'sealed for another name, namespace or scope',
    severity: 'error',
    why: 'The controller cannot unseal it, and the pods that need it do not start.',
  },
  LS528: {
    title: 'unreadable provenance',
    severity: 'error',
    why: 'Whether a value changed could not be told, so pods would not be restarted.',
  },
  LS529: {
    title: 'stray file among the sealed secrets',
    severity: 'error',
    why: 'It is read by nobody, and may hold plain values.',
  },
  LS530: {
    title: 'sealing certificate missing',
    severity: 'error',
    why: 'Without it nothing can be sealed for this environment.',
  },
  LS531: {
    title: 'unusable sealing certificate',
    severity: 'error',
    why: 'What is sealed with it could not be unsealed by the controller.',
  },
  LS532: {
    title: 'private key among the certificates',
    severity: 'error',
    why: 'Whoever reads the repository can unseal every secret.',
  },
  LS533: {
    title: 'keys do not fit the type of the secret',
    severity: 'error',
    why: 'The API server refuses the Secret that the controller would make.',
  },
  LS551: {
    title: 'key that the sealed secret lacks',
    severity: 'error',
    why: 'The pod does not start: a container that reads a missing key stays in CreateContainerConfigError.',
  },
  LS552: {
    title: 'Secret in plain text',
    severity: 'error',
    why: 'Whoever can read the repository can read the value, for as long as the history exists.',
  },
  LS554: {
    title: 'image without a digest',
    severity: 'error',
    why: 'Two pods of one Deployment can run different programs, and nobody can tell which.',
  },
  LS560: {
    title: 'place that a secret store cannot have',
    severity: 'error',
    why: 'The operator finds no value there, and the pods that read it never start.',
  },
  LS561: {
    title: 'setting for a secret that nothing reads',
    severity: 'error',
    why: 'The secret that it was written for is treated like all others.',
  },
  LS562: {
    title: 'one remote value in two environments',
    severity: 'error',
    why: 'Whoever gets the credential of the one environment has that of the other.',
  },
  LS563: {
    title: 'value older than its rotation',
    severity: 'error',
    why: 'A credential that leaked unseen works until it is changed; the platform says how long that may be.',
  },
  LS564: {
    title: 'value about to be older than its rotation',
    severity: 'warning',
    why: 'On that day the check fails.',
  },
  LS565: {
    title: 'value of unknown age',
    severity: 'warning',
    why: 'The platform says how old it may be, and nothing says since when it is what it is.',
  },
  LS566: {
    title: 'sealing certificate older than its rotation',
    severity: 'error',
    why: 'The controller has newer keys: what is sealed with an old one depends on keys that should be gone.',
  },
  LS567: {
    title: 'setting without a value that fits',
    severity: 'error',
    why: 'The service stops at its start, or runs with something that nobody meant.',
  },
  LS568: {
    title: 'two names for one value',
    severity: 'error',
    why: 'Whoever changes it under one name forgets the other.',
  },
  LS569: {
    title: 'build-time value that cannot differ',
    severity: 'error',
    why: 'The value is compiled into the image: environments that run one image have one value.',
  },
  LS570: {
    title: 'variable that is not in the schema',
    severity: 'error',
    why: 'The service does not read it, or nobody wrote down that it does.',
  },
  LS571: {
    title: 'permission beyond what a service needs',
    severity: 'error',
    why: 'Whoever takes over the service has it too, for the namespace or the whole cluster.',
  },
  LS572: {
    title: 'permission that grants nothing',
    severity: 'error',
    why: 'The service is refused what the rule was written for, at run time.',
  },
  LS580: {
    title: 'image that is not pinned',
    severity: 'error',
    why: 'What a tag means can change under a running system; a digest cannot.',
  },
  LS582: {
    title: 'secret of another type',
    severity: 'error',
    why: 'What reads the Secret demands its type; the API server refuses a Secret whose keys do not fit its type.',
  },
  LS583: {
    title: 'example digest',
    severity: 'warning',
    why: 'The image cannot be pulled: the digest was invented, for a test or a reference system.',
  },
  LS585: {
    title: 'sealed key that nobody reads',
    severity: 'warning',
    why: 'It looks like configuration, and is kept, rotated and audited for nothing.',
  },
} as const satisfies CodesOf<5>;
