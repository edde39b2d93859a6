import { fixed, object, type PropsOf } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { resourcesShape } from '../container';
import type { Subject } from '../engine/build';
import { exporterSidecar, refuseIdleExporter, type ExporterSidecar } from '../stateful/exporter';
import { MONITORING_PORT } from './ports';

/** The process that turns what a server of NATS says on its monitoring port into metrics. */
export interface NatsExporter extends PropsOf<typeof natsExporterProps> {}
const natsExporterProps = {
  /** Name in `images.lock.yaml`, of an image like natsio/prometheus-nats-exporter. Default: `nats-exporter`. */
  image: fixed(anyText),
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  resources: resourcesShape,
};
export const natsExporterShape = object<NatsExporter>(natsExporterProps);

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
