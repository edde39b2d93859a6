/** Fields as such: taken away, misspelt, of another type, twice. */
import type { Json } from '../../../src/model/json';
import { at, edited, places, renamed, type Trail } from '../edit';
import { forPeople } from '../for-people';
import { shown, valueKind, type Kind } from '../kind';
import { isFreeKey, whyOptional, whySame } from '../optional';

const last = (trail: Trail) => trail.at(-1)!;
const isKey = (trail: Trail) => typeof last(trail) === 'string';

export const deleteKey: Kind = {
  name: 'delete a key',
  sites: ({ audited: { json } }) => places(json).filter((trail) => isKey(trail) && trail.length > 1),
  change(object, trail) {
    const { json } = object.audited;
    const reason = forPeople(trail, object) ?? whyOptional(object, trail);
    return { json: edited(json, trail, () => undefined), what: `without ${shown(at(json, trail))}`, ...(reason !== undefined && { undecidable: reason }) };
  },
};

/** A place that every other environment has with the same value. */
export const dropInOne: Kind = {
  name: 'drop a field in one environment',
  sites(object, around) {
    const twins = around.twins(object);
    const { json } = object.audited;
    if (twins.length === 0) return [];
    return places(json).filter((trail) => {
      if (!isKey(trail) || trail.length < 2 || trail[0] === 'metadata') return false;
      const own = JSON.stringify(at(json, trail));
      return twins.every((twin) => JSON.stringify(at(twin, trail)) === own);
    });
  },
  change(object, trail) {
    const { json } = object.audited;
    const reason = forPeople(trail, object) ?? whySame(object, trail);
    return { json: edited(json, trail, () => undefined), what: `without ${shown(at(json, trail))}`, ...(reason !== undefined && { undecidable: reason }) };
  },
};

export const deleteElement: Kind = {
  name: 'delete an element of a list',
  sites: ({ audited: { json } }) => places(json).filter((trail) => typeof last(trail) === 'number'),
  change(object, trail, _, around) {
    const { json } = object.audited;
    const reason = forPeople(trail, object) ?? (around.twins(object).length > 0 ? undefined : whyOptional(object, trail));
    return { json: edited(json, trail, () => undefined), what: `without ${shown(at(json, trail))}`, ...(reason !== undefined && { undecidable: reason }) };
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
  (trail, before, after) =>
    /^(?:targetPort|port|maxSurge|maxUnavailable|minAvailable|number)$/.test(String(last(trail))) && typeof before !== 'object' && typeof after !== 'object'
      ? 'both types are allowed there'
      : undefined,
);

export const duplicate: Kind = {
  name: 'duplicate an entry of a list',
  sites: ({ audited: { json } }) => places(json).filter((trail) => typeof last(trail) === 'number'),
  change(object, trail) {
    const list = trail.slice(0, -1);
    const reason = forPeople(trail, object) ?? harmlessTwice(list);
    const json = edited(object.audited.json, list, (value) => {
      const elements = [...(value as readonly Json[])];
      elements.splice(last(trail) as number, 0, elements[last(trail) as number]!);
      return elements;
    });
    return { json, what: `${shown(at(object.audited.json, trail))} twice`, ...(reason !== undefined && { undecidable: reason }) };
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
    const early = !/^prod/.test(object.environment) && /^(?:PrometheusRule|ServiceMonitor|PodMonitor|PodDisruptionBudget|HorizontalPodAutoscaler|Certificate|ScheduledBackup|ResourceQuota)\b/.test(object.kind);
    const alone = around.twins(object).length === 0 && !/^(?:Service|ServiceAccount|SealedSecret|Namespace|Cluster)\b/.test(object.kind);
    const reason = early ? 'what environments before production may do without' : alone ? 'in one environment only, and nothing names it' : undefined;
    return { json: undefined, what: 'no longer there', ...(reason !== undefined && { undecidable: reason }) };
  },
};
