/** Codes LS8: files, and differences between environments. */
import { error, warning, type CodesOf } from './entry';

export const FILE_CODES = {
  LS801: error('undeclared-difference')`
    undeclared difference between environments
    The environment differs from the others without a declaration: this is drift.`,
  LS802: error('declared-difference-missing')`
    declared difference missing from the output
    The files lack the declared value, so the environment runs with something else.`,
  LS803: error('undeclared-object')`
    undeclared object in some environments only
    An object that was tested in one environment does not exist in the other, without a declaration.`,
  LS810: error('missing-output-file')`
    output file missing
    The deployed manifests lack something that the source describes.`,
  LS811: error('unexpected-output-file')`
    unexpected file in the output
    The file is deployed, but the source does not describe it: the next synth removes it.`,
  LS812: error('output-differs')`
    output differs from the source
    The deployed manifests are not the ones that were reviewed in the source; the next synth reverts the difference.`,
  LS813: error('output-formatted-differently')`
    The content is equal, but the next synth rewrites the file, which adds noise to reviews.`,
  LS814: error('unreadable-output-file')`
    A file that cannot be read can be neither compared nor applied.`,
  LS815: error('invalid-output-yaml')`
    invalid YAML in the output
    Argo CD cannot apply the directory that contains it.`,
  LS816: error('special-output-file')`
    output that is not a regular file or directory
    The target of a link can change without a commit, or be missing from one.`,
  LS817: error('no-output')`
    There is nothing to deploy: nothing was synthesized, or it was not committed.`,
  LS820: error('deviation-expired')`
    The deviation was meant to be temporary, and its end date has passed.`,
  LS821: warning('deviation-expires-soon')`
    From the \`until\` date of the deviation on, \`lockstep check\` fails.`,
  LS822: error('certificate-expired')`
    sealing certificate expired
    kubeseal refuses to seal with it, and the controller switched to another key long ago.`,
  LS823: warning('certificate-expires-soon')`
    sealing certificate expires soon
    From the \`until\` date of the deviation on, \`lockstep check\` fails.`,
  LS824: warning('sealed-with-old-certificate')`
    value sealed with a different certificate
    Once the controller drops the old key, the value can no longer be unsealed.`,
  LS825: error('plain-secret-file')`
    plaintext secret file tracked by git
    Anyone who can read the repository can read its values, for good.`,
  LS830: error('unknown-revision')`
    revision missing from this clone
    It is unknown what the environment runs; if the revision does not exist at all, Argo CD no longer syncs.`,
  LS831: error('empty-application-path')`
    Application path without manifests
    Argo CD reports an error instead of syncing, and the environment keeps its last state.`,
  LS832: error('history-too-short')`
    git history too short
    The environment may run an older output of the source, or something that the source never produced.`,
  LS833: warning('environment-behind')`
    environment behind the source
    Later changes are missing there, which is intended until they are promoted.`,
  LS834: warning('working-copy-behind')`
    working copy behind the environment
    Comparing with an old source would report progress as drift.`,
  LS835: error('environment-drift')`
    environment runs output that the source never produced
    The running manifests were never reviewed in the source, and the next promotion silently reverts them.`,
  LS836: warning('skipped-environment')`
    change that skipped an environment
    The change was not tested in the preceding environment, and the next promotion from there reverts it.`,
  LS837: warning('untested-image')`
    image that no earlier environment ran
    The image that runs is not the one that was tested.`,
  LS838: error('promotion-rejected')`
    promotion that the cluster rejects
    The sync fails halfway, with some objects changed and others not.`,
  LS839: error('git-unavailable')`
    Argo CD deploys from git: without git, the running revisions are unknown.`,
  LS840: error('invalid-compose-file')`
    invalid Compose or .env file
    Docker Compose cannot run this file, and Lockstep could not compare it with the manifests.`,
  LS841: warning('compose-port-mismatch')`
    port differs between Compose and manifests
    A port that works on a developer's machine does not work in the cluster, or vice versa.`,
  LS842: warning('compose-variable-missing')`
    variable set only in compose or only in the manifests
    In one of the two, the program runs with a default that was never tried in the other.`,
  LS843: warning('compose-variable-name')`
    variable named differently in compose and manifests
    The program reads only one of the two names, so the setting has no effect in one of the two places.`,
  LS844: warning('compose-password-mismatch')`
    store with a password only in compose or only in the manifests
    The login is never exercised before it reaches the cluster, or the store there is open.`,
  LS845: warning('compose-health-check')`
    compose health check differs from the probes
    A fix to one of them is easily forgotten in the other: a container that is healthy locally is restarted in the cluster.`,
  LS846: warning('compose-store-version')`
    store whose major version differs from compose
    Code that was developed against one version may fail or behave differently on the other.`,
  LS847: warning('secret-in-compose')`
    secret in a compose or .env file
    Anyone who can read the repository can read it, even after it is removed, and such values tend to be reused elsewhere.`,
  LS848: warning('compose-store-missing')`
    store missing from compose
    Code that uses the store cannot be tested before it reaches the cluster.`,
  LS850: error('unreadable-file')`
    Nothing is known about its contents, nor about anything that depends on them.`,
  LS851: error('not-utf8')`
    file that is not UTF-8
    kubectl and Argo CD reject it, or read other characters than intended.`,
  LS852: error('invalid-manifest')`
    No tool can apply it, nor the directory that contains it.`,
  LS853: error('duplicate-key')`
    duplicate key in a manifest
    One of the two values is lost, and which one depends on the tool.`,
  LS854: error('manifest-too-large')`
    file or document too large
    The cluster would not accept such an object, and it was not audited.`,
  LS855: error('excessive-nesting')`
    excessive nesting or aliases
    Parsing the file can exhaust memory or time, and the API server rejects it.`,
  LS856: warning('unrendered-template')`
    template instead of a manifest
    The rendered output is deployed, but was not audited.`,
  LS857: error('circular-link')`
    circular symbolic link
    Tools that follow links never finish.`,
  LS858: warning('not-built')`
    overlay or chart that was not built
    The rendered output is deployed, but was not audited.`,
  LS859: warning('line-endings')`
    CRLF line endings or a byte order mark
    Every tool or editor that saves the file changes every line, which hides the real changes.`,
  LS860: error('build-failed')`
    overlay or chart that does not build
    The environment can no longer be deployed.`,
  LS861: warning('object-missing-in-environment')`
    object missing in one environment
    Something that works, protects or is tested in one environment is missing in another, and no one decided that.`,
  LS862: warning('part-missing-in-environment')`
    container, variable, probe or port missing in one environment
    A part that was added in one environment and forgotten in another causes a failure on promotion.`,
  LS863: warning('weaker-security')`
    weaker security in one environment
    The same workload is protected in one environment and open in another, where it is easily overlooked.`,
  LS864: warning('environment-only-image')`
    image that no other environment runs
    The image that runs is not the one that was tested.`,
  LS865: warning('selector-differs')`
    selector differs between environments
    Traffic, protection or monitoring applies to different pods than in the tests.`,
  LS866: warning('smaller-in-production')`
    smaller in production than in an earlier environment
    A size that is sufficient for tests may not be sufficient under production load.`,
  LS867: error('invalid-acceptance')`
    invalid acceptance of a finding
    Without a reason, nobody can tell whether the finding was ever assessed.`,
  LS868: warning('unused-acceptance')`
    acceptance without a finding
    If the finding comes back, the acceptance hides it, although nobody has assessed it again.`,
  LS869: error('nothing-to-audit')`
    An audit that reads no manifests finds nothing, which looks like a clean result.`,
  LS880: warning('structural-difference')`
    structural difference between environments
    A port, path, rule or order that exists in only one environment was tested in none of the others.`,
} satisfies CodesOf<8>;
