import type { Subject } from '../engine/build';
import type { HTTPRoute } from '../manifests';
import type { Port } from '../workload/ports';
import { gatewayObject, type SharedGateway } from './gateway';
import type { HeaderChanges } from './settings';
import type { RouteObject, SettledRoute } from './settle';
import { destinationsOf } from './shares';

type Spec = NonNullable<HTTPRoute['spec']>;
type ParentRef = NonNullable<Spec['parentRefs']>[number];
type Rule = NonNullable<Spec['rules']>[number];
type Filter = NonNullable<Rule['filters']>[number];

/**
 * Gateway API `gateway.networking.k8s.io/v1` HTTPRoute; its prefixes match whole segments. A redirect to HTTPS is a route of its
 * own, on the listener for plain HTTP.
 * @param shifted whether a canary moves the traffic: its controller writes the route, and what is left is the redirect
 */
export function httpRoutesOf(
  subject: Subject,
  route: SettledRoute,
  gateway: SharedGateway,
  port: Port,
  shifted: boolean,
): readonly RouteObject[] {
  const { labels, parts } = subject;
  const { hosts, name, rules, redirect } = route;
  for (const { prefix, retries } of rules) {
    if (retries === undefined || retries.attempts === 0) continue;
    parts.report({
      code: 'LS114',
      path: `route.rules[prefix=${prefix}].retries`,
      message: 'the standard channel of the Gateway API does not support retries',
      fix: "Omit `retries`, or use Istio: cluster: { gateway: { api: 'istio', … } }.",
    });
  }
  const filters = filtersOf(route);
  const routeWith = (own: string, parent: ParentRef, written: readonly Rule[]): HTTPRoute => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: own, labels },
    spec: { parentRefs: [parent], hostnames: hosts, rules: written },
  });
  const main = routeWith(
    name,
    parentOfRoute(gateway, route),
    rules.map(({ prefix, takers, timeout }) => ({
      matches: [{ path: { type: 'PathPrefix', value: prefix } }],
      filters: filters.length > 0 ? filters : undefined,
      backendRefs: destinationsOf(subject, port, takers).map(({ name: service, port: number, weight = 1 }) => ({
        group: '',
        kind: 'Service',
        name: service,
        port: number,
        weight,
      })),
      timeouts: { request: timeout },
    })),
  );
  const objects = shifted ? [] : [{ id: 'HTTPRoute', manifest: main }];
  if (redirect !== true) return objects;
  const { listeners } = gateway;
  if (listeners === undefined) {
    parts.report({
      code: 'LS116',
      path: 'route.redirect',
      message: 'the platform does not declare the HTTP and HTTPS listeners of the gateway',
      fix: "Declare them: cluster: { gateway: { listeners: { http: 'http', https: 'https' } } }; or omit `redirect` if the gateway itself redirects.",
    });
    return objects;
  }
  const redirecting = routeWith(`${name}-redirect`, parentOf(gateway, listeners.http), [
    { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
  ]);
  return [
    ...objects,
    { id: 'HTTPRoute-redirect', manifest: redirecting, because: 'the route does not redirect there' },
  ];
}

/** The Gateway that a route attaches to, or one of its listeners. */
function parentOf(gateway: SharedGateway, sectionName: string | undefined): ParentRef {
  return { ...gatewayObject(gateway), sectionName };
}

/** Where the requests of a route come in: on the listener for HTTPS, when that for HTTP redirects to it. */
export function parentOfRoute(gateway: SharedGateway, { redirect }: SettledRoute): ParentRef {
  return parentOf(gateway, redirect === true ? gateway.listeners?.https : undefined);
}

function filtersOf({ requestHeaders, responseHeaders, hsts }: SettledRoute): readonly Filter[] {
  const response =
    hsts === undefined
      ? responseHeaders
      : { ...responseHeaders, set: { ...responseHeaders?.set, 'Strict-Transport-Security': hsts } };
  return [
    ...(requestHeaders === undefined
      ? []
      : [{ type: 'RequestHeaderModifier' as const, requestHeaderModifier: modifier(requestHeaders) }]),
    ...(response === undefined
      ? []
      : [{ type: 'ResponseHeaderModifier' as const, responseHeaderModifier: modifier(response) }]),
  ];
}

function modifier({ set, add, remove }: HeaderChanges): Filter['requestHeaderModifier'] {
  const list = (headers: Readonly<Record<string, string>> | undefined) =>
    headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { set: list(set), add: list(add), remove };
}
