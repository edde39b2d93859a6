/** Codes of the best practices, `src/inspect/best-practices/rules/`. */
import { error, warning, type CodesOf } from './entry';

export const BEST_PRACTICE_CODES = {
  LS001: error('privileged-container')`
    A process that escapes from the container controls the node and every pod on it.`,
  LS002: warning('privilege-escalation')`
    allowPrivilegeEscalation is not false
    A setuid binary turns any code execution in the container into root.`,
  LS003: warning('capabilities-not-dropped')`
    An attacker inside the container can do more than the program ever needs to.`,
  LS004: warning('capability-added')`
    dangerous capability added
    Some capabilities amount to root on the node.`,
  LS005: warning('run-as-root')`
    container may run as root
    If the runtime has a vulnerability, root in the container is root on the node.`,
  LS006: warning('no-seccomp-profile')`
    no seccompProfile
    Most kernel exploits go through system calls that ordinary programs never make.`,
  LS007: warning('host-namespaces')`
    host namespaces (hostNetwork, hostPID, hostIPC)
    The pod is no longer isolated from its node, and NetworkPolicies do not apply to it.`,
  LS008: warning('host-path')`
    hostPath volume
    The data stays behind when the pod moves to another node, and the pod can modify the node through it.`,
  LS009: error('runtime-socket')`
    container runtime socket mounted
    Anyone who can talk to the socket is root on the node.`,
  LS010: warning('host-port')`
    hostPort
    Two such pods cannot run on one node, and the port is reachable from outside the cluster network.`,
  LS011: error('kernel-protection-off')`
    procMount, AppArmor or SELinux protection turned off
    The runtime hides parts of the kernel from containers for a reason; here it no longer does.`,
  LS012: warning('unsafe-sysctl')`
    The kubelet rejects the pod unless the sysctl is explicitly allowed, and then the setting affects other pods on the node.`,
  LS013: warning('writable-root-filesystem')`
    readOnlyRootFilesystem is not set
    An attacker can replace programs and leave tools behind.`,
  LS014: error('read-only-without-scratch')`
    read-only root filesystem without a writable directory
    The program crashes at its first write, usually during startup.`,
  LS015: warning('unused-token')`
    API token mounted without need
    The program does not use the token, but an attacker can, with any permission that the account has or is granted later.`,
  LS016: warning('default-service-account')`
    permissions granted to the default ServiceAccount
    Every pod that sets no ServiceAccount gets these permissions, including pods that are added later.`,
  LS017: warning('sudo')`
    sudo in a container
    If sudo works, any code execution becomes root; if it does not, the program fails to start.`,
  LS018: warning('long-lived-token')`
    long-lived ServiceAccount token
    A stolen token keeps working for days, even after the theft is noticed.`,
  LS020: warning('wildcard-role')`
    wildcard in a role
    The role silently grows with every new resource and verb.`,
  LS021: warning('read-all-secrets')`
    role can read every Secret
    One compromised program exposes the credentials of all the others.`,
  LS022: warning('rbac-escalation')`
    RBAC privilege escalation
    The role lets its holder obtain more permissions than it lists.`,
  LS023: error('cluster-admin')`
    binding to cluster-admin
    A single compromised program compromises the entire cluster.`,
  LS024: error('anonymous-access')`
    permissions granted to everyone
    Any client that can reach the API server, or any pod, has these permissions.`,
  LS025: error('unknown-rbac-resource')`
    role names a resource that does not exist
    The rule grants nothing, and the program fails the first time it needs the permission.`,
  LS026: warning('delete-events')`
    role can delete events
    An attacker can remove the traces of what was started and stopped.`,
  LS030: warning('no-requests')`
    no resource requests
    The scheduler assumes that the pod needs nothing, so it lands on a full node and is evicted first.`,
  LS031: warning('no-memory-limit')`
    A leak in one pod takes down its neighbors on the node.`,
  LS032: warning('limit-far-above-request')`
    memory limit far above the request
    The node is overcommitted: when several pods grow toward their limits, the kernel kills some of them.`,
  LS033: warning('unbounded-scratch')`
    emptyDir without a sizeLimit
    When it fills the node's disk or memory, the kubelet evicts pods that did nothing wrong.`,
  LS034: warning('stale-image')`
    moving tag with imagePullPolicy IfNotPresent
    Replicas of one workload run different versions, depending on when each node first pulled the image.`,
  LS035: warning('closed-registry')`
    image from a frozen registry
    The image receives no more fixes, and one day a rescheduled pod cannot pull it.`,
  LS036: warning('tag-with-two-digests')`
    same tag, different digests
    Workloads that appear to run the same version do not.`,
  LS040: warning('no-readiness-probe')`
    no readinessProbe
    Pods receive requests before they can handle them, so every rollout causes errors.`,
  LS041: warning('no-liveness-probe')`
    no livenessProbe
    A hung process is never restarted; users notice it first.`,
  LS042: warning('duplicate-probes')`
    livenessProbe duplicates the readinessProbe
    A slow dependency restarts every replica instead of taking it out of service.`,
  LS043: warning('probe-timeout-above-period')`
    probe timeoutSeconds above periodSeconds
    The probe reacts later than its settings suggest.`,
  LS044: warning('no-startup-probe')`
    initialDelaySeconds in place of a startupProbe
    The first start that is slower than expected is killed, and so is every retry.`,
  LS045: warning('probe-undeclared-port')`
    probe of an undeclared port
    The probe fails, so the pod never becomes ready or is restarted forever.`,
  LS046: warning('slow-probe')`
    probe that takes minutes to react
    A hung pod keeps receiving requests, and a recovered pod receives none.`,
  LS050: warning('single-replica')`
    Every node upgrade is an outage.`,
  LS051: warning('no-disruption-budget')`
    no PodDisruptionBudget
    A node upgrade can evict several replicas at once.`,
  LS052: warning('replicas-not-spread')`
    replicas not spread over nodes
    Losing one node can take down the whole service.`,
  LS053: warning('rollout-downtime')`
    rollout with downtime
    Every rollout is an outage.`,
  LS054: error('shared-single-node-volume')`
    ReadWriteOnce volume shared by several pods
    The second pod waits forever for a volume that only one node can mount.`,
  LS055: warning('budget-blocks-drain')`
    unhealthyPodEvictionPolicy blocks node drains
    A crash-looping pod prevents its node from being drained.`,
  LS056: warning('spread-without-selector')`
    topologySpreadConstraints that match no pods
    The constraint has no effect: the scheduler puts the replicas anywhere.`,
  LS057: warning('bare-pod')`
    bare Pod without a controller
    When its node is drained or lost, nothing recreates it.`,
  LS058: warning('no-headless-service')`
    StatefulSet without a headless Service
    The pods have no individual DNS names, which database peers and drivers rely on.`,
  LS059: warning('ineffective-budget')`
    PodDisruptionBudget without effect
    The object looks like protection but provides none.`,
  LS060: error('store-without-password')`
    data store without a password
    One compromised pod has all the data.`,
  LS061: error('independent-replicas')`
    replicas of a data store that do not replicate
    Each replica has its own data, so callers get different answers depending on the replica that they reach.`,
  LS062: warning('ephemeral-store')`
    data store without a persistent volume
    The next restart starts empty.`,
  LS063: error('memory-above-limit')`
    memory setting above the container limit
    The container is OOM-killed when it is busiest.`,
  LS064: warning('unbounded-cache')`
    cache without a maximum size
    The cache grows until it is OOM-killed, and all of its entries are lost at once.`,
  LS067: warning('caller-blocked')`
    NetworkPolicy blocks a configured connection
    The program is configured to call a service that its policies do not let it reach, so it times out.`,
  LS068: warning('dns-blocked')`
    NetworkPolicy blocks DNS
    Every call by host name fails, even where the policy allows the connection itself.`,
  LS069: warning('service-port-blocked')`
    NetworkPolicy blocks a port of the Service
    Callers and monitors time out on a port that the Service publishes.`,
  LS070: warning('no-network-policy')`
    pods without a NetworkPolicy
    One compromised pod can reach all the others.`,
  LS071: warning('allow-all-policy')`
    NetworkPolicy that allows everything
    The object looks like protection but provides none.`,
  LS072: error('policy-wrong-port')`
    NetworkPolicy for a port that nothing listens on
    Callers time out, because the port they need stays closed.`,
  LS073: warning('gateway-bypass')`
    NodePort or LoadBalancer bypasses the gateway
    Requests skip the TLS, limits and policies of the gateway.`,
  LS074: warning('ssh-server')`
    SSH server in a container
    SSH is a second entry point, with unmanaged keys.`,
  LS075: warning('no-tls')`
    route without TLS
    Passwords and cookies can be read in transit.`,
  LS076: warning('ingress-class-annotation')`
    deprecated kubernetes.io/ingress.class annotation
    Controllers that no longer read the annotation ignore the Ingress.`,
  LS077: error('ineffective-annotation')`
    annotation that the controller does not know
    The annotation has no effect.`,
  LS078: error('retries-exceed-timeout')`
    retries exceed the route timeout
    The route ends the request before the last attempts begin.`,
  LS079: warning('timeout-exceeds-grace-period')`
    route timeout exceeds the termination grace period
    Every rollout cuts off requests that the route promises to serve.`,
  LS080: error('secret-in-configmap')`
    secret in a ConfigMap
    Anyone who can read the repository or the namespace can read it.`,
  LS081: error('secret-in-pod-spec')`
    secret in a pod spec
    Anyone who can read the repository or describe the pod can read it.`,
  LS082: error('placeholder-secret')`
    placeholder in a Secret
    Either a publicly known value protects real data, or the program fails to start.`,
  LS083: error('placeholder-certificate')`
    placeholder in a TLS Secret
    Clients reject the certificate, or learn to click through warnings.`,
  LS084: warning('conflicting-variables')`
    one setting under two variable names in a container
    The program reads one of the two; changing the other has no effect.`,
  LS085: warning('build-time-variable')`
    build-time variable on a running pod
    The variable has no effect: the browser bundle was built with a different value.`,
  LS086: error('canary-route-conflict')`
    route owned by Flagger and by a manifest
    Flagger writes traffic weights into it, and applying the manifest removes them again.`,
  LS087: warning('ingress-snippet')`
    snippet annotation on an Ingress
    Anyone who can edit an Ingress can read every Secret that the controller can read.`,
  LS090: warning('overlapping-runs')`
    CronJob whose runs may overlap (concurrencyPolicy)
    Two runs change the same data at once.`,
  LS091: warning('no-job-deadline')`
    Job without activeDeadlineSeconds
    A hung run keeps its resources and delays or overlaps the next one.`,
  LS095: warning('shared-namespace')`
    object in the default or a system namespace
    Nothing isolates it from everything else in the namespace.`,
  LS096: warning('no-pod-security')`
    namespace without a Pod Security level
    Nothing rejects a privileged pod.`,
  LS097: warning('unread-configuration')`
    ConfigMap that nothing reads
    Someone will change the ConfigMap and wait for an effect that never comes.`,
  LS098: warning('odd-one-out')`
    field that differs from all similar objects
    A convention was forgotten or mistyped in one place.`,
} satisfies CodesOf<0>;

export type BestPracticeCode = keyof typeof BEST_PRACTICE_CODES;
export type BestPracticeSlug = (typeof BEST_PRACTICE_CODES)[BestPracticeCode]['slug'];
