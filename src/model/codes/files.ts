/** Codes LS8: files, and differences between environments. */
import type { CodesOf } from './entry';

export const FILE_CODES = {
  LS801: {
    slug: 'undeclared-difference',
    title: 'undeclared difference between environments',
    why: 'The environment differs from the others without a declaration: this is drift.',
  },
  LS802: {
    slug: 'declared-difference-missing',
    title: 'declared difference missing from the output',
    why: 'The files lack the declared value, so the environment runs with something else.',
  },
  LS803: {
    slug: 'undeclared-object',
    title: 'undeclared object in some environments only',
    why: 'What was tested in one environment is not what runs in the other, and nobody declared it.',
  },
  LS810: {
    slug: 'missing-output-file',
    title: 'output file missing',
    why: 'The deployed manifests lack something that the source describes.',
  },
  LS811: {
    slug: 'unexpected-output-file',
    title: 'unexpected file in the output',
    why: 'The file is deployed, but the source does not describe it: the next synth removes it.',
  },
  LS812: {
    slug: 'output-differs',
    title: 'output differs from the source',
    why: 'What is deployed is not what was reviewed in the source; the next synth changes it back.',
  },
  LS813: {
    slug: 'output-formatted-differently',
    why: 'The content is equal, but the next synth rewrites the file, which adds noise to reviews.',
  },
  LS814: {
    slug: 'unreadable-output-file',
    why: 'A file that cannot be read can be neither compared nor applied.',
  },
  LS815: {
    slug: 'invalid-output-yaml',
    title: 'invalid YAML in the output',
    why: 'Argo CD cannot apply the directory that contains it.',
  },
  LS816: {
    slug: 'special-output-file',
    title: 'output that is not a regular file or directory',
    why: 'What a link points to can change without a commit, or be missing from one.',
  },
  LS817: {
    slug: 'no-output',
    why: 'There is nothing to deploy: nothing was synthesized, or it was not committed.',
  },
  LS820: {
    slug: 'deviation-expired',
    why: 'The deviation was meant to be temporary, and its end date has passed.',
  },
  LS821: {
    slug: 'deviation-expires-soon',
    severity: 'warning',
    why: '`lockstep check` fails from that date on.',
  },
  LS822: {
    slug: 'certificate-expired',
    title: 'sealing certificate expired',
    why: 'kubeseal refuses to seal with it, and the controller switched to another key long ago.',
  },
  LS823: {
    slug: 'certificate-expires-soon',
    title: 'sealing certificate expires soon',
    severity: 'warning',
    why: '`lockstep check` fails from that date on.',
  },
  LS824: {
    slug: 'sealed-with-old-certificate',
    title: 'value sealed with another certificate',
    severity: 'warning',
    why: 'Once the controller drops the old key, the value can no longer be unsealed.',
  },
  LS825: {
    slug: 'plain-secret-file',
    title: 'plain secret file tracked by git',
    why: 'Anyone who can read the repository can read its values, for good.',
  },
  LS830: {
    slug: 'unknown-revision',
    title: 'revision missing from this clone',
    why: 'It is unknown what the environment runs; if the revision exists nowhere, Argo CD no longer syncs.',
  },
  LS831: {
    slug: 'empty-application-path',
    title: 'Application path without manifests',
    why: 'Argo CD reports an error instead of syncing, and the environment keeps its last state.',
  },
  LS832: {
    slug: 'history-too-short',
    title: 'git history too short',
    why: 'What runs may be an older output of the source, or something that the source never produced.',
  },
  LS833: {
    slug: 'environment-behind',
    title: 'environment behind the source',
    severity: 'warning',
    why: 'Later changes are missing there, which is intended until they are promoted.',
  },
  LS834: {
    slug: 'working-copy-behind',
    title: 'working copy behind the environment',
    severity: 'warning',
    why: 'Comparing with an old source would report progress as drift.',
  },
  LS835: {
    slug: 'environment-drift',
    title: 'environment runs what the source never produced',
    why: 'What runs was never reviewed, and the next promotion silently undoes it.',
  },
  LS836: {
    slug: 'skipped-environment',
    title: 'change that skipped an environment',
    severity: 'warning',
    why: 'The change was not tested in the preceding environment, and the next promotion from there reverts it.',
  },
  LS837: {
    slug: 'untested-image',
    title: 'image that ran in no earlier environment',
    severity: 'warning',
    why: 'The image that runs is not the one that was tested.',
  },
  LS838: {
    slug: 'promotion-rejected',
    title: 'promotion that the cluster rejects',
    why: 'The sync fails halfway, with some objects changed and others not.',
  },
  LS839: {
    slug: 'git-unavailable',
    why: 'Argo CD deploys what is in git: without git, it is unknown what runs.',
  },
  LS840: {
    slug: 'invalid-compose-file',
    title: 'invalid compose or .env file',
    why: 'Nobody can start the system from it, and it was not compared with the manifests.',
  },
  LS841: {
    slug: 'compose-port-mismatch',
    title: 'port differs between compose and manifests',
    severity: 'warning',
    why: "A port that works on a developer's machine does not work in the cluster, or vice versa.",
  },
  LS842: {
    slug: 'compose-variable-missing',
    title: 'variable set only in compose or only in the manifests',
    severity: 'warning',
    why: 'In one of the two, the program runs with a default that was never tried in the other.',
  },
  LS843: {
    slug: 'compose-variable-name',
    title: 'variable named differently in compose and manifests',
    severity: 'warning',
    why: 'The program reads only one of the two names, so the setting has no effect in one of the two places.',
  },
  LS844: {
    slug: 'compose-password-mismatch',
    title: 'store with a password only in compose or only in the manifests',
    severity: 'warning',
    why: 'The login is never exercised before it reaches the cluster, or the store there is open.',
  },
  LS845: {
    slug: 'compose-health-check',
    title: 'compose health check differs from the probes',
    severity: 'warning',
    why: 'A fix to one of them is easily forgotten in the other: a container that is healthy locally is restarted in the cluster.',
  },
  LS846: {
    slug: 'compose-store-version',
    title: 'store whose major version differs from compose',
    severity: 'warning',
    why: 'Code that was developed against one version may fail or behave differently on the other.',
  },
  LS847: {
    slug: 'secret-in-compose',
    title: 'secret in a compose or .env file',
    severity: 'warning',
    why: 'Anyone who can read the repository can read it, even after it is removed, and such values tend to be reused elsewhere.',
  },
  LS848: {
    slug: 'compose-store-missing',
    title: 'store missing from compose',
    severity: 'warning',
    why: 'Code that uses the store cannot be tested before it reaches the cluster.',
  },
  LS850: {
    slug: 'unreadable-file',
    why: 'Nothing is known about its contents, nor about anything that depends on them.',
  },
  LS851: {
    slug: 'not-utf8',
    title: 'file that is not UTF-8',
    why: 'kubectl and Argo CD reject it, or read other characters than intended.',
  },
  LS852: {
    slug: 'invalid-manifest',
    why: 'No tool can apply it, nor the directory that contains it.',
  },
  LS853: {
    slug: 'duplicate-key',
    title: 'duplicate key in a manifest',
    why: 'One of the two values is lost, and which one depends on the tool.',
  },
  LS854: {
    slug: 'manifest-too-large',
    title: 'file or document too large',
    why: 'The cluster would not accept such an object, and it was not audited.',
  },
  LS855: {
    slug: 'excessive-nesting',
    title: 'excessive nesting or aliases',
    why: 'Parsing it can exhaust memory or time; the API server rejects it.',
  },
  LS856: {
    slug: 'unrendered-template',
    title: 'template instead of a manifest',
    severity: 'warning',
    why: 'The rendered output is deployed, but was not audited.',
  },
  LS857: {
    slug: 'circular-link',
    title: 'circular symbolic link',
    why: 'Tools that follow links never finish.',
  },
  LS858: {
    slug: 'not-built',
    title: 'overlay or chart that was not built',
    severity: 'warning',
    why: 'The rendered output is deployed, but was not audited.',
  },
  LS859: {
    slug: 'line-endings',
    title: 'CRLF line endings or a byte order mark',
    severity: 'warning',
    why: 'Every tool or editor that saves the file changes every line, which hides the real changes.',
  },
  LS860: {
    slug: 'build-failed',
    title: 'overlay or chart that does not build',
    why: 'The environment can no longer be deployed.',
  },
  LS861: {
    slug: 'object-missing-in-environment',
    title: 'object missing in one environment',
    severity: 'warning',
    why: 'Something that works, protects or is tested in one environment is absent in another, and nobody decided that.',
  },
  LS862: {
    slug: 'part-missing-in-environment',
    title: 'container, variable, probe or port missing in one environment',
    severity: 'warning',
    why: 'What was added in one environment and forgotten in another fails on promotion.',
  },
  LS863: {
    slug: 'weaker-security',
    title: 'weaker security in one environment',
    severity: 'warning',
    why: 'What is protected in one environment is open in another, usually where nobody looks.',
  },
  LS864: {
    slug: 'environment-only-image',
    title: 'image that no other environment runs',
    severity: 'warning',
    why: 'The image that runs is not the one that was tested.',
  },
  LS865: {
    slug: 'selector-differs',
    title: 'selector differs between environments',
    severity: 'warning',
    why: 'Traffic, protection or monitoring applies to different pods than in the tests.',
  },
  LS866: {
    slug: 'smaller-in-production',
    title: 'smaller in production than in an earlier environment',
    severity: 'warning',
    why: 'A size that is sufficient for tests may not be sufficient under production load.',
  },
  LS867: {
    slug: 'invalid-acceptance',
    title: 'invalid acceptance of a finding',
    why: 'Without a reason, nobody can tell whether the finding was ever assessed.',
  },
  LS868: {
    slug: 'unused-acceptance',
    title: 'acceptance without a finding',
    severity: 'warning',
    why: 'If the finding comes back, the acceptance hides it, although nobody has assessed it again.',
  },
  LS869: {
    slug: 'nothing-to-audit',
    why: 'An audit that reads no manifests finds nothing, which looks like a clean result.',
  },
  LS880: {
    slug: 'structural-difference',
    title: 'structural difference between environments',
    severity: 'warning',
    why: 'A port, path, rule or order that exists in only one environment was tested in none of the others.',
  },
} as const satisfies CodesOf<8>;
