import type { ApiObject } from 'cdk8s';
import type { Normal } from '../../model/fields';
import { absent, combine, derive } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import type { Port } from '../ports';
import { CORS_MAX_AGE, CORS_METHODS, type Cors } from './settings';
import type { SettledRetries, SettledRoute, SettledRule } from './settle';
import { destinationsOf } from './shares';

/** Causes after which a request surely never reached the service, so that repeating it is safe for any method. */
const NEVER_ARRIVED = 'connect-failure,refused-stream';
/** Further causes, for requests that may be sent twice. */
const FAILED = '5xx,reset';

/** Istio `networking.istio.io/v1` VirtualService. @param gateway as `namespace/name` */
export function addVirtualService(identity: Identity, route: SettledRoute, gateway: unknown, port: Port): ApiObject {
  const { construct, labels } = identity;
  return addObject(construct, 'VirtualService', 'edge', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: route.name, labels },
    spec: {
      gateways: [gateway],
      hosts: route.hosts,
      http: [
        ...redirect(route),
        ...route.rules.map((rule) => ({
          match: matchesOf([rule]),
          route: destinationsOf(identity, port, rule.takers).map((destination) =>
            derive(destination, (own) => ({
              destination: { host: own.name, port: { number: own.port } },
              ...(own.weight !== undefined && { weight: own.weight }),
            })),
          ),
          ...settingsOf(route, rule),
        })),
      ],
    },
  });
}

/** A prefix of Istio matches characters, not segments: `/mcp` alone would take `/mcp-docs` too. */
export function matchesOf(rules: readonly Pick<SettledRule, 'prefix'>[]): readonly unknown[] {
  return rules.flatMap(({ prefix }) =>
    prefix === '/' ? [{ uri: { prefix } }] : [{ uri: { exact: prefix } }, { uri: { prefix: `${prefix}/` } }],
  );
}

/** What a rule says of its requests, beside where they go. */
export function settingsOf(route: SettledRoute, rule: SettledRule): Record<string, unknown> {
  return {
    timeout: rule.timeout,
    retries: retries(rule.retries),
    ...(route.cors && { corsPolicy: cors(route.cors) }),
    ...headersOf(route),
  };
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
  return [
    derive(on as boolean, (own) =>
      own ? { match: [{ port: 80 }], redirect: { scheme: 'https', redirectCode: 301 } } : absent,
    ),
  ];
}

/** Headers that the gateway changes, HSTS among them. */
export function headersOf({ requestHeaders, responseHeaders, hsts }: SettledRoute): Record<string, unknown> {
  const response =
    hsts === undefined
      ? responseHeaders
      : { ...responseHeaders, set: { ...responseHeaders?.set, 'strict-transport-security': hsts } };
  if (requestHeaders === undefined && response === undefined) return {};
  return { headers: { ...(requestHeaders && { request: requestHeaders }), ...(response && { response }) } };
}

function cors({
  origins,
  methods,
  headers: allowed,
  exposeHeaders,
  credentials,
  maxAge,
}: Normal<Cors>): Record<string, unknown> {
  return {
    allowOrigins: Array.isArray(origins)
      ? origins.map(matchOrigin)
      : derive(origins as readonly string[], (own) => own.map(matchOrigin)),
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
