/** Numbers and what is written like them: ports, quantities, replicas, waves, durations, schedules; and images. */
import type { Json } from '../../../src/model/json';
import { compareQuantities, parseQuantity } from '../../../src/model/quantity';
import { at, type Trail } from '../edit';
import { isSameElsewhere, isThereElsewhere } from '../elsewhere';
import { forPeople } from '../for-people';
import { valueKind, type Kind, type Surroundings } from '../kind';
import type { Loaded } from '../world';

const last = (trail: Trail) => String(trail.at(-1));
const path = (trail: Trail) => trail.join('.');
const AS_VALID = 'as valid as before';

const IS_PORT = /(?:^|\.)(?:containerPort|targetPort|port|number|hostPort)$/;

export const changePort: Kind = valueKind(
  'change a port',
  (trail, value) =>
    IS_PORT.test(path(trail)) &&
    (typeof value === 'number' || /^[a-z-]+$/.test(String(value as string))) &&
    !trail.includes('data') &&
    !path(trail).includes('valuesObject'),
  (value, random) =>
    typeof value === 'number' ? random.pick([value + 1, value + 1000, 70_000]) : `${String(value as string)}-x`,
  (trail, _, after, { kind }) => {
    if (after === 70_000) return undefined;
    if (kind === 'NetworkPolicy.networking.k8s.io' && trail.includes('egress')) return undefined;
    return undefined;
  },
);

export const changeQuantity: Kind = valueKind(
  'change a quantity',
  (trail, value) =>
    /(?:^|\.)(?:requests|limits|hard|default|defaultRequest|max|min)\.[^.]*(?:\.[a-z]+)?$|(?:^|\.)(?:size|sizeLimit|storage)$/.test(
      path(trail),
    ) &&
    (typeof value === 'string' || typeof value === 'number') &&
    /^\d/.test(String(value)),
  (value, random) => {
    const [, amount, unit] = /^([\d.]+)(.*)$/.exec(String(value as string))!;
    return random.pick([
      `${Number(amount) * 2}${unit}`,
      `${Number(amount) * 1000}${unit}`,
      `${Math.max(1, Math.floor(Number(amount) / 100))}${unit}`,
      `${amount}${unit}b`,
      `${amount} ${unit}`,
    ]);
  },
  (trail, before, after, object, around) => {
    const { kind } = object;
    const [own, other] = [before, after].map((value) => /^([\d.]+)\s?([A-Za-z]*)$/.exec(String(value as string)));
    if (own?.[2] !== other?.[2] || / /.test(String(after as string))) return undefined;
    // a key has one of few sizes; what is far from what stands beside it is a slip of the hand
    if (trail.includes('privateKey')) return undefined;
    const factor = Number(other![1]) / Number(own![1]);
    const isLessInProduction =
      /^prod/.test(object.environment) &&
      around.twins(object).some((twin) => isLess(String(after as string), at(twin, trail)));
    if (isLessInProduction && /(?:persistence|storage)\.size$|requests\.storage$/.test(path(trail))) return undefined;
    const isFar = factor >= 100 || factor <= 0.02;
    // a default above its limit; what is a hundred times that of other environments
    if (
      factor >= 100 &&
      (trail.includes('defaultRequest') || (!trail.includes('hard') && isThereElsewhere(object, trail, around)))
    )
      return undefined;
    // what ends by itself may take what is free
    const isOfJobs = /Job\./.test(kind) && trail.includes('cpu') && trail.includes('requests') && factor < 1;
    const isOfPods =
      !isOfJobs &&
      /(?:^|\.)resources\.(?:requests|limits)\.(?:cpu|memory)$/.test(path(trail)) &&
      !path(trail).includes('valuesObject');
    if (
      isFar &&
      (isOfPods || (path(trail).includes('requests') && factor >= 100) || (trail.includes('limits') && factor < 1))
    )
      return undefined;
    return AS_VALID;
  },
);

export const changeReplicas: Kind = valueKind(
  'lower replicas or a budget',
  (trail, value, { kind }) =>
    (/^spec\.(?:replicas|minReplicas|maxReplicas|instances|members|minReplicaCount|maxReplicaCount)$/.test(
      path(trail),
    ) &&
      typeof value === 'number') ||
    (kind === 'PodDisruptionBudget.policy' && /^(?:minAvailable|maxUnavailable)$/.test(last(trail))) ||
    /rollingUpdate\.(?:maxSurge|maxUnavailable)$/.test(path(trail)),
  (value, random, trail) => {
    if (last(trail) === 'minAvailable') return random.pick<Json>(['100%', 0, 'half']);
    if (last(trail) === 'maxUnavailable' || last(trail) === 'maxSurge') return random.pick<Json>([0, '100%', 'half']);
    return random.pick([0, 1, -1, Math.max(1, Math.floor(Number(value) / 2))]);
  },
  (trail, before, after, object, around) => {
    const {
      environment,
      kind,
      audited: { json },
    } = object;
    if (after === 'half' || after === -1) return undefined;
    if (after === 0 && last(trail) !== 'minReplicaCount' && !trail.includes('rollingUpdate')) return undefined;
    // whatever it says now, no pod may go, or all may
    if (kind === 'PodDisruptionBudget.policy') return undefined;
    if (trail.includes('rollingUpdate')) {
      const { maxSurge, maxUnavailable } = at(json, trail.slice(0, -1)) as Record<string, Json>;
      const isStuck = after === 0 && (last(trail) === 'maxSurge' ? maxUnavailable : maxSurge) === 0;
      return isStuck || (after === '100%' && last(trail) === 'maxUnavailable') ? undefined : AS_VALID;
    }
    if (/^prod/.test(environment) && around.twins(object).some((twin) => Number(at(twin, trail)) > Number(after)))
      return undefined;
    if (last(trail) === 'maxReplicas' && Number(after) < Number(at(json, ['spec', 'minReplicas']))) return undefined;
    return /^prod/.test(environment) && Number(before) > 1 && Number(after) <= 1 ? undefined : AS_VALID;
  },
);

export const breakWave: Kind = valueKind(
  'break a sync wave or hook',
  (trail) =>
    trail[0] === 'metadata' && /^argocd\.argoproj\.io\/(?:sync-wave|hook|hook-delete-policy)$/.test(last(trail)),
  (value, random, trail) =>
    last(trail).endsWith('wave')
      ? String(Number(value) + random.pick([-20, 20, 1]))
      : last(trail).endsWith('hook')
        ? random.pick(['PreSync', 'PostSync', 'Sinc'])
        : random.pick(['HookFailed', 'Never']),
);

export const changeImage: Kind = valueKind(
  'change an image',
  (trail, value) => /(?:^|\.)(?:image|imageName)$/.test(path(trail)) && typeof value === 'string' && /[/:]/.test(value),
  (value, random) => {
    const image = String(value as string);
    const [name, digest] = image.split('@') as [string, string | undefined];
    return random.pick([
      name,
      `${name.replace(/:[^:/]*$/, '')}:latest`,
      ...(digest === undefined
        ? []
        : [
            `${name}@sha256:${'0123456789abcdef'.repeat(4)}`,
            `${name.replace(/:[^:/]*$/, ':0.0.1')}@${digest}`,
            `${name}@${digest.slice(0, -1)}`,
          ]),
      image.replace(/\/([^/]*)$/, '/other-$1'),
    ]);
  },
  (trail, before, after, object, around) =>
    /@sha256:[0-9a-f]{64}$/.test(String(after as string)) &&
    !isComparable(String(before as string), String(after as string), trail, object, around)
      ? `another repository, tag or digest is ${AS_VALID}`
      : undefined,
);

function isLess(written: string, there: Json | undefined): boolean {
  const [own, other] = [parseQuantity(written), parseQuantity(String(there as string))];
  return own !== undefined && other !== undefined && compareQuantities(own, other) < 0;
}

/** Whether another environment runs the same repository with that tag or digest, or the repository is another. */
function isComparable(before: string, after: string, trail: Trail, object: Loaded, around: Surroundings): boolean {
  const [name, digest] = before.split('@');
  const repository = (image: string) => image.replace(/(?::[^:/]*)?@.*$/, '');
  const twins = around.twins(object).map((twin) => String(at(twin, trail) as string));
  if (repository(before) !== repository(after)) return twins.length > 0;
  // beside it, the same tag is of another digest then, or the digest of another tag
  if (around.images(object, before) > 1) return true;
  return twins.some((twin) => twin.split('@')[0] === name || twin.split('@')[1] === digest);
}

export const breakSchedule: Kind = valueKind(
  'break a schedule, duration or address',
  (trail, value) =>
    typeof value === 'string' &&
    (/^(?:schedule|timeZone|interval|scrapeTimeout|duration|renewBefore|refreshInterval|for|cidr|timeout|perTryTimeout|retention|retentionPolicy)$/.test(
      last(trail),
    ) ||
      /(?:^|\.)hosts?(?:\.\d+)?$/.test(path(trail))),
  (value) => `${String(value as string)} x`,
);

export const changeProbe: Kind = valueKind(
  'change a probe',
  (trail, value) =>
    /(?:liveness|readiness|startup)Probe\.[^]*(?:port|path|Seconds|Threshold|scheme)$/.test(path(trail)) &&
    typeof value !== 'object',
  (value, random) =>
    typeof value === 'number'
      ? random.pick([0, -1, value * 100, value + 1])
      : random.pick([`${String(value as string)}-x`, '']),
  (trail, before, after, object, around) => {
    if (last(trail) === 'port') return undefined;
    if (last(trail) === 'path')
      return isSameElsewhere(object, trail, around) ? undefined : 'only the program knows its paths';
    if (Number(after) < 0 || (Number(after) === 0 && last(trail) !== 'initialDelaySeconds')) return undefined;
    // a hundred times as late, as often or as long; twice in a row where only once is allowed
    if (Number(after) >= 100 * Number(before) && Number(before) > 0) return undefined;
    if (last(trail) === 'successThreshold' && !trail.includes('readinessProbe')) return undefined;
    return typeof after === 'number' ? AS_VALID : undefined;
  },
);

/** A value that is the same in every environment, changed in one. */
export const changeInOne: Kind = valueKind(
  'change a value in one environment',
  (trail, value, object, around) => {
    if (typeof value === 'object' || trail[0] === 'metadata' || trail.length < 2) return false;
    return isSameElsewhere(object, trail, around);
  },
  (value) =>
    typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value as string)}x`,
  (trail, before, __, object, around) => {
    const { kind } = object;
    // a number in every other environment
    if (/^\d+$/.test(String(before)) && typeof before === 'string' && (kind === 'ConfigMap' || last(trail) === 'value'))
      return undefined;
    if (
      kind === 'ConfigMap' ||
      /\.(?:value|args\.\d+|command\.\d+)$/.test(path(trail)) ||
      /expr|argv/.test(path(trail))
    )
      return `a text that is ${AS_VALID}`;
    if (trail.includes('securityContext')) return undefined;
    if (typeof before === 'number' && !IS_PORT.test(path(trail))) return `a number that is ${AS_VALID}`;
    if (/valuesObject/.test(path(trail))) return 'a value of a chart that is not there';
    return /^(?:targetRevision|releaseName|region|retentionPolicy)$/.test(last(trail))
      ? `a text that is ${AS_VALID}`
      : forPeople(trail, object, around);
  },
);
