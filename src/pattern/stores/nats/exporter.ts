import type { Subject } from '../../engine/build';
import { exporterSidecar, isScraped, type ExporterSidecar } from '../stateful/exporter';
import type { Sidecar } from '../stateful/sidecar';
import { MONITORING_PORT } from './ports';

/** Port that the exporter listens on by itself. */
const METRICS_PORT = 7777;

/**
 * Where the platform says which Prometheus, unless `metrics` says otherwise.
 * @param reads what the exporter reads from the server, as its flags
 */
export function natsExporter(
  subject: Subject,
  props: { readonly metrics?: boolean; readonly exporter?: Sidecar },
  reads: readonly string[],
): ExporterSidecar | undefined {
  if (!isScraped(subject, props)) return undefined;
  const { image = 'nats-exporter', resources } = props.exporter ?? {};
  return exporterSidecar(subject, {
    image,
    port: METRICS_PORT,
    args: [...reads, `-port=${METRICS_PORT}`, `http://localhost:${MONITORING_PORT}`],
    resources,
  });
}
