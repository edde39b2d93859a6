/**
 * What environments are not there to differ in: the parts that objects are made of, the names by which they find each other, ports,
 * paths, order. An environment that differs from the others, which agree, is reported; of two, the one that lacks a part, or the later one.
 */
import { isMap } from '../read';
import { isProduction } from './environment-names';
import { phrase, type Phrase } from '../../model/phrase';
import { suspicion, type Suspicion } from './suspicion';
import type { KeyedDifference } from './keyed-differences';
import type { Json } from '../../model/json';
import { outlierAmong } from './outliers';
import { onlyLeaf, isWide } from './list-elements';
import type { IsEffective } from './effective-rules';

/** The text of a value of one environment, without what is its own: names of its stage, its namespaces, addresses and sizes. */
export type Plain = (value: Json | undefined) => string;

/** Kinds that are built alike before production and in it; databases, alerts and add-ons do with less before it. */
const CORE =
  /^(?:(?:Deployment|StatefulSet|DaemonSet)\.apps|NetworkPolicy\.networking\.k8s\.io|(?:Job|CronJob)\.batch|Service|ServiceAccount|(?:Role|RoleBinding)\.rbac\.authorization\.k8s\.io|(?:ServiceMonitor|PodMonitor)\.monitoring\.coreos\.com|(?:Ingress)\.networking\.k8s\.io|HTTPRoute\..*|VirtualService\..*|HorizontalPodAutoscaler\.autoscaling|PodDisruptionBudget\.policy|LimitRange|SealedSecret\..*|ExternalSecret\..*)$/;
/** What environments before production do without, or have less of, on purpose. */
const FOR_PRODUCTION =
  /^(?:affinity|podAntiAffinity|topologySpreadConstraints|tolerations|nodeSelector|priorityClassName|replicas|minReplicas|maxReplicas|behavior|resources|limits|requests|storageClassName)$/;
/** What people use while they develop, or decide for each environment. */
const FOR_DEVELOPMENT = /^(?:tty|stdin|imagePullPolicy|nodePort|hostAliases|externalTrafficPolicy)$/;
/** Scalars by which parts find each other: the last key of their place. */
const STRUCTURE =
  /^(?:port|targetPort|containerPort|number|portName|path|pathType|mountPath|subPath|key|secretKey|scheme|protocol|apiVersion|kind|apiGroup|topologyKey|serviceName|serviceAccountName|project|concurrencyPolicy|restartPolicy|publishNotReadyAddresses|fieldPath|appProtocol|runAsUser|runAsGroup|fsGroup)$/;
/** Labels that say what an object is, of which system, and whose; and by which alerts find people. */
const OF_THE_SYSTEM =
  /^(?:app\.kubernetes\.io\/(?:name|part-of|component|managed-by)|(?:.*\/)?(?:owner|team)|severity)$/;
/** How many run; none at all is another thing than fewer. */
const AMOUNTS = /^(?:replicas|minReplicas|instances|members)$/;
/** So deep, a place is a part of something that the environment has. */
const DEEP = 4;
/** Lists whose entries are of the environment. */
const OWN_ENTRIES =
  /^(?:hosts?|hostnames|dnsNames|args|command|argv|except|values|sourceRepos|destinations|sourceRanges|loadBalancerSourceRanges|externalIPs|addresses|tls)$/;
/** Maps whose keys are words of a program. */
const WORDS = /^(?:data|binaryData|stringData|encryptedData|annotations|labels)$/;
/** Kinds that say how an environment is connected. */
const OF_ENVIRONMENT = /^(?:(?:Cluster)?Issuer\.cert-manager\.io|(?:Cluster)?SecretStore\.external-secrets\.io)$/;
const READ_METADATA =
  /^(?:argocd\.argoproj\.io\/(?:sync-wave|hook|hook-delete-policy)|sealedsecrets\.bitnami\.com\/(?:namespace|cluster)-wide|pod-security\.kubernetes\.io\/(?:enforce|warn|audit)(?:-version)?)$/;

/** @param names of the environments, in the order in which changes reach them */
export function structuralDifferences(
  kind: string,
  apart: KeyedDifference,
  names: readonly string[],
  plain: readonly Plain[],
  meant: IsEffective,
): readonly Suspicion[] {
  const { keys, values } = apart;
  const isOfAlert = kind.startsWith('PrometheusRule.') && keys.includes('rules');
  if (keys.at(-2) === 'labels' && keys.at(-1) !== '*' && (isOfAlert || OF_THE_SYSTEM.test(keys.at(-1)!)))
    return value(apart, names, plain);
  if (isOfAlert && keys.at(-2) === 'annotations' && values.some((one) => one === undefined))
    return value(
      apart,
      names,
      names.map(() => (one) => String(one !== undefined)),
    );
  if (keys[0] === 'metadata') return metadata(apart, names, plain);
  if ((kind === 'ConfigMap' && keys[0] === 'data') || (keys.at(-3) === 'env' && keys.at(-1) === 'value'))
    return number(apart, names);
  if (keys[0] !== 'spec' && !kind.endsWith('.rbac.authorization.k8s.io')) return [];
  if (OF_ENVIRONMENT.test(kind) || keys.some((key) => FOR_DEVELOPMENT.test(key)) || keys.at(-1) === 'automated')
    return [];
  if (values.some((value) => value === undefined)) return part(kind, apart, names, plain);
  if (values.every((value) => Array.isArray(value))) return entries(kind, apart, names, plain, meant);
  const last = keys.at(-1)!;
  if (AMOUNTS.test(last) && keys.length === 2) return none(apart, names);
  const far = outlierAmong(apart, names);
  if (far !== undefined) return [different(apart.path, far, values[far], values[far === 0 ? 1 : 0], names)];
  return STRUCTURE.test(last) ||
    (last === 'name' && keys.at(-3) === 'ports') ||
    (last === 'maxUnavailable' && keys.at(-2) === 'rollingUpdate')
    ? value(apart, names, plain)
    : [];
}

/** A value that is a number in all others, and only begins like one. */
function number({ path, values }: KeyedDifference, names: readonly string[]): readonly Suspicion[] {
  const odd = values.flatMap((one, at) => (/^\d+$/.test(String(one as string)) ? [] : [at]));
  const [at] = odd;
  if (at === undefined || odd.length > 1 || values.length < 2 || !/^\d+[^\d\s]/.test(String(values[at] as string)))
    return [];
  return [different(path, at, values[at], values[at === 0 ? 1 : 0], names)];
}

/** What runs nowhere in one environment, and in all others. */
function none({ path, values }: KeyedDifference, names: readonly string[]): readonly Suspicion[] {
  const at = values.indexOf(0);
  return at < 0 || values.filter((one) => one === 0).length > 1
    ? []
    : [different(path, at, 0, values[at === 0 ? 1 : 0], names)];
}

/** The one that is unlike the others, or the later one of two. */
function oddOne(written: readonly string[]): number | undefined {
  if (written.length === 2) return written[0] === written[1] ? undefined : 1;
  const odd = written.flatMap((one, at) =>
    new Set(written.filter((_, index) => index !== at)).size === 1 && written[at === 0 ? 1 : 0] !== one ? [at] : [],
  );
  return odd.length === 1 ? odd[0] : undefined;
}

const others = (names: readonly string[], at: number): string => names.filter((_, index) => index !== at).join(', ');

/**
 * Whether an environment may do without: it comes before production, and what it lacks comes with production only. Of what it has, it
 * lacks few parts by accident, and many on purpose.
 */
function mayLack(
  kind: string,
  keys: readonly string[],
  lacking: readonly number[],
  names: readonly string[],
): boolean | 'many' {
  if (lacking.some((index) => isProduction(names[index]!))) return false;
  const isFirst = lacking.every((index, position) => index === position);
  // all of it, or an entry; anything deeper is a part of something that the environment has
  if (keys.slice(-2).some((key) => FOR_PRODUCTION.test(key))) return true;
  if (!isFirst || CORE.test(kind)) return false;
  return keys.at(-1) !== '*' && keys.length >= DEEP ? 'many' : true;
}

function part(
  kind: string,
  { path, keys, values, element }: KeyedDifference,
  names: readonly string[],
  plain: readonly Plain[],
): readonly Suspicion[] {
  const last = keys.at(-1)!;
  if (keys.slice(0, -1).some((key) => WORDS.test(key))) return [];
  // a variable has one of the two
  if (keys.at(-3) === 'env' && (last === 'value' || last === 'valueFrom')) return [];
  if (element?.startsWith('host=') === true && last === '*') return [];
  // an element that is named after its environment is another one elsewhere
  if (
    last === '*' &&
    values.some((value, index) => value !== undefined && plain[index]!(element ?? '') !== JSON.stringify(element))
  )
    return [];
  const there = values.flatMap((value, index) => (value === undefined ? [] : [index]));
  const lacking = values.flatMap((value, index) => (value === undefined ? [index] : []));
  return absence(kind, `\`${path}\``, keys, there, lacking, names);
}

function absence(
  kind: string,
  what: string,
  keys: readonly string[],
  there: readonly number[],
  lacking: readonly number[],
  names: readonly string[],
): readonly Suspicion[] {
  if (lacking.length === 1) {
    const at = lacking[0]!;
    const may = mayLack(kind, keys, lacking, names);
    if (may === true) return [];
    return [
      {
        ...suspicion('LS862', at)`
          ${{ what }} is in ${{ others: others(names, at) }}, but not in ${{ environment: names[at]! }}.
          ${adding(names[at]!, others(names, at))}`,
        ...(may === 'many' && { ifAlone: true }),
      },
    ];
  }
  const at = there[0]!;
  if (there.length > 1 || isProduction(names[at]!)) return [];
  const isExtra = at === 0 && !CORE.test(kind);
  if (isExtra && (keys.at(-1) === '*' || keys.length < DEEP)) return [];
  return [
    {
      ...suspicion('LS862', at)`
        ${{ what }} is only in ${{ environment: names[at]! }}.
        ${adding(others(names, at), names[at]!)}`,
      ...(isExtra && { ifAlone: true }),
    },
  ];
}

function adding(lacking: string, having: string): Phrase {
  return phrase`Add it to ${{ lacking }}, or remove it from ${{ having }}; if the difference is intended, accept the finding with a reason.`;
}

function value(
  { path, values }: KeyedDifference,
  names: readonly string[],
  plain: readonly Plain[],
): readonly Suspicion[] {
  const written = values.map((one, index) => plain[index]!(one));
  // a word such as `live` is the name of a stage in one of them, and means something else in all
  const raw = oddOne(values.map((one) => JSON.stringify(one) ?? ''));
  const at =
    raw !== undefined && values.length > 2 && written[raw] !== plain[raw]!(values[raw === 0 ? 1 : 0])
      ? raw
      : oddOne(written);
  return at === undefined ? [] : [different(path, at, values[at], values[at === 0 ? 1 : 0], names)];
}

function different(
  path: string,
  at: number,
  own: Json | undefined,
  there: Json | undefined,
  names: readonly string[],
): Suspicion {
  return suspicion('LS880', at)`
    \`${{ path }}\` is ${{ own: shown(own) }} in ${{ environment: names[at]! }}, but ${{ there: shown(there) }} in ${{ others: others(names, at) }}.
    Use the same structure in each environment; if the difference is intended, accept the finding with a reason.`;
}

/** Lists without keys: what the others agree on and one lacks or has otherwise, and what only one has. */
function entries(
  kind: string,
  { path, keys, values }: KeyedDifference,
  names: readonly string[],
  plain: readonly Plain[],
  meant: IsEffective,
): readonly Suspicion[] {
  if (keys.some((key) => OWN_ENTRIES.test(key))) return [];
  const isRule = kind.startsWith('NetworkPolicy.') && (path === 'spec.ingress' || path === 'spec.egress');
  const lists = values.map((list, index) => (list as readonly Json[]).map((one) => plain[index]!(one)));
  if (isRule) {
    const opened = wider(path, values as readonly (readonly Json[])[], names);
    if (opened.length > 0) return opened;
  }
  const at = oddOne(lists.map((list) => JSON.stringify([...list].sort())));
  if (at === undefined) return [];
  const other = at === 0 ? 1 : 0;
  const pick = (from: number, without: number) =>
    (values[from] as readonly Json[]).filter((_, index) => !lists[without]!.includes(lists[from]![index]!));
  // what the first environment does not run, nobody lets through there
  const isMeant = (one: Json) => !isRule || meant(one, 0);
  const [missing, extra] = [pick(other, at), pick(at, other)];
  const all = names.map((_, index) => index);
  if (missing.length > 0 && extra.length > 0) {
    const leaf = missing.length === 1 && extra.length === 1 ? onlyLeaf(extra[0]!, missing[0]!) : undefined;
    const always = (CORE.test(kind) && !isRule) || (names.length > 2 && at > 0);
    const difference =
      leaf === undefined
        ? different(path, at, extra, missing, names)
        : different(leaf.path === '' ? path : `${path}.${leaf.path}`, at, leaf.own, leaf.there, names);
    if (isRule && !always) return leaf === undefined ? [] : [difference];
    // what is only warned of, while it is tried out
    if (!always && keys.at(-1) === 'validationActions') return [];
    return [always ? difference : { ...difference, ifAlone: true }];
  }
  if ((at === 0 && !missing.every(isMeant)) || (names.length === 2 && !extra.every(isMeant))) return [];
  const what = (list: readonly Json[]) => `${shown(list)} of \`${path}\``;
  if (missing.length > 0)
    return absence(
      kind,
      what(missing),
      keys,
      all.filter((index) => index !== at),
      [at],
      names,
    );
  if (extra.length === 0) return [];
  return names.length > 2
    ? absence(
        kind,
        what(extra),
        keys,
        [at],
        all.filter((index) => index !== at),
        names,
      )
    : absence(kind, what(extra), keys, [at], [other], names);
}

/** What one environment lets through with no bound on who, or on which ports, where each of the others has one. */
function wider(path: string, lists: readonly (readonly Json[])[], names: readonly string[]): readonly Suspicion[] {
  const ways = lists.map((rules) => rules.map(isWide));
  return lists.flatMap((rules, at): Suspicion[] => {
    const bounded = (way: string) => ways.every((own, other) => other === at || !own.some((one) => one.includes(way)));
    const index = ways[at]!.findIndex((own) => own.some(bounded));
    if (index < 0) return [];
    const way = ways[at]![index]!.find(bounded)!;
    return [
      suspicion('LS863', at)`
        \`${{ path }}\` allows more in ${{ environment: names[at]! }} than in ${{ others: others(names, at) }}: ${{ way }}, through ${{ rule: shown([rules[index]!]) }}.
        Use the same protection in each environment; if the difference is intended, accept the finding with a reason.`,
    ];
  });
}

function shown(value: Json | undefined): string {
  const text = Array.isArray(value)
    ? (value as readonly Json[]).map((one) => JSON.stringify(one)).join(', ')
    : (JSON.stringify(value) ?? 'nothing');
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

/** Labels and annotations that controllers act on. */
function metadata(
  { keys, values, path }: KeyedDifference,
  names: readonly string[],
  plain: readonly Plain[],
): readonly Suspicion[] {
  if (keys[1] !== 'annotations' && keys[1] !== 'labels') return [];
  if (keys.length === 2) {
    const maps = values.map((value) => (isMap(value) ? value : {}));
    return [...new Set(maps.flatMap((one) => Object.keys(one)))].flatMap((key) =>
      metadata(
        { path: `${path}["${key}"]`, keys: [...keys, key], values: maps.map((one) => one[key]), element: undefined },
        names,
        plain,
      ),
    );
  }
  return READ_METADATA.test(keys[2]!) || (keys[1] === 'labels' && OF_THE_SYSTEM.test(keys[2]!))
    ? value({ path, keys, values, element: undefined }, names, plain)
    : [];
}
