// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface AttachMetadata {
  readonly node?: boolean | undefined;
}

export interface NamespaceSelector {
  readonly any?: boolean | undefined;
  readonly matchNames?: readonly string[] | undefined;
}

export interface Credentials {
  readonly key: string;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface Authorization {
  readonly credentials?: Credentials | undefined;
  readonly type?: string | undefined;
}

export interface BasicAuth {
  readonly password?: Credentials | undefined;
  readonly username?: Credentials | undefined;
}

export interface MetricRelabeling {
  readonly action?:
    | 'replace'
    | 'Replace'
    | 'keep'
    | 'Keep'
    | 'drop'
    | 'Drop'
    | 'hashmod'
    | 'HashMod'
    | 'labelmap'
    | 'LabelMap'
    | 'labeldrop'
    | 'LabelDrop'
    | 'labelkeep'
    | 'LabelKeep'
    | 'lowercase'
    | 'Lowercase'
    | 'uppercase'
    | 'Uppercase'
    | 'keepequal'
    | 'KeepEqual'
    | 'dropequal'
    | 'DropEqual'
    | undefined;
  readonly modulus?: number | undefined;
  readonly regex?: string | undefined;
  readonly replacement?: string | undefined;
  readonly separator?: string | undefined;
  readonly sourceLabels?: readonly string[] | undefined;
  readonly targetLabel?: string | undefined;
}

export interface ClientId {
  readonly configMap?: Credentials | undefined;
  readonly secret?: Credentials | undefined;
}

export interface TlsConfig {
  readonly ca?: ClientId | undefined;
  readonly cert?: ClientId | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
  readonly keySecret?: Credentials | undefined;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13' | undefined;
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13' | undefined;
  readonly serverName?: string | undefined;
}

export interface Oauth2 {
  readonly clientId: ClientId;
  readonly clientSecret: Credentials;
  readonly endpointParams?: Readonly<Record<string, Text>> | undefined;
  readonly noProxy?: string | undefined;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly Credentials[]>> | undefined;
  readonly proxyFromEnvironment?: boolean | undefined;
  readonly proxyUrl?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly tlsConfig?: TlsConfig | undefined;
  readonly tokenUrl: string;
}

export interface PodMetricsEndpoint {
  readonly authorization?: Authorization | undefined;
  readonly basicAuth?: BasicAuth | undefined;
  readonly bearerTokenSecret?: Credentials | undefined;
  readonly enableHttp2?: boolean | undefined;
  readonly filterRunning?: boolean | undefined;
  readonly followRedirects?: boolean | undefined;
  readonly honorLabels?: boolean | undefined;
  readonly honorTimestamps?: boolean | undefined;
  readonly interval?: string | undefined;
  readonly metricRelabelings?: readonly MetricRelabeling[] | undefined;
  readonly noProxy?: string | undefined;
  readonly oauth2?: Oauth2 | undefined;
  readonly params?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly path?: string | undefined;
  readonly port?: string | undefined;
  readonly portNumber?: number | undefined;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly Credentials[]>> | undefined;
  readonly proxyFromEnvironment?: boolean | undefined;
  readonly proxyUrl?: string | undefined;
  readonly relabelings?: readonly MetricRelabeling[] | undefined;
  readonly scheme?: 'http' | 'https' | undefined;
  readonly scrapeTimeout?: string | undefined;
  readonly targetPort?: string | number | undefined;
  readonly tlsConfig?: TlsConfig | undefined;
  readonly trackTimestampsStaleness?: boolean | undefined;
}

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface Selector {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface PodMonitorSpec {
  readonly attachMetadata?: AttachMetadata | undefined;
  readonly bodySizeLimit?: string | undefined;
  readonly convertClassicHistogramsToNHCB?: boolean | undefined;
  readonly fallbackScrapeProtocol?:
    | 'PrometheusProto'
    | 'OpenMetricsText0.0.1'
    | 'OpenMetricsText1.0.0'
    | 'PrometheusText0.0.4'
    | 'PrometheusText1.0.0'
    | undefined;
  readonly jobLabel?: string | undefined;
  readonly keepDroppedTargets?: number | undefined;
  readonly labelLimit?: number | undefined;
  readonly labelNameLengthLimit?: number | undefined;
  readonly labelValueLengthLimit?: number | undefined;
  readonly namespaceSelector?: NamespaceSelector | undefined;
  readonly nativeHistogramBucketLimit?: number | undefined;
  readonly nativeHistogramMinBucketFactor?: string | number | undefined;
  readonly podMetricsEndpoints?: readonly PodMetricsEndpoint[] | undefined;
  readonly podTargetLabels?: readonly string[] | undefined;
  readonly sampleLimit?: number | undefined;
  readonly scrapeClass?: string | undefined;
  readonly scrapeClassicHistograms?: boolean | undefined;
  readonly scrapeProtocols?:
    | readonly (
        | 'PrometheusProto'
        | 'OpenMetricsText0.0.1'
        | 'OpenMetricsText1.0.0'
        | 'PrometheusText0.0.4'
        | 'PrometheusText1.0.0'
      )[]
    | undefined;
  readonly selector: Selector;
  readonly selectorMechanism?: 'RelabelConfig' | 'RoleSelector' | undefined;
  readonly targetLimit?: number | undefined;
}

/** `monitoring.coreos.com/v1` PodMonitor */
export interface PodMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PodMonitor';
  readonly metadata: ObjectMeta;
  readonly spec: PodMonitorSpec;
}
