/** Turns CustomResourceDefinitions into bundles, one a kind. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ConditionData, CrdBundle, NodeData } from '../../src/inspect/schema/bundle';
import { compact, NodeTable } from './nodes';

type Nested = 'properties' | 'items' | 'additionalProperties' | 'allOf' | 'anyOf' | 'oneOf' | 'not';

export interface Structural extends Omit<ConditionData, Nested | 'required'> {
  required?: readonly string[];
  properties?: Record<string, Structural>;
  items?: Structural;
  additionalProperties?: Structural | boolean;
  default?: unknown;
  nullable?: boolean;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  allOf?: ConditionData[];
  anyOf?: ConditionData[];
  oneOf?: ConditionData[];
  not?: ConditionData;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
}

export interface Crd {
  metadata: { name: string };
  spec: {
    group: string;
    names: { kind: string };
    scope: 'Namespaced' | 'Cluster';
    versions: { name: string; served: boolean; deprecated?: boolean; schema: { openAPIV3Schema: Structural } }[];
  };
}

/** Every CRD in the YAML files of a folder. */
export function readCrds(folder: string): Crd[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8'))
        .map((document) => document.toJS({ maxAliasCount: -1 }) as (Crd & { kind?: string }) | null)
        .filter((found): found is Crd & { kind: string } => found?.kind === 'CustomResourceDefinition'),
    );
}

/** By this pattern CRDs made with controller-gen tell a quantity. */
const NUMBER = '(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))';
const QUANTITY = `^(\\+|-)?${NUMBER}(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?${NUMBER}))?$`;
/** Formats that add nothing to the type. */
const NO_FORMAT = new Set(['string', 'double', 'url']);

/** @param optional fields that are not required anywhere in it */
export function crdBundle({ spec }: Crd, optional: readonly string[] = []): CrdBundle {
  const table = new NodeTable();
  const versions: Record<string, [number, 0 | 1]> = {};
  for (const version of [...spec.versions].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!version.served) continue;
    const root = version.schema.openAPIV3Schema;
    if (optional.length > 0) relax(root, optional);
    const { status: _status, ...properties } = root.properties ?? {};
    const object: Structural = { ...root, properties, 'x-kubernetes-embedded-resource': true };
    const place = structural(table, object, root.properties?.status !== undefined);
    versions[version.name] = [place, version.deprecated ? 1 : 0];
  }
  return { group: spec.group, kind: spec.names.kind, scope: spec.scope, versions, nodes: table.nodes };
}

function relax(schema: Structural, optional: readonly string[]): void {
  if (schema.required !== undefined) schema.required = schema.required.filter((name) => !optional.includes(name));
  for (const property of Object.values(schema.properties ?? {})) relax(property, optional);
  if (schema.items !== undefined) relax(schema.items, optional);
}

function structural(table: NodeTable, schema: Structural, status = false): number {
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (schema.pattern === QUANTITY) return table.add({ t: 'quantity' });
    return table.add(
      compact<NodeData>({
        t: 'int-or-string',
        e: schema.enum as NodeData['e'],
        re: schema.pattern,
        min: schema.minimum,
        max: schema.maximum,
        c: conditions(schema),
      }),
    );
  }
  const shared = { n: schema.nullable === true ? (1 as const) : undefined, c: conditions(schema) };
  switch (schema.type) {
    case 'object':
      return table.add(compact<NodeData>({ ...object(table, schema, status), ...shared }));
    case 'array': {
      const keys = schema['x-kubernetes-list-type'] === 'map' ? schema['x-kubernetes-list-map-keys'] : undefined;
      return table.add(
        compact<NodeData>({
          t: 'array',
          i: structural(table, schema.items ?? {}),
          k: keys?.map(
            (field) => [field, (schema.items?.properties?.[field]?.default ?? null) as string | null] as const,
          ),
          s: schema['x-kubernetes-list-type'] === 'set' ? 1 : undefined,
          few: schema.minItems,
          many: schema.maxItems,
          ...shared,
        }),
      );
    }
    case undefined:
      return table.add(compact<NodeData>({ t: 'any', ...shared }));
    default:
      return table.add(
        compact<NodeData>({
          t: schema.type as NodeData['t'],
          f: schema.format === undefined || NO_FORMAT.has(schema.format) ? undefined : schema.format,
          e: schema.enum as NodeData['e'],
          min: schema.minimum,
          max: schema.maximum,
          xmin: schema.exclusiveMinimum === true ? 1 : undefined,
          xmax: schema.exclusiveMaximum === true ? 1 : undefined,
          few: schema.minLength,
          many: schema.maxLength,
          re: schema.pattern,
          ...shared,
        }),
      );
  }
}

function object(table: NodeTable, schema: Structural, status: boolean): NodeData {
  const p: Record<string, number> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) p[name] = structural(table, property);
  if (schema['x-kubernetes-embedded-resource'] === true) {
    p.apiVersion = table.add({ t: 'string' });
    p.kind = table.add({ t: 'string' });
    p.metadata = table.add({ t: 'meta' });
  }
  if (status) p.status = table.add({ t: 'any' });
  const names = Object.keys(p).sort();
  // The API server fills in defaults before it validates.
  const required = (schema.required ?? []).filter((name) => schema.properties?.[name]?.default === undefined).sort();
  const values = schema.additionalProperties;
  return {
    t: 'object',
    p: names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, p[name]!])),
    r: required.length === 0 ? undefined : required,
    v: values === undefined || values === false ? undefined : structural(table, values === true ? {} : values),
    u: schema['x-kubernetes-preserve-unknown-fields'] === true ? 1 : undefined,
    few: schema.minProperties,
    many: schema.maxProperties,
    d: schema.allOf || schema.anyOf || schema.oneOf || schema.not ? scalarDefaults(schema) : undefined,
  };
}

function scalarDefaults({ properties = {} }: Structural): NodeData['d'] {
  const defaults = Object.entries(properties)
    .filter(([, { default: preset }]) => preset !== undefined && typeof preset !== 'object')
    .map(([name, { default: preset }]) => [name, preset as string] as const);
  return defaults.length === 0 ? undefined : Object.fromEntries(defaults);
}

const WORDS = [
  'required',
  'properties',
  'items',
  'additionalProperties',
  'type',
  'enum',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'not',
  'allOf',
  'anyOf',
  'oneOf',
] as const;

/** The applicators of a schema without descriptions, or `undefined` when there are none. */
function conditions(schema: Structural): ConditionData | undefined {
  const { allOf, anyOf, oneOf, not } = schema;
  const trivial = schema['x-kubernetes-int-or-string'] === true;
  const found = compact<ConditionData>({
    allOf: allOf?.filter((one) => !(trivial && one.anyOf !== undefined)).map(trimmed),
    anyOf: trivial ? undefined : anyOf?.map(trimmed),
    oneOf: oneOf?.map(trimmed),
    not: not === undefined ? undefined : trimmed(not),
  });
  return Object.keys(found).length === 0 || (Object.keys(found).length === 1 && found.allOf?.length === 0)
    ? undefined
    : found;
}

function trimmed(condition: ConditionData): ConditionData {
  const result: Record<string, unknown> = {};
  for (const word of WORDS) {
    const value = condition[word];
    if (value === undefined) continue;
    if (word === 'properties') {
      result[word] = Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, trimmed(one as ConditionData)]),
      );
    } else if (word === 'allOf' || word === 'anyOf' || word === 'oneOf') {
      result[word] = (value as ConditionData[]).map(trimmed);
    } else if (word === 'not' || word === 'items' || (word === 'additionalProperties' && typeof value === 'object')) {
      result[word] = trimmed(value as ConditionData);
    } else {
      result[word] = value;
    }
  }
  return result;
}
