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
  /** Controller of the Gateway API. */
  envoyGateway,
  /** Ingress controller, retired in March 2026. */
  ingressNginx,
  /** Service mesh. */
  istio,
  /** Ingress gateway of Istio. */
  istioGateway,
  /** Unseals what `lockstep seal` sealed. */
  sealedSecrets,
  /** Reads secrets from a vault or a cloud. */
  externalSecrets,
  /** Restarts the pods that read a Secret whose value changed, and that carry the annotation `reloader.stakater.com/auto`. */
  reloader,
  /** Operator of Postgres. */
  cloudNativePg,
  /** Operator of Elasticsearch. */
  elastic,
  /** Operator of MongoDB. */
  mongoDb,
  /** Prometheus, Alertmanager and Grafana. */
  kubePrometheusStack,
  /** Metrics of Prometheus for the autoscaler. */
  prometheusAdapter,
  /** CPU and memory for the autoscaler. */
  metricsServer,
  /** Keeps logs. */
  loki,
  /** Sends logs to Loki. */
  fluentBit,
  /** Keeps traces. */
  tempo,
  /** Takes traces, samples them, hands them to Tempo. */
  openTelemetryCollector,
  /** Scales by queues, queries and schedule. */
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
