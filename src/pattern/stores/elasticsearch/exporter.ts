/** Metrics of each node, by a prometheus-community/elasticsearch_exporter sidecar. */
import type { Subject } from '../../engine/build';
import type { Login } from '../operated/login';
import { exporterSidecar, type ExporterSidecar } from '../stateful/exporter';
import type { Sidecar } from '../stateful/sidecar';
import { HTTP_PORT } from './nodes';

export const EXPORTER_PORT = 9114;

/** It asks the node in its own pod, whose certificate is for the name of the Service: there is nobody in between to tell them apart for. */
export function elasticExporter(
  store: Subject,
  { image = 'elasticsearch-exporter', resources }: Sidecar = {},
  { username, password }: Login,
): ExporterSidecar {
  return exporterSidecar(store, {
    image,
    port: EXPORTER_PORT,
    args: [
      `--es.uri=https://localhost:${HTTP_PORT}`,
      '--es.ssl-skip-verify',
      '--es.indices',
      '--es.shards',
      '--collector.snapshots',
    ],
    secrets: { ES_USERNAME: username, ES_PASSWORD: password },
    resources,
  });
}
