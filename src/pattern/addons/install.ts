/** The objects of add-ons: an AppProject, the namespaces with their policies, and an Application for each chart. */
import { IN_CLUSTER, syncPolicy } from '../delivery/delivery';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { AppProject, Application } from '../manifests';
import { namespaceOf, podSecurityLabels } from '../platform/namespace';
import { CATALOG, isAddOn } from './catalog';
import type { AddOnsHere, Declared } from './declared';
import { siteOf } from './kind';
import { policyOf } from './network';
import { merge, plainCredentials } from './values';

type Kinds = NonNullable<AppProject['spec']['clusterResourceWhitelist']>;

/** Kinds of the whole cluster that nearly every chart writes. */
const CLUSTER_KINDS: Kinds = [
  { group: '', kind: 'Namespace' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
];
const WAVE = { first: 'firstAddOn', last: 'lastAddOn', any: 'addOn' } as const;
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

/** Removing an add-on by mistake would take its custom resources along; Argo CD asks first. */
const CONFIRMED = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };

export function addAddOns(subject: Subject, addOns: AddOnsHere): void {
  const { facts, parts } = subject;
  const { all, reason } = addOns;
  refuseMissing(parts, all);
  if (facts.cluster.apiServer === undefined) {
    return parts.report({
      code: 'LS116',
      path: 'addOns',
      message: 'add-ons call the API server, but the platform does not declare its address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
  }
  const installed = all.filter((own) => own.installed);
  if (installed.length === 0) return;
  const argocd = parts.within('argocd').within('add-ons', reason);
  addNamespaces(subject, parts.within('add-ons', reason), addOns);
  argocd.add('add-ons', 'foundation', project(subject, installed, addOns));
  argocd.add('namespaces', 'firstAddOn', ofNamespaces(subject, addOns));
  for (const own of installed) addApplications(subject, argocd.within(own.name, reason), own, addOns);
}

/** What an add-on hands things to, or asks, has to be there as well. */
function refuseMissing(parts: Parts, all: readonly Declared[]): void {
  for (const { name, kind } of all) {
    for (const needed of kind.needs ?? []) {
      if (!isAddOn(needed) || all.some((own) => own.name === needed)) continue;
      parts.report({
        code: 'LS622',
        path: `addOns.${name}`,
        message: `${name} requires ${needed}, which is not declared as an add-on`,
        fix: `Add it: addOns: { ${needed}: {} }. Its purpose: ${CATALOG[needed].purpose}`,
      });
    }
  }
}

function project(
  { facts }: Subject,
  installed: readonly Declared[],
  { delivery: { repository, server = IN_CLUSTER } }: AddOnsHere,
): AppProject {
  const { platform, environmentName, owner, argocd: namespace, commonLabels: labels } = facts;
  const destinations = installed.flatMap((own) => [own.namespace, ...(own.kind.kubeSystem ? ['kube-system'] : [])]);
  const kinds = installed.flatMap((own) => own.kind.clusterKinds ?? []).map(([group, kind]) => ({ group, kind }));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: `${platform}-${environmentName}-add-ons`, namespace, labels },
    spec: {
      description: `Add-ons of ${platform}, owned by ${owner}`,
      sourceRepos: [repository, ...sorted(installed.flatMap(({ kind }) => kind.charts.map((own) => own.repository)))],
      destinations: [facts.namespace, ...sorted(destinations)].map((own) => ({ server, namespace: own })),
      clusterResourceWhitelist: [...CLUSTER_KINDS, ...sorted(kinds)],
    },
  };
}

/** Each once, in an order that does not depend on the add-ons. */
function sorted<T>(elements: readonly T[]): readonly T[] {
  const byText = new Map(elements.map((element) => [JSON.stringify(element), element]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, element]) => element);
}

type ApplicationSpec = Application['spec'];

function application(
  { facts }: Subject,
  { delivery: { server = IN_CLUSTER } }: AddOnsHere,
  name: string,
  namespace: string,
  source: ApplicationSpec['source'],
  ignoreDifferences?: ApplicationSpec['ignoreDifferences'],
): Application {
  const { platform, environmentName, argocd, commonLabels: labels } = facts;
  const prefix = `${platform}-${environmentName}`;
  // Definitions are larger than what client-side apply can annotate.
  const options = ['ServerSideApply=true', ...(ignoreDifferences ? ['RespectIgnoreDifferences=true'] : [])];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `${prefix}-${name}`, namespace: argocd, labels, annotations: CONFIRMED },
    spec: {
      project: `${prefix}-add-ons`,
      source,
      destination: { server, namespace },
      ignoreDifferences,
      syncPolicy: syncPolicy(options),
      revisionHistoryLimit: 10,
    },
  };
}

function ofNamespaces(subject: Subject, addOns: AddOnsHere): Application {
  const { platform, environmentName, namespace } = subject.facts;
  const { repository: repoURL, revision: targetRevision, path = 'dist' } = addOns.delivery;
  const folder = `${path}/${platform}/${environmentName}/add-ons`;
  return application(subject, addOns, 'add-ons', namespace, { repoURL, targetRevision, path: folder });
}

function addApplications(subject: Subject, parts: Parts, own: Declared, addOns: AddOnsHere): void {
  const { name, kind, given, namespace } = own;
  for (const path of plainCredentials(given.values)) {
    subject.parts.report({
      code: 'LS623',
      path: `addOns.${name}.values.${path}`,
      message: 'this looks like a credential, and it would be stored in git as plain text',
      fix: 'Seal it and reference the Secret instead: most charts accept `existingSecret` or a similar value.',
    });
  }
  const namespaceOfAddOn = (other: string) => addOns.all.find((one) => one.name === other)?.namespace;
  const site = siteOf(given, { facts: subject.facts, namespace, namespaceOf: namespaceOfAddOn });
  for (const { release, repository, chart, version, values } of kind.charts) {
    const source = {
      repoURL: repository,
      chart,
      targetRevision: given.version ?? version,
      helm: { releaseName: release, valuesObject: values ?? merge(kind.values(given, site), given.values ?? {}) },
    };
    parts.add(
      release,
      WAVE[kind.order ?? 'any'],
      application(subject, addOns, release, namespace, source, kind.rewrites),
    );
  }
}

/** One namespace may hold several add-ons: its Pod Security level is the laxest that one of them needs. */
function addNamespaces({ facts }: Subject, folder: Parts, { all, homes, reason }: AddOnsHere): void {
  const { commonLabels: labels, cluster } = facts;
  const installed = all.filter((own) => own.installed);
  for (const name of new Set(installed.map(({ namespace }) => namespace))) {
    const parts = folder.within(name, reason);
    const levels = all.filter(({ namespace }) => namespace === name).map(({ kind }) => kind.podSecurity);
    const level = LEVELS.findLast((own) => levels.some(([needed]) => needed === own))!;
    const why = levels.filter(([needed, reasons]) => needed === level && reasons !== '').map(([, reasons]) => reasons);
    parts.add(
      'namespace',
      'foundation',
      namespaceOf(
        name,
        { ...labels, ...podSecurityLabels(level) },
        why.length > 0 ? { 'lockstep.dev/pod-security': why.join(' ') } : undefined,
      ),
    );
    for (const own of installed.filter(({ namespace }) => namespace === name))
      parts.within(own.name, reason).add('NetworkPolicy', 'configuration', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: labelOf(own.name), namespace: name, labels },
        spec: policyOf(own, { cluster, homes, all }),
      });
  }
}

function labelOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
