/**
 * The resource metrics API (`metrics.k8s.io`) for autoscalers: every container uses a tenth of what it requests, so
 * that they settle at their minimum. The aggregator reaches it through a Service of type ExternalName.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { milli } from '../quantity';
import type { ControlPlane } from './control-plane';
import { podSpec, serves } from './pods';
import { settle } from './wait';

const GROUP_VERSION = 'metrics.k8s.io/v1beta1';

export async function serveMetrics(plane: ControlPlane): Promise<void> {
  const { api } = plane;
  const options = { cert: readFileSync(plane.certificate.cert), key: readFileSync(plane.certificate.key) };
  const server = createServer(options, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const namespace = /\/namespaces\/([^/]+)\/pods$/.exec(url.pathname)?.[1];
    const send = (body: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (url.pathname === `/apis/${GROUP_VERSION}`) {
      send({
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: GROUP_VERSION,
        resources: [{ name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] }],
      });
    } else if (namespace !== undefined) {
      usage(plane, namespace, url.searchParams.get('labelSelector') ?? undefined).then(send, () => response.writeHead(500).end());
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  plane.with(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await api.install({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'metrics', namespace: 'kube-system' },
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
  });
  await api.install({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: {
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      service: { name: 'metrics', namespace: 'kube-system', port },
      insecureSkipTLSVerify: true,
      groupPriorityMinimum: 100,
      versionPriority: 100,
    },
  });
  await settle(30, async () => {
    const answer = await api.request('GET', `/apis/${GROUP_VERSION}`);
    return answer.status === 200 ? [] : [`/apis/${GROUP_VERSION} answers ${answer.status}`];
  });
}

async function usage(plane: ControlPlane, namespace: string, selector: string | undefined): Promise<unknown> {
  const pods = (await plane.api.list('v1', 'Pod', namespace, selector)).filter(serves);
  const timestamp = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    kind: 'PodMetricsList',
    apiVersion: GROUP_VERSION,
    metadata: {},
    items: pods.map((pod) => ({
      metadata: { name: pod.metadata.name, namespace, labels: pod.metadata.labels, creationTimestamp: timestamp },
      timestamp,
      window: '10s',
      containers: podSpec(pod).containers.map(({ name, resources }) => ({
        name,
        usage: {
          cpu: `${milli(resources?.requests?.['cpu'] ?? '100m') / 10n}m`,
          memory: `${milli(resources?.requests?.['memory'] ?? '100Mi') / 10_240_000n}Ki`,
        },
      })),
    })),
  };
}
