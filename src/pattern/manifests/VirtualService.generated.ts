// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

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
  readonly unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE' | undefined;
}

export interface Delegate {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

export interface Body {
  readonly bytes?: string | undefined;
  readonly string?: string | undefined;
}

export interface DirectResponse {
  readonly body?: Body | undefined;
  readonly status: number;
}

export interface Percentage {
  readonly value?: number | undefined;
}

export interface Abort {
  readonly grpcStatus?: string | undefined;
  readonly http2Error?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly percentage?: Percentage | undefined;
}

export interface Delay {
  readonly exponentialDelay?: string | undefined;
  readonly fixedDelay?: string | undefined;
  readonly percent?: number | undefined;
  readonly percentage?: Percentage | undefined;
}

export interface Fault {
  readonly abort?: Abort | undefined;
  readonly delay?: Delay | undefined;
}

export interface Request {
  readonly add?: Readonly<Record<string, Text>> | undefined;
  readonly remove?: readonly string[] | undefined;
  readonly set?: Readonly<Record<string, Text>> | undefined;
}

export interface Headers {
  readonly request?: Request | undefined;
  readonly response?: Request | undefined;
}

export interface Match {
  readonly authority?: AllowOrigin | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, AllowOrigin>> | undefined;
  readonly ignoreUriCase?: boolean | undefined;
  readonly method?: AllowOrigin | undefined;
  readonly name?: string | undefined;
  readonly port?: number | undefined;
  readonly queryParams?: Readonly<Record<string, AllowOrigin>> | undefined;
  readonly scheme?: AllowOrigin | undefined;
  readonly sourceLabels?: Readonly<Record<string, Text>> | undefined;
  readonly sourceNamespace?: string | undefined;
  readonly statPrefix?: string | undefined;
  readonly uri?: AllowOrigin | undefined;
  readonly withoutHeaders?: Readonly<Record<string, AllowOrigin>> | undefined;
}

export interface Port {
  readonly number?: number | undefined;
}

export interface Mirror {
  readonly host: string;
  readonly port?: Port | undefined;
  readonly subset?: string | undefined;
}

export interface HttpMirror {
  readonly destination: Mirror;
  readonly percentage?: Percentage | undefined;
}

export interface Redirect {
  readonly authority?: string | undefined;
  readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT' | undefined;
  readonly port?: number | undefined;
  readonly prefixRewrite?: string | undefined;
  readonly redirectCode?: number | undefined;
  readonly scheme?: string | undefined;
  readonly uri?: string | undefined;
}

export interface Retries {
  readonly attempts?: number | undefined;
  readonly backoff?: string | undefined;
  readonly perTryTimeout?: string | undefined;
  readonly retryIgnorePreviousHosts?: boolean | undefined;
  readonly retryOn?: string | undefined;
  readonly retryRemoteLocalities?: boolean | undefined;
}

export interface UriRegexRewrite {
  readonly match?: string | undefined;
  readonly rewrite?: string | undefined;
}

export interface Rewrite {
  readonly authority?: string | undefined;
  readonly uri?: string | undefined;
  readonly uriRegexRewrite?: UriRegexRewrite | undefined;
}

export interface Route {
  readonly destination: Mirror;
  readonly headers?: Headers | undefined;
  readonly weight?: number | undefined;
}

export interface Http {
  readonly corsPolicy?: CorsPolicy | undefined;
  readonly delegate?: Delegate | undefined;
  readonly directResponse?: DirectResponse | undefined;
  readonly fault?: Fault | undefined;
  readonly headers?: Headers | undefined;
  readonly match?: readonly Match[] | undefined;
  readonly mirror?: Mirror | undefined;
  readonly mirrorPercent?: number | undefined;
  readonly mirrorPercentage?: Percentage | undefined;
  readonly mirror_percent?: number | undefined;
  readonly mirrors?: readonly HttpMirror[] | undefined;
  readonly name?: string | undefined;
  readonly redirect?: Redirect | undefined;
  readonly retries?: Retries | undefined;
  readonly rewrite?: Rewrite | undefined;
  readonly route?: readonly Route[] | undefined;
  readonly timeout?: string | undefined;
}

export interface TcpMatch {
  readonly destinationSubnets?: readonly string[] | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly sourceLabels?: Readonly<Record<string, Text>> | undefined;
  readonly sourceNamespace?: string | undefined;
  readonly sourceSubnet?: string | undefined;
}

export interface TcpRoute {
  readonly destination: Mirror;
  readonly weight?: number | undefined;
}

export interface Tcp {
  readonly match?: readonly TcpMatch[] | undefined;
  readonly route?: readonly TcpRoute[] | undefined;
}

export interface TlMatch {
  readonly destinationSubnets?: readonly string[] | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly sniHosts: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, Text>> | undefined;
  readonly sourceNamespace?: string | undefined;
}

export interface Tl {
  readonly match: readonly TlMatch[];
  readonly route?: readonly TcpRoute[] | undefined;
}

export interface VirtualServiceSpec {
  readonly exportTo?: readonly string[] | undefined;
  readonly gateways?: readonly string[] | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly http?: readonly Http[] | undefined;
  readonly tcp?: readonly Tcp[] | undefined;
  readonly tls?: readonly Tl[] | undefined;
}

/** `networking.istio.io/v1` VirtualService */
export interface VirtualService {
  readonly apiVersion: 'networking.istio.io/v1';
  readonly kind: 'VirtualService';
  readonly metadata: ObjectMeta;
  readonly spec?: VirtualServiceSpec | undefined;
}
