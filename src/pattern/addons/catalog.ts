/** The list of add-ons. A new one is a definition in the file of its subject, and one line here. */
import { flagger, keda, kyverno } from './control';
import { cloudNativePg, elastic, externalSecrets, mongoDb, reloader, sealedSecrets } from './data';
import { certManager, envoyGateway, ingressNginx, istio, istioGateway } from './edge';
import { kubePrometheusStack, metricsServer, prometheusAdapter } from './monitoring';
import { fluentBit, loki, openTelemetryCollector, tempo } from './telemetry';
import type { Kind } from './kind';

/** Add-ons that a platform brings to its clusters, each at the chart version of the list unless it says another. */
export const CATALOG = {
  /** Certificates from ACME and private issuers. */
  certManager,
  /** Gateway API controller. */
  envoyGateway,
  /** Ingress controller, retired in March 2026. */
  ingressNginx,
  /** Service mesh. */
  istio,
  /** Istio ingress gateway. */
  istioGateway,
  /** Unseals secrets that `lockstep seal` sealed. */
  sealedSecrets,
  /** Reads secrets from a vault or from a cloud secret manager. */
  externalSecrets,
  /**
   * Restarts pods with the annotation `reloader.stakater.com/auto` when the value of a Secret that they read changes.
   */
  reloader,
  /** Operator for Postgres. */
  cloudNativePg,
  /** Operator for Elasticsearch. */
  elastic,
  /** Operator for MongoDB. */
  mongoDb,
  /** Prometheus, Alertmanager and Grafana. */
  kubePrometheusStack,
  /** Prometheus metrics for the autoscaler. */
  prometheusAdapter,
  /** CPU and memory usage for the autoscaler. */
  metricsServer,
  /** Stores logs. */
  loki,
  /** Sends logs to Loki. */
  fluentBit,
  /** Stores traces. */
  tempo,
  /** Receives traces, samples them and forwards them to Tempo. */
  openTelemetryCollector,
  /** Scales by queue length, query results and schedule. */
  keda,
  /** Canary releases. */
  flagger,
  /** Policies in the cluster. */
  kyverno,
} as const satisfies Readonly<Record<string, Kind>>;
export type AddOnName = keyof typeof CATALOG;

/** Props of every add-on, by its name. */
export type AddOnProps = { readonly [K in AddOnName]?: (typeof CATALOG)[K] extends Kind<infer P> ? P : never };

/** The kinds by name, in the order of the list. */
export const KINDS = Object.entries(CATALOG) as readonly (readonly [AddOnName, Kind])[];

export function isAddOn(name: string): name is AddOnName {
  return name in CATALOG;
}
