/** How Argo CD delivers a platform: one Application for each environment, and a bootstrap Application that brings it. */
import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import { everywhere, flag, object, required, text, type PropsOf } from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { settled } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { withoutPods } from '../engine/identity';
import type { AppProject, Application } from '../manifests';
import { addNotifications, notificationsShape, subscriptions } from './notifications';
import { addSettings } from './settings';
import { syncWindows, windowsShape } from './windows';

export interface Delivery extends PropsOf<typeof deliveryProps> {}
const deliveryProps = {
  /** Git repository that contains `dist/`. */
  repository: required(
    text('the URL of a git repository', 'https://git.acme.example/shop.git', (url) =>
      /^(https?:\/\/|ssh:\/\/|git@|file:\/\/)/.test(url),
    ),
  ),
  /** Branch, tag or commit that an environment runs: moving it promotes a change. */
  revision: required(text('a branch, tag or commit', 'main', (revision) => /^[^\s~^:?*[\\]+$/.test(revision))),
  /** Directory of the output in the repository. Default: `dist`. */
  path: text('a folder of the repository', 'dist', (path) => !path.startsWith('/') && !path.split('/').includes('..')),
  /** Branch that the bootstrap Application tracks. Default: `HEAD`, the default branch. */
  bootstrapRevision: anyText,
  /** Name of the Application. Default: `<platform>-<environment>`. */
  application: dnsLabel,
  /** Name of the AppProject. Default: `<platform>-<environment>`. */
  project: text('a name of an AppProject', 'shop-prod', (name) => /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)),
  /** API server of the cluster, as Argo CD knows it. Default: the cluster that Argo CD runs in. */
  server: text('the URL of an API server', 'https://kubernetes.default.svc', (url) => URL.canParse(url)),
  /** Namespace of Argo CD. Default: `argocd`. */
  namespace: dnsLabel,
  /** Whether commits are synced automatically. If not, someone approves each one by syncing it manually. Default: true. */
  automated: flag,
  /**
   * Sync windows, by a name of your choice: `{ nights: { kind: 'allow', schedule: '0 22 * * *', duration: '6h' } }`.
   * Default: always allowed.
   */
  windows: windowsShape,
  /** Where syncs are reported. Default: not reported. */
  notifications: everywhere(notificationsShape),
  /**
   * Whether every environment has its own Argo CD, so that each provides its settings. Default: one Argo CD serves all
   * of them.
   */
  argocdPerEnvironment: flag,
};
export const deliveryShape = object<Delivery>(deliveryProps);

export const IN_CLUSTER = 'https://kubernetes.default.svc';

const CLUSTER_ROLES = ['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({
  group: 'rbac.authorization.k8s.io',
  kind,
}));

/** A delivery in one environment. The settings of an Argo CD have one owner where it serves several environments. */
interface Delivered {
  readonly delivery: Delivery;
  /** Whether this environment brings the settings of its Argo CD. */
  readonly owned: boolean;
  /** The deliveries that its Argo CD serves. */
  readonly serves: readonly Delivery[];
  readonly addOns: boolean;
}

/**
 * @param deliveries one for each environment
 * @param addOns whether the platform brings add-ons, which have a folder and Applications of their own
 */
export function deliver(platform: Construct, deliveries: readonly Delivery[], addOns: boolean): void {
  const scope = new Construct(platform, 'argocd');
  declarations(scope).folder = 'argocd';
  const shared = deliveries.filter(({ argocdPerEnvironment }) => argocdPerEnvironment !== true);
  const first = deliveries.findIndex(({ argocdPerEnvironment }) => argocdPerEnvironment !== true);
  const all = deliveries.map((delivery, index): Delivered => {
    const { argocdPerEnvironment: alone } = delivery;
    return alone === true
      ? { delivery, owned: true, serves: [delivery], addOns }
      : { delivery, owned: index === first, serves: shared, addOns };
  });
  build(withoutPods(scope, platform.node.id), settled(all), addDelivery);
}

function addDelivery(subject: Subject, { delivery, owned, serves, addOns }: Delivered): void {
  const { facts, parts, labels } = subject;
  const { platform, owner, environmentName, namespace, argocd } = facts;
  const name = `${platform}-${environmentName}`;
  const {
    repository: repoURL,
    revision,
    path = 'dist',
    bootstrapRevision = 'HEAD',
    application = name,
    project = name,
    server = IN_CLUSTER,
    windows,
    notifications,
  } = delivery;
  const folder = `${path}/${platform}/${environmentName}`;
  parts.addWhenDeclared<AppProject>(
    'project',
    'foundation',
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: project, namespace: argocd, labels },
    },
    ({ access }) => ({
      description: `${platform} in ${environmentName}, owned by ${owner}`,
      sourceRepos: [repoURL],
      destinations: [...new Set([namespace, ...access.flatMap(({ namespaces }) => namespaces)])].map((own) => ({
        server,
        namespace: own,
      })),
      clusterResourceWhitelist: [
        { group: '', kind: 'Namespace' },
        ...(access.some(({ clusterRoles }) => clusterRoles) ? CLUSTER_ROLES : []),
      ],
      // Secrets come out of SealedSecrets in the cluster; one in git would be plain text.
      namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }],
      syncWindows: windows && syncWindows(windows, facts.opinions),
    }),
  );
  parts.add('application', 'workload', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: application,
      namespace: argocd,
      labels,
      annotations: notifications && subscriptions(notifications),
    },
    spec: {
      project,
      // The folder argocd/ belongs to the bootstrap Application: an Application does not manage itself.
      source: {
        repoURL,
        targetRevision: revision,
        path: folder,
        directory: { recurse: true, exclude: addOns ? '{argocd/*,add-ons/*}' : 'argocd/*' },
      },
      destination: { server, namespace },
      syncPolicy: syncPolicy(['ApplyOutOfSyncOnly=true', 'PruneLast=true', 'ServerSideApply=true'], delivery.automated),
      revisionHistoryLimit: 10,
    },
  });
  parts.add('bootstrap', 'workload', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `${application}-bootstrap`, namespace: argocd, labels },
    spec: {
      project: 'default',
      source: { repoURL, targetRevision: bootstrapRevision, path: `${folder}/argocd` },
      destination: { server: IN_CLUSTER, namespace: argocd },
      syncPolicy: syncPolicy(['ServerSideApply=true']),
      revisionHistoryLimit: 10,
    },
  });
  if (!owned) return;
  addSettings(subject, addOns);
  const notified = serves.flatMap((own) => own.notifications ?? []);
  if (notified.length > 0) addNotifications(subject, notified);
}

/**
 * Deletes what git no longer has, reverts manual changes, and tries again when an object came too early. `refresh`
 * lets a retry take the newest commit: otherwise a failing sync is retried again and again while its fix waits.
 */
export function syncPolicy(
  syncOptions: readonly string[],
  automated = true,
): NonNullable<Application['spec']['syncPolicy']> {
  return {
    automated: automated ? { prune: true, selfHeal: true } : undefined,
    retry: { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
    syncOptions,
  };
}
