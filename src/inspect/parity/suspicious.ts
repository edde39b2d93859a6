/** Differences between environments that someone should review. Those not listed here are the purpose of environments. */
import { compareQuantities, quantityOf } from '../../model/quantity';
import { lacks, opens, weakens } from './weaker-protection';
import type { Json } from '../../model/json';
import type { KeyedDifference } from './keyed-differences';
import { isProduction } from './environment-names';
import { suspicion, type Suspicion } from './suspicion';

/** @param names of the environments whose values these are @param stageless takes the name of each out of a text */
export function judgeDifference(
  kind: string,
  apart: KeyedDifference,
  names: readonly string[],
  stageless: readonly ((text: string) => string)[],
): readonly Suspicion[] {
  const { keys, values } = apart;
  if (keys[0] === 'metadata' && !(keys[1] === 'annotations' && /ssl-redirect|\/auth-/.test(keys[2] ?? ''))) return [];
  if (values.some((value) => value === undefined)) return [...opens(apart, names), ...missing(kind, apart, names)];
  if (isSame(values, stageless)) return [];
  return [
    ...weakens(kind, apart, names),
    ...image(apart, names, stageless),
    ...selector(kind, apart, names),
    ...less(apart, names),
  ];
}

/** The same but for names of environments in it. */
function isSame(values: readonly (Json | undefined)[], stageless: readonly ((text: string) => string)[]): boolean {
  const plain = values.map((value, index) => stageless[index]!(JSON.stringify(value)));
  return plain.every((one) => one === plain[0]);
}

function missing(kind: string, apart: KeyedDifference, names: readonly string[]): readonly Suspicion[] {
  const security = lacks(kind, apart, names);
  if (security.length > 0) return security;
  const part = partOf(kind, apart);
  if (part === undefined) return [];
  const having = names.filter((_, index) => apart.values[index] !== undefined);
  return names.flatMap((name, at): Suspicion[] =>
    apart.values[at] !== undefined
      ? []
      : [
          suspicion('LS862', at)`
            ${{ part }} is in ${{ having }}, but not in ${{ name }}.
            Add it to ${{ name }}, or remove it from ${{ having }}; if the difference is intended, accept the finding with a reason.`,
        ],
  );
}

const CONTAINER_PARTS: Readonly<Record<string, string>> = {
  livenessProbe: 'liveness probe',
  readinessProbe: 'readiness probe',
  startupProbe: 'startup probe',
  lifecycle: 'lifecycle hook',
  resources: '`resources` block',
  envFrom: '`envFrom` source',
  env: '`env` list',
  command: 'command',
};

/** What a missing place is, for those that are parts of a whole. */
function partOf(kind: string, { keys, element, path }: KeyedDifference): string | undefined {
  const last = keys.at(-1)!;
  const list = keys.at(-2);
  const inContainer = list === '*' && (keys.at(-3) === 'containers' || keys.at(-3) === 'initContainers');
  if (inContainer)
    return Object.hasOwn(CONTAINER_PARTS, last)
      ? `The ${CONTAINER_PARTS[last]!} of container \`${valueOf(element)}\``
      : undefined;
  if (last === '*') {
    const shown = `\`${valueOf(element)}\``;
    if (list === 'containers' || list === 'initContainers') return `Container ${shown}`;
    if (list === 'env') return `Variable ${shown}`;
    if (list === 'ports') return `Port ${shown}`;
    if (list === 'volumes') return `Volume ${shown}`;
    if (list === 'volumeMounts') return `The mount at ${shown}`;
    if (list === 'imagePullSecrets') return `Pull secret ${shown}`;
  }
  const isKey =
    (kind === 'ConfigMap' && (list === 'data' || list === 'binaryData')) ||
    (kind === 'Secret' && (list === 'data' || list === 'stringData')) ||
    (kind === 'SealedSecret.bitnami.com' && list === 'encryptedData');
  if (isKey && keys.length <= 3) return `Key \`${last}\``;
  if (kind === 'Service' && path === 'spec.ports') return 'The list of ports';
  return undefined;
}

/** `api` of `name=api`. */
function valueOf(element: string | undefined): string {
  return element?.replace(/(^|,)[A-Za-z]+=/g, (_, comma: string) => (comma === '' ? '' : '/')) ?? '';
}

function image(
  { keys, values }: KeyedDifference,
  names: readonly string[],
  stageless: readonly ((text: string) => string)[],
): readonly Suspicion[] {
  if (keys.at(-1) !== 'image' && keys.at(-1) !== 'imageName') return [];
  if (!values.every((value) => typeof value === 'string')) return [];
  const images = values as readonly string[];
  const repositories = images.map((value, index) => stageless[index]!(repositoryOf(value)));
  const at = names.length - 1;
  const say = (own: number, there: number, why: string): readonly Suspicion[] => {
    return [
      suspicion('LS864', own)`
        ${{ environment: names[own]! }} runs image \`${{ image: images[own]! }}\`, but ${{ other: names[there]! }} runs \`${{ image: images[there]! }}\`, ${{ why }}.
        Run the image that was tested in the preceding environment: the same repository and digest.`,
    ];
  };
  const other = repositories.findIndex((one) => one !== repositories[at]);
  if (other >= 0) return say(at, other, 'from a different repository');
  const [tags, digests] = [images.map((image) => image.split('@')[0]!), images.map((image) => image.split('@')[1])];
  const bare = digests.indexOf(undefined);
  const pinned = digests.findIndex((digest) => digest !== undefined);
  if (bare >= 0 && pinned >= 0) return say(bare, pinned, 'which is pinned');
  for (let own = at; own > 0; own--) {
    const there = tags.findIndex((tag, index) => index < own && tag === tags[own] && digests[index] !== digests[own]);
    if (there >= 0) return say(own, there, 'with the same tag and a different digest');
    const same = digests.findIndex(
      (digest, index) => index < own && digest !== undefined && digest === digests[own] && tags[index] !== tags[own],
    );
    if (same >= 0 && isOfOneRepository(tags[own]!, tags[same]!))
      return say(own, same, 'with the same digest and a different tag');
  }
  return [];
}

function isOfOneRepository(one: string, other: string): boolean {
  return one.replace(/:[^:/]*$/, '') === other.replace(/:[^:/]*$/, '');
}

/** Last name of the repository: registries and folders in them may mirror each other. */
function repositoryOf(written: string): string {
  const plain = written.split('@')[0]!;
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/:[^:]*$/, '');
}

function selector(
  kind: string,
  { keys, values, path }: KeyedDifference,
  names: readonly string[],
): readonly Suspicion[] {
  const isSelector =
    keys[0] === 'spec' && (keys[1] === 'selector' || keys[1] === 'podSelector') && kind !== 'PersistentVolumeClaim';
  if (!isSelector) return [];
  const at = names.length - 1;
  const other = values.findIndex((value) => JSON.stringify(value) !== JSON.stringify(values[at]));
  if (other < 0) return [];
  return [
    suspicion('LS865', at)`
      \`${{ path }}\` is ${{ value: JSON.stringify(values[at]) }} in ${{ environment: names[at]! }} and ${{ value: JSON.stringify(values[other]) }} in ${{ other: names[other]! }}.
      Use the same selector in each environment; the namespace separates the environments.`,
  ];
}

const AMOUNTS = new Set(['replicas', 'minReplicas', 'maxReplicas', 'instances']);

/** What production has less of than an environment before it. */
function less({ keys, values, path }: KeyedDifference, names: readonly string[]): readonly Suspicion[] {
  const at = names.length - 1;
  const last = keys.at(-1)!;
  const isResource =
    (keys.at(-2) === 'limits' || keys.at(-2) === 'requests') &&
    (keys.at(-3) === 'resources' || keys.at(-4) === 'resources');
  const isSize = last === 'size' && /(?:storage|persistence)$/i.test(keys.at(-2) ?? '');
  const isAmount = AMOUNTS.has(last) && keys.length === 2;
  if (!isProduction(names[at]!) || !(isResource || isSize || isAmount)) return [];
  const own = quantityOf(values[at]);
  if (own === undefined) return [];
  for (let other = at - 1; other >= 0; other--) {
    const there = quantityOf(values[other]);
    if (there === undefined || compareQuantities(own, there) >= 0) continue;
    return [
      suspicion('LS866', at)`
        \`${{ path }}\` is ${{ value: String(values[at] as string) }} in ${{ environment: names[at]! }}, less than ${{ value: String(values[other] as string) }} in ${{ other: names[other]! }}.
        Raise it in ${{ environment: names[at]! }} to at least the value in ${{ other: names[other]! }}, or accept the finding with a reason.`,
    ];
  }
  return [];
}
