/** Codes LS1: the model and its values. */
import { error, type CodesOf } from './entry';

export const PROPS_CODES = {
  LS101: error('unknown-prop')`
    A prop that nothing reads looks like configuration and has no effect.`,
  LS102: error('invalid-prop')`
    invalid value for a prop
    The API server would reject the value, or it would mean something other than what was written.`,
  LS103: error('missing-prop')`
    required prop missing
    The construct cannot be created without the prop.`,
  LS104: error('api-misuse')`
    misuse of the Lockstep API
    The call has no valid meaning, so there is nothing to synthesize.`,
  LS105: error('port-conflict')`
    conflicting ports of a service
    A process cannot listen on one port twice, and port names are unique.`,
  LS106: error('invalid-construct-name')`
    invalid name of a construct
    Service names and label values are limited to 63 characters; the API server rejects longer ones.`,
  LS107: error('variable-defined-twice')`
    environment variable defined twice by a construct
    The container sees only one of the two values, and the program does not determine which.`,
  LS108: error('same-probe-paths')`
    probes.liveness and probes.readiness use the same path
    When a dependency is slow, liveness fails together with readiness, and healthy pods are restarted.`,
  LS109: error('probe-timeout-below-dependency')`
    probe timeout shorter than dependencyTimeout
    A dependency that is merely slow takes the pod out of service.`,
  LS110: error('placeholder-address')`
    The address is only an example, and calls to it fail or reach a third party.`,
  LS111: error('unreachable-route-rule')`
    route rule that never matches
    An earlier rule matches all of its requests.`,
  LS112: error('route-retries-exceed-timeout')`
    route.retries exceed route.timeout
    The timeout ends the request before the last attempts begin.`,
  LS113: error('drain-shorter-than-timeout')`
    shutdown.drain shorter than a route timeout
    Every rollout cuts off streams that the route promises to keep open.`,
  LS114: error('conflicting-props')`
    Only one of them can apply.`,
  LS115: error('reserved-id')`
    reserved construct id
    The directory of that name contains objects of the platform itself.`,
  LS116: error('missing-cluster-fact')`
    cluster fact missing
    Without it Lockstep would have to guess what the objects refer to.`,
  LS117: error('unknown-deviation')`
    deviation names an unknown opinion, rule or environment
    The deviation has no effect.`,
  LS118: error('scratch-exceeds-limit')`
    writable directories exceed the ephemeral-storage limit
    The kubelet evicts the pod before the directory is full.`,
  LS119: error('host-not-served')`
    host that the gateway does not serve
    Requests for the host fail, or are served with the certificate of another host.`,
  LS121: error('concurrent-migrations')`
    two migrations of one database
    Both migrations change the same schema at the same time, and neither expects the changes of the other.`,
  LS122: error('migration-through-pooler')`
    migration through a connection pooler
    Locks, settings and prepared statements of the migration leak into other sessions.`,
  LS123: error('duration-too-short')`
    The operation cannot finish within that time.`,
  LS124: error('pattern-refused-props')`
    props rejected by the pattern of the project
    The pattern does not support this combination of props.`,
  LS125: error('impure-pattern')`
    pattern function that is not pure
    The output of the function would differ between environments or runs although its declared inputs are equal.`,
  LS135: error('store-does-not-replicate')`
    several replicas of a store that does not replicate
    Each replica has its own volume and data, so callers get different answers depending on the replica that they reach.`,
  LS136: error('duplicate-volume-name')`
    two volumes of a construct with the same name
    The API server rejects the pod, or mounts one volume in place of the other.`,
  LS137: error('store-exceeds-volume')`
    data may outgrow the volume
    A full volume blocks all writes and often prevents the restart that would fix it.`,
  LS138: error('even-quorum')`
    even number of quorum members
    An even number of members tolerates no more failures than one member fewer, and can split into two halves without a majority.`,
  LS151: error('address-as-text')`
    service address as plain text
    NetworkPolicies allow only declared connections, and plain text declares none.`,
  LS160: error('route-not-expressible')`
    route that the gateway API cannot express
    The limit, header or retry would be silently dropped.`,
  LS161: error('host-without-certificate')`
    host without a certificate
    Clients receive a certificate that they cannot trust, and most of them refuse to connect.`,
  LS162: error('route-conflict')`
    two services claim one route path
    Which service receives the requests depends on the age of the objects.`,
  LS163: error('hsts-without-tls')`
    HSTS without TLS
    Browsers ignore the header over plain HTTP, and browsers that have received it before refuse to connect without TLS.`,
  LS164: error('host-not-certifiable')`
    host that the issuer cannot certify
    The certificate order fails forever, and so does the sync that waits for it.`,
  LS165: error('ambiguous-issuer')`
    two issuers
    It is ambiguous which of them signs a certificate.`,
  LS166: error('host-in-two-certificates')`
    Which one clients see depends on the controller, and every renewal may change it.`,
  LS167: error('no-mesh')`
    traffic policy without a service mesh
    Nothing enforces the timeouts, retries or limits: it looks like protection and has no effect.`,
  LS168: error('unused-issuer')`
    issuer that signs nothing
    The issuer appears to sign certificates but does not, and its credential is stored for no purpose.`,
  LS175: error('image-version-mismatch')`
    image tag differs from the declared version
    The operator configures the declared version while another one runs, or starts an unplanned upgrade.`,
  LS177: error('invalid-user')`
    invalid user of a data store
    The operator or the server rejects it, or it gets other permissions than declared.`,
  LS178: error('backup-interval-exceeds-rpo')`
    Losing the store just before the next backup loses more data than promised.`,
  LS179: error('untested-backup')`
    production backup that is never restored
    The backup may be empty, corrupt or too slow to restore, and nobody notices until it is needed.`,
  LS180: error('restore-check-unsupported')`
    restore check needs a newer Kubernetes version
    The check would wait forever for its server to start.`,
  LS185: error('disk-limit-mismatch')`
    RabbitMQ disk limit does not fit the volume
    Publishers are blocked while the volume is nearly empty, or from the start.`,
  LS186: error('memory-watermark-too-high')`
    RabbitMQ memory watermark too close to the container limit
    The container is OOM-killed before publishers are blocked, and its messages in memory are lost.`,
  LS187: error('image-too-old')`
    image too old for its configuration
    The image does not support its configuration, so its nodes do not find each other.`,
  LS188: error('undeclared-virtual-host')`
    undeclared RabbitMQ virtual host
    RabbitMQ does not start with a permission for a virtual host that does not exist.`,
  LS189: error('sentinel-single-address')`
    single address for Redis with Sentinel
    Some of the writes would reach a replica, which rejects them, and reads would be stale.`,
  LS190: error('failover-without-persistence')`
    Redis failover without persistence
    A master that restarts empty before the failover wipes all of its replicas.`,
  LS191: error('untested-rto')`
    rto without a restore drill
    How long a restore takes is discovered when it is needed.`,
  LS192: error('image-lacks-tool')`
    image lacks the backup tool
    Every run fails, and nobody knows whether the backup is usable.`,
  LS193: error('archive-interval-exceeds-rpo')`
    WAL archiving interval exceeds rpo
    Losing the volume loses everything written since the last archived segment, which is more than promised.`,
} satisfies CodesOf<1>;
