import type { ApiObject } from 'cdk8s';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { derive, isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { gatewayObject, type Gateway } from './gateway';
import type { Port } from '../ports';
import type { HeaderChanges } from './settings';
import { destinationsOf } from './shares';
import type { SettledRoute } from './settle';

/**
 * Gateway API `gateway.networking.k8s.io/v1` HTTPRoute; its prefixes match whole segments. A redirect to HTTPS is a route of its
 * own, on the listener for plain HTTP.
 * @param shifted whether a canary moves the traffic: its controller writes the route, and what is left is the redirect
 */
export function addHttpRoute(
  identity: Identity,
  route: SettledRoute,
  gateway: Gateway,
  port: Port,
  shifted: boolean,
): readonly ApiObject[] {
  const { construct, labels } = identity;
  for (const rule of route.rules) {
    if (rule.retries === undefined || rule.retries.attempts === 0) continue;
    report(construct, {
      code: 'LS114',
      path: `route.rules[prefix=${rule.prefix}].retries`,
      message: 'the standard channel of the Gateway API has no retries',
      fix: "Leave retries out, or route by Istio: cluster: { gateway: { api: 'istio', … } }.",
    });
  }
  const redirects = redirectsOn(identity, route, gateway);
  const main = shifted ? [] : [addMain(identity, route, gateway, port)];
  if (redirects === undefined) return main;
  const redirect = addObject(construct, 'HTTPRoute-redirect', 'edge', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: derive(route.name, (own) => `${own}-redirect`), labels },
    spec: {
      parentRefs: [parentOf(gateway, redirects.http)],
      hostnames: route.hosts,
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    },
  });
  return [...main, redirect];
}

/** The Gateway that a route attaches to, or one of its listeners. */
function parentOf(gateway: Gateway, sectionName: unknown): Record<string, unknown> {
  return { ...gatewayObject(gateway), ...(sectionName !== undefined && { sectionName }) };
}

/** Where the requests of a route come in: on the listener for HTTPS, when that for HTTP redirects to it. */
export function parentOfRoute(gateway: Gateway, { redirect }: SettledRoute): Record<string, unknown> {
  return parentOf(gateway, redirect === true ? gateway.listeners?.https : undefined);
}

function addMain(identity: Identity, route: SettledRoute, gateway: Gateway, port: Port): ApiObject {
  const { construct, labels } = identity;
  const filters = filtersOf(route);
  return addObject(construct, 'HTTPRoute', 'edge', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: route.name, labels },
    spec: {
      parentRefs: [parentOfRoute(gateway, route)],
      hostnames: route.hosts,
      rules: route.rules.map((rule) => ({
        matches: [{ path: { type: 'PathPrefix', value: rule.prefix } }],
        ...(filters.length > 0 && { filters }),
        backendRefs: destinationsOf(identity, port, rule.takers).map((destination) =>
          derive(destination, ({ name, port: number, weight }) => ({
            group: '',
            kind: 'Service',
            name,
            port: number,
            weight: weight ?? 1,
          })),
        ),
        timeouts: { request: rule.timeout },
      })),
    },
  });
}

/** The listeners, where the route redirects from the one to the other. */
function redirectsOn(
  { construct }: Identity,
  { redirect }: SettledRoute,
  { listeners }: Gateway,
): Gateway['listeners'] {
  if (redirect === undefined || redirect === false) return undefined;
  if (isVarying(redirect)) {
    report(construct, {
      code: 'LS102',
      path: 'route.redirect',
      message: 'a varying value is not the same in every environment',
      fix: 'Give one value.',
    });
  } else if (listeners === undefined) {
    report(construct, {
      code: 'LS116',
      path: 'route.redirect',
      message: 'the platform does not say which listeners of the gateway are for HTTP and for HTTPS',
      fix: "Declare them: cluster: { gateway: { listeners: { http: 'http', https: 'https' } } }; or leave `redirect` out, where the gateway does it.",
    });
  }
  return listeners;
}

function filtersOf({ requestHeaders, responseHeaders, hsts }: SettledRoute): readonly unknown[] {
  const response =
    hsts === undefined
      ? responseHeaders
      : { ...responseHeaders, set: { ...responseHeaders?.set, 'Strict-Transport-Security': hsts as string } };
  return [
    ...(requestHeaders === undefined
      ? []
      : [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier(requestHeaders) }]),
    ...(response === undefined ? [] : [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier(response) }]),
  ];
}

function modifier({ set, add, remove }: Normal<HeaderChanges>): Record<string, unknown> {
  const list = (headers: Normal<Record<string, string>>) =>
    Object.entries(headers).map(([name, value]) => derive(value, (own) => ({ name, value: own })));
  return {
    ...(set && { set: list(set) }),
    ...(add && { add: list(add) }),
    ...(remove !== undefined && { remove: remove }),
  };
}
