/** Fields as such: taken away, misspelt, of another type, twice. */
import type { Json } from '../../../src/model/json';
import { at, edited, places, renamed, type Trail } from '../edit';
import { isSameElsewhere, isThereElsewhere } from '../elsewhere';
import { forPeople } from '../for-people';
import { shown, valueKind, type Kind } from '../kind';
import { isFreeKey, whyOptional, whySame } from '../optional';

const last = (trail: Trail) => trail.at(-1)!;
const isKey = (trail: Trail) => typeof last(trail) === 'string';

export const deleteKey: Kind = {
  name: 'delete a key',
  sites: ({ audited: { json } }) => places(json).filter((trail) => isKey(trail) && trail.length > 1),
  change(object, trail, _, around) {
    const { json } = object.audited;
    const reason =
      forPeople(trail, object, around, true) ??
      (isThereElsewhere(object, trail, around) ? whySame(object, trail) : whyOptional(object, trail));
    return {
      json: edited(json, trail, () => undefined),
      what: `without ${shown(at(json, trail))}`,
      ...(reason !== undefined && { undecidable: reason }),
    };
  },
};

/** A place that every other environment has with the same value. */
export const dropInOne: Kind = {
  name: 'drop a field in one environment',
  sites(object, around) {
    return places(object.audited.json).filter(
      (trail) => isKey(trail) && trail.length > 1 && trail[0] !== 'metadata' && isSameElsewhere(object, trail, around),
    );
  },
  change(object, trail, _, around) {
    const { json } = object.audited;
    const reason = forPeople(trail, object, around, true) ?? whySame(object, trail);
    return {
      json: edited(json, trail, () => undefined),
      what: `without ${shown(at(json, trail))}`,
      ...(reason !== undefined && { undecidable: reason }),
    };
  },
};

export const deleteElement: Kind = {
  name: 'delete an element of a list',
  sites: ({ audited: { json } }) => places(json).filter((trail) => typeof last(trail) === 'number'),
  change(object, trail, _, around) {
    const { json } = object.audited;
    const reason =
      forPeople(trail, object, around) ?? (around.twins(object).length > 0 ? undefined : whyOptional(object, trail));
    return {
      json: edited(json, trail, () => undefined),
      what: `without ${shown(at(json, trail))}`,
      ...(reason !== undefined && { undecidable: reason }),
    };
  },
};

export const misspell: Kind = {
  name: 'misspell a field',
  sites: ({ audited: { json }, kind }) => places(json).filter((trail) => isKey(trail) && !isFreeKey(kind, trail)),
  change({ audited: { json } }, trail, random) {
    const key = String(last(trail));
    const position = random.integer(key.length);
    const other = key.slice(0, position) + (key[position] === 'x' ? 'y' : 'x') + key.slice(position + 1);
    return { json: renamed(json, trail, other), what: `${key} → ${other}` };
  },
};

const TYPES: readonly Json[] = ['none', 7, true, [], {}];

export const anotherType: Kind = valueKind(
  'another type',
  (trail, value, { kind }) => !isFreeKey(kind, trail) && typeof value !== 'object',
  (value, random) => random.pick(TYPES.filter((one) => typeof one !== typeof value)),
  // a word is no share, and no port has it for a name; no container declares port 7
  (trail, before, after) =>
    /^(?:maxSurge|maxUnavailable|minAvailable)$/.test(String(last(trail))) &&
    typeof before === 'string' &&
    typeof after === 'number'
      ? 'both types are allowed there'
      : undefined,
);

export const duplicate: Kind = {
  name: 'duplicate an entry of a list',
  sites: ({ audited: { json } }) => places(json).filter((trail) => typeof last(trail) === 'number'),
  change(object, trail, _, around) {
    const list = trail.slice(0, -1);
    const reason = forPeople(trail, object, around) ?? harmlessTwice(list);
    const json = edited(object.audited.json, list, (value) => {
      const elements = [...(value as readonly Json[])];
      elements.splice(last(trail) as number, 0, elements[last(trail) as number]!);
      return elements;
    });
    return {
      json,
      what: `${shown(at(object.audited.json, trail))} twice`,
      ...(reason !== undefined && { undecidable: reason }),
    };
  },
};

/** Lists that mean the same with an entry twice, or mean something by it. */
function harmlessTwice(list: Trail): string | undefined {
  const field = String(last(list));
  if (/^(?:args|command|argv)$/.test(field)) return 'a command may say a word twice';
  return undefined;
}

export const takeObject: Kind = {
  name: 'take an object away',
  sites: () => [[]],
  change(object, _, __, around) {
    const twins = around.twins(object).length;
    // an environment that lacks what one before it has is unlike both of its neighbours
    const isEarly = !/^prod/.test(object.environment) && (twins === 0 || around.isFirst(object));
    const early =
      isEarly &&
      /^(?:PrometheusRule|ServiceMonitor|PodMonitor|PodDisruptionBudget|HorizontalPodAutoscaler|ScheduledBackup|ResourceQuota)\b/.test(
        object.kind,
      );
    const alone =
      twins === 0 &&
      !/^(?:Service|ServiceAccount|SealedSecret|Namespace|Cluster|NetworkPolicy|PodDisruptionBudget|CronJob|Job|Deployment|StatefulSet)\b/.test(
        object.kind,
      );
    const reason = early
      ? 'what environments before production may do without'
      : alone
        ? 'in one environment only, and nothing names it'
        : undefined;
    return { json: undefined, what: 'no longer there', ...(reason !== undefined && { undecidable: reason }) };
  },
};
