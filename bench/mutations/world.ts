/** What is committed in `dist/`, as environments of platforms, read once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditedObject } from '../../src/cli/audit/audited';
import { kindOf } from '../../src/inspect/kinds/names';
import { isMap, text } from '../../src/inspect/read';
import { readManifests } from '../../src/inputs/manifests/read';
import type { Json, JsonObject } from '../../src/model/json';

export interface Loaded {
  readonly platform: string;
  readonly environment: string;
  /** `Kind.group`. */
  readonly kind: string;
  readonly name: string;
  /** Below `dist/`. */
  readonly path: string;
  readonly text: string;
  readonly audited: AuditedObject;
}

export interface World {
  readonly objects: readonly Loaded[];
  /** Of a platform, in the order of their files. */
  readonly platforms: ReadonlyMap<string, readonly Loaded[]>;
}

/**
 * @param dist folder with `<platform>/<environment>/…`, one object a file
 * @param only names of platforms; all when left out
 */
export function loadWorld(dist: string, only?: readonly string[]): World {
  const known = new Map<string, Json>();
  const objects = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && only?.includes(path.split('/')[0]!) !== false)
    .sort()
    .map((path): Loaded => {
      const [platform, environment] = path.split('/') as [string, string];
      const content = readFileSync(join(dist, path), 'utf8');
      const [read] = readManifests(path, content).objects;
      if (read === undefined) throw new Error(`${path} holds no object`);
      const json = shared(read.json, known) as JsonObject;
      return {
        platform,
        environment,
        kind: kindOf(text(json, 'apiVersion') ?? '', text(json, 'kind') ?? ''),
        name: text(json, 'metadata', 'name') ?? '',
        path,
        text: content,
        audited: { json, file: path, folder: path, named: environment },
      };
    });
  const platforms = new Map<string, Loaded[]>();
  for (const object of objects) platforms.set(object.platform, [...(platforms.get(object.platform) ?? []), object]);
  return { objects, platforms };
}

/** Equal values as one, as a synth shares them between environments: what inspection found about one holds for all. */
function shared(json: Json, known: Map<string, Json>): Json {
  if (typeof json !== 'object') return json;
  const own: Json = Array.isArray(json)
    ? (json as readonly Json[]).map((element) => shared(element, known))
    : Object.fromEntries(Object.entries(isMap(json) ? json : {}).map(([key, value]) => [key, shared(value, known)]));
  const written = JSON.stringify(own);
  const before = known.get(written);
  if (before !== undefined) return before;
  known.set(written, own);
  return own;
}
