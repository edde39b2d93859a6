/** Codes LS1: the model and its values. */
import type { CodesOf } from './entry';

export const PROPS_CODES = {
  LS101: {
    slug: 'unknown-prop',
    why: 'A prop that nothing reads looks like configuration and has no effect.',
  },
  LS102: {
    slug: 'invalid-prop',
    title: 'invalid value for a prop',
    why: 'The API server would reject the value, or it would mean something other than what was written.',
  },
  LS103: {
    slug: 'missing-prop',
    title: 'required prop missing',
    why: 'The construct cannot be created without the prop.',
  },
  LS104: {
    slug: 'api-misuse',
    title: 'misuse of the Lockstep API',
    why: 'The call has no valid meaning, so there is nothing to synthesize.',
  },
  LS105: {
    slug: 'port-conflict',
    title: 'conflicting ports of a service',
    why: 'A process cannot listen on one port twice, and port names are unique.',
  },
  LS106: {
    slug: 'invalid-construct-name',
    title: 'invalid name of a construct',
    why: 'Service names and label values are limited to 63 characters; the API server rejects longer ones.',
  },
  LS107: {
    slug: 'variable-defined-twice',
    title: 'environment variable defined twice by a construct',
    why: 'The container sees only one of the two values, and the program does not determine which.',
  },
  LS108: {
    slug: 'same-probe-paths',
    title: 'probes.liveness and probes.readiness use the same path',
    why: 'When a dependency is slow, liveness fails together with readiness, and healthy pods are restarted.',
  },
  LS109: {
    slug: 'probe-timeout-below-dependency',
    title: 'probe timeout shorter than dependencyTimeout',
    why: 'A dependency that is merely slow takes the pod out of service.',
  },
  LS110: {
    slug: 'placeholder-address',
    why: 'The address is only an example, and calls to it fail or reach a third party.',
  },
  LS111: {
    slug: 'unreachable-route-rule',
    title: 'route rule that never matches',
    why: 'An earlier rule matches all of its requests.',
  },
  LS112: {
    slug: 'route-retries-exceed-timeout',
    title: 'route.retries exceed route.timeout',
    why: 'The timeout ends the request before the last attempts begin.',
  },
  LS113: {
    slug: 'drain-shorter-than-timeout',
    title: 'shutdown.drain shorter than a route timeout',
    why: 'Every rollout cuts off streams that the route promises to keep open.',
  },
  LS114: {
    slug: 'conflicting-props',
    why: 'Only one of them can apply.',
  },
  LS115: {
    slug: 'reserved-id',
    title: 'reserved construct id',
    why: 'The directory of that name contains objects of the platform itself.',
  },
  LS116: {
    slug: 'missing-cluster-fact',
    title: 'cluster fact missing',
    why: 'Without it Lockstep would have to guess what the objects refer to.',
  },
  LS117: {
    slug: 'unknown-deviation',
    title: 'deviation names an unknown opinion, rule or environment',
    why: 'The deviation has no effect.',
  },
  LS118: {
    slug: 'scratch-exceeds-limit',
    title: 'writable directories exceed the ephemeral-storage limit',
    why: 'The kubelet evicts the pod before the directory is full.',
  },
  LS119: {
    slug: 'host-not-served',
    title: 'host that the gateway does not serve',
    why: 'Requests for the host fail, or are served with the certificate of another host.',
  },
  LS121: {
    slug: 'concurrent-migrations',
    title: 'two migrations of one database',
    why: 'Both migrations change the same schema at the same time, and neither expects the changes of the other.',
  },
  LS122: {
    slug: 'migration-through-pooler',
    title: 'migration through a connection pooler',
    why: 'Locks, settings and prepared statements of the migration leak into other sessions.',
  },
  LS123: {
    slug: 'duration-too-short',
    why: 'The operation cannot finish within that time.',
  },
  LS124: {
    slug: 'pattern-refused-props',
    title: 'props rejected by the pattern of the project',
    why: 'The pattern does not support this combination of props.',
  },
  LS125: {
    slug: 'impure-pattern',
    title: 'pattern function that is not pure',
    why: 'The output of the function would differ between environments or runs although its declared inputs are equal.',
  },
  LS135: {
    slug: 'store-does-not-replicate',
    title: 'several replicas of a store that does not replicate',
    why: 'Each replica has its own volume and data, so callers get different answers depending on the replica that they reach.',
  },
  LS136: {
    slug: 'duplicate-volume-name',
    title: 'two volumes of a construct with the same name',
    why: 'The API server rejects the pod, or mounts one volume in place of the other.',
  },
  LS137: {
    slug: 'store-exceeds-volume',
    title: 'data may outgrow the volume',
    why: 'A full volume blocks all writes and often prevents the restart that would fix it.',
  },
  LS138: {
    slug: 'even-quorum',
    title: 'even number of quorum members',
    why: 'An even number of members tolerates no more failures than one member fewer, and can split into two halves without a majority.',
  },
  LS151: {
    slug: 'address-as-text',
    title: 'service address as plain text',
    why: 'NetworkPolicies allow only declared connections, and plain text declares none.',
  },
  LS160: {
    slug: 'route-not-expressible',
    title: 'route that the gateway API cannot express',
    why: 'The limit, header or retry would be silently dropped.',
  },
  LS161: {
    slug: 'host-without-certificate',
    title: 'host without a certificate',
    why: 'Clients receive a certificate that they cannot trust, and most of them refuse to connect.',
  },
  LS162: {
    slug: 'route-conflict',
    title: 'two services claim one route path',
    why: 'Which service receives the requests depends on the age of the objects.',
  },
  LS163: {
    slug: 'hsts-without-tls',
    title: 'HSTS without TLS',
    why: 'Browsers ignore the header over plain HTTP, and browsers that have received it before refuse to connect without TLS.',
  },
  LS164: {
    slug: 'host-not-certifiable',
    title: 'host that the issuer cannot certify',
    why: 'The certificate order fails forever, and so does the sync that waits for it.',
  },
  LS165: {
    slug: 'ambiguous-issuer',
    title: 'two issuers',
    why: 'It is ambiguous which of them signs a certificate.',
  },
  LS166: {
    slug: 'host-in-two-certificates',
    why: 'Which one clients see depends on the controller, and every renewal may change it.',
  },
  LS167: {
    slug: 'no-mesh',
    title: 'traffic policy without a service mesh',
    why: 'Nothing enforces the timeouts, retries or limits: it looks like protection and has no effect.',
  },
  LS168: {
    slug: 'unused-issuer',
    title: 'issuer that signs nothing',
    why: 'The issuer appears to sign certificates but does not, and its credential is stored for no purpose.',
  },
  LS175: {
    slug: 'image-version-mismatch',
    title: 'image tag differs from the declared version',
    why: 'The operator configures the declared version while another one runs, or starts an unplanned upgrade.',
  },
  LS177: {
    slug: 'invalid-user',
    title: 'invalid user of a data store',
    why: 'The operator or the server rejects it, or it gets other permissions than declared.',
  },
  LS178: {
    slug: 'backup-interval-exceeds-rpo',
    why: 'Losing the store just before the next backup loses more data than promised.',
  },
  LS179: {
    slug: 'untested-backup',
    title: 'production backup that is never restored',
    why: 'The backup may be empty, corrupt or too slow to restore, and nobody notices until it is needed.',
  },
  LS180: {
    slug: 'restore-check-unsupported',
    title: 'restore check needs a newer Kubernetes',
    why: 'The check would wait forever for its server to start.',
  },
  LS185: {
    slug: 'disk-limit-mismatch',
    title: 'RabbitMQ disk limit does not fit the volume',
    why: 'Publishers are blocked while the volume is nearly empty, or from the start.',
  },
  LS186: {
    slug: 'memory-watermark-too-high',
    title: 'RabbitMQ memory watermark too close to the container limit',
    why: 'The container is OOM-killed before publishers are blocked, and its messages in memory are lost.',
  },
  LS187: {
    slug: 'image-too-old',
    title: 'image too old for its configuration',
    why: 'The image does not support its configuration, so its nodes do not find each other.',
  },
  LS188: {
    slug: 'undeclared-virtual-host',
    title: 'undeclared RabbitMQ virtual host',
    why: 'RabbitMQ does not start with a permission for a virtual host that does not exist.',
  },
  LS189: {
    slug: 'sentinel-single-address',
    title: 'single address for Redis with Sentinel',
    why: 'Some of the writes would reach a replica, which rejects them, and reads would be stale.',
  },
  LS190: {
    slug: 'failover-without-persistence',
    title: 'Redis failover without persistence',
    why: 'A master that restarts empty before the failover wipes all of its replicas.',
  },
  LS191: {
    slug: 'untested-rto',
    title: 'rto without a restore drill',
    why: 'How long a restore takes is discovered when it is needed.',
  },
  LS192: {
    slug: 'image-lacks-tool',
    title: 'image lacks the backup tool',
    why: 'Every run fails, and nobody knows whether the backup is usable.',
  },
  LS193: {
    slug: 'archive-interval-exceeds-rpo',
    title: 'WAL archiving interval exceeds rpo',
    why: 'Losing the volume loses everything written since the last archived segment, which is more than promised.',
  },
} as const satisfies CodesOf<1>;
