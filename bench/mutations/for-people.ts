/** Places that no controller reads: a file without them, or with others, works as before. */
import type { Trail } from './edit';
import type { Surroundings } from './kind';
import { isSameElsewhere, isThereElsewhere } from './elsewhere';
import type { Loaded } from './world';

/** Labels that are selected by, or that controllers read. */
const READ_LABELS =
  /^(?:app\.kubernetes\.io\/(?:name|part-of|component|instance)|pod-security\.kubernetes\.io\/|kubernetes\.io\/metadata\.name|prometheus|release|argocd\.argoproj\.io|istio|sidecar|cnpg\.io|role|app|job)/;
/** Kinds whose own labels are selected by. */
const SELECTED_KINDS = /^(?:Pod|Service|Namespace|ConfigMap|PrometheusRule|ServiceMonitor|PodMonitor)(?:\.|$)/;
const READ_ANNOTATIONS =
  /^(?:argocd\.argoproj\.io|sealedsecrets\.bitnami\.com|nginx\.ingress|cert-manager\.io|eks\.amazonaws\.com|iam\.gke\.io|azure\.workload\.identity|sidecar\.istio|traffic\.sidecar|external-dns|haproxy|traefik)/;
const WORDS =
  /^(?:description|summary|runbook_url|dashboard_url|sourceRepos|info|displayName|message|reportingMessage)$/;

/** Labels that say what an object is, and are the same wherever it runs. */
const OF_THE_SYSTEM =
  /^(?:app\.kubernetes\.io\/(?:name|part-of|component|managed-by)|lockstep\.dev\/owner|severity|team)$/;

/** @param isDeleted an alert that says nothing more is no other text @returns why, or `undefined` where something reads it, or where every other environment says it alike */
export function forPeople(trail: Trail, object: Loaded, around: Surroundings, isDeleted = false): string | undefined {
  const { kind } = object;
  // a whole map of them, or of what an alert says, is not left out on purpose
  if (/^(?:labels|annotations)$/.test(String(trail.at(-1))) && isThereElsewhere(object, trail, around))
    return undefined;
  if (
    kind.startsWith('PrometheusRule.') &&
    trail.includes('rules') &&
    (trail.includes('labels') || isDeleted) &&
    isSameElsewhere(object, trail, around)
  )
    return undefined;
  if (OF_THE_SYSTEM.test(String(trail.at(-1))) && isSameElsewhere(object, trail, around)) return undefined;
  if (trail[0] === 'metadata' && trail[1] === 'labels' && !SELECTED_KINDS.test(kind)) return 'a label that people read';
  if (
    /^(?:Sealed|External)Secret/.test(kind) &&
    trail.includes('template') &&
    trail.includes('metadata') &&
    trail.includes('labels')
  )
    return 'a label that people read';
  const index = trail.indexOf('metadata');
  const [section, key] = index < 0 ? [] : [trail[index + 1], trail[index + 2]];
  if (section === 'labels' && typeof key === 'string' && !READ_LABELS.test(key)) return 'a label that people read';
  if (section === 'annotations' && typeof key === 'string' && !READ_ANNOTATIONS.test(key))
    return 'an annotation that people read';
  if (kind === 'PrometheusRule.monitoring.coreos.com' && (trail.includes('annotations') || trail.includes('labels')))
    return 'words of an alert';
  if (trail.some((step) => typeof step === 'string' && WORDS.test(step))) return 'words for people';
  return undefined;
}
