/** The list of add-ons. A new one is a definition in the file of its subject, and one line here. */
import { flagger, keda, kyverno } from './control';
import { cloudNativePg, elastic, externalSecrets, mongoDb, reloader, sealedSecrets } from './data';
import { certManager, envoyGateway, ingressNginx, istio, istioGateway } from './edge';
import { kubePrometheusStack, metricsServer, prometheusAdapter } from './monitoring';
import { fluentBit, loki, openTelemetryCollector, tempo } from './telemetry';
import type { Flagger } from './control';
import type { SealedSecretsController } from './data';
import type { IngressNginx } from './edge';
import type { AddOn, Kind, Replicated } from './kind';
import type { KubePrometheusStack } from './monitoring';
import type { Collector, FluentBit, Kept } from './telemetry';

export const CATALOG = {
  certManager,
  envoyGateway,
  ingressNginx,
  istio,
  istioGateway,
  sealedSecrets,
  externalSecrets,
  reloader,
  cloudNativePg,
  elastic,
  mongoDb,
  kubePrometheusStack,
  prometheusAdapter,
  metricsServer,
  loki,
  fluentBit,
  tempo,
  openTelemetryCollector,
  keda,
  flagger,
  kyverno,
} as const satisfies Readonly<Record<string, Kind>>;
export type AddOnName = keyof typeof CATALOG;

/** Add-ons that a platform brings to its clusters, each at the chart version of the list unless it says another. */
export interface AddOnProps {
  /** Certificates from ACME and private issuers. */
  readonly certManager?: Replicated;
  /** Controller of the Gateway API. */
  readonly envoyGateway?: Replicated;
  /** Ingress controller, retired in March 2026. */
  readonly ingressNginx?: IngressNginx;
  /** Service mesh. */
  readonly istio?: Replicated;
  /** Ingress gateway of Istio. */
  readonly istioGateway?: Replicated;
  /** Unseals what `lockstep seal` sealed. */
  readonly sealedSecrets?: SealedSecretsController;
  /** Reads secrets from a vault or a cloud. */
  readonly externalSecrets?: Replicated;
  /** Restarts the pods that read a Secret whose value changed, and that carry the annotation `reloader.stakater.com/auto`. */
  readonly reloader?: Replicated;
  /** Operator of Postgres. */
  readonly cloudNativePg?: Replicated;
  /** Operator of Elasticsearch. */
  readonly elastic?: Replicated;
  /** Operator of MongoDB. */
  readonly mongoDb?: AddOn;
  /** Prometheus, Alertmanager and Grafana. */
  readonly kubePrometheusStack?: KubePrometheusStack;
  /** Metrics of Prometheus for the autoscaler. */
  readonly prometheusAdapter?: Replicated;
  /** CPU and memory for the autoscaler. */
  readonly metricsServer?: Replicated;
  /** Keeps logs. */
  readonly loki?: Kept;
  /** Sends logs to Loki. */
  readonly fluentBit?: FluentBit;
  /** Keeps traces. */
  readonly tempo?: Kept;
  /** Takes traces, samples them, hands them to Tempo. */
  readonly openTelemetryCollector?: Collector;
  /** Scales by queues, queries and schedule. */
  readonly keda?: Replicated;
  /** Canary releases. */
  readonly flagger?: Flagger;
  /** Policies in the cluster. */
  readonly kyverno?: Replicated;
}

/** The kinds by name, in the order of the list. */
export const KINDS = Object.entries(CATALOG) as readonly (readonly [AddOnName, Kind])[];

export function isAddOn(name: string): name is AddOnName {
  return name in CATALOG;
}
