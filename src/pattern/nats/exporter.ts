import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import type { Subject } from '../engine/build';
import { exporterSidecar, refuseIdleExporter, type ExporterSidecar } from '../stateful/exporter';
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
 * @param reads what the exporter reads from the server, as its flags
 */
export function natsExporter(
  subject: Subject,
  { metrics, exporter }: { readonly metrics?: boolean; readonly exporter?: NatsExporter },
  reads: readonly string[],
): ExporterSidecar | undefined {
  const scraped = metrics ?? subject.facts.cluster.prometheus !== undefined;
  if (!scraped) {
    if (exporter !== undefined) refuseIdleExporter(subject);
    return undefined;
  }
  const { image = 'nats-exporter', resources } = exporter ?? {};
  return exporterSidecar(subject, {
    image,
    port: METRICS_PORT,
    args: [...reads, `-port=${METRICS_PORT}`, `http://localhost:${MONITORING_PORT}`],
    ...(resources !== undefined && { resources }),
  });
}
