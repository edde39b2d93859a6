/** What the suite reads of Applications, as files and as Argo CD reports on them. */
import type { ApiClient } from '../../cluster/api-client';
import { Deadline, sleep } from '../../cluster/wait';
import type { DistEnvironment, DistObject, Manifest } from '../../dist';

export interface Source {
  readonly repoURL: string;
  readonly path?: string;
  readonly chart?: string;
  readonly targetRevision?: string;
}

export function sourcesOf(application: Manifest): readonly Source[] {
  const spec = application['spec'] as { source?: Source; sources?: readonly Source[] };
  return spec.sources ?? (spec.source === undefined ? [] : [spec.source]);
}

export function applicationsOf(environment: DistEnvironment): DistObject[] {
  return environment.objects.filter(
    ({ manifest }) => manifest.kind === 'Application' && manifest.apiVersion.startsWith('argoproj.io/'),
  );
}

/** Applications of files of this repository; the others install charts from elsewhere and cannot be synced here. */
export function isOwn(application: Manifest): boolean {
  return sourcesOf(application).every(
    (source) => source.chart === undefined && (source.path ?? '').split('/').includes('dist'),
  );
}

/** The bootstrap Application of an environment: the one whose source is the folder of Applications itself. */
export function bootstrapOf(environment: DistEnvironment): Manifest | undefined {
  return applicationsOf(environment).find(({ manifest }) =>
    sourcesOf(manifest).some(({ path }) => /(^|\/)argocd\/?$/.test(path ?? '')),
  )?.manifest;
}

export interface ApplicationState {
  readonly name: string;
  readonly sync: string;
  readonly health: string;
  readonly revision: string;
  readonly reconciledAt: string;
  /** When the last sync operation began. */
  readonly operationStarted: string;
  readonly problems: readonly string[];
}

export async function applicationStates(api: ApiClient): Promise<ApplicationState[]> {
  const applications = await api.list('argoproj.io/v1alpha1', 'Application', 'argocd');
  return applications.map((application) => {
    const status = (application['status'] ?? {}) as ApplicationStatus;
    const failed = (status.operationState?.syncResult?.resources ?? []).filter(
      ({ status: result }) => result === 'SyncFailed',
    );
    return {
      name: application.metadata.name,
      sync: status.sync?.status ?? 'not compared',
      health: status.health?.status ?? 'not known',
      revision: status.sync?.revision ?? '',
      reconciledAt: status.reconciledAt ?? '',
      operationStarted: status.operationState?.startedAt ?? '',
      problems: [
        ...(status.conditions ?? []).map(({ type, message }) => `${type}: ${message}`),
        ...(status.operationState?.phase !== undefined && status.operationState.phase !== 'Succeeded'
          ? [`${status.operationState.phase}: ${status.operationState.message ?? ''}`]
          : []),
        ...failed.map(({ kind, name, message }) => `${kind}/${name}: ${message ?? ''}`),
        ...(status.resources ?? [])
          .filter((resource) => resource.status === 'OutOfSync' || isUnhealthy(resource.health?.status))
          .map(
            ({ kind, name, status: sync, health }) =>
              `${kind}/${name}: ${sync ?? ''} ${health?.status ?? ''} ${health?.message ?? ''}`,
          ),
      ],
    };
  });
}

/** Waits until exactly these Applications are there, Synced to `revision` and Healthy. */
export async function allHealthy(
  api: ApiClient,
  names: readonly string[],
  revision: string,
  seconds: number,
): Promise<void> {
  const deadline = new Deadline(seconds);
  for (;;) {
    const states = await applicationStates(api);
    const missing = names
      .filter((name) => !states.some((state) => state.name === name))
      .map((name) => `Application/${name} is not there`);
    const behind = states.filter(
      (state) => state.sync !== 'Synced' || state.health !== 'Healthy' || state.revision !== revision,
    );
    if (missing.length === 0 && behind.length === 0) return;
    if (deadline.passed()) {
      throw new Error(
        [
          `not so after ${seconds} s:`,
          ...missing,
          ...behind.flatMap(({ name, sync, health, problems }) => [
            `${name}: ${sync}, ${health}`,
            ...problems.slice(0, 20).map((line) => `  ${line}`),
          ]),
        ].join('\n'),
      );
    }
    await sleep(300);
  }
}

function isUnhealthy(status: string | undefined): boolean {
  return status !== undefined && status !== 'Healthy';
}

interface ApplicationStatus {
  readonly sync?: { readonly status?: string; readonly revision?: string };
  readonly health?: { readonly status?: string };
  readonly reconciledAt?: string;
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  readonly operationState?: {
    readonly phase?: string;
    readonly message?: string;
    readonly startedAt?: string;
    readonly syncResult?: {
      readonly resources?: readonly {
        readonly kind: string;
        readonly name: string;
        readonly status?: string;
        readonly message?: string;
      }[];
    };
  };
  readonly resources?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly status?: string;
    readonly health?: { readonly status?: string; readonly message?: string };
  }[];
}
