import type { Subject } from '../engine/build';
import type { VirtualService } from '../manifests';
import type { Port } from '../workload/ports';
import type { Retries } from './route';
import { CORS_MAX_AGE, CORS_METHODS, type Cors } from './settings';
import type { SettledRoute, SettledRule } from './settle';
import { destinationsOf } from './shares';

/** Causes after which a request surely never reached the service, so that repeating it is safe for any method. */
const NEVER_ARRIVED = 'connect-failure,refused-stream';
/** Further causes, for requests that may be sent twice. */
const FAILED = '5xx,reset';

type Http = NonNullable<NonNullable<VirtualService['spec']>['http']>[number];

/** Istio `networking.istio.io/v1` VirtualService. @param gateway as `namespace/name` */
export function virtualServiceOf(subject: Subject, route: SettledRoute, gateway: string, port: Port): VirtualService {
  // Before all else, on the listener for plain HTTP; where the Gateway has none, it matches nothing.
  const redirect: Http = { match: [{ port: 80 }], redirect: { scheme: 'https', redirectCode: 301 } };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: route.name, labels: subject.labels },
    spec: {
      gateways: [gateway],
      hosts: route.hosts,
      http: [
        ...(route.redirect === true ? [redirect] : []),
        ...route.rules.map((rule) => ({
          match: matchesOf([rule]),
          route: destinationsOf(subject, port, rule.takers).map(({ name, port: number, weight }) => ({
            destination: { host: name, port: { number } },
            weight,
          })),
          ...settingsOf(route, rule),
        })),
      ],
    },
  };
}

/** A prefix of Istio matches characters, not segments: `/mcp` alone would take `/mcp-docs` too. */
export function matchesOf(rules: readonly Pick<SettledRule, 'prefix'>[]): NonNullable<Http['match']> {
  return rules.flatMap(({ prefix }) =>
    prefix === '/' ? [{ uri: { prefix } }] : [{ uri: { exact: prefix } }, { uri: { prefix: `${prefix}/` } }],
  );
}

/** Settings of a rule other than its targets. */
export function settingsOf(
  route: SettledRoute,
  rule: SettledRule,
): Pick<Http, 'timeout' | 'retries' | 'corsPolicy' | 'headers'> {
  return {
    timeout: rule.timeout,
    retries: retryPolicy(rule.retries),
    corsPolicy: route.cors && corsPolicy(route.cors),
    headers: headersOf(route),
  };
}

/** Written out even when there are none: Istio would retry twice by default. */
export function retryPolicy(given: Retries | undefined): Http['retries'] {
  if (given === undefined || given.attempts === 0) return { attempts: 0 };
  return {
    attempts: given.attempts,
    perTryTimeout: given.perTry,
    retryOn: given.idempotent === true ? `${NEVER_ARRIVED},${FAILED}` : NEVER_ARRIVED,
  };
}

/** Headers that the gateway changes, HSTS among them. */
export function headersOf({ requestHeaders: request, responseHeaders, hsts }: SettledRoute): Http['headers'] {
  const response =
    hsts === undefined
      ? responseHeaders
      : { ...responseHeaders, set: { ...responseHeaders?.set, 'strict-transport-security': hsts } };
  return request === undefined && response === undefined ? undefined : { request, response };
}

function corsPolicy(cors: Cors): Http['corsPolicy'] {
  return {
    allowOrigins: cors.origins.map((origin) => (origin === '*' ? { regex: '.*' } : { exact: origin })),
    allowMethods: cors.methods ?? CORS_METHODS,
    allowHeaders: cors.headers,
    exposeHeaders: cors.exposeHeaders,
    allowCredentials: cors.credentials ?? false,
    maxAge: cors.maxAge ?? CORS_MAX_AGE,
  };
}
