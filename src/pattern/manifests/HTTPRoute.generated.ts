// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta } from './meta';

export interface ParentRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
  readonly sectionName?: string | undefined;
}

export interface ExtensionRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface Add {
  readonly name: string;
  readonly value: string;
}

export interface RequestHeaderModifier {
  readonly add?: readonly Add[] | undefined;
  readonly remove?: readonly string[] | undefined;
  readonly set?: readonly Add[] | undefined;
}

export interface RequestMirrorBackendRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
}

export interface Fraction {
  readonly denominator?: number | undefined;
  readonly numerator: number;
}

export interface RequestMirror {
  readonly backendRef: RequestMirrorBackendRef;
  readonly fraction?: Fraction | undefined;
  readonly percent?: number | undefined;
}

export interface Path {
  readonly replaceFullPath?: string | undefined;
  readonly replacePrefixMatch?: string | undefined;
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface RequestRedirect {
  readonly hostname?: string | undefined;
  readonly path?: Path | undefined;
  readonly port?: number | undefined;
  readonly scheme?: 'http' | 'https' | undefined;
  readonly statusCode?: number | undefined;
}

export interface UrlRewrite {
  readonly hostname?: string | undefined;
  readonly path?: Path | undefined;
}

export interface Filter {
  readonly extensionRef?: ExtensionRef | undefined;
  readonly requestHeaderModifier?: RequestHeaderModifier | undefined;
  readonly requestMirror?: RequestMirror | undefined;
  readonly requestRedirect?: RequestRedirect | undefined;
  readonly responseHeaderModifier?: RequestHeaderModifier | undefined;
  readonly type:
    | 'RequestHeaderModifier'
    | 'ResponseHeaderModifier'
    | 'RequestMirror'
    | 'RequestRedirect'
    | 'URLRewrite'
    | 'ExtensionRef';
  readonly urlRewrite?: UrlRewrite | undefined;
}

export interface BackendRef {
  readonly filters?: readonly Filter[] | undefined;
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
  readonly weight?: number | undefined;
}

export interface Header {
  readonly name: string;
  readonly type?: 'Exact' | 'RegularExpression' | undefined;
  readonly value: string;
}

export interface MatchePath {
  readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression' | undefined;
  readonly value?: string | undefined;
}

export interface QueryParam {
  readonly name: string;
  readonly type?: 'Exact' | 'RegularExpression' | undefined;
  readonly value: string;
}

export interface Matche {
  readonly headers?: readonly Header[] | undefined;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | undefined;
  readonly path?: MatchePath | undefined;
  readonly queryParams?: readonly QueryParam[] | undefined;
}

export interface Timeouts {
  readonly backendRequest?: string | undefined;
  readonly request?: string | undefined;
}

export interface Rule {
  readonly backendRefs?: readonly BackendRef[] | undefined;
  readonly filters?: readonly Filter[] | undefined;
  readonly matches?: readonly Matche[] | undefined;
  readonly name?: string | undefined;
  readonly timeouts?: Timeouts | undefined;
}

export interface HTTPRouteSpec {
  readonly hostnames?: readonly string[] | undefined;
  readonly parentRefs?: readonly ParentRef[] | undefined;
  readonly rules?: readonly Rule[] | undefined;
}

/** `gateway.networking.k8s.io/v1` HTTPRoute */
export interface HTTPRoute {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
  readonly metadata: ObjectMeta;
  readonly spec: HTTPRouteSpec;
}
