/** JSON schemas without references, strict, of every kind that a running API server has: custom resources, too. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../../cluster/api-client';

type Schema = { readonly [key: string]: unknown };

interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Where kubeconform finds them in the folder. */
export const SCHEMA_LOCATION = '{{.Group}}_{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

/** Writes one file for each kind, and answers how many. */
export async function writeSchemas(api: ApiClient, folder: string, kinds: ReadonlySet<string>): Promise<number> {
  const answer = await api.request('GET', '/openapi/v2');
  if (answer.status !== 200) throw new Error(`/openapi/v2 answers ${answer.status}`);
  const { definitions } = answer.body as unknown as OpenApi;
  let count = 0;
  for (const schema of Object.values(definitions)) {
    const names = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly {
      group: string;
      version: string;
      kind: string;
    }[];
    for (const { group, version, kind } of names) {
      if (!kinds.has(`${group === '' ? version : `${group}/${version}`} ${kind}`)) continue;
      const file = `${group === '' ? version : group}_${kind.toLowerCase()}_${version}.json`;
      writeFileSync(join(folder, file), JSON.stringify(strict(schema, definitions, [])));
      count += 1;
    }
  }
  return count;
}

/** The schema with references resolved, and unknown fields refused wherever fields are listed. */
function strict(schema: Schema, definitions: OpenApi['definitions'], within: readonly string[]): unknown {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const name = reference.replace('#/definitions/', '');
    const target = definitions[name];
    // A definition within itself (JSON schemas in custom resource definitions) is not followed further.
    if (target === undefined || within.includes(name)) return {};
    return strict(target, definitions, [...within, name]);
  }
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return { type: ['string', 'integer'] };
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('x-kubernetes-') || key === 'description' || key === 'format' || key === 'default') continue;
    if (key === 'properties') {
      result[key] = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, child]) => [
          name,
          strict(child, definitions, within),
        ]),
      );
    } else if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object'))
      result[key] = strict(value as Schema, definitions, within);
    else result[key] = value;
  }
  const open =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true;
  if (schema['properties'] !== undefined && schema['additionalProperties'] === undefined && !open)
    result['additionalProperties'] = false;
  return result;
}
