/** A group of the API that the run serves itself; the aggregator reaches it through a Service of type ExternalName. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { ControlPlane } from './control-plane';
import { settle } from './wait';

export interface AggregatedApi {
  readonly group: string;
  readonly version: string;
  /** Of the discovery document. */
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly verbs: readonly string[] }[];
  /** What a path below the version holds, `undefined` for one that is not there. */
  readonly get: (path: string, query: URLSearchParams) => Promise<unknown>;
}

/** Serves it until the cluster stops; done when the API server passes requests on. */
export async function serveAggregated(
  plane: ControlPlane,
  { group, version, resources, get }: AggregatedApi,
): Promise<void> {
  const { api } = plane;
  const groupVersion = `${group}/${version}`;
  const root = `/apis/${groupVersion}`;
  const options = { cert: readFileSync(plane.certificate.cert), key: readFileSync(plane.certificate.key) };
  const discovery = {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: resources.map((resource) => ({ ...resource, singularName: '', namespaced: true })),
  };
  const server = createServer(options, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const path = decodeURIComponent(url.pathname);
    const answer = path === root ? Promise.resolve(discovery) : get(path.slice(root.length), url.searchParams);
    answer.then(
      (body) => {
        response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      },
      () => response.writeHead(500).end(),
    );
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
  const name = group.replaceAll('.', '-');
  await api.install({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'kube-system' },
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
  });
  await api.install({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: {
      group,
      version,
      service: { name, namespace: 'kube-system', port },
      insecureSkipTLSVerify: true,
      groupPriorityMinimum: 100,
      versionPriority: 100,
    },
  });
  await settle(30, async () => {
    const answer = await api.request('GET', root);
    return answer.status === 200 ? [] : [`${root} answers ${answer.status}`];
  });
}
