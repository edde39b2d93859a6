/**
 * What files of others may expect of the cluster they are applied to, although nothing declares it: classes, issuers, roles
 * and CRDs that its administrators install, and everything in namespaces that the files do not fill.
 */
import { catalogOf } from './catalog';
import { exists, referencesOf, type Reference } from './references/resolve';
import { isClusterKind } from './kinds/names';
import { settingsOf } from './program-settings';
import { missingHosts } from './references/hosts';
import { map } from './read';
import { nearest } from '../model/nearest';
import type { CatalogEntry } from './catalog/entries';
import type { InspectedEnvironment, Provided } from './types';

/** What a team brings itself: in a namespace of its own, it has to be among its files. */
const OF_THE_TEAM: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'Service',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Role.rbac.authorization.k8s.io',
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'Rollout.argoproj.io',
]);
/** What controllers put into every namespace. */
const BY_CONTROLLERS = /^(?:istio-ca-root-cert|openshift-service-ca\.crt|aws-auth|trusted-ca.*)$/;
const PODS: ReadonlySet<string> = new Set([
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'Pod',
  'Job.batch',
  'CronJob.batch',
  'Rollout.argoproj.io',
  'ReplicaSet.apps',
]);

/**
 * @param elsewhere looks in the files next to these that do not belong to this environment
 * @returns facts that make references to it resolve
 */
export function assumptionsOf(
  environment: InspectedEnvironment,
  elsewhere: (kind: string, namespace: string, name: string) => Provided | undefined = () => undefined,
): Provided[] {
  const catalog = catalogOf(environment);
  const own = new Set(catalog.files.flatMap(({ kind, namespace }) => (PODS.has(kind) ? [namespace] : [])));
  const assumed = new Map<string, Provided>();
  let words: readonly string[] | undefined;
  const told = () => (words ??= catalog.pods.all.map(({ spec }) => settingsOf(spec).join(' ')));
  for (const reference of referencesOf(environment)) {
    if (exists(reference)) continue;
    const { kind, namespace, name } = reference;
    const key = JSON.stringify([kind, namespace, name]);
    if (assumed.has(key)) continue;
    const found = elsewhere(kind, namespace, name);
    if (found !== undefined) assumed.set(key, found);
    else if (isAssumed(reference, own, told) && !isNearlyThere(catalog.ofKind(kind), name))
      assumed.set(key, factOf(kind, namespace, name));
  }
  for (const { namespace, name } of missingHosts(environment)) {
    if (!own.has(namespace))
      assumed.set(JSON.stringify(['Service', namespace, name]), factOf('Service', namespace, name));
  }
  if (own.has('kube-system'))
    assumed.set('dns', { ...factOf('Pod', 'kube-system', 'kube-dns'), labels: { 'k8s-app': 'kube-dns' } });
  return [...assumed.values()];
}

/** A name that is nearly that of an object of the files is a slip of the hand. */
function isNearlyThere(entries: readonly CatalogEntry[], name: string): boolean {
  return (
    nearest(
      name,
      entries.flatMap((entry) => (entry.origin === 'file' ? entry.name : [])),
    ) !== undefined
  );
}

function isAssumed(reference: Reference, own: ReadonlySet<string>, told: () => readonly string[]): boolean {
  const { from, kind, namespace, name } = reference;
  if (kind === 'Secret' && (isCertified(from) || isNamedByFlag(name, told()))) return true;
  return (
    !OF_THE_TEAM.has(kind) ||
    BY_CONTROLLERS.test(name) ||
    (!own.has(namespace) && !(namespace === '' && own.size === 0))
  );
}

/** A program with a flag such as `--secret-name=NAME` keeps that Secret itself. */
function isNamedByFlag(name: string, words: readonly string[]): boolean {
  const flag = new RegExp(
    `--[\\w-]*secret[\\w-]*[= ](?:[\\w.$()-]+/)?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])`,
    'i',
  );
  return words.some((word) => flag.test(word));
}

/** cert-manager keeps the certificates of an Ingress or Gateway whose annotations name an issuer. */
function isCertified({ kind, source }: Reference['from']): boolean {
  if (kind !== 'Ingress.networking.k8s.io' && kind !== 'Gateway.gateway.networking.k8s.io') return false;
  return Object.keys(map(source?.json, 'metadata', 'annotations')).some((name) =>
    /^(?:cert-manager\.io\/(?:cluster-)?issuer|kubernetes\.io\/tls-acme)$/.test(name),
  );
}

/** @param kind `Kind.group` */
export function factOf(kind: string, namespace: string, name: string, keys?: readonly string[]): Provided {
  const dot = kind.indexOf('.');
  return {
    group: dot < 0 ? '' : kind.slice(dot + 1),
    kind: dot < 0 ? kind : kind.slice(0, dot),
    name,
    ...(isClusterKind(kind) ? {} : { namespace }),
    ...(keys !== undefined && { keys }),
  };
}
