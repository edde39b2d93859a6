/** The words by which a CRD ties fields together: `oneOf`, `anyOf`, `allOf` and `not` over `required` groups and values. */
import { isObject } from '../../model/json';
import { SILENCE, phrase } from '../../model/phrase';
import type { ConditionData } from './bundle';
import { integerFormatFault, lengthOf, matchesPattern, textFormatFault } from './formats';
import { listed } from '../../model/words';
import { fault, type Fault } from './violation';

/** Whether a value meets a condition. Words that do not concern the type of the value hold. */
export function meets(value: unknown, condition: ConditionData): boolean {
  if (condition.type !== undefined && !isOfType(value, condition.type)) return false;
  if (condition.enum !== undefined && !condition.enum.includes(value)) return false;
  if (typeof value === 'string' && !textMeets(value, condition)) return false;
  if (typeof value === 'number' && !numberMeets(value, condition)) return false;
  if (Array.isArray(value) && !listMeets(value, condition)) return false;
  if (isObject(value) && !mapMeets(value, condition)) return false;
  return (
    (condition.allOf ?? []).every((one) => meets(value, one)) &&
    (condition.anyOf === undefined || condition.anyOf.some((one) => meets(value, one))) &&
    (condition.oneOf === undefined || condition.oneOf.filter((one) => meets(value, one)).length === 1) &&
    (condition.not === undefined || !meets(value, condition.not))
  );
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function textMeets(text: string, { pattern, format, minLength = 0, maxLength = Infinity }: ConditionData): boolean {
  const length = lengthOf(text);
  return (
    (pattern === undefined || matchesPattern(pattern, text)) &&
    (format === undefined || textFormatFault(format, text) === undefined) &&
    length >= minLength &&
    length <= maxLength
  );
}

function numberMeets(value: number, { format, minimum = -Infinity, maximum = Infinity }: ConditionData): boolean {
  return (
    value >= minimum && value <= maximum && (format === undefined || integerFormatFault(format, value) === undefined)
  );
}

function listMeets(list: readonly unknown[], { items, minItems = 0, maxItems = Infinity }: ConditionData): boolean {
  return (
    list.length >= minItems &&
    list.length <= maxItems &&
    (items === undefined || list.every((element) => meets(element, items)))
  );
}

function mapMeets(map: Record<string, unknown>, condition: ConditionData): boolean {
  const {
    required = [],
    properties = {},
    additionalProperties,
    minProperties = 0,
    maxProperties = Infinity,
  } = condition;
  const size = Object.keys(map).length;
  if (size < minProperties || size > maxProperties) return false;
  if (required.some((field) => map[field] === undefined)) return false;
  return Object.entries(map).every(([field, value]) => {
    if (Object.hasOwn(properties, field)) return meets(value, properties[field]!);
    return additionalProperties === undefined || meets(value, additionalProperties);
  });
}

/** What of the conditions of a node a value breaks, in words where the condition is a choice between fields. */
export function conditionFault(value: unknown, conditions: ConditionData): Fault | undefined {
  if (meets(value, conditions)) return undefined;
  for (const part of conditions.allOf ?? []) {
    const fault = conditionFault(value, part);
    if (fault !== undefined) return fault;
  }
  const choices = conditions.oneOf ?? conditions.anyOf;
  if (
    choices !== undefined &&
    !meets(value, conditions.oneOf === undefined ? { anyOf: choices } : { oneOf: choices })
  ) {
    const fault = choiceFault(value, choices, conditions.oneOf !== undefined);
    if (fault !== undefined) return fault;
  }
  const excluded = conditions.not?.required;
  if (excluded !== undefined && isObject(value) && meets(value, { required: excluded })) {
    return fault('LS310')`
      must not have ${{ excluded: quoted(excluded) }}${excluded.length > 1 ? phrase` together` : SILENCE}
      ${excluded.length > 1 ? phrase`Remove one of them.` : phrase`Remove it.`}`;
  }
  return fault('LS310')`
    violates the conditions of the schema between fields
    The schema requires: ${{ conditions: JSON.stringify(conditions).slice(0, 300) }}.`;
}

function choiceFault(value: unknown, choices: readonly ConditionData[], single: boolean): Fault | undefined {
  // The alternative "none of them" is written as `not: { anyOf: [...] }`.
  const groups = choices.filter(({ not }) => not === undefined).map(({ required }) => required);
  const optional = groups.length < choices.length;
  const asked = groups.length > 0 && groups.every((group) => group !== undefined && group.length > 0);
  if (!asked || !isObject(value)) return undefined;
  const fields = groups as readonly (readonly string[])[];
  const present = fields.filter((group) => group.every((field) => value[field] !== undefined));
  const names = fields.map(quoted);
  if (present.length > 1 && single) {
    const limit = optional ? 'at most one' : 'exactly one';
    return fault('LS310')`
      sets ${{ present: listed(present.map(quoted)) }}, of which ${{ limit }} may be set
      Keep one of ${{ names }}.`;
  }
  if (present.length > 0) return undefined;
  const fix = single ? phrase`Set exactly one of them.` : phrase`Set at least one of them.`;
  return fault('LS310')`
    sets none of ${{ names }}
    ${fix}`;
}

function quoted(fields: readonly string[]): string {
  return listed(fields.map((field) => `"${field}"`));
}
