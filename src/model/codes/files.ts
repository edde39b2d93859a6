/** Codes LS8: files, and differences between environments. */
import type { CodesOf } from './entry';

export const FILE_CODES = {
  LS801: {
    title: 'difference that nobody declared',
    severity: 'error',
    why: 'An environment behaves unlike the others and no list says so: that is drift.',
  },
  LS802: {
    title: 'declared difference that is not there',
    severity: 'error',
    why: 'The files do not have the value that was declared, so an environment runs with something else.',
  },
  LS803: {
    title: 'object that only some environments have',
    severity: 'error',
    why: 'What was tried in one environment is not what runs in the other, and nobody declared it.',
  },
  LS810: { title: 'output file missing', severity: 'error', why: 'What is deployed lacks what the source describes.' },
  LS811: {
    title: 'output file that nobody writes',
    severity: 'error',
    why: 'It is deployed, and no source describes it: the next synth removes it.',
  },
  LS812: {
    title: 'output that differs from the source',
    severity: 'error',
    why: 'What is deployed is not what was reviewed in the source; the next synth changes it back.',
  },
  LS813: {
    title: 'output that is written in another way',
    severity: 'error',
    why: 'It means the same, but the next synth changes the file, and somebody has to review that for nothing.',
  },
  LS814: {
    title: 'output file that cannot be read',
    severity: 'error',
    why: 'What cannot be read cannot be compared, nor applied.',
  },
  LS815: { title: 'broken YAML in the output', severity: 'error', why: 'Argo CD cannot apply the folder it lies in.' },
  LS816: {
    title: 'output that is not a plain file or folder',
    severity: 'error',
    why: 'What it stands for can change without a commit, or is left out of one.',
  },
  LS817: {
    title: 'no output',
    severity: 'error',
    why: 'There is nothing to deploy: nothing was synthesized, or it was not committed.',
  },
  LS820: {
    title: 'deviation past its day',
    severity: 'error',
    why: 'It was meant to be gone by now; what was an exception has become the rule.',
  },
  LS821: { title: 'deviation near its day', severity: 'warning', why: 'On that day the check fails.' },
  LS822: {
    title: 'sealing certificate expired',
    severity: 'error',
    why: 'kubeseal refuses to seal with it, and the controller has long had another key.',
  },
  LS823: { title: 'sealing certificate about to expire', severity: 'warning', why: 'On that day the check fails.' },
  LS824: {
    title: 'value sealed with another certificate',
    severity: 'warning',
    why: 'When the controller drops the old key, the value can no longer be unsealed.',
  },
  LS825: {
    title: 'plain secret file in git',
    severity: 'error',
    why: 'Its values are readable by everybody who can read the repository, for good.',
  },
  LS830: {
    title: 'revision that this clone does not have',
    severity: 'error',
    why: 'What the environment runs is not known here; where nobody has the revision, Argo CD does not sync any more.',
  },
  LS831: {
    title: 'nothing where an Application looks',
    severity: 'error',
    why: 'Argo CD reports an error in place of a sync, and the environment keeps what it last got.',
  },
  LS832: {
    title: 'history that is too short to tell',
    severity: 'error',
    why: 'What runs may be an older output of the source, or something that the source never wrote.',
  },
  LS833: {
    title: 'environment behind the source',
    severity: 'warning',
    why: 'What was changed since is not there; until it is promoted, that is on purpose.',
  },
  LS834: {
    title: 'working copy behind what runs',
    severity: 'warning',
    why: 'Comparing with an old source would call drift what is progress.',
  },
  LS835: {
    title: 'environment that the source never wrote',
    severity: 'error',
    why: 'What runs was reviewed nowhere, and the next promotion takes it back without anybody seeing it.',
  },
  LS836: {
    title: 'change that went past an environment',
    severity: 'warning',
    why: 'It was not tried where changes are tried, and is undone by what comes from there next.',
  },
  LS837: {
    title: 'image that ran in no environment before',
    severity: 'warning',
    why: 'What runs is not what was tested.',
  },
  LS838: {
    title: 'promotion that the cluster refuses',
    severity: 'error',
    why: 'The sync fails half-way, with some objects changed and others not.',
  },
  LS839: {
    title: 'git that cannot be asked',
    severity: 'error',
    why: 'What Argo CD delivers is in git: without it, nothing is known of what runs.',
  },
  LS840: {
    title: 'broken compose or .env file',
    severity: 'error',
    why: 'Nobody can start the system from it, and it was not compared with the manifests.',
  },
  LS841: {
    title: 'port of compose that the manifests do not have',
    severity: 'warning',
    why: 'What answers on the machine of a developer does not answer in the cluster, or the other way round.',
  },
  LS842: {
    title: 'variable that only compose or only the manifests set',
    severity: 'warning',
    why: 'The program runs with a default in the one that nobody tried in the other.',
  },
  LS843: {
    title: 'two names for one variable, in compose and in the manifests',
    severity: 'warning',
    why: 'The program reads one of them: in one of the two places the setting does nothing.',
  },
  LS844: {
    title: 'store with a password in one place only',
    severity: 'warning',
    why: 'The way in which the program logs in is never tried before it reaches the cluster, or the store there is open.',
  },
  LS845: {
    title: 'health check of compose that is not that of the probes',
    severity: 'warning',
    why: 'The one is mended and the other forgotten: what is healthy here is restarted there.',
  },
  LS846: {
    title: 'store of another major version',
    severity: 'warning',
    why: 'What was written against the one version fails, or means something else, on the other.',
  },
  LS847: {
    title: 'secret in a compose or .env file',
    severity: 'warning',
    why: 'Whoever reads the repository has it, for good; and it is seldom used in one place only.',
  },
  LS848: {
    title: 'store that compose lacks',
    severity: 'warning',
    why: 'What uses it cannot be tried before it reaches the cluster.',
  },
  LS850: {
    title: 'file that cannot be read',
    severity: 'error',
    why: 'Nobody knows what is in it, so nothing is known about what it belongs to.',
  },
  LS851: {
    title: 'file that is not UTF-8 text',
    severity: 'error',
    why: 'kubectl and Argo CD refuse it, or read other characters than were meant.',
  },
  LS852: { title: 'broken manifest', severity: 'error', why: 'No tool can apply it, nor the folder that it lies in.' },
  LS853: {
    title: 'key that stands twice',
    severity: 'error',
    why: 'One of the two values is lost, and which one depends on the tool.',
  },
  LS854: {
    title: 'file or document that is too large',
    severity: 'error',
    why: 'A cluster takes no such object; it was not audited.',
  },
  LS855: {
    title: 'nesting or aliases without end',
    severity: 'error',
    why: 'Whatever reads it needs all memory or time; the API server refuses it.',
  },
  LS856: {
    title: 'template in place of a manifest',
    severity: 'warning',
    why: 'What it renders to is applied, and was not audited.',
  },
  LS857: { title: 'link in a circle', severity: 'error', why: 'Tools that follow links do not come to an end there.' },
  LS858: {
    title: 'source that could not be built here',
    severity: 'warning',
    why: 'What it builds is applied, and was not audited.',
  },
  LS859: {
    title: 'line ends or mark of another system',
    severity: 'warning',
    why: 'It reads, but each tool and editor that writes it changes every line, and hides what changed.',
  },
  LS860: {
    title: 'overlay or chart that does not build',
    severity: 'error',
    why: 'The environment cannot be applied any more.',
  },
  LS861: {
    title: 'object that one environment lacks',
    severity: 'warning',
    why: 'What works, protects or is tested in the one is not there in the other, and nobody decided it.',
  },
  LS862: {
    title: 'part that one environment lacks',
    severity: 'warning',
    why: 'A container, variable, probe or port that was added in one environment and forgotten in another fails on promotion.',
  },
  LS863: {
    title: 'weaker security in one environment',
    severity: 'warning',
    why: 'What is protected in one environment is open in another, mostly where nobody looks.',
  },
  LS864: {
    title: 'image that no other environment runs',
    severity: 'warning',
    why: 'What was tested is not what runs.',
  },
  LS865: {
    title: 'selector that differs between environments',
    severity: 'warning',
    why: 'Traffic, protection or monitoring reaches other pods than it was tested with.',
  },
  LS866: {
    title: 'less in production than before it',
    severity: 'warning',
    why: 'What fits in the tests does not fit where the load is.',
  },
  LS867: {
    title: 'acceptance that does not count',
    severity: 'error',
    why: 'A finding that is accepted without a reason is a finding that nobody judged.',
  },
  LS868: {
    title: 'acceptance of nothing',
    severity: 'warning',
    why: 'It hides the finding when it comes back, although nobody looked at that one.',
  },
  LS869: {
    title: 'nothing to audit',
    severity: 'error',
    why: 'An audit that reads nothing finds nothing, and looks like a clean one.',
  },
  LS880: {
    title: 'environments that are not built alike',
    severity: 'warning',
    why: 'A port, a path, a rule or an order that only one environment has was tested in none of the others.',
  },
} as const satisfies CodesOf<8>;
