/** Metrics of each node by prometheus-community/elasticsearch_exporter beside it. */
import { fixed, object, type PropsOf } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { resourcesShape } from '../container';
import type { Subject } from '../engine/build';
import type { Login } from '../postgres/credentials';
import { exporterSidecar, type ExporterSidecar } from '../stateful/exporter';
import { HTTP_PORT } from './nodes';

export interface ElasticExporter extends PropsOf<typeof elasticExporterProps> {}
const elasticExporterProps = {
  /** Name in `images.lock.yaml`, of an image like prometheuscommunity/elasticsearch-exporter. Default: `elasticsearch-exporter`. */
  image: fixed(anyText),
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  resources: resourcesShape,
};
export const elasticExporterShape = object<ElasticExporter>(elasticExporterProps);

export const EXPORTER_PORT = 9114;

/** It asks the node in its own pod, whose certificate is for the name of the Service: there is nobody in between to tell them apart for. */
export function elasticExporter(
  store: Subject,
  { image = 'elasticsearch-exporter', resources }: ElasticExporter = {},
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
    ...(resources !== undefined && { resources }),
  });
}
