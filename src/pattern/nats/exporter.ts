import type { Normal } from '../../model/fields';
import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import type { Identity } from '../identity';
import { refuseIdleExporter, storeExporter, type Sidecar } from '../stateful/varying/exporter';
import { MONITORING_PORT } from './ports';

/** The process that turns what a server of NATS says on its monitoring port into metrics. */
export interface NatsExporter {
  /** Name in `images.lock.yaml`, of an image like natsio/prometheus-nats-exporter. Default: `nats-exporter`. */
  readonly image?: string;
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  readonly resources?: Resources;
}

export const natsExporterShape: Shape = object<NatsExporter>({ image: fixed(anyText), resources: resourcesShape });

/** Port that the exporter listens on by itself. */
const METRICS_PORT = 7777;

/**
 * Where the platform says which Prometheus, unless `metrics` says otherwise.
 * @param reads what the exporter is to ask the server for, as its flags
 */
export function natsExporter(
  store: Identity,
  given: { readonly metrics?: Normal<boolean>; readonly exporter?: Normal<NatsExporter> },
  reads: readonly string[],
): Sidecar | undefined {
  const scraped = given.metrics ?? store.platform.cluster.prometheus !== undefined;
  if (scraped !== true) {
    if (given.exporter !== undefined) refuseIdleExporter(store);
    return undefined;
  }
  const { image = 'nats-exporter', resources } = given.exporter ?? {};
  return storeExporter(store, {
    image,
    port: METRICS_PORT,
    args: [...reads, `-port=${METRICS_PORT}`, `http://localhost:${MONITORING_PORT}`],
    ...(resources !== undefined && { resources }),
  });
}
