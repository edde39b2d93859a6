/**
 * The files of `proof/<platform>/`: what differs between environments and why, for people who review a change and for
 * checks that trust nothing else. One fact a line where possible, so that one change is one line of a diff.
 */
import { append } from '../model/append';
import { createHash } from 'node:crypto';
import type { PinnedImage, SealedItem } from '../model/inputs';
import { setEntry, type Json, type JsonObject } from '../model/json';
import type { MatrixEntry, MatrixOrigin } from '../model/matrix';
import { renderJson } from './yaml';

const WRITTEN = '# Written by Lockstep; do not edit.';

/** Represents every object in the namespace of its environment: in a small platform, that is almost the only difference. */
const EVERY_FILE = '*';

/**
 * `matrix.yaml`: by file and path, the value in each environment; an environment in which the field is absent is left out.
 * What is not a declared value says its `origin`, and its `reason`: a presence, the environments that it is `in`; anything
 * else, its `values`. The object itself stands as `(object)`. The namespace that objects share is written once, for `*`, and
 * sealed values are shown by a fingerprint of their ciphertext.
 * @param environments names, in the order with which the values are aligned
 */
export function renderMatrix(entries: readonly MatrixEntry[], environments: readonly string[]): string {
  const files = groupBy(sharedNamespaceOnce(entries).map(fingerprinted), (entry) => entry.file);
  return document(
    [
      'Everything in which environments differ: by file, field and environment.',
      'An environment that a field does not name lacks it. "*" is every object in the namespace of its environment.',
    ],
    sortedObject(files, (ofFile) =>
      sortedObject(
        groupBy(ofFile, (entry) => entry.path || '(object)'),
        (ofPath) => slotJson(ofPath, environments),
      ),
    ),
  );
}

const NAMESPACE = 'metadata.namespace';

/** The namespace that most objects have is that of their environment. */
function sharedNamespaceOnce(entries: readonly MatrixEntry[]): readonly MatrixEntry[] {
  const bySlot = groupBy(
    entries.filter(({ path, origin, reason }) => path === NAMESPACE && origin === 'value' && reason === undefined),
    ({ values }) => JSON.stringify(values),
  );
  const [most] = sortedBySize([...bySlot.values()]);
  if (most === undefined || most.length < 2) return entries;
  const folded = new Set(most);
  return [{ ...most[0]!, file: EVERY_FILE }, ...entries.filter((entry) => !folded.has(entry))];
}

function sortedBySize(groups: readonly (readonly MatrixEntry[])[]): readonly (readonly MatrixEntry[])[] {
  return [...groups].sort(
    (a, b) => b.length - a.length || (JSON.stringify(a[0]!.values) < JSON.stringify(b[0]!.values) ? -1 : 1),
  );
}

/** Sealed values by what `fingerprint` makes of them. */
function fingerprinted(entry: MatrixEntry): MatrixEntry {
  if (!/(^|\/)SealedSecret[.-]/.test(entry.file) || !entry.path.startsWith('spec.encryptedData')) return entry;
  return {
    ...entry,
    values: entry.values.map((value) => (typeof value === 'string' ? `ciphertext ${fingerprint(value)}` : value)),
  };
}

/** Ciphertext is random: two of one value differ, so a hash of it tells nothing about the value. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

const ORIGINS: readonly MatrixOrigin[] = ['presence', 'deviation', 'value', 'derived'];

function slotJson(entries: readonly MatrixEntry[], environments: readonly string[]): Json {
  const [only] = entries;
  if (entries.length === 1 && only!.origin === 'value' && only!.reason === undefined)
    return valuesJson(only!, environments);
  const presence = entries.find((entry) => entry.origin === 'presence');
  const valued = ORIGINS.flatMap((origin) =>
    entries.filter((entry) => entry.origin === origin && origin !== 'presence'),
  );
  if (valued.length > 1) throw new Error(`BUG: the matrix has ${valued[0]!.file} ${valued[0]!.path} more than once.`);
  const [slot] = valued;
  const values = slot && valuesJson(slot, environments);
  const reasons = new Set([presence?.reason, slot?.reason].filter((reason) => reason !== undefined));
  return {
    origin: [presence?.origin, slot?.origin].filter((origin) => origin !== undefined).join(', '),
    ...(reasons.size > 0 && { reason: [...reasons].join('; ') }),
    ...(presence && { in: environments.filter((_, i) => presence.values[i] !== undefined) }),
    ...(values && { values }),
  };
}

function valuesJson({ values }: MatrixEntry, environments: readonly string[]): JsonObject {
  const json: Record<string, Json> = {};
  environments.forEach((name, i) => values[i] !== undefined && setEntry(json, name, values[i]));
  return json;
}

export interface ProvenDeviation {
  /** Path of the construct, such as `shop/api`. */
  readonly construct: string;
  /** The Kubernetes object, where the deviation changes one: `Deployment/api`. */
  readonly object?: string;
  /** The opinion that is waived, or what is overridden. */
  readonly what: string;
  readonly in: readonly string[];
  readonly reason: string;
  /** Day by which it must be gone: `2026-12-31`. */
  readonly until?: string;
}

/** `deviations.yaml`: by construct, what departs from the pattern. */
export function renderDeviations(deviations: readonly ProvenDeviation[]): string {
  return document(
    ['Everything in which this platform departs from the pattern, with its reason.'],
    sortedObject(
      groupBy(deviations, ({ construct }) => construct),
      (ofConstruct) => sortByText(ofConstruct, deviationOrder).map(deviationJson),
    ),
  );
}

function deviationOrder({ what, object, in: environments, reason, until }: ProvenDeviation): string {
  return JSON.stringify([what, object ?? '', environments, reason, until ?? '']);
}

function deviationJson({ what, object, in: environments, reason, until }: ProvenDeviation): Json {
  return {
    what,
    ...(object !== undefined && { object }),
    in: environments,
    reason,
    ...(until !== undefined && { until }),
  };
}

export interface ProvenImage {
  readonly image: string;
  /** By environment; one without the image is left out. */
  readonly pins: ReadonlyMap<string, PinnedImage>;
}

/** `images.yaml`: by image and environment, the reference that runs; then those whose digest is an invented example. */
export function renderImages(images: readonly ProvenImage[], environments: readonly string[]): string {
  const byName = groupBy(images, ({ image }) => image);
  const pinsOf = (ofName: readonly ProvenImage[]) => new Map(ofName.flatMap(({ pins }) => [...pins]));
  const examples = [...byName].filter(([, ofName]) => [...pinsOf(ofName).values()].some(({ example }) => example));
  return document(['Every image that runs, by environment. `examples` have invented digests: no registry has them.'], {
    images: sortedObject(byName, (ofName) =>
      byEnvironment(environments, pinsOf(ofName), ({ repository, tag, digest }) => `${repository}:${tag}@${digest}`),
    ),
    examples: sortedObject(new Map(examples), (ofName) =>
      environments.filter((name) => pinsOf(ofName).get(name)?.example),
    ),
  });
}

type Provenance = Pick<SealedItem, 'revision' | 'certificate' | 'sealedAt' | 'since' | 'shared'>;

/** Location of a value outside of git. */
interface RemotePlace {
  readonly store: string;
  readonly key: string;
  readonly property?: string | undefined;
  readonly shared?: string | undefined;
}

export interface ProvenSecret {
  readonly secret: string;
  readonly key: string;
  /** By environment; one without the key is left out. */
  readonly items: ReadonlyMap<string, Provenance>;
  /** Location of the value, in environments that keep it in a secret store. */
  readonly remote?: ReadonlyMap<string, RemotePlace>;
  /** By environment in which its age is limited: `90d`. */
  readonly rotation?: ReadonlyMap<string, string>;
  /** The objects that read the key: `Deployment/api`. */
  readonly readBy: readonly string[];
}

/**
 * `secrets.yaml`: by secret and key, who reads it, and where its value comes from in each environment: how it was
 * sealed, or its place in a secret store. Never a value, nor a hash of one.
 */
export function renderSecrets(secrets: readonly ProvenSecret[], environments: readonly string[]): string {
  return document(
    [
      'Every secret key: its readers and, by environment, the revision of its value and how it was sealed,',
      'or its location in a secret store.',
      'Contains no values, and nothing computed from them.',
    ],
    sortedObject(
      groupBy(secrets, ({ secret }) => secret),
      (ofSecret) =>
        sortedObject(
          groupBy(ofSecret, ({ key }) => key),
          (ofKey) => ({
            readBy: [...new Set(ofKey.flatMap(({ readBy }) => readBy))].sort(),
            environments: byEnvironment(
              environments,
              new Map(
                ofKey.flatMap(({ items, remote = [], rotation }): (readonly [string, Json])[] =>
                  [
                    ...[...items].map(([name, item]) => [name, provenanceJson(item)] as const),
                    ...[...remote].map(([name, place]) => [name, remoteJson(place)] as const),
                  ].map(([name, json]) => [
                    name,
                    rotation?.has(name) === true ? { ...json, rotation: rotation.get(name)! } : json,
                  ]),
                ),
              ),
              (json) => json,
            ),
          }),
        ),
    ),
  );
}

function remoteJson({ store, key, property, shared }: RemotePlace): JsonObject {
  return { store, key, ...(property !== undefined && { property }), ...(shared !== undefined && { shared }) };
}

function provenanceJson({ revision, certificate, sealedAt, since, shared }: Provenance): JsonObject {
  return {
    revision: revision ?? 'unknown',
    certificate: certificate ?? 'unknown',
    sealedAt: sealedAt ?? 'unknown',
    ...(since !== undefined && { since }),
    ...(shared !== undefined && { shared }),
  };
}

export interface ProvenConnection {
  readonly from: string;
  readonly to: string;
  /** In words: `TCP 5432`. */
  readonly ports: string;
}

/**
 * `reachability.yaml`: who reaches whom on which ports; what holds in all environments once, then what only some have.
 * @param connections by environment, one for each pair
 */
export function renderReachability(
  connections: readonly (readonly ProvenConnection[])[],
  environments: readonly string[],
): string {
  const told = connections.map((own) => new Map(own.map((connection) => [JSON.stringify(connection), connection])));
  const [first = new Map<string, ProvenConnection>()] = told;
  const shared = [...first].filter(([key]) => told.every((own) => own.has(key)));
  const sharedKeys = new Set(shared.map(([key]) => key));
  const bySource = (own: readonly ProvenConnection[]) =>
    sortedObject(
      groupBy(own, ({ from }) => from),
      (ofSource) => sortedObject(new Map(ofSource.map(({ to, ports }) => [to, ports])), (ports) => ports),
    );
  return document(
    [
      'Connections that the NetworkPolicies allow: for each sender and receiver, the ports of the receiving pods.',
      'All other connections are blocked. Policies do not apply between pods and their node (probes), nor to pods on the host network.',
    ],
    {
      everywhere: bySource(shared.map(([, connection]) => connection)),
      only: Object.fromEntries(
        environments.map((name, index) => [
          name,
          bySource([...told[index]!].filter(([key]) => !sharedKeys.has(key)).map(([, own]) => own)),
        ]),
      ),
    },
  );
}

function document(says: readonly string[], json: Json): string {
  return `${says.map((line) => `# ${line}\n`).join('')}${WRITTEN}\n${renderJson(json, 'given')}`;
}

function byEnvironment<T>(
  environments: readonly string[],
  values: ReadonlyMap<string, T>,
  toJson: (value: T) => Json,
): JsonObject {
  return Object.fromEntries(
    environments.flatMap((name) => (values.has(name) ? [[name, toJson(values.get(name)!)]] : [])),
  );
}

type Group<T> = [T, ...T[]];

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, Group<T>> {
  const groups = new Map<string, Group<T>>();
  for (const item of items) {
    const own = key(item);
    append(groups, own, item);
  }
  return groups;
}

function sortedObject<T>(groups: ReadonlyMap<string, T>, toJson: (group: T) => Json): JsonObject {
  const json: Record<string, Json> = {};
  for (const key of sortByText([...groups.keys()], (own) => own)) setEntry(json, key, toJson(groups.get(key)!));
  return json;
}

function sortByText<T>(items: readonly T[], text: (item: T) => string): T[] {
  return [...items].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}
