/** What the cluster is and has: declared once, typed, varying where clusters differ. */
import {
  everywhere,
  fixed,
  flag,
  integer,
  list,
  object,
  oneOf,
  record,
  required,
  text,
  type Shape,
} from '../model/shape';
import type { Normal } from '../model/fields';
import { anyText, cidr, dnsLabel } from '../model/syntax';
import { gatewayShape, type GatewayFacts } from './edge/gateway';
import { issuerShape, type IssuerFacts } from './edge/issuer-facts';
import { tracingFactsShape, type TracingFacts } from './observability/tracing';

/** Pods outside of the platform, as NetworkPolicies see them. */
export interface ClusterPods {
  /** Namespace, by its name. */
  readonly namespace: string;
  /** Labels of the pods; all pods of the namespace when left out. */
  readonly labels?: Record<string, string>;
}

/** Metrics of the cluster itself. */
export type ClusterMetrics = 'kubelet' | 'kube-state-metrics' | 'cert-manager';
const CLUSTER_METRICS: readonly ClusterMetrics[] = ['kubelet', 'kube-state-metrics', 'cert-manager'];

export interface ClusterFacts {
  /** Kubernetes versions that the output must be valid for, of 1.27, 1.30, 1.33 and 1.36. Default: 1.30, 1.33 and 1.36. */
  readonly kubernetes?: readonly ('1.27' | '1.30' | '1.33' | '1.36')[];
  /** Address of the API server as pods reach it; NetworkPolicies apply after service addresses are translated, so it is that of the endpoints. */
  readonly apiServer?: { readonly cidrs: readonly string[]; readonly port: number };
  /** Cluster DNS. Default: pods `k8s-app: kube-dns` of `kube-system`. `nodeLocal` adds the address of NodeLocal DNSCache. */
  readonly dns?: ClusterPods & { readonly nodeLocal?: boolean };
  /** Where traffic from outside enters, and by which API it is routed. */
  readonly gateway?: GatewayFacts;
  /** The issuer of cert-manager that signs certificates for the hosts of routes. Default: none; a construct `Issuer` may be one. */
  readonly issuer?: IssuerFacts;
  /**
   * Whether pods of the platform join an Istio mesh by a sidecar. Default: `none`; where the gateway is Istio's, the namespace
   * then says so, so that injection is not left to the defaults of the cluster.
   */
  readonly mesh?: 'none' | 'sidecar';
  /** The Prometheus that scrapes the platform, and the labels by which it selects monitors and rules. */
  readonly prometheus?: ClusterPods & {
    readonly selects?: Record<string, string>;
    /**
     * What it scrapes besides, which alerts may therefore ask for. Default: `kubelet` and `kube-state-metrics`, which the usual
     * installation (kube-prometheus-stack) brings.
     */
    readonly scrapes?: readonly ClusterMetrics[];
    /** Where it answers queries: `http://prometheus.monitoring.svc:9090`. Default: not known. */
    readonly url?: string;
  };
  /** What takes traces over OTLP. Default: what the add-ons bring, the collector before Tempo. */
  readonly tracing?: TracingFacts;
  /** Metrics APIs beside that of CPU and memory: `custom` and `external` ones come from an adapter. Default: none. */
  readonly metrics?: readonly ('custom' | 'external')[];
  /** Storage class of volumes. Default: the cluster's own default class. */
  readonly storageClass?: string;
  /** Operators whose custom resources the platform uses, with the pods that talk to its workloads. */
  readonly operators?: {
    readonly cloudNativePg?: ClusterPods;
    /** The MongoDB community operator. */
    readonly mongoDb?: ClusterPods;
    /** The operator of ECK. */
    readonly elastic?: ClusterPods;
    readonly keda?: ClusterPods;
    readonly flagger?: ClusterPods;
  };
  /** Further objects that exist in the cluster and that the platform refers to. */
  readonly provides?: readonly ProvidedObject[];
}

/** An object that exists in the cluster without being written by the platform. */
export interface ProvidedObject {
  /** Group without version; empty for core. */
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export function providedNamespace(name: string): ProvidedObject {
  return { group: '', kind: 'Namespace', name, labels: { 'kubernetes.io/metadata.name': name } };
}

const pods = { namespace: required(dnsLabel), labels: record(anyText) };

export const clusterShape: Shape = object<ClusterFacts>({
  kubernetes: list(oneOf('1.27', '1.30', '1.33', '1.36'), { atLeast: 1 }),
  apiServer: everywhere(
    object<NonNullable<ClusterFacts['apiServer']>>({
      cidrs: required(list(cidr, { atLeast: 1 })),
      port: required(integer({ min: 1, max: 65535, unit: 'port' })),
    }),
  ),
  dns: object<NonNullable<ClusterFacts['dns']>>({ ...pods, nodeLocal: flag }),
  gateway: everywhere(gatewayShape),
  issuer: issuerShape,
  mesh: fixed(oneOf('none', 'sidecar')),
  tracing: everywhere(tracingFactsShape),
  prometheus: everywhere(
    object<NonNullable<ClusterFacts['prometheus']>>({
      ...pods,
      selects: record(anyText),
      scrapes: fixed(list(oneOf(...CLUSTER_METRICS))),
      url: text('a URL', 'http://prometheus.monitoring.svc:9090', (value) => URL.canParse(value)),
    }),
  ),
  storageClass: anyText,
  operators: object<NonNullable<ClusterFacts['operators']>>({
    cloudNativePg: object<ClusterPods>(pods),
    mongoDb: object<ClusterPods>(pods),
    elastic: object<ClusterPods>(pods),
    keda: object<ClusterPods>(pods),
    flagger: object<ClusterPods>(pods),
  }),
  metrics: fixed(list(oneOf('custom', 'external'))),
  provides: list(
    object<ProvidedObject>({
      group: required(anyText),
      kind: required(anyText),
      namespace: anyText,
      name: required(anyText),
      labels: record(anyText),
    }),
  ),
});

export const KUBERNETES_DEFAULT = ['1.30', '1.33', '1.36'] as const;

/** Whether Prometheus has these metrics of the cluster. */
export function scrapes({ prometheus }: Pick<Normal<ClusterFacts>, 'prometheus'>, metrics: ClusterMetrics): boolean {
  if (prometheus === undefined) return false;
  return ((prometheus.scrapes as readonly ClusterMetrics[] | undefined) ?? SCRAPED).includes(metrics);
}
const SCRAPED: readonly ClusterMetrics[] = ['kubelet', 'kube-state-metrics'];
