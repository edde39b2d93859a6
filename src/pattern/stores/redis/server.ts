import type { Container } from '../../manifests';
import type { AlertSet } from '../../observability/alert';
import type { ExporterSidecar } from '../stateful/exporter';
import type { ServerCertificate } from '../stateful/server-certificate';
import type { ProbeDefaults } from '../../workload/probes';
import type { Start } from './flavours';

/** What runs in a pod, whether it keeps its data or not. */
export interface Server {
  readonly start: Start;
  readonly replicas: number;
  readonly probes: ProbeDefaults;
  readonly exporter: ExporterSidecar | undefined;
  readonly certificate: ServerCertificate | undefined;
  readonly companions: readonly Container[];
  readonly alerts: readonly AlertSet[];
}
