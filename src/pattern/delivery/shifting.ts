/**
 * Who moves the traffic from the one version to the other, and what Flagger has to know for it. With an Ingress it needs ours; of
 * Istio and of the Gateway API it writes the route itself, under the name of the service, so that everything the route says
 * stands in the Canary, and no second object for the same hosts is written.
 */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import type { Edged } from '../edge/edge';
import { parentOfRoute } from '../edge/http-route';
import type { SettledRule } from '../edge/settle';
import { headersOf, matchesOf, settingsOf } from '../edge/virtual-service';
import type { Identity } from '../identity';
import { trafficPolicyOf, type Traffic } from '../mesh/traffic';
import { inEachEnvironment } from '../per-environment';

/** Parts of the spec of a Canary. */
export interface Shifting {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly service: Readonly<Record<string, unknown>>;
}

/** The provider of Flagger for the gateway, and the route as it takes it. */
export function shiftingOf(identity: Identity, edge: Edged, traffic: Normal<Traffic> | undefined): Shifting {
  const { route, gateway, objects } = edge;
  refuseElsewhere(identity, edge);
  if (gateway.api === 'ingress') {
    const said = refusal(identity);
    if (objects.length > 1)
      said(
        'route.rules',
        `its route becomes ${objects.length} Ingresses, and Flagger shares out the traffic of one`,
        'Give all rules of the route the same timeout and limits.',
      );
    const ingressRef = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: objects[0]?.metadata.name };
    return { spec: { provider: 'nginx', ingressRef }, service: {} };
  }
  refuseUnsaid(identity, edge);
  const [rule] = route.rules as readonly [SettledRule];
  if (gateway.api === 'istio') {
    refuseUnlimited(identity, traffic);
    const trafficPolicy = trafficPolicyOf(identity, traffic);
    const service = {
      gateways: [gateway.name],
      hosts: route.hosts,
      match: matchesOf(route.rules),
      ...settingsOf(route, rule),
      ...(trafficPolicy && { trafficPolicy }),
    };
    return { spec: { provider: 'istio' }, service };
  }
  refuseRestless(identity, edge);
  return {
    spec: { provider: 'gatewayapi:v1' },
    service: {
      gatewayRefs: [parentOfRoute(gateway, route)],
      hosts: route.hosts,
      // Prefixes of the Gateway API are of whole segments.
      match: route.rules.map(({ prefix }) => ({ uri: { prefix } })),
      timeout: rule.timeout,
      ...headersOf(route),
    },
  };
}

function refusal({ construct }: Identity) {
  return (path: string, message: string, fix: string, where: object = {}) =>
    report(construct, { code: 'LS626', path, ...where, message, fix });
}

/** The Services are Flagger's, so that an environment without the Canary would have none. */
function refuseElsewhere(identity: Identity, { presence }: Edged): void {
  const { names } = identity.platform.environments;
  const without = names.filter(
    (_, index) => presence?.present[index] === false && identity.pods.presence?.present[index] !== false,
  );
  if (without.length === 0) return;
  refusal(identity)(
    'route.only',
    'the route does not exist there, and Flagger shares out the traffic of a route',
    'Let the route exist wherever the service does, or leave `canary` out.',
    { environments: without },
  );
}

/** What a route may say and a Canary may not. */
function refuseUnsaid(identity: Identity, { route, gateway }: Edged): void {
  const said = refusal(identity);
  inEachEnvironment(identity, { name: route.name }, ({ name }, where) => {
    if (name !== identity.name)
      said(
        'route.name',
        `Flagger names the route after the service, not "${String(name)}"`,
        'Leave `name` out.',
        where,
      );
  });
  for (const { prefix, takers } of route.rules) {
    if (takers.length === 0) continue;
    const names = takers.map(({ pods }) => pods.name).join(', ');
    said(
      `route.rules[prefix=${prefix}].shares`,
      `Flagger shares the requests out between two versions of ${identity.name}, and ${names} would get none`,
      'Give the other service a route with a prefix of its own, or leave `canary` or `shares` out.',
    );
  }
  if (gateway.api === 'istio') {
    inEachEnvironment(identity, { redirect: route.redirect }, ({ redirect }, where) => {
      if (redirect === true)
        said(
          'route.redirect',
          'the VirtualService that Flagger writes has no place for a redirect',
          'Let the Gateway redirect, `tls: { httpsRedirect: true }` of its server for HTTP, and leave `redirect` out.',
          where,
        );
    });
  }
  refuseDifferentRules(identity, route.rules);
}

/** All prefixes become matches of one rule. */
function refuseDifferentRules(identity: Identity, rules: readonly SettledRule[]): void {
  const [first, ...others] = rules.map(({ prefix, timeout, retries }) => ({
    prefix,
    values: {
      timeout,
      retries: retries?.attempts ?? 0,
      perTry: retries?.perTry,
      idempotent: retries?.idempotent ?? false,
    },
  }));
  for (const { prefix, values } of others) {
    for (const field of ['timeout', 'retries', 'perTry', 'idempotent'] as const) {
      inEachEnvironment(identity, { one: first!.values[field], other: values[field] }, ({ one, other }, where) => {
        if (one === other) return;
        refusal(identity)(
          'route.rules',
          `${first!.prefix} has ${told(field, one)} and ${prefix} ${told(field, other)}, and Flagger writes one rule for all prefixes`,
          'Give all rules of the route the same timeout and retries, or one of the prefixes a service of its own.',
          where,
        );
      });
    }
  }
}

function told(field: string, value: unknown): string {
  if (field === 'timeout') return `a timeout of ${String(value)}`;
  if (field === 'perTry') return value === undefined ? 'no limit for one try' : `${String(value)} for one try`;
  return field === 'retries' ? `${String(value)} retries` : `${value === true ? 'idempotent' : 'other'} requests`;
}

/** The DestinationRules of both versions follow the Canary, whose connection pool knows HTTP alone, and in which Flagger takes 0 for nothing said. */
function refuseUnlimited(identity: Identity, traffic: Normal<Traffic> | undefined): void {
  const { maxConnections, maxRetries, maxEjectionPercent } = traffic?.circuitBreaker ?? {};
  inEachEnvironment(identity, { maxConnections, maxRetries, maxEjectionPercent }, (own, where) => {
    const said = (field: string, message: string, fix: string) =>
      refusal(identity)(`traffic.circuitBreaker.${field}`, message, fix, where);
    if (own.maxConnections !== undefined)
      said(
        'maxConnections',
        'a Canary has no place for a limit of TCP connections',
        'Limit requests, `http2MaxRequests` and `http1MaxPendingRequests`, or leave `canary` out.',
      );
    if (own.maxRetries === 0)
      said('maxRetries', 'Flagger leaves out a limit of 0, and Istio then has none', 'Give 1 or more.');
    if (own.maxEjectionPercent === 0)
      said(
        'maxEjectionPercent',
        'Flagger leaves out a share of 0, and Istio then takes 10 %',
        'Give 1 or more, or leave `circuitBreaker` out.',
      );
  });
}

/**
 * Flagger 1.36 writes headers of an HTTPRoute in the order of a Go map, which changes; each time it takes that for a new route, and
 * writes it with all traffic on the old version. Of one header there is one order.
 */
function refuseRestless(identity: Identity, { route }: Edged): void {
  const lists = [
    ['requestHeaders', 'set', Object.keys(route.requestHeaders?.set ?? {})],
    ['requestHeaders', 'add', Object.keys(route.requestHeaders?.add ?? {})],
    [
      'responseHeaders',
      'set',
      [
        ...Object.keys(route.responseHeaders?.set ?? {}),
        ...(route.hsts === undefined ? [] : ['Strict-Transport-Security']),
      ],
    ],
    ['responseHeaders', 'add', Object.keys(route.responseHeaders?.add ?? {})],
  ] as const;
  for (const [prop, how, names] of lists) {
    if (names.length < 2) continue;
    refusal(identity)(
      `route.${prop}`,
      `Flagger writes the headers ${names.join(', ')} in an order that changes (\`${how}\`), and begins again with each change, so that no version ever passes`,
      'Let the route set one of them and the service the others, or route by Istio.',
    );
  }
}
