/** The list of rules, in the order of their codes. */
import type { Rule } from '../rule';
import { anonymousAccess } from './anonymous-access';
import { budgetBlocksDrain } from './budget-blocks-drain';
import { buildTimeVariable } from './build-time-variable';
import { capabilityAdded } from './capability-added';
import { capabilitiesNotDropped } from './capabilities-not-dropped';
import { closedRegistry } from './closed-registry';
import { clusterAdmin } from './cluster-admin';
import { timeoutExceedsGracePeriod } from './timeout-exceeds-grace-period';
import { policyWrongPort } from './policy-wrong-port';
import { probeUndeclaredPort } from './probe-undeclared-port';
import { defaultServiceAccount } from './default-service-account';
import { sharedNamespace } from './shared-namespace';
import { noJobDeadline } from './no-job-deadline';
import { gatewayBypass } from './gateway-bypass';
import { limitFarAboveRequest } from './limit-far-above-request';
import { noStartupProbe } from './no-startup-probe';
import { ineffectiveBudget } from './ineffective-budget';
import { unusedToken } from './unused-token';
import { staleImage } from './stale-image';
import { ingressClassAnnotation } from './ingress-class-annotation';
import { noNetworkPolicy } from './no-network-policy';
import { kernelProtectionOff } from './kernel-protection-off';
import { rbacEscalation } from './rbac-escalation';
import { probeTimeoutAbovePeriod } from './probe-timeout-above-period';
import { barePod } from './bare-pod';
import { longLivedToken } from './long-lived-token';
import { ephemeralStore } from './ephemeral-store';
import { memoryAboveLimit } from './memory-above-limit';
import { unknownRbacResource } from './unknown-rbac-resource';
import { noHeadlessService } from './no-headless-service';
import { noDisruptionBudget } from './no-disruption-budget';
import { noLivenessProbe } from './no-liveness-probe';
import { dnsBlocked } from './dns-blocked';
import { noMemoryLimit } from './no-memory-limit';
import { noReadinessProbe } from './no-readiness-probe';
import { noRequests } from './no-requests';
import { readOnlyWithoutScratch } from './read-only-without-scratch';
import { hostNamespaces } from './host-namespaces';
import { hostPath } from './host-path';
import { hostPort } from './host-port';
import { allowAllPolicy } from './allow-all-policy';
import { storeWithoutPassword } from './store-without-password';
import { rolloutDowntime } from './rollout-downtime';
import { overlappingRuns } from './overlapping-runs';
import { placeholderCertificate } from './placeholder-certificate';
import { placeholderSecret } from './placeholder-secret';
import { noTls } from './no-tls';
import { privilegeEscalation } from './privilege-escalation';
import { privilegedContainer } from './privileged-container';
import { readAllSecrets } from './read-all-secrets';
import { deleteEvents } from './delete-events';
import { retriesExceedTimeout } from './retries-exceed-timeout';
import { runAsRoot } from './run-as-root';
import { runtimeSocket } from './runtime-socket';
import { duplicateProbes } from './duplicate-probes';
import { noSeccompProfile } from './no-seccomp-profile';
import { secretInConfigmap } from './secret-in-configmap';
import { secretInPodSpec } from './secret-in-pod-spec';
import { sharedSingleNodeVolume } from './shared-single-node-volume';
import { canaryRouteConflict } from './canary-route-conflict';
import { servicePortBlocked } from './service-port-blocked';
import { callerBlocked } from './caller-blocked';
import { singleReplica } from './single-replica';
import { ingressSnippet } from './ingress-snippet';
import { slowProbe } from './slow-probe';
import { sshServer } from './ssh-server';
import { independentReplicas } from './independent-replicas';
import { sudo } from './sudo';
import { unsafeSysctl } from './unsafe-sysctl';
import { replicasNotSpread } from './replicas-not-spread';
import { conflictingVariables } from './conflicting-variables';
import { tagWithTwoDigests } from './tag-with-two-digests';
import { unboundedCache } from './unbounded-cache';
import { unboundedScratch } from './unbounded-scratch';
import { spreadWithoutSelector } from './spread-without-selector';
import { noPodSecurity } from './no-pod-security';
import { ineffectiveAnnotation } from './ineffective-annotation';
import { oddOneOut } from './odd-one-out';
import { unreadConfiguration } from './unread-configuration';
import { wildcardRole } from './wildcard-role';
import { writableRootFilesystem } from './writable-root-filesystem';

export const RULES: readonly Rule[] = [
  privilegedContainer,
  privilegeEscalation,
  capabilitiesNotDropped,
  capabilityAdded,
  runAsRoot,
  noSeccompProfile,
  hostNamespaces,
  hostPath,
  runtimeSocket,
  hostPort,
  kernelProtectionOff,
  unsafeSysctl,
  writableRootFilesystem,
  readOnlyWithoutScratch,
  unusedToken,
  defaultServiceAccount,
  sudo,
  longLivedToken,
  wildcardRole,
  readAllSecrets,
  rbacEscalation,
  clusterAdmin,
  anonymousAccess,
  unknownRbacResource,
  deleteEvents,
  noRequests,
  noMemoryLimit,
  limitFarAboveRequest,
  unboundedScratch,
  staleImage,
  closedRegistry,
  tagWithTwoDigests,
  noReadinessProbe,
  noLivenessProbe,
  duplicateProbes,
  probeTimeoutAbovePeriod,
  noStartupProbe,
  probeUndeclaredPort,
  slowProbe,
  singleReplica,
  noDisruptionBudget,
  replicasNotSpread,
  rolloutDowntime,
  sharedSingleNodeVolume,
  budgetBlocksDrain,
  spreadWithoutSelector,
  barePod,
  noHeadlessService,
  ineffectiveBudget,
  storeWithoutPassword,
  independentReplicas,
  ephemeralStore,
  memoryAboveLimit,
  unboundedCache,
  callerBlocked,
  dnsBlocked,
  servicePortBlocked,
  noNetworkPolicy,
  allowAllPolicy,
  policyWrongPort,
  gatewayBypass,
  sshServer,
  noTls,
  ingressClassAnnotation,
  ineffectiveAnnotation,
  retriesExceedTimeout,
  timeoutExceedsGracePeriod,
  secretInConfigmap,
  secretInPodSpec,
  placeholderSecret,
  placeholderCertificate,
  conflictingVariables,
  buildTimeVariable,
  canaryRouteConflict,
  ingressSnippet,
  overlappingRuns,
  noJobDeadline,
  sharedNamespace,
  noPodSecurity,
  unreadConfiguration,
  oddOneOut,
];
