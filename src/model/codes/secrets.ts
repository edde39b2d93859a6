/** Codes LS5: inputs, secrets, images, settings and permissions. */
import type { CodesOf } from './entry';

export const SECRET_CODES = {
  LS501: {
    slug: 'missing-input-file',
    title: 'input file missing',
    why: 'Nothing pins the images that the pods would run.',
  },
  LS502: {
    slug: 'invalid-input-yaml',
    title: 'invalid YAML in an input file',
    why: 'The contents of the file would be ignored.',
  },
  LS503: {
    slug: 'unknown-input-key',
    title: 'unknown key in an input file',
    why: 'A key that nothing reads looks like configuration and has no effect.',
  },
  LS504: {
    slug: 'incomplete-input-entry',
    title: 'incomplete entry in an input file',
    why: 'An incomplete pin or secret cannot be deployed.',
  },
  LS505: {
    slug: 'invalid-digest',
    title: 'invalid image digest',
    why: 'The kubelet rejects the image reference, and no pod starts.',
  },
  LS506: {
    slug: 'invalid-repository',
    title: 'invalid image repository',
    why: 'The image would be pulled from somewhere else, or not at all.',
  },
  LS507: {
    slug: 'moving-tag',
    why: 'The tag may point to a different image tomorrow, so it does not document what was deployed.',
  },
  LS508: {
    slug: 'conflicting-pins',
    title: 'image pinned both for all environments and for one',
    why: 'The environment has two pins, and it is ambiguous which one applies.',
  },
  LS509: {
    slug: 'wrong-input-type',
    title: 'wrong type in an input file',
    why: 'The value would be read as something other than what was written.',
  },
  LS510: {
    slug: 'duplicate-input-key',
    title: 'duplicate key in an input file',
    why: 'YAML parsers disagree about which of the two counts.',
  },
  LS511: {
    slug: 'alias-in-input',
    title: 'YAML alias in an input file',
    why: 'A change in one place would silently change others.',
  },
  LS512: {
    slug: 'invalid-tag',
    title: 'invalid image tag',
    why: 'No registry can hold an image under such a tag.',
  },
  LS513: {
    slug: 'unreadable-input-file',
    why: 'The contents of the file would be ignored.',
  },
  LS514: {
    slug: 'unknown-input-target',
    title: 'input for an unknown platform or environment',
    why: 'Nothing reads a pin or secret under a mistyped name.',
  },
  LS520: {
    slug: 'plain-secret-input',
    title: 'plain Secret among the sealed secrets',
    why: 'Anyone who can read the repository can read its values.',
  },
  LS521: {
    slug: 'not-a-sealed-secret',
    title: 'not a SealedSecret',
    why: 'Only sealed values belong in this directory.',
  },
  LS522: {
    slug: 'secret-name-mismatch',
    title: 'SealedSecret name differs from its file name',
    why: 'A strictly sealed value can be unsealed only under the name it was sealed for.',
  },
  LS523: {
    slug: 'incomplete-sealed-secret',
    title: 'SealedSecret without a name or namespace',
    why: 'The controller unseals a value only where it was sealed for.',
  },
  LS524: {
    slug: 'not-a-sealed-value',
    why: 'The controller cannot unseal it, and it may even be plaintext.',
  },
  LS525: {
    slug: 'invalid-sealed-key',
    title: 'invalid key in a SealedSecret',
    why: 'The API server rejects the Secret that the controller would create.',
  },
  LS526: {
    slug: 'unsupported-sealed-field',
    title: 'unsupported field in a SealedSecret',
    why: 'Lockstep does not copy the field into its output, so it would be lost.',
  },
  LS527: {
    slug: 'sealed-for-elsewhere',
    title: 'sealed for another name, namespace or scope',
    why: 'The controller cannot decrypt the values there, and the pods that need them do not start.',
  },
  LS528: {
    slug: 'invalid-provenance',
    title: 'invalid provenance of a sealed value',
    why: 'Lockstep cannot tell whether the value changed, so the pods would not be restarted.',
  },
  LS529: {
    slug: 'stray-secret-file',
    title: 'stray file among the sealed secrets',
    why: 'Nothing reads it, and it may contain plaintext secrets.',
  },
  LS530: {
    slug: 'missing-sealing-certificate',
    title: 'sealing certificate missing',
    why: 'Without it nothing can be sealed for this environment.',
  },
  LS531: {
    slug: 'invalid-sealing-certificate',
    why: 'The controller could not unseal values that were sealed with it.',
  },
  LS532: {
    slug: 'private-key-in-repository',
    title: 'private key among the sealing certificates',
    why: 'Anyone who can read the repository can unseal every secret.',
  },
  LS533: {
    slug: 'secret-type-keys',
    title: 'keys do not match the type of the Secret',
    why: 'The API server rejects the Secret that the controller would create.',
  },
  LS551: {
    slug: 'missing-secret-key',
    title: 'missing key in a SealedSecret',
    why: 'The pod does not start: a container that reads a missing key stays in CreateContainerConfigError.',
  },
  LS552: {
    slug: 'plaintext-secret',
    title: 'plaintext Secret in a manifest',
    why: 'Anyone who can read the repository can read the value, for as long as its history exists.',
  },
  LS554: {
    slug: 'image-without-digest',
    title: 'image without a digest in a manifest',
    why: 'Two pods of one Deployment can run different programs, and nobody can tell which.',
  },
  LS560: {
    slug: 'invalid-remote-key',
    title: 'invalid key of a secret store',
    why: 'The operator finds no value there, and the pods that read it never start.',
  },
  LS561: {
    slug: 'unused-secret-setting',
    title: 'setting for a secret that nothing reads',
    why: 'The secret that it was meant for is treated like all others.',
  },
  LS562: {
    slug: 'shared-remote-value',
    title: 'same remote secret in two environments',
    why: 'Anyone who obtains the credential of one environment also has that of the other.',
  },
  LS563: {
    slug: 'secret-rotation-overdue',
    title: 'secret overdue for rotation',
    why: 'A leaked credential works until it is rotated, and this one has exceeded the age that the platform allows.',
  },
  LS564: {
    slug: 'secret-rotation-due',
    title: 'secret due for rotation soon',
    severity: 'warning',
    why: '`lockstep check` fails from that date on.',
  },
  LS565: {
    slug: 'secret-age-unknown',
    title: 'secret of unknown age',
    severity: 'warning',
    why: 'The platform limits the age of secrets, and nothing records how old this one is.',
  },
  LS566: {
    slug: 'certificate-rotation-overdue',
    title: 'sealing certificate overdue for rotation',
    why: 'The controller has newer keys: values sealed with an old certificate depend on a key that should have been retired.',
  },
  LS567: {
    slug: 'invalid-setting',
    title: 'missing or invalid value for a setting',
    why: 'The service stops at startup, or runs with a value that nobody intended.',
  },
  LS568: {
    slug: 'duplicate-setting',
    title: 'one value under two names in configuration',
    why: 'Changing it under one name leaves the other unchanged.',
  },
  LS569: {
    slug: 'build-time-setting-varies',
    title: 'build-time setting that varies with one image',
    why: 'The value is compiled into the image, so environments that share the image share the value.',
  },
  LS570: {
    slug: 'undeclared-setting',
    title: 'environment variable missing from the settings schema',
    why: 'The service does not read it, or nobody documented that it does.',
  },
  LS571: {
    slug: 'excessive-permission',
    title: 'excessive permission for a service',
    why: 'An attacker who takes over the service has the permission too, in the namespace or in the whole cluster.',
  },
  LS572: {
    slug: 'ineffective-permission',
    title: 'permission that grants nothing',
    why: 'The API server refuses at run time what the rule was meant to allow.',
  },
  LS580: {
    slug: 'unpinned-image',
    title: 'image without a pin in images.lock.yaml',
    why: 'The image behind a tag can change while the system is running; the image behind a digest cannot.',
  },
  LS582: {
    slug: 'wrong-secret-type',
    title: 'Secret of the wrong type',
    why: 'The consumer of the Secret requires a certain type, and the API server rejects a Secret whose keys do not match its type.',
  },
  LS583: {
    slug: 'example-digest',
    severity: 'warning',
    why: 'The image cannot be pulled: its digest was invented for a test or a reference system.',
  },
  LS585: {
    slug: 'unused-sealed-key',
    title: 'sealed key that nothing reads',
    severity: 'warning',
    why: 'The value is stored, rotated and audited for no purpose.',
  },
} as const satisfies CodesOf<5>;
