// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface ProviderRef {
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface Alert {
  readonly name: string;
  readonly providerRef: ProviderRef;
  readonly severity?: '' | 'info' | 'warn' | 'error' | undefined;
}

export interface Headers {
  readonly exact?: string | undefined;
  readonly prefix?: string | undefined;
  readonly regex?: string | undefined;
  readonly suffix?: string | undefined;
}

export interface QueryParams {
  readonly exact?: string | undefined;
  readonly prefix?: string | undefined;
  readonly regex?: string | undefined;
}

export interface Match {
  readonly headers?: Readonly<Record<string, Headers>> | undefined;
  readonly queryParams?: Readonly<Record<string, QueryParams>> | undefined;
  readonly sourceLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface ThresholdRange {
  readonly max?: number | undefined;
  readonly min?: number | undefined;
}

export interface Metric {
  readonly interval?: string | undefined;
  readonly name: string;
  readonly query?: string | undefined;
  readonly templateRef?: ProviderRef | undefined;
  readonly templateVariables?: Readonly<Record<string, Text>> | undefined;
  readonly threshold?: number | undefined;
  readonly thresholdRange?: ThresholdRange | undefined;
}

export interface SessionAffinity {
  readonly cookieName: string;
  readonly maxAge?: number | undefined;
}

export interface Webhook {
  readonly metadata?: Readonly<Record<string, Text>> | undefined;
  readonly muteAlert?: boolean | undefined;
  readonly name: string;
  readonly retries?: number | undefined;
  readonly timeout?: string | undefined;
  readonly type?:
    | ''
    | 'confirm-rollout'
    | 'pre-rollout'
    | 'rollout'
    | 'confirm-promotion'
    | 'post-rollout'
    | 'event'
    | 'rollback'
    | 'confirm-traffic-increase'
    | undefined;
  readonly url: string;
}

export interface Analysis {
  readonly alerts?: readonly Alert[] | undefined;
  readonly canaryReadyThreshold?: number | undefined;
  readonly interval?: string | undefined;
  readonly iterations?: number | undefined;
  readonly match?: readonly Match[] | undefined;
  readonly maxWeight?: number | undefined;
  readonly metrics?: readonly Metric[] | undefined;
  readonly mirror?: boolean | undefined;
  readonly mirrorWeight?: number | undefined;
  readonly primaryReadyThreshold?: number | undefined;
  readonly sessionAffinity?: SessionAffinity | undefined;
  readonly stepWeight?: number | undefined;
  readonly stepWeightPromotion?: number | undefined;
  readonly stepWeights?: readonly number[] | undefined;
  readonly threshold?: number | undefined;
  readonly webhooks?: readonly Webhook[] | undefined;
}

export interface PrimaryScalerReplicas {
  readonly maxReplicas?: number | undefined;
  readonly minReplicas?: number | undefined;
}

export interface AutoscalerRef {
  readonly apiVersion: string;
  readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
  readonly name: string;
  readonly primaryScalerQueries?: Readonly<Record<string, Text>> | undefined;
  readonly primaryScalerReplicas?: PrimaryScalerReplicas | undefined;
}

export interface IngressRef {
  readonly apiVersion: string;
  readonly kind: 'Ingress';
  readonly name: string;
}

export interface RouteRef {
  readonly apiVersion: string;
  readonly kind: 'ApisixRoute';
  readonly name: string;
}

export interface Apex {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface AllowOrigin {
  readonly exact?: string | undefined;
  readonly prefix?: string | undefined;
  readonly regex?: string | undefined;
}

export interface CorsPolicy {
  readonly allowCredentials?: boolean | undefined;
  readonly allowHeaders?: readonly string[] | undefined;
  readonly allowMethods?: readonly string[] | undefined;
  readonly allowOrigin?: readonly string[] | undefined;
  readonly allowOrigins?: readonly AllowOrigin[] | undefined;
  readonly exposeHeaders?: readonly string[] | undefined;
  readonly maxAge?: string | undefined;
}

export interface GatewayRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
  readonly sectionName?: string | undefined;
}

export interface Request {
  readonly add?: Readonly<Record<string, Text>> | undefined;
  readonly remove?: readonly string[] | undefined;
  readonly set?: Readonly<Record<string, Text>> | undefined;
}

export interface ServiceHeaders {
  readonly request?: Request | undefined;
  readonly response?: Request | undefined;
}

export interface ServiceMatch {
  readonly authority?: QueryParams | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, QueryParams>> | undefined;
  readonly ignoreUriCase?: boolean | undefined;
  readonly method?: QueryParams | undefined;
  readonly name?: string | undefined;
  readonly port?: number | undefined;
  readonly queryParams?: Readonly<Record<string, QueryParams>> | undefined;
  readonly scheme?: QueryParams | undefined;
  readonly sourceLabels?: Readonly<Record<string, Text>> | undefined;
  readonly sourceNamespace?: string | undefined;
  readonly uri?: QueryParams | undefined;
  readonly withoutHeaders?: Readonly<Record<string, QueryParams>> | undefined;
}

export interface BackendRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
}

export interface Mirror {
  readonly backendRef?: BackendRef | undefined;
}

export interface Retries {
  readonly attempts?: number | undefined;
  readonly perTryTimeout?: string | undefined;
  readonly retryOn?: string | undefined;
}

export interface Rewrite {
  readonly authority?: string | undefined;
  readonly type?: string | undefined;
  readonly uri?: string | undefined;
}

export interface Http {
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE' | undefined;
  readonly http1MaxPendingRequests?: number | undefined;
  readonly http2MaxRequests?: number | undefined;
  readonly idleTimeout?: string | undefined;
  readonly maxRequestsPerConnection?: number | undefined;
  readonly maxRetries?: number | undefined;
}

export interface ConnectionPool {
  readonly http?: Http | undefined;
}

export interface HttpCookie {
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  readonly ttl?: string | undefined;
}

export interface ConsistentHash {
  readonly httpCookie?: HttpCookie | undefined;
  readonly httpHeaderName?: string | undefined;
  readonly httpQueryParameterName?: string | undefined;
  readonly minimumRingSize?: number | undefined;
  readonly useSourceIp?: boolean | undefined;
}

export interface Distribute {
  readonly from?: string | undefined;
  readonly to?: Readonly<Record<string, number>> | undefined;
}

export interface Failover {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface LocalityLbSetting {
  readonly distribute?: readonly Distribute[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly failover?: readonly Failover[] | undefined;
}

export interface LoadBalancer {
  readonly consistentHash?: ConsistentHash | undefined;
  readonly localityLbSetting?: LocalityLbSetting | undefined;
  readonly simple?: 'ROUND_ROBIN' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'LEAST_REQUEST' | undefined;
  readonly warmupDurationSecs?: string | undefined;
}

export interface OutlierDetection {
  readonly baseEjectionTime?: string | undefined;
  readonly consecutive5xxErrors?: number | undefined;
  readonly consecutiveErrors?: number | undefined;
  readonly consecutiveGatewayErrors?: number | undefined;
  readonly interval?: string | undefined;
  readonly maxEjectionPercent?: number | undefined;
  readonly minHealthPercent?: number | undefined;
}

export interface Tls {
  readonly caCertificates?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | undefined;
  readonly privateKey?: string | undefined;
  readonly sni?: string | undefined;
  readonly subjectAltNames?: readonly string[] | undefined;
}

export interface TrafficPolicy {
  readonly connectionPool?: ConnectionPool | undefined;
  readonly loadBalancer?: LoadBalancer | undefined;
  readonly outlierDetection?: OutlierDetection | undefined;
  readonly tls?: Tls | undefined;
}

export interface Service {
  readonly apex?: Apex | undefined;
  readonly appProtocol?: string | undefined;
  readonly backends?: readonly string[] | undefined;
  readonly canary?: Apex | undefined;
  readonly corsPolicy?: CorsPolicy | undefined;
  readonly delegation?: boolean | undefined;
  readonly gatewayRefs?: readonly GatewayRef[] | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly headers?: ServiceHeaders | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly match?: readonly ServiceMatch[] | undefined;
  readonly meshName?: string | undefined;
  readonly mirror?: readonly Mirror[] | undefined;
  readonly name?: string | undefined;
  readonly port: number;
  readonly portDiscovery?: boolean | undefined;
  readonly portName?: string | undefined;
  readonly primary?: Apex | undefined;
  readonly retries?: Retries | undefined;
  readonly rewrite?: Rewrite | undefined;
  readonly targetPort?: string | number | undefined;
  readonly timeout?: string | undefined;
  readonly trafficPolicy?: TrafficPolicy | undefined;
}

export interface TargetRef {
  readonly apiVersion: string;
  readonly kind: 'DaemonSet' | 'Deployment' | 'Service';
  readonly name: string;
}

export interface UpstreamRef {
  readonly apiVersion: string;
  readonly kind: 'Upstream';
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface CanarySpec {
  readonly analysis: Analysis;
  readonly autoscalerRef?: AutoscalerRef | undefined;
  readonly ingressRef?: IngressRef | undefined;
  readonly metricsServer?: string | undefined;
  readonly progressDeadlineSeconds?: number | undefined;
  readonly provider?: string | undefined;
  readonly revertOnDeletion?: boolean | undefined;
  readonly routeRef?: RouteRef | undefined;
  readonly service: Service;
  readonly skipAnalysis?: boolean | undefined;
  readonly suspend?: boolean | undefined;
  readonly targetRef: TargetRef;
  readonly upstreamRef?: UpstreamRef | undefined;
}

/** `flagger.app/v1beta1` Canary */
export interface Canary {
  readonly apiVersion: 'flagger.app/v1beta1';
  readonly kind: 'Canary';
  readonly metadata: ObjectMeta;
  readonly spec?: CanarySpec | undefined;
}
