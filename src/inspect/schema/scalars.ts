/** Scalars against one node: type, enumeration, format, bounds, pattern, quantity. */
import { choice } from '../../model/nearest';
import { canonicalQuantity } from '../../model/quantity';
import { phrase, type Phrase } from '../../model/phrase';
import type { NodeData, NodeType } from './bundle';
import { integerFormatFault, lengthOf, matchesPattern, textFormatFault } from './formats';
import type { SchemaNode } from './node';
import { fault, shown, type Fault } from './violation';

const NAMES: Readonly<Record<NodeType, string>> = {
  object: 'a map',
  meta: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  'int-or-string': 'an integer or a string',
  quantity: 'a quantity',
  any: 'anything',
};

/** Whether a scalar is what its node allows; the first fault otherwise. */
export function scalarFault(value: unknown, node: SchemaNode): Fault | undefined {
  switch (node.type) {
    case 'string':
      if (typeof value === 'string') return node.plain ? undefined : textFault(value, node.data);
      break;
    case 'integer':
      if (Number.isInteger(value)) return numberFault(value as number, node.data);
      break;
    case 'number':
      if (Number.isFinite(value)) return numberFault(value as number, node.data);
      break;
    case 'int-or-string':
      if (typeof value === 'string') return node.plain ? undefined : textFault(value, node.data);
      if (Number.isInteger(value)) return numberFault(value as number, node.data);
      break;
    case 'boolean':
      if (typeof value === 'boolean') return enumFault(value, node.data);
      break;
    case 'quantity':
      return quantityFault(value);
    default:
      return undefined;
  }
  return typeFault(value, node.type);
}

export function typeFault(value: unknown, type: NodeType): Fault {
  const found = typeof value === 'string' ? `the string ${shown(value)}` : shown(value);
  return fault('LS302')`
    must be ${{ wanted: NAMES[type] }}, but is ${{ found }}
    ${typeFix(value, type)}`;
}

function typeFix(value: unknown, type: NodeType): Phrase {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return phrase`Use a string: "${{ value }}".`;
  if (typeof value === 'string' && fitsUnquoted(value, type)) return phrase`Remove the quotes: ${{ value }}.`;
  if (type === 'array' && value !== null) return phrase`Put it in a list.`;
  return phrase`Use ${{ wanted: NAMES[type] }}.`;
}

function fitsUnquoted(text: string, type: NodeType): boolean {
  if (type === 'boolean') return text === 'true' || text === 'false';
  if (text.trim() === '') return false;
  return (type === 'integer' && Number.isInteger(Number(text))) || (type === 'number' && Number.isFinite(Number(text)));
}

function textFault(text: string, data: NodeData): Fault | undefined {
  if (data.e !== undefined && !data.e.includes(text)) return enumFault(text, data);
  if (data.f !== undefined) {
    const wanted = textFormatFault(data.f, text);
    if (wanted !== undefined)
      return fault('LS305')`
        ${{ text: shown(text) }} is not ${{ wanted }}
        Use ${{ wanted }}.`;
  }
  if (data.re !== undefined && !matchesPattern(data.re, text)) {
    return fault('LS306')`
      ${{ text: shown(text) }} does not match ${{ pattern: data.re }}
      Use a value that matches the pattern.`;
  }
  if (data.few === undefined && data.many === undefined) return undefined;
  return sizeFault(lengthOf(text), data, 'character');
}

function enumFault(value: string | number | boolean, data: NodeData): Fault | undefined {
  if (data.e === undefined || data.e.includes(value)) return undefined;
  const choices = data.e.map(String);
  return fault('LS304')`
    ${{ value: shown(value) }} is not an allowed value
    ${choice(String(value), choices)}`;
}

function numberFault(value: number, data: NodeData): Fault | undefined {
  if (data.e !== undefined && !data.e.includes(value)) return enumFault(value, data);
  if (data.f !== undefined) {
    const wanted = integerFormatFault(data.f, value);
    if (wanted !== undefined)
      return fault('LS305')`
        ${{ value }} is not ${{ wanted }}
        Use ${{ wanted }}.`;
  }
  const { min, max } = data;
  if (min !== undefined && (data.xmin === 1 ? value <= min : value < min)) {
    return fault('LS307')`
      ${{ value }} is too small
      Use ${{ range: range(data) }}.`;
  }
  if (max !== undefined && (data.xmax === 1 ? value >= max : value > max)) {
    return fault('LS307')`
      ${{ value }} is too large
      Use ${{ range: range(data) }}.`;
  }
  return undefined;
}

function range({ min, max, xmin, xmax }: NodeData): string {
  const low =
    min === undefined ? undefined : xmin === 1 ? `more than ${min}` : max === undefined ? `${min} or more` : `${min}`;
  const high =
    max === undefined ? undefined : xmax === 1 ? `less than ${max}` : min === undefined ? `${max} or less` : `${max}`;
  if (low === undefined || high === undefined) return low ?? high ?? 'a different number';
  return xmin === 1 || xmax === 1 ? `a number that is ${low} and ${high}` : `a number from ${low} to ${high}`;
}

/** Too few or too many characters, elements or entries. */
export function sizeFault(size: number, { few, many }: NodeData, unit: Unit): Fault | undefined {
  if (few !== undefined && size < few) {
    return fault('LS308')`
      has ${{ size: count(size, unit) }}, fewer than ${{ few }}
      Use at least ${{ few: count(few, unit) }}.`;
  }
  if (many !== undefined && size > many) {
    return fault('LS308')`
      has ${{ size: count(size, unit) }}, more than ${{ many }}
      Use at most ${{ many: count(many, unit) }}.`;
  }
  return undefined;
}

type Unit = 'character' | 'element' | 'entry';

function count(number: number, unit: Unit): string {
  return `${number} ${number === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`}`;
}

/** Quantities already found canonical: manifests repeat the same few. */
const canonical = new Set<string>();

function quantityFault(value: unknown): Fault | undefined {
  if (typeof value === 'string' && canonical.has(value)) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return typeFault(value, 'quantity');
  const form = canonicalQuantity(String(value));
  if (form === undefined) {
    return fault('LS311')`
      ${{ value: shown(value) }} is not a quantity
      Use a number, optionally with one of the suffixes n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei: "500m", "1536Mi".`;
  }
  if (form === value) {
    canonical.add(value);
    return undefined;
  }
  return fault('LS312')`
    ${{ value: shown(value) }} is not the canonical form of this quantity
    Use "${{ form }}".`;
}
