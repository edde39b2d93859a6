/** Joins what a pattern function made in each environment. */
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import { Joined, sharingEqual } from '../../model/joined';
import { Presence, bothPresent } from '../../model/presence';
import { Varying, type EnvironmentNames } from '../../model/varying';
import type { Identity } from './identity';
import type { PlatformScope } from '../platform/scope';
import { declareSettings } from '../settings/declared';
import { WAVES } from './tiers';
import { everythingAt, joinChecks, joinClaims, joinFindings, type Everywhere } from './join-findings';
import type { Contents, ObjectHead, Part, PartFinding, SecretUse } from './parts';

/** Joins by id what a pattern function made in each environment, and adds it to the tree. */
export function join(identity: Identity, contents: Everywhere, objects: Map<string, ApiObject>): void {
  const { construct, platform } = identity;
  const scopeAt = scopesBelow(construct);
  const limited = joinScopes(platform, contents, scopeAt);
  const within = (path: readonly string[]): readonly boolean[] =>
    contents.map((own, environment) => {
      const above = path.map((_, index) => limited.get(path.slice(0, index + 1).join('/')));
      return own !== undefined && above.every((there) => there?.[environment] !== false);
    });
  for (const [key, parts] of byKey(
    contents,
    ({ parts }) => parts,
    ({ path }) => path.join('/'),
  )) {
    const above = partOf(parts).path.slice(0, -1);
    objects.set(key, addJoined(scopeAt(above), platform, within(above), parts));
  }
  for (const [, sets] of byKey(
    contents,
    ({ podSets }) => podSets,
    ({ path, pods }) => [...path, pods.name].join('/'),
  )) {
    const { path, pods, because } = partOf(sets);
    const there = sets.map((set) => set !== undefined);
    const own = presenceOf(platform, within(path), there, because, pods.name);
    const presence = bothPresent(declarations(scopeAt(path)).presence ?? pods.presence, own);
    platform.connections.governed.set(pods.name, { ...pods, presence });
  }
  joinSecrets(identity, contents);
  declareSettings(
    identity,
    contents.map((own) => own?.configured[0]),
  );
  contents.forEach((own, environment) => {
    for (const connection of own?.connections ?? []) platform.connections.addAt(environment, connection);
    platform.access[environment]!.push(...(own?.access ?? []));
    for (const rule of own?.ownRules ?? []) platform.ownRules.addAt(environment, rule);
    for (const { path, declaration } of own?.edge ?? []) platform.edge.addAt(environment, scopeAt(path), declaration);
  });
  joinSettings(contents);
  joinFindings(contents, platform.environments.names, scopeAt);
  joinClaims(identity, contents, scopeAt);
  joinChecks(identity, contents, scopeAt);
}

/** The construct at a path of ids below a construct; created where there is none. */
function scopesBelow(construct: Construct): (path: readonly string[]) => Construct {
  return (path) =>
    path.reduce((scope, id) => {
      const known = scope.node.tryFindChild(id);
      return known instanceof Construct ? known : new Construct(scope, id);
    }, construct);
}

/** Things by their key, in the order in which environments have them first; one for each environment. */
function byKey<T>(
  contents: Everywhere,
  list: (contents: Contents) => readonly T[],
  keyOf: (thing: T) => string,
): Map<string, (T | undefined)[]> {
  const found = new Map<string, (T | undefined)[]>();
  contents.forEach((own, environment) => {
    if (own === undefined) return;
    for (const thing of list(own)) {
      const key = keyOf(thing);
      const all = found.get(key) ?? contents.map(() => undefined);
      found.set(key, all);
      if (all[environment] !== undefined && all[environment] !== thing)
        throw new Error(`BUG: two parts have the id ${key}`);
      all[environment] = thing;
    }
  });
  return found;
}

function partOf<T>(parts: readonly (T | undefined)[]): T {
  return parts.find((part) => part !== undefined)!;
}

/** Limits the constructs below that some environments lack. @returns where each of them is */
function joinScopes(
  platform: PlatformScope,
  contents: Everywhere,
  scopeAt: (path: readonly string[]) => Construct,
): ReadonlyMap<string, readonly boolean[]> {
  const limited = new Map<string, readonly boolean[]>();
  for (const [key, scopes] of byKey(
    contents,
    ({ scopes }) => scopes,
    ({ path }) => path.join('/'),
  )) {
    const { path, because } = partOf(scopes);
    const there = scopes.map((scope) => scope !== undefined);
    const exists = contents.map((own) => own !== undefined);
    const presence = presenceOf(platform, exists, there, because, key);
    if (presence === undefined) continue;
    declarations(scopeAt(path)).presence = presence;
    limited.set(key, there);
  }
  return limited;
}

/** Where something is that environments lack in which it could be; `undefined` when all of them have it. */
function presenceOf(
  { environments }: PlatformScope,
  exists: readonly boolean[],
  there: readonly boolean[],
  because: string | undefined,
  what: string,
): Presence | undefined {
  if (exists.every((own, environment) => !own || there[environment])) return undefined;
  if (because === undefined) throw new Error(`BUG: some environments lack ${what} without a reason`);
  return new Presence(environments, there, because);
}

function addJoined(
  scope: Construct,
  platform: PlatformScope,
  exists: readonly boolean[],
  parts: readonly (Part | undefined)[],
): ApiObject {
  const { path, tier, manifest: first } = partOf(parts);
  const { environments } = platform;
  // Where the construct does not exist, nothing differs.
  const manifests = sharingEqual(parts.map((part) => part?.manifest ?? first));
  const fields = fieldwise(environments, manifests);
  const meta = manifests.map(({ metadata }) => metadata);
  const wave = WAVES[tier];
  const object = new ApiObject(scope, path[path.length - 1]!, {
    ...fields,
    ...specWhenDeclared(platform, parts),
    apiVersion: first.apiVersion,
    kind: first.kind,
    metadata: {
      name: varying(environments, meta, 'name'),
      namespace: varying(environments, meta, 'namespace'),
      labels: fieldwise(
        environments,
        meta.map(({ labels }) => labels),
      ),
      annotations: {
        ...(wave !== 0 && { 'argocd.argoproj.io/sync-wave': String(wave) }),
        ...fieldwise(
          environments,
          meta.map(({ annotations }) => annotations),
        ),
      },
    } as never,
  });
  const because = [...new Set(parts.flatMap((part) => part?.because ?? []))].join('; ');
  const there = parts.map((part) => part !== undefined);
  const presence = presenceOf(platform, exists, there, because || undefined, object.node.path);
  if (presence !== undefined) declarations(object).presence = presence;
  const operated = parts.map((part) => part?.pods);
  if (operated.some((pods) => pods !== undefined)) declarations(object).operated = operated;
  return object;
}

/** The fields of data of every environment, each plain where it is the same everywhere. */
function fieldwise(
  environments: EnvironmentNames,
  data: readonly (object | undefined)[],
): Readonly<Record<string, unknown>> {
  const [first] = data;
  if (first !== undefined && data.every((own) => own === first)) return { ...first };
  const keys = new Set(data.flatMap((own) => (own === undefined ? [] : Object.keys(own))));
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = data.map((own) => (own as Record<string, unknown> | undefined)?.[key]);
      return [key, values.every((value) => value === values[0]) ? values[0] : new Joined(environments, values)];
    }),
  );
}

function varying(
  environments: EnvironmentNames,
  metadata: readonly ObjectHead['metadata'][],
  key: 'name' | 'namespace',
): unknown {
  const values = metadata.map((own) => own[key]);
  return values.every((value) => value === values[0]) ? values[0] : new Varying(environments, values);
}

function specWhenDeclared(platform: PlatformScope, parts: readonly (Part | undefined)[]): { readonly spec?: Lazy } {
  if (partOf(parts).spec === undefined) return {};
  const produce = () => {
    const specs = parts.map((part, index) => part?.spec?.(everythingAt(platform, index)));
    // Where the part does not exist, nothing differs.
    const first = specs[parts.findIndex((part) => part !== undefined)];
    return new Joined(
      platform.environments,
      parts.map((part, index) => (part === undefined ? first : specs[index])),
    );
  };
  return { spec: Lazy.any({ produce }) };
}

function joinSecrets({ platform, pods }: Identity, contents: Everywhere): void {
  const keyOf = ({ key, readBy, type = '' }: SecretUse) => `${key.secret}/${key.key} ${readBy} ${type}`;
  const uses = byKey(contents, ({ secrets }) => [...new Map(secrets.map((use) => [keyOf(use), use])).values()], keyOf);
  const exists = contents.map((own) => own !== undefined);
  for (const [id, all] of uses) {
    const { key, readBy, type, labels, login, because } = partOf(all);
    const there = all.map((use) => use !== undefined);
    const presence = presenceOf(platform, exists, there, because, id) ?? pods.presence;
    platform.secrets.use(key, readBy, type, { presence, ...(labels && { labels }), ...(login && { login }) });
  }
}

/** A setting that has an effect in none of the environments is a finding of those in which it is given. */
function joinSettings(contents: Everywhere): void {
  const keyOf = ({ path, finding }: Contents['settings'][number]) => [...path, finding.code, finding.path].join('/');
  const all = contents.flatMap((own) => own?.settings ?? []);
  const effective = new Set(all.filter((one) => one.effective).map(keyOf));
  const findings = new Map<string, PartFinding>();
  for (const one of all) if (!findings.has(keyOf(one))) findings.set(keyOf(one), one.finding);
  for (const own of new Set(contents))
    for (const setting of own?.settings ?? []) {
      const key = keyOf(setting);
      if (!effective.has(key)) own!.findings.push({ path: setting.path, finding: findings.get(key)! });
    }
}
