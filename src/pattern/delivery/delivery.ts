/** How Argo CD delivers a platform: one Application for each environment, and a bootstrap Application that brings it. */
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { everywhere, flag, object, required, text, type Shape } from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { text as interpolate } from '../../model/text';
import { Varying, absent, derive } from '../../model/varying';
import { addObject } from '../object';
import { or } from '../per-environment';
import type { PlatformScope } from '../scope';
import { addNotifications, notificationsShape, subscriptions, type Notifications } from './notifications';
import { addSettings } from './settings';
import { syncWindows, windowsShape, type Window } from './windows';

export interface Delivery {
  /** Git repository that holds `dist/`. */
  readonly repository: string;
  /** Branch, tag or commit that an environment runs: moving it promotes. */
  readonly revision: string;
  /** Folder of the output in the repository. Default: `dist`. */
  readonly path?: string;
  /** Branch that the bootstrap Application follows. Default: `HEAD`, the default branch. */
  readonly bootstrapRevision?: string;
  /** Name of the Application. Default: `<platform>-<environment>`. */
  readonly application?: string;
  /** Name of the AppProject. Default: `<platform>-<environment>`. */
  readonly project?: string;
  /** API server of the cluster, as Argo CD knows it. Default: the cluster that Argo CD runs in. */
  readonly server?: string;
  /** Namespace of Argo CD. Default: `argocd`. */
  readonly namespace?: string;
  /** Whether a commit is synced without being asked. Where not, somebody approves by syncing: promotion by hand. Default: true. */
  readonly automated?: boolean;
  /** When it may be synced, by a name of one's own: `{ nights: { kind: 'allow', schedule: '0 22 * * *', duration: '6h' } }`. Default: always. */
  readonly windows?: Record<string, Window>;
  /** Who is told about syncs. Default: nobody. */
  readonly notifications?: Notifications;
  /** Every environment has an Argo CD of its own, so each brings its settings. Default: one serves all of them. */
  readonly argocdPerEnvironment?: boolean;
}

export const deliveryShape: Shape = object<Delivery>({
  repository: required(
    text('the URL of a git repository', 'https://git.acme.example/shop.git', (url) =>
      /^(https?:\/\/|ssh:\/\/|git@|file:\/\/)/.test(url),
    ),
  ),
  revision: required(text('a branch, tag or commit', 'main', (revision) => /^[^\s~^:?*[\\]+$/.test(revision))),
  path: text('a folder of the repository', 'dist', (path) => !path.startsWith('/') && !path.split('/').includes('..')),
  bootstrapRevision: anyText,
  application: dnsLabel,
  project: text('a name of an AppProject', 'shop-prod', (name) => /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)),
  server: text('the URL of an API server', 'https://kubernetes.default.svc', (url) => URL.canParse(url)),
  namespace: dnsLabel,
  automated: flag,
  windows: windowsShape,
  notifications: everywhere(notificationsShape),
  argocdPerEnvironment: flag,
});

export const IN_CLUSTER = 'https://kubernetes.default.svc';

const CLUSTER_ROLES = ['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({
  group: 'rbac.authorization.k8s.io',
  kind,
}));

/** @param addOns whether the platform brings add-ons, which have a folder and Applications of their own */
export function addDelivery(platform: PlatformScope, delivery: Normal<Delivery>, addOns = false): void {
  const scope = new Construct(platform, 'argocd');
  declarations(scope).folder = 'argocd';
  const { environments, commonLabels: labels } = platform;
  const environment = new Varying<string>(environments, environments.names);
  const both = interpolate`${platform.node.id}-${environment}`;
  const namespace = platform.argocd;
  const server = or(delivery.server, IN_CLUSTER);
  const application = or(delivery.application, both);
  const project = or(delivery.project, both);
  const folder = interpolate`${or(delivery.path, 'dist') as string}/${platform.node.id}/${environment}`;
  const source = { repoURL: delivery.repository };

  addObject(scope, 'project', 'foundation', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: project, namespace, labels },
    spec: {
      description: interpolate`${platform.node.id} in ${environment}, answered for by ${platform.owner}`,
      sourceRepos: [delivery.repository],
      destinations: Lazy.any({
        produce: () =>
          [platform.namespaceName, ...platform.tenancy.namespaces.values()].map((own) => ({ server, namespace: own })),
      }),
      clusterResourceWhitelist: Lazy.any({
        produce: () => [{ group: '', kind: 'Namespace' }, ...(platform.tenancy.clusterRoles ? CLUSTER_ROLES : [])],
      }),
      // Secrets come out of SealedSecrets in the cluster; one in git would be plain text.
      namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }],
      ...(delivery.windows !== undefined && { syncWindows: syncWindows(delivery.windows, platform.opinions) }),
    },
  });
  addObject(scope, 'application', 'workload', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: application,
      namespace,
      labels,
      ...(delivery.notifications !== undefined && { annotations: subscriptions(delivery.notifications) }),
    },
    spec: {
      project,
      // The folder argocd/ is the bootstrap's: an Application does not manage itself.
      source: {
        ...source,
        targetRevision: delivery.revision,
        path: folder,
        directory: { recurse: true, exclude: addOns ? '{argocd/*,add-ons/*}' : 'argocd/*' },
      },
      destination: { server, namespace: platform.namespaceName },
      syncPolicy: syncPolicy(
        ['ApplyOutOfSyncOnly=true', 'PruneLast=true', 'ServerSideApply=true'],
        or(delivery.automated, true),
      ),
      revisionHistoryLimit: 10,
    },
  });
  addObject(scope, 'bootstrap', 'workload', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: interpolate`${application as string}-bootstrap`, namespace, labels },
    spec: {
      project: 'default',
      source: {
        ...source,
        targetRevision: or(delivery.bootstrapRevision, 'HEAD'),
        path: interpolate`${folder}/argocd`,
      },
      destination: { server: IN_CLUSTER, namespace },
      syncPolicy: syncPolicy(['ServerSideApply=true']),
      revisionHistoryLimit: 10,
    },
  });
  const argocd = { platform, namespace, perEnvironment: or(delivery.argocdPerEnvironment, false) };
  addSettings(scope, argocd, addOns);
  if (delivery.notifications !== undefined) addNotifications(scope, argocd, delivery.notifications);
}

/**
 * Deletes what git no longer has, reverts what people change by hand, and tries again when an object came too early. `refresh`
 * lets a retry take the newest commit: else a sync that fails is tried again and again while its repair waits.
 */
export function syncPolicy(syncOptions: readonly string[], automated: unknown = true): Record<string, unknown> {
  return {
    automated: derive(automated as boolean, (on) => (on ? { prune: true, selfHeal: true } : absent)),
    retry: { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
    syncOptions,
  };
}
