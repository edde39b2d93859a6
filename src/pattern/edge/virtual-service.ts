import type { ApiObject } from 'cdk8s';
import type { Normal } from '../../model/fields';
import { absent, combine, derive } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import type { Port } from '../ports';
import { CORS_MAX_AGE, CORS_METHODS, type Cors } from './settings';
import type { SettledRetries, SettledRoute } from './settle';
import { destinationsOf } from './shares';

/** Causes after which a request surely never reached the service, so that repeating it is safe for any method. */
const NEVER_ARRIVED = 'connect-failure,refused-stream';
/** Further causes, for requests that may be sent twice. */
const FAILED = '5xx,reset';

/** Istio `networking.istio.io/v1` VirtualService. @param gateway as `namespace/name` */
export function addVirtualService(identity: Identity, route: SettledRoute, gateway: unknown, port: Port): ApiObject {
  const { construct, labels } = identity;
  const changes = { ...(route.cors && { corsPolicy: cors(route.cors) }), ...headers(route) };
  return addObject(construct, 'VirtualService', 'edge', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: route.name, labels },
    spec: {
      gateways: [gateway],
      hosts: route.hosts,
      http: [...redirect(route), ...route.rules.map((rule) => ({
        match: matches(rule.prefix),
        route: destinationsOf(identity, port, rule.takers).map((destination) =>
          derive(destination, (own) => ({ destination: { host: own.name, port: { number: own.port } }, ...(own.weight !== undefined && { weight: own.weight }) })),
        ),
        timeout: rule.timeout,
        retries: retries(rule.retries),
        ...changes,
      }))],
    },
  });
}

/** A prefix of Istio matches characters, not segments: `/mcp` alone would take `/mcp-docs` too. */
function matches(prefix: string): readonly unknown[] {
  return prefix === '/' ? [{ uri: { prefix } }] : [{ uri: { exact: prefix } }, { uri: { prefix: `${prefix}/` } }];
}

/** Written out even when there are none: Istio would retry twice by default. */
export function retries(given: SettledRetries | undefined): Record<string, unknown> {
  if (given === undefined || given.attempts === 0) return { attempts: 0 };
  return {
    attempts: given.attempts,
    ...(given.perTry !== undefined && { perTryTimeout: given.perTry }),
    retryOn: given.idempotent ? `${NEVER_ARRIVED},${FAILED}` : NEVER_ARRIVED,
  };
}

/** Before all else, on the listener for plain HTTP; where the Gateway has none, it matches nothing. */
function redirect({ redirect: on }: SettledRoute): readonly unknown[] {
  if (on === undefined) return [];
  return [derive(on as boolean, (own) => (own ? { match: [{ port: 80 }], redirect: { scheme: 'https', redirectCode: 301 } } : absent))];
}

function headers({ requestHeaders, responseHeaders, hsts }: SettledRoute): Record<string, unknown> {
  const response = hsts === undefined ? responseHeaders : { ...responseHeaders, set: { ...responseHeaders?.set, 'strict-transport-security': hsts } };
  if (requestHeaders === undefined && response === undefined) return {};
  return { headers: { ...(requestHeaders && { request: requestHeaders }), ...(response && { response }) } };
}

function cors({ origins, methods, headers: allowed, exposeHeaders, credentials, maxAge }: Normal<Cors>): Record<string, unknown> {
  return {
    allowOrigins: Array.isArray(origins) ? origins.map(matchOrigin) : derive(origins as readonly string[], (own) => own.map(matchOrigin)),
    allowMethods: methods ?? CORS_METHODS,
    ...(allowed !== undefined && { allowHeaders: allowed }),
    ...(exposeHeaders !== undefined && { exposeHeaders }),
    allowCredentials: combine({ credentials }, (own) => own.credentials === true),
    maxAge: or(maxAge, CORS_MAX_AGE),
  };
}

function matchOrigin(origin: unknown): unknown {
  return derive(origin as string, (own) => (own === '*' ? { regex: '.*' } : { exact: own }));
}
