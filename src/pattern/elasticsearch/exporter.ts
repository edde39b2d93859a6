/** Metrics of each node by prometheus-community/elasticsearch_exporter beside it. */
import { fixed, object, type Shape } from '../../model/shape';
import type { Normal } from '../../model/fields';
import { anyText } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import type { Identity } from '../identity';
import type { Login } from '../postgres/credentials';
import { storeExporter, type Sidecar, type StoreExporter } from '../stateful/exporter';
import { HTTP_PORT } from './nodes';

export interface ElasticExporter {
  /** Name in `images.lock.yaml`, of an image like prometheuscommunity/elasticsearch-exporter. Default: `elasticsearch-exporter`. */
  readonly image?: string;
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  readonly resources?: Resources;
}
export const elasticExporterShape: Shape = object<ElasticExporter>({
  image: fixed(anyText),
  resources: resourcesShape,
});

export const EXPORTER_PORT = 9114;

/** It asks the node in its own pod, whose certificate is for the name of the Service: there is nobody in between to tell them apart for. */
export function elasticExporter(
  store: Identity,
  { image, resources }: Normal<ElasticExporter>,
  { username, password }: Login,
): Sidecar {
  return storeExporter(store, {
    image: image ?? 'elasticsearch-exporter',
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
  } as Normal<StoreExporter>);
}
