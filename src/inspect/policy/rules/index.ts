/** The list of rules, in the order of their codes. */
import type { Rule } from '../rule';
import { boundToEverybody } from './bound-to-everybody';
import { budgetOfUnhealthy } from './budget-of-unhealthy';
import { buildTimeVariable } from './build-time-variable';
import { capabilitiesAdded } from './capabilities-added';
import { capabilitiesKept } from './capabilities-kept';
import { closedRegistry } from './closed-registry';
import { clusterAdmin } from './cluster-admin';
import { cutStream } from './cut-stream';
import { deafPolicyPort } from './deaf-policy-port';
import { deafPort } from './deaf-port';
import { defaultAccount } from './default-account';
import { defaultNamespace } from './default-namespace';
import { endlessJob } from './endless-job';
import { exposedService } from './exposed-service';
import { farLimit } from './far-limit';
import { guessedStart } from './guessed-start';
import { idleBudget } from './idle-budget';
import { idleToken } from './idle-token';
import { stalePull } from './images';
import { ingressClass } from './ingress-class';
import { isolatedByNobody } from './isolated-by-nobody';
import { kernelProtection } from './kernel-protection';
import { ladder } from './ladder';
import { lateProbe } from './late-probe';
import { lonePod } from './lone-pod';
import { longToken } from './long-token';
import { lostData } from './lost-data';
import { memoryBeyondLimit } from './memory-beyond-limit';
import { misnamedResource } from './misnamed-resource';
import { namelessPeers } from './nameless-peers';
import { noBudget } from './no-budget';
import { noLiveness } from './no-liveness';
import { noLookups } from './no-lookups';
import { noMemoryLimit } from './no-memory-limit';
import { noReadiness } from './no-readiness';
import { noRequests } from './no-requests';
import { noWritableDirectory } from './no-writable-directory';
import { nodeNamespaces } from './node-namespaces';
import { nodePaths } from './node-paths';
import { nodePorts } from './node-ports';
import { openPolicy } from './open-policy';
import { openStore } from './open-store';
import { outageByRollout } from './outage-by-rollout';
import { overlappingRuns } from './overlapping-runs';
import { placeholderCertificate } from './placeholder-certificate';
import { placeholderSecret } from './placeholder-secret';
import { plainIngress } from './plain-ingress';
import { privilegeEscalation } from './privilege-escalation';
import { privileged } from './privileged';
import { readsAllSecrets } from './reads-all-secrets';
import { removesTraces } from './removes-traces';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { rootUser } from './root-user';
import { runtimeSocket } from './runtime-socket';
import { sameProbes } from './same-probes';
import { seccomp } from './seccomp';
import { secretInConfiguration } from './secret-in-configuration';
import { secretInContainer } from './secret-in-container';
import { sharedClaim } from './shared-claim';
import { shiftedRoute } from './shifted-route';
import { shutPort } from './shut-port';
import { shutOutCaller } from './shut-out-caller';
import { singleReplica } from './single-replica';
import { snippet } from './snippet';
import { slowProbe } from './slow-probe';
import { sshPort } from './ssh-port';
import { strangers } from './strangers';
import { sudo } from './sudo';
import { sysctls } from './sysctls';
import { together } from './together';
import { twoNames } from './two-names';
import { twoContents } from './two-contents';
import { unboundedCache } from './unbounded-cache';
import { unboundedScratch } from './unbounded-scratch';
import { uncountedSpread } from './uncounted-spread';
import { unguardedNamespace } from './unguarded-namespace';
import { unknownAnnotation } from './unknown-annotation';
import { unlikeSiblings } from './unlike-siblings';
import { unreadConfiguration } from './unread-configuration';
import { wildcardRole } from './wildcard-role';
import { writableRoot } from './writable-root';

export const RULES: readonly Rule[] = [
  privileged,
  privilegeEscalation,
  capabilitiesKept,
  capabilitiesAdded,
  rootUser,
  seccomp,
  nodeNamespaces,
  nodePaths,
  runtimeSocket,
  nodePorts,
  kernelProtection,
  sysctls,
  writableRoot,
  noWritableDirectory,
  idleToken,
  defaultAccount,
  sudo,
  longToken,
  wildcardRole,
  readsAllSecrets,
  ladder,
  clusterAdmin,
  boundToEverybody,
  misnamedResource,
  removesTraces,
  noRequests,
  noMemoryLimit,
  farLimit,
  unboundedScratch,
  stalePull,
  closedRegistry,
  twoContents,
  noReadiness,
  noLiveness,
  sameProbes,
  lateProbe,
  guessedStart,
  deafPort,
  slowProbe,
  singleReplica,
  noBudget,
  together,
  outageByRollout,
  sharedClaim,
  budgetOfUnhealthy,
  uncountedSpread,
  lonePod,
  namelessPeers,
  idleBudget,
  openStore,
  strangers,
  lostData,
  memoryBeyondLimit,
  unboundedCache,
  shutOutCaller,
  noLookups,
  shutPort,
  isolatedByNobody,
  openPolicy,
  deafPolicyPort,
  exposedService,
  sshPort,
  plainIngress,
  ingressClass,
  unknownAnnotation,
  retriesBeyondTimeout,
  cutStream,
  secretInConfiguration,
  secretInContainer,
  placeholderSecret,
  placeholderCertificate,
  twoNames,
  buildTimeVariable,
  shiftedRoute,
  snippet,
  overlappingRuns,
  endlessJob,
  defaultNamespace,
  unguardedNamespace,
  unreadConfiguration,
  unlikeSiblings,
];
