/** Adds the add-ons of a platform: for each environment an AppProject, the namespaces with their policies, and an Application for each chart. */
import { Construct } from 'constructs';
import { checkAtSynth, declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { text as interpolate } from '../../model/text';
import { Varying, absent, joined } from '../../model/varying';
import { IN_CLUSTER, syncPolicy, type Delivery } from '../delivery/delivery';
import { addObject } from '../object';
import { or } from '../per-environment';
import type { PlatformScope } from '../scope';
import { policyOf } from './network';
import { refuseUnserved } from './served';
import { merge, plainCredentials } from './values';
import type { Declared, Installed } from './declared';

/** Kinds of the whole cluster that nearly every chart writes. */
const CLUSTER_KINDS: readonly (readonly [group: string, kind: string])[] = [
  ['', 'Namespace'],
  ['apiextensions.k8s.io', 'CustomResourceDefinition'],
  ['rbac.authorization.k8s.io', 'ClusterRole'],
  ['rbac.authorization.k8s.io', 'ClusterRoleBinding'],
  ['admissionregistration.k8s.io', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'],
];

const WAVE = { first: 'firstAddOn', last: 'lastAddOn' } as const;

export function addAddOns(platform: PlatformScope, declared: Declared, delivery: Normal<Delivery>): void {
  if (platform.cluster.apiServer === undefined) {
    report(platform, {
      code: 'LS116',
      path: 'addOns',
      message: 'add-ons talk to the API server, and the platform does not say at which address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
    return;
  }
  checkAtSynth(platform, () => refuseUnserved(platform, declared));
  const { environments, commonLabels: labels } = platform;
  const environment = new Varying<string>(environments, environments.names);
  const prefix = interpolate`${platform.node.id}-${environment}`;
  const project = interpolate`${prefix}-add-ons`;
  const server = or(delivery.server, IN_CLUSTER);
  const anywhere = environments.names.map((_, index) => declared.all.some(({ extent }) => extent.installed[index]));
  const argocd = present(new Construct(platform.node.findChild('argocd'), 'add-ons'), platform, anywhere, declared);
  const folder = present(new Construct(platform, 'add-ons'), platform, anywhere, declared);
  declarations(folder).folder = 'add-ons';

  addProject(argocd, platform, declared, { project, server, repository: delivery.repository });
  addNamespaces(folder, platform, declared);
  addObject(argocd, 'namespaces', 'firstAddOn', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: interpolate`${prefix}-add-ons`,
      namespace: joined(platform.environments, platform.argocd),
      labels,
      annotations: CONFIRMED,
    },
    spec: {
      project,
      source: {
        repoURL: delivery.repository,
        targetRevision: delivery.revision,
        path: interpolate`${or(delivery.path, 'dist') as string}/${platform.node.id}/${environment}/add-ons`,
      },
      destination: { server, namespace: platform.namespaceName },
      syncPolicy: syncPolicy(['ServerSideApply=true']),
      revisionHistoryLimit: 10,
    },
  });
  for (const installed of declared.all) {
    const scope = present(new Construct(argocd, installed.name), platform, installed.extent.installed, declared);
    addApplications(scope, platform, installed, { prefix, project, server });
  }
}

/** Removing an add-on by mistake would take its custom resources along; Argo CD asks first. */
const CONFIRMED = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };

interface Target {
  readonly prefix?: unknown;
  readonly project: unknown;
  readonly server: unknown;
  readonly repository?: unknown;
}

function addApplications(
  scope: Construct,
  platform: PlatformScope,
  installed: Installed,
  { prefix, project, server }: Target,
): void {
  const { kind, given, site } = installed;
  const credentials = plainCredentials(given.values ?? {});
  for (const path of credentials) {
    report(platform, {
      code: 'LS623',
      path: `addOns.${installed.name}.values.${path}`,
      message: 'what looks like a credential stands in git as plain text',
      fix: 'Seal it, and name the Secret instead: charts take `existingSecret` or a reference of their own.',
    });
  }
  const values = kind.values(given, site);
  kind.charts.forEach((chart, index) => {
    const { rewrites = [] } = kind;
    addObject(scope, chart.release, kind.order === undefined ? 'addOn' : WAVE[kind.order], {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: interpolate`${prefix as string}-${chart.release}`,
        namespace: joined(platform.environments, platform.argocd),
        labels: platform.commonLabels,
        annotations: CONFIRMED,
      },
      spec: {
        project,
        source: {
          repoURL: chart.repository,
          chart: chart.chart,
          targetRevision: or(given.version, chart.version),
          // The values of the last chart are those that a team adds to: what comes before it are definitions.
          helm: {
            releaseName: chart.release,
            valuesObject: index === kind.charts.length - 1 ? merge(values[index], given.values) : values[index],
          },
        },
        destination: { server, namespace: installed.namespace },
        ...(rewrites.length > 0 && { ignoreDifferences: rewrites }),
        // Definitions are larger than what client-side apply can annotate.
        syncPolicy: syncPolicy([
          'ServerSideApply=true',
          ...(rewrites.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
        ]),
        revisionHistoryLimit: 10,
      },
    });
  });
}

function addProject(
  scope: Construct,
  platform: PlatformScope,
  declared: Declared,
  { project, server, repository }: Target,
): void {
  const where = <T>(installed: readonly boolean[], element: T): unknown =>
    installed.every(Boolean)
      ? element
      : new Varying(
          platform.environments,
          installed.map((there) => (there ? element : absent)),
        );
  const list = <T>(of: (installed: Installed) => readonly T[]): readonly unknown[] => {
    const found = new Map<string, { element: T; there: readonly boolean[] }>();
    for (const installed of declared.all) {
      for (const element of of(installed)) {
        const key = JSON.stringify(element);
        const before = found.get(key)?.there;
        found.set(key, {
          element,
          there: installed.extent.installed.map((there, index) => there || before?.[index] === true),
        });
      }
    }
    return [...found.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { element, there }]) => where(there, element));
  };
  const namespaces = (installed: Installed) => [
    installed.namespace,
    ...(installed.kind.kubeSystem === true ? ['kube-system'] : []),
  ];
  addObject(scope, 'add-ons', 'foundation', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: project,
      namespace: joined(platform.environments, platform.argocd),
      labels: platform.commonLabels,
    },
    spec: {
      description: interpolate`Add-ons of ${platform.node.id}, answered for by ${platform.owner}`,
      sourceRepos: [repository, ...list(({ kind }) => kind.charts.map((chart) => chart.repository))],
      destinations: [
        { server, namespace: platform.namespaceName },
        ...list(namespaces).map((namespace) => destination(server, namespace)),
      ],
      clusterResourceWhitelist: [
        ...CLUSTER_KINDS.map(([group, kind]) => ({ group, kind })),
        ...list(({ kind }) => (kind.clusterKinds ?? []).map(([group, own]) => ({ group, kind: own }))),
      ],
    },
  });
}

function destination(server: unknown, namespace: unknown): unknown {
  return namespace instanceof Varying
    ? namespace.map((own) => (own === absent ? absent : { server, namespace: own }))
    : { server, namespace };
}

const LEVELS = ['restricted', 'baseline', 'privileged'];

/** One namespace may hold several add-ons: its Pod Security level is the laxest that one of them needs. */
function addNamespaces(folder: Construct, platform: PlatformScope, declared: Declared): void {
  const byName = new Map<string, Installed[]>();
  for (const installed of declared.all)
    byName.set(installed.namespace, [...(byName.get(installed.namespace) ?? []), installed]);
  for (const [name, tenants] of byName) {
    const there = platform.environments.names.map((_, index) => tenants.some(({ extent }) => extent.installed[index]));
    const scope = present(new Construct(folder, name), platform, there, declared);
    const levels = tenants.map(({ kind }) =>
      typeof kind.podSecurity === 'string' ? kind.podSecurity : kind.podSecurity[0],
    );
    const level = LEVELS[Math.max(...levels.map((own) => LEVELS.indexOf(own)))]!;
    const why = tenants.flatMap(({ kind }) =>
      typeof kind.podSecurity === 'string' || kind.podSecurity[0] !== level ? [] : [kind.podSecurity[1]],
    );
    addObject(scope, 'namespace', 'foundation', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          ...platform.commonLabels,
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/enforce-version': 'latest',
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/warn': level,
        },
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
          ...(why.length > 0 && { 'lockstep.dev/pod-security': why.join(' ') }),
        },
      },
    });
    for (const installed of tenants) {
      const own = present(new Construct(scope, installed.name), platform, installed.extent.installed, declared);
      addObject(own, 'NetworkPolicy', 'configuration', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: installed.label, namespace: name, labels: platform.commonLabels },
        spec: policyOf(installed.name, installed.kind.traffic, { ...installed.site, others: declared.byName }),
      });
    }
  }
}

function present(
  scope: Construct,
  { environments }: PlatformScope,
  there: readonly boolean[],
  { reason }: Declared,
): Construct {
  if (there.includes(false) && there.includes(true))
    declarations(scope).presence = new Presence(environments, there, reason);
  return scope;
}
