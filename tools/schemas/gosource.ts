/** What the OpenAPI documents lack and the Go sources have: enumerations, and in which release an API is deprecated. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Closed sets of values by function name of the definition and by property; `items` holds those of list elements. */
export type Enums = Map<string, Map<string, { own?: string[]; items?: string[] }>>;

/** Reads `pkg/generated/openapi/zz_generated.openapi.go`, whose indentation gofmt fixes. */
export function readEnums(kubernetes: string): Enums {
  const enums: Enums = new Map();
  let definition = '';
  let property = '';
  for (const line of readFileSync(join(kubernetes, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8').split(
    '\n',
  )) {
    const start = /^func (schema_\w+)\(/.exec(line);
    if (start) definition = start[1]!;
    const field = /^\t{5}"([^"]+)": \{$/.exec(line);
    if (field) property = field[1]!;
    const values = /^(\t+)Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line);
    if (!values) continue;
    const properties = enums.get(definition) ?? new Map<string, { own?: string[]; items?: string[] }>();
    enums.set(definition, properties);
    const entry = properties.get(property) ?? {};
    entry[values[1]!.length === 7 ? 'own' : 'items'] = [...new Set(JSON.parse(`[${values[2]!}]`) as string[])].sort();
    properties.set(property, entry);
  }
  return enums;
}

/** `io.k8s.api.core.v1.Container` is described by the function `schema_k8sio_api_core_v1_Container`. */
export function enumsOf(
  enums: Enums,
  definition: string,
): Map<string, { own?: string[]; items?: string[] }> | undefined {
  return enums.get(`schema_${definition.replace(/^io\.k8s\.api\./, 'k8sio_api_').replaceAll('.', '_')}`);
}

const REPLACEMENT =
  /\(in \*(\w+)\) APILifecycleReplacement.*\{\s*return schema\.\w+\{Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"/g;

/** Deprecated in their documentation only. */
const BY_HAND: Record<string, [number, number, string]> = {
  'v1/ComponentStatus': [19, 0, ''],
  'v1/Endpoints': [33, 0, 'discovery.k8s.io/v1/EndpointSlice'],
};

/** By `apiVersion/kind`: minor releases of deprecation and removal, and the replacement; from `k8s.io/api`. */
export function readLifecycles(api: string): Record<string, [number, number, string]> {
  const lifecycles: Record<string, [number, number, string]> = { ...BY_HAND };
  for (const folder of readdirSync(api, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const version of readdirSync(join(api, folder.name)).filter((name) => /^v\d+(beta\d+)?$/.test(name))) {
      const path = join(api, folder.name, version);
      if (!existsSync(join(path, 'zz_generated.prerelease-lifecycle.go'))) continue;
      const group = /GroupName = "([^"]*)"/.exec(readFileSync(join(path, 'register.go'), 'utf8'))?.[1] ?? '';
      const source = readFileSync(join(path, 'zz_generated.prerelease-lifecycle.go'), 'utf8');
      const numbers = (name: string) =>
        new Map(
          [
            ...source.matchAll(
              new RegExp(`\\(in \\*(\\w+)\\) APILifecycle${name}\\(\\).*\\{\\s*return 1, (\\d+)`, 'g'),
            ),
          ].map((match) => [match[1]!, Number(match[2])]),
        );
      const deprecated = numbers('Deprecated');
      const removed = numbers('Removed');
      const replacements = new Map(
        [...source.matchAll(REPLACEMENT)].map(([, kind, ...names]) => [
          kind!,
          names.filter((name) => name !== '').join('/'),
        ]),
      );
      for (const kind of new Set([...deprecated.keys(), ...removed.keys()])) {
        if (kind.endsWith('List')) continue;
        lifecycles[`${group === '' ? '' : `${group}/`}${version}/${kind}`] = [
          deprecated.get(kind) ?? 0,
          removed.get(kind) ?? 0,
          replacements.get(kind) ?? '',
        ];
      }
    }
  }
  return Object.fromEntries(Object.entries(lifecycles).sort(([a], [b]) => (a < b ? -1 : 1)));
}
