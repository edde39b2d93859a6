// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Http2KeepAlive {
  readonly interval?: string | undefined;
  readonly timeout?: string | undefined;
}

export interface Http {
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE' | undefined;
  readonly http1MaxPendingRequests?: number | undefined;
  readonly http2KeepAlive?: Http2KeepAlive | undefined;
  readonly http2MaxRequests?: number | undefined;
  readonly idleTimeout?: string | undefined;
  readonly maxConcurrentStreams?: number | undefined;
  readonly maxRequestsPerConnection?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly useClientProtocol?: boolean | undefined;
}

export interface TcpKeepalive {
  readonly interval?: string | undefined;
  readonly probes?: number | undefined;
  readonly time?: string | undefined;
}

export interface Tcp {
  readonly connectTimeout?: string | undefined;
  readonly idleTimeout?: string | undefined;
  readonly maxConnectionDuration?: string | undefined;
  readonly maxConnections?: number | undefined;
  readonly tcpKeepalive?: TcpKeepalive | undefined;
}

export interface ConnectionPool {
  readonly http?: Http | undefined;
  readonly tcp?: Tcp | undefined;
}

export interface Attribute {
  readonly name: string;
  readonly value?: string | undefined;
}

export interface HttpCookie {
  readonly attributes?: readonly Attribute[] | undefined;
  readonly name: string;
  readonly path?: string | undefined;
  readonly ttl?: string | undefined;
}

export interface Maglev {
  readonly tableSize?: number | undefined;
}

export interface RingHash {
  readonly minimumRingSize?: number | undefined;
}

export interface ConsistentHash {
  readonly httpCookie?: HttpCookie | undefined;
  readonly httpHeaderName?: string | undefined;
  readonly httpQueryParameterName?: string | undefined;
  readonly maglev?: Maglev | undefined;
  readonly minimumRingSize?: number | undefined;
  readonly ringHash?: RingHash | undefined;
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
  readonly failoverPriority?: readonly string[] | undefined;
}

export interface Warmup {
  readonly aggression?: number | undefined;
  readonly duration: string;
  readonly minimumPercent?: number | undefined;
}

export interface ZoneAwareLbSetting {
  readonly enabled?: boolean | undefined;
  readonly failover?: readonly Failover[] | undefined;
  readonly failoverPriority?: readonly string[] | undefined;
  readonly minClusterSize?: number | undefined;
}

export interface LoadBalancer {
  readonly consistentHash?: ConsistentHash | undefined;
  readonly localityLbSetting?: LocalityLbSetting | undefined;
  readonly simple?:
    'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST' | undefined;
  readonly warmup?: Warmup | undefined;
  readonly warmupDurationSecs?: string | undefined;
  readonly zoneAwareLbSetting?: ZoneAwareLbSetting | undefined;
}

export interface OutlierDetection {
  readonly baseEjectionTime?: string | undefined;
  readonly consecutive5xxErrors?: number | undefined;
  readonly consecutiveErrors?: number | undefined;
  readonly consecutiveGatewayErrors?: number | undefined;
  readonly consecutiveLocalOriginFailures?: number | undefined;
  readonly interval?: string | undefined;
  readonly maxEjectionPercent?: number | undefined;
  readonly minHealthPercent?: number | undefined;
  readonly outlierDetectionHttpErrorCodes?: readonly number[] | undefined;
  readonly splitExternalLocalOriginErrors?: boolean | undefined;
}

export interface Port {
  readonly number?: number | undefined;
}

export interface Tls {
  readonly caCertificates?: string | undefined;
  readonly caCrl?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly credentialName?: string | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | undefined;
  readonly privateKey?: string | undefined;
  readonly sni?: string | undefined;
  readonly subjectAltNames?: readonly string[] | undefined;
}

export interface PortLevelSetting {
  readonly connectionPool?: ConnectionPool | undefined;
  readonly loadBalancer?: LoadBalancer | undefined;
  readonly outlierDetection?: OutlierDetection | undefined;
  readonly port?: Port | undefined;
  readonly tls?: Tls | undefined;
}

export interface ProxyProtocol {
  readonly version?: 'V1' | 'V2' | undefined;
}

export interface RetryBudget {
  readonly budgetInterval?: string | undefined;
  readonly minRetryConcurrency?: number | undefined;
  readonly percent?: number | undefined;
}

export interface Tunnel {
  readonly protocol?: string | undefined;
  readonly targetHost: string;
  readonly targetPort: number;
}

export interface TrafficPolicy {
  readonly connectionPool?: ConnectionPool | undefined;
  readonly loadBalancer?: LoadBalancer | undefined;
  readonly outlierDetection?: OutlierDetection | undefined;
  readonly portLevelSettings?: readonly PortLevelSetting[] | undefined;
  readonly proxyProtocol?: ProxyProtocol | undefined;
  readonly retryBudget?: RetryBudget | undefined;
  readonly tls?: Tls | undefined;
  readonly tunnel?: Tunnel | undefined;
}

export interface Subset {
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly name: string;
  readonly trafficPolicy?: TrafficPolicy | undefined;
}

export interface WorkloadSelector {
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface DestinationRuleSpec {
  readonly exportTo?: readonly string[] | undefined;
  readonly host: string;
  readonly subsets?: readonly Subset[] | undefined;
  readonly trafficPolicy?: TrafficPolicy | undefined;
  readonly workloadSelector?: WorkloadSelector | undefined;
}

/** `networking.istio.io/v1` DestinationRule */
export interface DestinationRule {
  readonly apiVersion: 'networking.istio.io/v1';
  readonly kind: 'DestinationRule';
  readonly metadata: ObjectMeta;
  readonly spec?: DestinationRuleSpec | undefined;
}
