/** What the cluster is and has: declared once, typed, varying where clusters differ. */
import { everywhere, fixed, flag, list, object, oneOf, record, required, text, type PropsOf } from '../../model/shape';
import { anyText, cidr, dnsLabel, portNumber } from '../../model/syntax';
import { gatewayShape } from '../edge/gateway';
import { issuerShape } from '../edge/issuer-facts';
import { tracingFactsShape } from '../observability/tracing-props';

/** Pods outside of the platform, as NetworkPolicies see them. */
export interface ClusterPods extends PropsOf<typeof podsProps> {}
const podsProps = {
  /** Namespace, by name. */
  namespace: required(dnsLabel),
  /** Labels of the pods. Default: all pods of the namespace. */
  labels: record(anyText),
};
const pods = object<ClusterPods>(podsProps);

/** Metrics of the cluster itself. */
export type ClusterMetrics = 'kubelet' | 'kube-state-metrics' | 'cert-manager';

/** An object that exists in the cluster without being written by the platform. */
export interface ProvidedObject extends PropsOf<typeof providedProps> {}
const providedProps = {
  /** API group without version; empty for core. */
  group: required(anyText),
  kind: required(anyText),
  namespace: anyText,
  name: required(anyText),
  labels: record(anyText),
};

export function providedNamespace(name: string): ProvidedObject {
  return { group: '', kind: 'Namespace', name, labels: { 'kubernetes.io/metadata.name': name } };
}

const apiServerProps = {
  cidrs: required(list(cidr, { atLeast: 1 })),
  port: required(portNumber),
};

const prometheusProps = {
  ...podsProps,
  selects: record(anyText),
  /**
   * Additional sources that it scrapes, whose metrics alerts may therefore use. Default: `kubelet` and
   * `kube-state-metrics`, as in the usual installation (kube-prometheus-stack).
   */
  scrapes: fixed(list(oneOf('kubelet', 'kube-state-metrics', 'cert-manager'))),
  /** URL of its query API: `http://prometheus.monitoring.svc:9090`. Default: unknown. */
  url: text('a URL', 'http://prometheus.monitoring.svc:9090', (value) => URL.canParse(value)),
};

const operatorsProps = {
  cloudNativePg: pods,
  /** The MongoDB community operator. */
  mongoDb: pods,
  /** The ECK operator. */
  elastic: pods,
  keda: pods,
  flagger: pods,
};

export interface ClusterFacts extends PropsOf<typeof clusterProps> {}
const clusterProps = {
  /**
   * Kubernetes versions for which the output must be valid: any of 1.27, 1.30, 1.33 and 1.36. Default: 1.30, 1.33 and
   * 1.36.
   */
  kubernetes: list(oneOf('1.27', '1.30', '1.33', '1.36'), { atLeast: 1 }),
  /**
   * Address of the API server as pods reach it; NetworkPolicies apply after Service addresses are translated, so it is
   * the address of the endpoints.
   */
  apiServer: everywhere(object(apiServerProps)),
  /**
   * Cluster DNS. Default: pods with `k8s-app: kube-dns` in `kube-system`. `nodeLocal` adds the address of NodeLocal
   * DNSCache.
   */
  dns: object({ ...podsProps, nodeLocal: flag }),
  /** Where traffic from outside enters, and which API routes it. */
  gateway: everywhere(gatewayShape),
  /**
   * The cert-manager issuer that signs certificates for the hosts of routes. Default: none; the platform may have an
   * `Issuer` construct instead.
   */
  issuer: issuerShape,
  /**
   * Whether pods of the platform join an Istio mesh through a sidecar. Default: `none`; if the gateway is an Istio
   * gateway, the namespace then turns injection off explicitly, so that it does not depend on the defaults of the
   * cluster.
   */
  mesh: fixed(oneOf('none', 'sidecar')),
  /** The Prometheus that scrapes the platform, and the labels by which it selects monitors and rules. */
  prometheus: everywhere(object(prometheusProps)),
  /** The trace collector (OTLP). Default: the one that the add-ons provide, the collector before Tempo. */
  tracing: everywhere(tracingFactsShape),
  /** Metrics APIs in addition to that of CPU and memory: `custom` and `external` ones come from an adapter. Default: none. */
  metrics: fixed(list(oneOf('custom', 'external'))),
  /** Storage class of volumes. Default: the cluster's own default class. */
  storageClass: anyText,
  /** Operators whose custom resources the platform uses, with the pods that connect to its workloads. */
  operators: object(operatorsProps),
  /** Additional objects that exist in the cluster and that the platform refers to. */
  provides: list(object<ProvidedObject>(providedProps)),
};
export const clusterShape = object<ClusterFacts>(clusterProps);

export const KUBERNETES_DEFAULT = ['1.30', '1.33', '1.36'] as const;

/** Whether Prometheus has these metrics of the cluster. */
export function scrapes({ prometheus }: Pick<ClusterFacts, 'prometheus'>, metrics: ClusterMetrics): boolean {
  if (prometheus === undefined) return false;
  return (prometheus.scrapes ?? SCRAPED).includes(metrics);
}
const SCRAPED: readonly ClusterMetrics[] = ['kubelet', 'kube-state-metrics'];
