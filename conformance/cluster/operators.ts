/**
 * Operators that are not here: each custom resource that Argo CD waits for gets the status that its operator would
 * give it at once. What an operator makes of the resource (pods, Services, Secrets) is not there.
 */
import type { ControlPlane } from './control-plane';

interface StatedHealth {
  readonly apiVersion: string;
  readonly kind: string;
  readonly status: Readonly<Record<string, unknown>>;
}

const condition = (type: string) => ({ type, status: 'True', reason: 'Stated', message: 'stated by the conformance run', lastTransitionTime: '2020-01-01T00:00:00Z' });

export const STATED_HEALTH: readonly StatedHealth[] = [
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', status: { phase: 'Cluster in healthy state', conditions: [condition('Ready')] } },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', status: { conditions: [condition('Ready')] } },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', status: { conditions: [condition('Ready')] } },
  { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', status: { conditions: [condition('Ready')] } },
  { apiVersion: 'elasticsearch.k8s.elastic.co/v1', kind: 'Elasticsearch', status: { health: 'green', phase: 'Ready' } },
];

/** States health as the resources appear, until the cluster stops. */
export function stateHealth({ api, with: until }: ControlPlane): void {
  for (const { apiVersion, kind, status } of STATED_HEALTH) {
    const path = api.path(apiVersion, kind);
    if (path === undefined) continue;
    const stop = api.watch(apiVersion, kind, undefined, ({ type, object }) => {
      if (type !== 'ADDED' && type !== 'MODIFIED') return;
      const { namespace, name, generation } = object.metadata as typeof object.metadata & { generation?: number };
      if ((object['status'] as { observedGeneration?: number } | undefined)?.observedGeneration === generation && object['status'] !== undefined) return;
      const patch = { status: { ...status, observedGeneration: generation } };
      const target = `${api.path(apiVersion, kind, namespace, name) ?? ''}/status`;
      api.request('PATCH', target, patch, 'application/merge-patch+json').catch(() => undefined);
    });
    until(stop);
  }
}
