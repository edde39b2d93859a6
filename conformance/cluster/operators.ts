/**
 * Operators that are not here: each custom resource that Argo CD waits for gets the status that its operator would
 * give it at once, and the Secret that it would make, with placeholders. Its pods and Services are not there.
 */
import type { Manifest } from '../dist';
import { placeholderSecret } from '../secrets';
import { type Live, refusal } from './api-client';
import type { ControlPlane } from './control-plane';

interface StatedHealth {
  readonly apiVersion: string;
  readonly kind: string;
  /** The status for an object at a generation. */
  readonly status: (object: Live, generation: number) => Readonly<Record<string, unknown>>;
}

const condition = (type: string, generation: number) => ({
  type,
  status: 'True',
  reason: 'Stated',
  message: 'stated by the conformance run',
  lastTransitionTime: '2020-01-01T00:00:00Z',
  observedGeneration: generation,
});
/** What most operators report. */
const ready = (_object: Live, generation: number) => ({
  observedGeneration: generation,
  conditions: [condition('Ready', generation)],
});
const withoutGeneration = ({ observedGeneration: _generation, ...rest }: ReturnType<typeof condition>) => rest;

export const STATED_HEALTH: readonly StatedHealth[] = [
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    status: (_object, generation) => ({
      phase: 'Cluster in healthy state',
      conditions: [condition('Ready', generation)],
    }),
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    status: (object, generation) => ({
      parents: ((object['spec'] as { parentRefs?: readonly object[] }).parentRefs ?? []).map((parentRef) => ({
        parentRef,
        controllerName: 'conformance.example/gateway',
        conditions: [condition('Accepted', generation), condition('ResolvedRefs', generation)],
      })),
    }),
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    status: (_object, generation) => ({ conditions: [condition('Ready', generation)] }),
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    status: (_object, generation) => ({ conditions: [withoutGeneration(condition('Ready', generation))] }),
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    status: (_object, generation) => ({ conditions: [withoutGeneration(condition('Ready', generation))] }),
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    status: (_object, generation) => ({ conditions: [condition('Ready', generation)] }),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    status: () => ({ loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }),
  },
  { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', status: ready },
  {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    status: (_object, generation) => ({
      phase: 'Initialized',
      canaryWeight: 0,
      failedChecks: 0,
      iterations: 0,
      conditions: [condition('Promoted', generation)],
    }),
  },
  {
    apiVersion: 'elasticsearch.k8s.elastic.co/v1',
    kind: 'Elasticsearch',
    status: (object, generation) => ({
      health: 'green',
      phase: 'Ready',
      observedGeneration: generation,
      availableNodes: (object['spec'] as { nodeSets: readonly { count: number }[] }).nodeSets.reduce(
        (sum, { count }) => sum + count,
        0,
      ),
    }),
  },
];

/** States health as the resources appear and change, until the cluster stops. */
export function stateHealth(plane: ControlPlane): void {
  const { api } = plane;
  for (const { apiVersion, kind, status } of STATED_HEALTH) {
    if (api.path(apiVersion, kind) === undefined) continue;
    const stated = new Map<string, number>();
    const stop = api.watch(apiVersion, kind, undefined, ({ type, object }) => {
      if (type !== 'ADDED' && type !== 'MODIFIED') return;
      const {
        namespace,
        name,
        uid,
        generation = 1,
      } = object.metadata as typeof object.metadata & { generation?: number };
      if (stated.get(uid) === generation) return;
      stated.set(uid, generation);
      const secret = placeholderSecret(object as unknown as Manifest);
      if (secret !== undefined) api.apply(secret, { fieldManager: 'operator' }).catch(() => undefined);
      const target = `${api.path(apiVersion, kind, namespace, name) ?? ''}/status`;
      api.request('PATCH', target, { status: status(object, generation) }, 'application/merge-patch+json').then(
        (answer) => {
          if (answer.status >= 300)
            process.stderr.write(`${kind}/${name}: its status cannot be stated: ${refusal(answer)}\n`);
        },
        () => undefined,
      );
    });
    plane.with(stop);
  }
}
