/** Codes of the rules of good practice, `src/inspect/policy/rules/`. */
import type { CodesOf } from './entry';

export const POLICY_CODES = {
  LS001: {
    title: 'privileged container',
    severity: 'error',
    why: 'A process that breaks out of it owns its node, and with it every pod there.',
  },
  LS002: {
    title: 'privilege escalation allowed',
    severity: 'warning',
    why: 'A program with the setuid bit makes root of whoever breaks in.',
  },
  LS003: {
    title: 'capabilities kept',
    severity: 'warning',
    why: 'What breaks in can do more than the program ever needs.',
  },
  LS004: { title: 'capability added', severity: 'warning', why: 'Some capabilities are as good as root on the node.' },
  LS005: {
    title: 'may run as root',
    severity: 'warning',
    why: 'Root in the container is root on the node for every hole in the runtime.',
  },
  LS006: {
    title: 'no seccomp profile',
    severity: 'warning',
    why: 'Most holes in kernels are in system calls that programs never use.',
  },
  LS007: {
    title: 'namespaces of the node',
    severity: 'warning',
    why: 'Walls between the pod and its node are taken down, and policies do not hold it.',
  },
  LS008: {
    title: 'path of the node',
    severity: 'warning',
    why: 'Data stays behind when the pod moves, and the node can be changed through it.',
  },
  LS009: {
    title: 'socket of the container runtime',
    severity: 'error',
    why: 'Whoever can talk to it is root on the node.',
  },
  LS010: {
    title: 'port of the node',
    severity: 'warning',
    why: 'Two such pods do not fit one node, and policies of the namespace do not guard the port.',
  },
  LS011: {
    title: 'protection of the kernel turned off',
    severity: 'error',
    why: 'What hides the node from its containers is switched off.',
  },
  LS012: {
    title: 'unsafe sysctl',
    severity: 'warning',
    why: 'The kubelet refuses the pod; where it was told to allow it, the setting reaches other pods.',
  },
  LS013: {
    title: 'writable root filesystem',
    severity: 'warning',
    why: 'Who breaks in can replace programs and leave tools behind.',
  },
  LS014: {
    title: 'read-only root without a place to write',
    severity: 'error',
    why: 'The program ends at its first write, at the start.',
  },
  LS015: {
    title: 'token that nothing needs',
    severity: 'warning',
    why: 'It is there for an intruder, and opens whatever the account is given one day.',
  },
  LS016: {
    title: 'rights of the default account',
    severity: 'warning',
    why: 'Every pod that names no account has them, those that come tomorrow too.',
  },
  LS017: {
    title: 'sudo in a container',
    severity: 'warning',
    why: 'Where it works, whoever breaks in is root; where it does not, the program does not start.',
  },
  LS018: {
    title: 'token with a long life',
    severity: 'warning',
    why: 'A copy of it works for days after somebody noticed.',
  },
  LS020: {
    title: 'role without bounds',
    severity: 'warning',
    why: 'It grows with every new resource and nobody decides about it.',
  },
  LS021: {
    title: 'reads every Secret',
    severity: 'warning',
    why: 'One program that is broken into gives away the passwords of all.',
  },
  LS022: { title: 'right to gain rights', severity: 'warning', why: 'The role is a step to more than it names.' },
  LS023: { title: 'cluster-admin', severity: 'error', why: 'One program that is broken into is the cluster.' },
  LS024: {
    title: 'rights for everybody',
    severity: 'error',
    why: 'Whoever reaches the API server, or runs any pod, has them.',
  },
  LS025: {
    title: 'resource that does not exist',
    severity: 'error',
    why: 'The rule allows nothing, and the program fails when it first needs it.',
  },
  LS026: {
    title: 'right to remove traces',
    severity: 'warning',
    why: 'What a break-in started and stopped can no longer be told.',
  },
  LS030: {
    title: 'no requests',
    severity: 'warning',
    why: 'The pod is placed where there is no room, and evicted first.',
  },
  LS031: { title: 'no memory limit', severity: 'warning', why: 'A leak in one pod ends its neighbours.' },
  LS032: {
    title: 'limit far above its request',
    severity: 'warning',
    why: 'Nodes fill up with promises: when several pods take what they may, the kernel ends some of them.',
  },
  LS033: {
    title: 'scratch space without a bound',
    severity: 'warning',
    why: 'A full disk or memory of the node evicts pods that did nothing.',
  },
  LS034: {
    title: 'image that is not pulled again',
    severity: 'warning',
    why: 'Replicas of one workload run different versions.',
  },
  LS035: {
    title: 'registry that is closed',
    severity: 'warning',
    why: 'It gets no fixes, and one day the image is not there when a pod moves.',
  },
  LS036: {
    title: 'image of two contents',
    severity: 'warning',
    why: 'What its name says it runs is not what runs in one of the places.',
  },
  LS040: {
    title: 'no readiness probe',
    severity: 'warning',
    why: 'Callers get errors from every pod that starts, at each rollout.',
  },
  LS041: { title: 'no liveness probe', severity: 'warning', why: 'A process that hangs is found by its users.' },
  LS042: {
    title: 'probes that ask the same of one container',
    severity: 'warning',
    why: 'A slow dependency becomes a restart of every replica.',
  },
  LS043: {
    title: 'probe slower than its period',
    severity: 'warning',
    why: 'The probe is later than its figures say.',
  },
  LS044: {
    title: 'guessed start time',
    severity: 'warning',
    why: 'The first slow start is killed, and so is the next.',
  },
  LS045: {
    title: 'probe of a port that nobody declares',
    severity: 'warning',
    why: 'The probe fails and the pod never becomes ready, or is restarted for ever.',
  },
  LS046: {
    title: 'probe that takes its time',
    severity: 'warning',
    why: 'A pod that hangs keeps its callers waiting, and one that is ready gets none.',
  },
  LS050: { title: 'single replica', severity: 'warning', why: 'Each upgrade of a node is an outage.' },
  LS051: {
    title: 'no disruption budget',
    severity: 'warning',
    why: 'An upgrade of the nodes takes several replicas at once.',
  },
  LS052: {
    title: 'replicas on one node',
    severity: 'warning',
    why: 'The loss of one machine is the loss of the service.',
  },
  LS053: { title: 'rollout without anybody serving', severity: 'warning', why: 'Every rollout is an outage.' },
  LS054: {
    title: 'volume of one node for several pods',
    severity: 'error',
    why: 'The second pod waits for the volume forever.',
  },
  LS055: {
    title: 'budget that holds on to broken pods',
    severity: 'warning',
    why: 'A pod that crashes in a loop stops the upgrade of its node.',
  },
  LS056: {
    title: 'spread that counts no pods',
    severity: 'warning',
    why: 'The replicas lie wherever the scheduler puts them.',
  },
  LS057: {
    title: 'pod that nobody makes again',
    severity: 'warning',
    why: 'The loss or the upgrade of its node is the end of it.',
  },
  LS058: {
    title: 'set whose pods have no names',
    severity: 'warning',
    why: 'Whoever asks for one of them by name, as peers and drivers of stores do, gets no answer.',
  },
  LS059: { title: 'budget that guards nothing', severity: 'warning', why: 'It looks like protection and is none.' },
  LS060: {
    title: 'data store without a password',
    severity: 'error',
    why: 'One pod that is broken into has all data.',
  },
  LS061: {
    title: 'servers that do not know of each other',
    severity: 'error',
    why: 'Callers read what others never wrote.',
  },
  LS062: { title: 'data that ends with its pod', severity: 'warning', why: 'The next restart begins empty.' },
  LS063: {
    title: 'memory setting above the limit',
    severity: 'error',
    why: 'The container is killed when it is busiest.',
  },
  LS064: {
    title: 'cache without a bound',
    severity: 'warning',
    why: 'It grows until it is killed, with everything in it.',
  },
  LS067: {
    title: 'caller that policies shut out',
    severity: 'warning',
    why: 'The connection that the program was given times out.',
  },
  LS068: {
    title: 'pods that cannot look up names',
    severity: 'warning',
    why: 'Every call by name fails, although the policy allows the connection.',
  },
  LS069: {
    title: 'published port that every policy shuts',
    severity: 'warning',
    why: 'Callers and monitors time out on a port that the Service promises.',
  },
  LS070: {
    title: 'pods that everybody reaches',
    severity: 'warning',
    why: 'One pod that is broken into has all the others within reach.',
  },
  LS071: { title: 'policy that allows everything', severity: 'warning', why: 'It looks like protection and is none.' },
  LS072: {
    title: 'policy for a port that nobody listens on',
    severity: 'error',
    why: 'Callers time out: the port that they need stays shut.',
  },
  LS073: {
    title: 'way around the gateway',
    severity: 'warning',
    why: 'Neither TLS nor limits nor policies of the gateway hold there.',
  },
  LS074: { title: 'SSH in a container', severity: 'warning', why: 'A second way in, with keys that nobody manages.' },
  LS075: { title: 'entry without TLS', severity: 'warning', why: 'Passwords and cookies can be read on the way.' },
  LS076: {
    title: 'deprecated ingress class',
    severity: 'warning',
    why: 'A controller that no longer reads the annotation ignores the object.',
  },
  LS077: { title: 'annotation without effect', severity: 'error', why: 'What it was to ensure never happens.' },
  LS078: {
    title: 'tries that never happen',
    severity: 'error',
    why: 'The route ends the request before the last tries begin.',
  },
  LS079: {
    title: 'route longer than its pods live',
    severity: 'warning',
    why: 'Every rollout cuts the requests that the route promises to keep.',
  },
  LS080: {
    title: 'secret in a ConfigMap',
    severity: 'error',
    why: 'Whoever reads the repository or the namespace has it.',
  },
  LS081: {
    title: 'secret in a pod',
    severity: 'error',
    why: 'Whoever reads the repository or describes the pod has it.',
  },
  LS082: {
    title: 'placeholder in a Secret',
    severity: 'error',
    why: 'A value that everybody knows guards what is behind it, or the program does not start.',
  },
  LS083: { title: 'placeholder certificate', severity: 'error', why: 'Clients refuse it, or learn to look away.' },
  LS084: {
    title: 'two names for one thing',
    severity: 'warning',
    why: 'The program reads one of them; a change of the other does nothing.',
  },
  LS085: {
    title: 'build-time variable on a pod',
    severity: 'warning',
    why: 'It changes nothing: the bundle was built with another value.',
  },
  LS086: {
    title: 'route that two write',
    severity: 'error',
    why: 'Flagger writes the weights of a rollout into it, and whoever applies the file takes them out again.',
  },
  LS087: {
    title: 'snippet in an Ingress',
    severity: 'warning',
    why: 'Whoever may write an Ingress may read what the controller reads, every Secret of the cluster.',
  },
  LS090: { title: 'runs that may overlap', severity: 'warning', why: 'Two runs change the same data at once.' },
  LS091: {
    title: 'job without an end',
    severity: 'warning',
    why: 'A run that hangs keeps its resources and holds up the next one.',
  },
  LS095: { title: 'shared namespace', severity: 'warning', why: 'Nothing separates it from what else lies there.' },
  LS096: { title: 'namespace without Pod Security', severity: 'warning', why: 'Nothing stops a privileged pod.' },
  LS097: {
    title: 'configuration that nobody reads',
    severity: 'warning',
    why: 'Somebody will change it and wait for the effect.',
  },
  LS098: {
    title: 'object unlike all others of its kind',
    severity: 'warning',
    why: 'What everything else follows was forgotten in one place, or mistyped.',
  },
} as const satisfies CodesOf<0>;

export type PolicyCode = keyof typeof POLICY_CODES;
