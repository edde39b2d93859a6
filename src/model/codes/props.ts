/** Codes LS1: the model and its values. */
import type { CodesOf } from './entry';

export const PROPS_CODES = {
  LS101: {
    title: 'unknown prop',
    severity: 'error',
    why: 'A prop that nobody reads looks like configuration and does nothing.',
  },
  LS102: {
    title: 'invalid value of a prop',
    severity: 'error',
    why: 'The value would be refused by the API server, or mean something else than was written.',
  },
  LS103: { title: 'missing prop', severity: 'error', why: 'The construct cannot be built without it.' },
  LS104: { title: 'misuse of the library', severity: 'error', why: 'What was asked for cannot mean anything.' },
  LS105: { title: 'two ports that clash', severity: 'error', why: 'Only one of them can be listened on or named.' },
  LS106: {
    title: 'name that does not fit',
    severity: 'error',
    why: 'Names of Services and values of labels end at 63 characters; the API server refuses longer ones.',
  },
  LS107: {
    title: 'variable declared twice',
    severity: 'error',
    why: 'The container sees only one of the two values, and which one is an accident.',
  },
  LS108: {
    title: 'probes that ask the same',
    severity: 'error',
    why: 'Liveness that depends on what readiness depends on restarts healthy pods when a dependency is slow.',
  },
  LS109: {
    title: 'probe that gives up before its answer',
    severity: 'error',
    why: 'A dependency that is only slow takes the pod out of service.',
  },
  LS110: { title: 'placeholder value', severity: 'error', why: 'An example address was never meant to be called.' },
  LS111: { title: 'route that can never match', severity: 'error', why: 'An earlier rule takes all its requests.' },
  LS112: {
    title: 'retries that do not fit their timeout',
    severity: 'error',
    why: 'The overall timeout ends the request before the last tries begin.',
  },
  LS113: {
    title: 'stop that is shorter than a stream',
    severity: 'error',
    why: 'Every rollout cuts the streams that the route promises to keep.',
  },
  LS114: { title: 'props that contradict each other', severity: 'error', why: 'Only one of them can hold.' },
  LS115: {
    title: 'reserved id',
    severity: 'error',
    why: 'The folder of that name holds objects of the platform itself.',
  },
  LS116: {
    title: 'cluster fact that is needed and missing',
    severity: 'error',
    why: 'Without it the objects would point at something that Lockstep had to guess.',
  },
  LS117: {
    title: 'unknown opinion or environment in a deviation',
    severity: 'error',
    why: 'It deviates from nothing.',
  },
  LS118: {
    title: 'writable directory that does not fit',
    severity: 'error',
    why: 'The pod is evicted before the directory is full.',
  },
  LS119: {
    title: 'host that the gateway does not serve',
    severity: 'error',
    why: 'Nobody answers for it, or somebody with the certificate of another host.',
  },
  LS121: {
    title: 'two migrations of one database',
    severity: 'error',
    why: 'They change one schema at the same time, and each believes that it is alone.',
  },
  LS122: {
    title: 'migration through a pooler',
    severity: 'error',
    why: 'Its locks, settings and prepared statements end up in the sessions of others.',
  },
  LS123: { title: 'time that is too short', severity: 'error', why: 'What it limits cannot happen within it.' },
  LS135: {
    title: 'replicas that do not replicate',
    severity: 'error',
    why: 'Each has a volume and a truth of its own: callers read what others never wrote.',
  },
  LS136: {
    title: 'two volumes with one name',
    severity: 'error',
    why: 'The API server refuses the pod, or mounts the one in place of the other.',
  },
  LS137: {
    title: 'store larger than its volume',
    severity: 'error',
    why: 'A full volume stops every write, and often the start that should repair it.',
  },
  LS138: {
    title: 'replicas without a useful majority',
    severity: 'error',
    why: 'An even number survives no more failures than one less, and splits into halves.',
  },
  LS151: {
    title: 'address of one’s own service as text',
    severity: 'error',
    why: 'Only a connection that is declared is let through by the policies.',
  },
  LS160: {
    title: 'route that the API cannot express',
    severity: 'error',
    why: 'It would be left out, and the limit, the header or the retry that somebody relies on would not be there.',
  },
  LS161: {
    title: 'host that no certificate covers',
    severity: 'error',
    why: 'Clients are shown a certificate that they cannot trust, and most of them stop there.',
  },
  LS162: {
    title: 'two routes for one path',
    severity: 'error',
    why: 'Which service answers depends on the age of the objects.',
  },
  LS163: {
    title: 'HSTS without TLS',
    severity: 'error',
    why: 'Browsers ignore the header over plain HTTP; and those that saw it once never come back to a host without TLS.',
  },
  LS164: {
    title: 'host that the issuer cannot certify',
    severity: 'error',
    why: 'The order fails for ever, and so does the sync that waits for it.',
  },
  LS165: { title: 'two issuers', severity: 'error', why: 'Which of them signs would be a guess.' },
  LS166: {
    title: 'host in two certificates',
    severity: 'error',
    why: 'Which of them a client is shown depends on the controller, and each renewal may change it.',
  },
  LS167: {
    title: 'behaviour of a mesh that is not there',
    severity: 'error',
    why: 'Nobody waits, retries or holds back: it looks like protection and does nothing.',
  },
  LS168: {
    title: 'issuer that signs nothing',
    severity: 'error',
    why: 'It looks as if hosts were certified by it, and its credential is kept for nothing.',
  },
  LS175: {
    title: 'image of another version than declared',
    severity: 'error',
    why: 'The operator configures the version that is declared, and another one runs.',
  },
  LS177: {
    title: 'user that cannot be declared so',
    severity: 'error',
    why: 'The operator or the server refuses it, or it could do more or less than the declaration says.',
  },
  LS178: {
    title: 'backups further apart than may be lost',
    severity: 'error',
    why: 'Who loses the store just before the next backup loses more than was promised.',
  },
  LS179: {
    title: 'production backup that nobody restores',
    severity: 'error',
    why: 'It may be empty, broken, or too slow to come back, and nobody knows until it is needed.',
  },
  LS180: {
    title: 'restore check that the cluster cannot run',
    severity: 'error',
    why: 'Its server would be waited for, and the check would never begin.',
  },
  LS185: {
    title: 'disk limit that does not fit the volume',
    severity: 'error',
    why: 'Publishers are stopped while the volume is hardly used, or from the start.',
  },
  LS186: {
    title: 'memory limit that comes too late',
    severity: 'error',
    why: 'The container is killed before anybody is told to stop, and its messages in memory are gone.',
  },
  LS187: {
    title: 'image that is too old',
    severity: 'error',
    why: 'What it is told, it does not understand: its nodes would not find each other.',
  },
  LS188: {
    title: 'undeclared virtual host',
    severity: 'error',
    why: 'RabbitMQ does not start with a permission for a virtual host that does not exist.',
  },
  LS189: {
    title: 'one address where there are several',
    severity: 'error',
    why: 'Half of the writes would reach a replica, which refuses them, and reads would be old.',
  },
  LS190: {
    title: 'failover of what is not kept',
    severity: 'error',
    why: 'A master that restarts empty before anybody notices empties all of its replicas.',
  },
  LS191: {
    title: 'promise that nobody tests',
    severity: 'error',
    why: 'How long a restore takes is found out when it is needed.',
  },
  LS192: {
    title: 'image without what it is to run',
    severity: 'error',
    why: 'Every run fails, and nobody knows whether the backup is any good.',
  },
  LS193: {
    title: 'log that is archived too late',
    severity: 'error',
    why: 'What was written since is lost with the volume, more than was promised.',
  },
} as const satisfies CodesOf<1>;
