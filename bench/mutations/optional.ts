/** What a schema or a controller can do without, and what says by itself what it is. */
import { at, type Trail } from './edit';
import type { Loaded } from './world';

/** Maps whose keys are somebody's own words. */
const FREE_MAPS =
  /^(?:labels|annotations|matchLabels|data|binaryData|stringData|encryptedData|parameters|nodeSelector|hard|limits|requests|default|defaultRequest|max|min|config|headers|selector|additionalMongodConfig|customCommands|maxLimitRequestRatio)$/;

/** Whether the key at the end is a word of somebody's own, and no field of a schema. */
export function isFreeKey(kind: string, trail: Trail): boolean {
  if (kind === 'ConfigMap' && trail[0] === 'data') return true;
  return (
    trail.slice(0, -1).some((step) => typeof step === 'string' && FREE_MAPS.test(step)) ||
    /valuesObject/.test(trail.join('.'))
  );
}

const TUNING =
  /^(?:minReadySeconds|progressDeadlineSeconds|revisionHistoryLimit|weight|periodSeconds|timeoutSeconds|successThreshold|failureThreshold|initialDelaySeconds|interval|scrapeTimeout|imagePullPolicy|enableServiceLinks|terminationGracePeriodSeconds|protocol|scheme|behavior|successfulJobsHistoryLimit|failedJobsHistoryLimit|ttlSecondsAfterFinished|startingDeadlineSeconds|backoffLimit|duration|renewBefore|refreshInterval|stabilizationWindowSeconds|fsGroupChangePolicy|lifecycle|preStop|sleep|appProtocol|publishNotReadyAddresses|ipFamilyPolicy|sessionAffinity|selectPolicy|policies|scaleUp|scaleDown|suspend|concurrencyPolicy|completions|parallelism|podManagementPolicy|updateStrategy|retry|priorityClassName|terminationMessagePolicy|operator|matchLabelKeys|ephemeral-storage|size(?:Limit)?|for|limit|defaultMode|description)$/;

/** @returns why it is the same without it */
export function whySame({ audited: { json } }: Loaded, trail: Trail): string | undefined {
  const value = JSON.stringify(at(json, trail));
  // what charts take for granted is not known here
  if (trail.includes('valuesObject') && trail.at(-1) === 'enabled') return undefined;
  return DEFAULTS.some(([field, one]) => field === trail.at(-1) && one === value)
    ? 'what it says is the default'
    : undefined;
}

const DEFAULTS: readonly (readonly [field: string, value: string])[] = [
  ['protocol', '"TCP"'],
  ['type', '"ClusterIP"'],
  ['type', '"Opaque"'],
  ['type', '"RollingUpdate"'],
  ['scheme', '"HTTP"'],
  ['path', '"/metrics"'],
  ['successThreshold', '1'],
  ['failureThreshold', '3'],
  ['periodSeconds', '10'],
  ['privileged', 'false'],
  ['imagePullPolicy', '"IfNotPresent"'],
  ['enabled', 'true'],
];

/** @returns why nothing is amiss without it */
export function whyOptional(object: Loaded, trail: Trail): string | undefined {
  const { kind } = object;
  const same = whySame(object, trail);
  if (same !== undefined) return same;
  const last = String(trail.at(-1));
  const path = trail.join('.');
  if (TUNING.test(last)) return 'the default is as valid';
  if (/\.(?:value|args|command|env|data)(?:\.|$)/.test(`.${path}.`) && !path.includes('secretKeyRef'))
    return 'only the program knows what it reads';
  if (kind === 'ConfigMap' && trail[0] === 'data') return 'only the program knows what it reads';
  if (/valuesObject|helm/.test(path)) return 'values of a chart that is not there';
  return undefined;
}
