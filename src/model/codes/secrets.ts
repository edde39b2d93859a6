/** Codes LS5: inputs, secrets, images, settings and permissions. */
import { error, warning, type CodesOf } from './entry';

export const SECRET_CODES = {
  LS501: error('missing-input-file')`
    input file missing
    Nothing pins the images that the pods would run.`,
  LS502: error('invalid-input-yaml')`
    invalid YAML in an input file
    The contents of the file would be ignored.`,
  LS503: error('unknown-input-key')`
    unknown key in an input file
    A key that nothing reads looks like configuration and has no effect.`,
  LS504: error('incomplete-input-entry')`
    incomplete entry in an input file
    An incomplete pin or secret cannot be deployed.`,
  LS505: error('invalid-digest')`
    invalid image digest
    The kubelet rejects the image reference, and no pod starts.`,
  LS506: error('invalid-repository')`
    invalid image repository
    The image would be pulled from somewhere else, or not at all.`,
  LS507: error('moving-tag')`
    The tag may point to a different image tomorrow, so it does not document what was deployed.`,
  LS508: error('conflicting-pins')`
    image pinned both for all environments and for one
    The environment has two pins, and it is ambiguous which one applies.`,
  LS509: error('wrong-input-type')`
    wrong type in an input file
    The value would be read as something other than what was written.`,
  LS510: error('duplicate-input-key')`
    duplicate key in an input file
    YAML parsers disagree about which of the two counts.`,
  LS511: error('alias-in-input')`
    YAML alias in an input file
    A change in one place would silently change others.`,
  LS512: error('invalid-tag')`
    invalid image tag
    No registry can hold an image under such a tag.`,
  LS513: error('unreadable-input-file')`
    The contents of the file would be ignored.`,
  LS514: error('unknown-input-target')`
    input for an unknown platform or environment
    Nothing reads a pin or secret under a mistyped name.`,
  LS520: error('plain-secret-input')`
    plaintext Secret among the sealed secrets
    Anyone who can read the repository can read its values.`,
  LS521: error('not-a-sealed-secret')`
    not a SealedSecret
    Only sealed values belong in this directory.`,
  LS522: error('secret-name-mismatch')`
    SealedSecret name differs from its file name
    A strictly sealed value can be unsealed only under the name it was sealed for.`,
  LS523: error('incomplete-sealed-secret')`
    SealedSecret without a name or namespace
    The controller unseals a value only where it was sealed for.`,
  LS524: error('not-a-sealed-value')`
    The controller cannot unseal it, and it may even be plaintext.`,
  LS525: error('invalid-sealed-key')`
    invalid key in a SealedSecret
    The API server rejects the Secret that the controller would create.`,
  LS526: error('unsupported-sealed-field')`
    unsupported field in a SealedSecret
    Lockstep does not copy the field into its output, so it would be lost.`,
  LS527: error('sealed-for-elsewhere')`
    sealed for a different name, namespace or scope
    The controller cannot decrypt the values there, and the pods that need them do not start.`,
  LS528: error('invalid-provenance')`
    invalid provenance of a sealed value
    Lockstep cannot tell whether the value changed, so the pods would not be restarted.`,
  LS529: error('stray-secret-file')`
    stray file among the sealed secrets
    Nothing reads it, and it may contain plaintext secrets.`,
  LS530: error('missing-sealing-certificate')`
    sealing certificate missing
    Without it nothing can be sealed for this environment.`,
  LS531: error('invalid-sealing-certificate')`
    The controller could not unseal values that were sealed with it.`,
  LS532: error('private-key-in-repository')`
    private key among the sealing certificates
    Anyone who can read the repository can unseal every secret.`,
  LS533: error('secret-type-keys')`
    keys do not match the type of the Secret
    The API server rejects the Secret that the controller would create.`,
  LS551: error('missing-secret-key')`
    missing key in a SealedSecret
    The pod does not start: a container that reads a missing key stays in CreateContainerConfigError.`,
  LS552: error('plaintext-secret')`
    plaintext Secret in a manifest
    Anyone who can read the repository can read the value, for as long as its history exists.`,
  LS554: error('image-without-digest')`
    image without a digest in a manifest
    Two pods of one Deployment can run different programs, and nobody can tell which.`,
  LS560: error('invalid-remote-key')`
    invalid key of a secret store
    The operator finds no value there, and the pods that read it never start.`,
  LS561: error('unused-secret-setting')`
    setting for a secret that nothing reads
    The secret that it was meant for is treated like all others.`,
  LS562: error('shared-remote-value')`
    same remote secret in two environments
    Anyone who obtains the credential of one environment also has that of the other.`,
  LS563: error('secret-rotation-overdue')`
    secret overdue for rotation
    A leaked credential works until it is rotated, and this one has exceeded the age that the platform allows.`,
  LS564: warning('secret-rotation-due')`
    secret due for rotation soon
    \`lockstep check\` fails from that date on.`,
  LS565: warning('secret-age-unknown')`
    secret of unknown age
    The platform limits the age of secrets, and nothing records how old this one is.`,
  LS566: error('certificate-rotation-overdue')`
    sealing certificate overdue for rotation
    The controller has newer keys: values sealed with an old certificate depend on a key that should have been retired.`,
  LS567: error('invalid-setting')`
    missing or invalid value for a setting
    The service stops at startup, or runs with a value that nobody intended.`,
  LS568: error('duplicate-setting')`
    one value under two names in configuration
    Changing it under one name leaves the other unchanged.`,
  LS569: error('build-time-setting-varies')`
    build-time setting that varies with one image
    The value is compiled into the image, so environments that share the image share the value.`,
  LS570: error('undeclared-setting')`
    environment variable missing from the settings schema
    The service does not read the variable, or the schema does not document that it does.`,
  LS571: error('excessive-permission')`
    excessive permission for a service
    An attacker who takes over the service has the permission too, in the namespace or in the whole cluster.`,
  LS572: error('ineffective-permission')`
    permission that grants nothing
    The API server refuses at run time what the rule was meant to allow.`,
  LS580: error('unpinned-image')`
    image without a pin in images.lock.yaml
    The image behind a tag can change while the system is running; the image behind a digest cannot.`,
  LS582: error('wrong-secret-type')`
    Secret of the wrong type
    The consumer of the Secret requires a certain type, and the API server rejects a Secret whose keys do not match its type.`,
  LS583: warning('example-digest')`
    The image cannot be pulled: its digest was invented for a test or a reference system.`,
  LS585: warning('unused-sealed-key')`
    sealed key that nothing reads
    The value is stored, rotated and audited for no purpose.`,
} satisfies CodesOf<5>;
