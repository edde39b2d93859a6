/**
 * Who moves the traffic from the one version to the other, and what Flagger has to know for it. With an Ingress it needs ours; of
 * Istio and of the Gateway API it writes the route itself, under the name of the service, so that everything the route says
 * is in the Canary, and no second object for the same hosts is written.
 */
import type { Edged } from '../edge/edge';
import { parentOfRoute } from '../edge/http-route';
import type { SettledRule } from '../edge/settle';
import { headersOf, matchesOf, settingsOf } from '../edge/virtual-service';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Canary } from '../manifests';
import { trafficPolicyOf, type Traffic } from '../mesh/traffic';

type Spec = NonNullable<Canary['spec']>;

/** Parts of the spec of a Canary. */
export interface Shifting {
  readonly spec: Pick<Spec, 'provider' | 'ingressRef'>;
  readonly service: Omit<Spec['service'], 'port'>;
}

/** The provider of Flagger for the gateway, and the route as it takes it. */
export function shiftingOf(subject: Subject, edge: Edged, traffic: Traffic | undefined): Shifting {
  const { facts, name, parts } = subject;
  const { route, gateway, here, objects } = edge;
  // The Services are Flagger's, so that an environment without the Canary would have none.
  if (!here)
    refuse(
      parts,
      'route.only',
      'the route does not exist there, but Flagger splits the traffic of a route',
      'Declare the route in all environments in which the service exists, or omit `canary`.',
      true,
    );
  if (gateway.api === 'ingress') {
    if (objects.length > 1)
      refuse(
        parts,
        'route.rules',
        `its route becomes ${objects.length} Ingresses, but Flagger can split the traffic of only one`,
        'Use the same timeout and limits for all rules of the route.',
      );
    const ingressRef = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: objects[0] ?? name } as const;
    return { spec: { provider: 'nginx', ingressRef }, service: {} };
  }
  refuseUnsaid(subject, edge);
  const { hosts, rules } = route;
  const rule = rules[0]!;
  if (gateway.api === 'istio') {
    refuseUnlimited(parts, traffic);
    const trafficPolicy = trafficPolicyOf(facts, traffic);
    const service = { gateways: [gateway.name], hosts, match: matchesOf(rules), ...settingsOf(route, rule) };
    return { spec: { provider: 'istio' }, service: { ...service, trafficPolicy } };
  }
  refuseRestless(parts, edge);
  return {
    spec: { provider: 'gatewayapi:v1' },
    service: {
      gatewayRefs: [parentOfRoute(gateway, route)],
      hosts,
      // Prefixes of the Gateway API are of whole segments.
      match: rules.map(({ prefix }) => ({ uri: { prefix } })),
      timeout: rule.timeout,
      headers: headersOf(route),
    },
  };
}

function refuse(parts: Parts, path: string, message: string, fix: string, together = false): void {
  parts.report({ code: 'LS626', path, message, fix }, together);
}

/** What a route may say and a Canary may not. */
function refuseUnsaid({ name, parts }: Subject, { route, gateway }: Edged): void {
  if (route.name !== name)
    refuse(
      parts,
      'route.name',
      `Flagger names the route after the service, so it cannot be named "${route.name}"`,
      'Remove `name`.',
    );
  for (const { prefix, takers } of route.rules) {
    if (takers.length === 0) continue;
    const names = takers.map(({ pods }) => pods.name).join(', ');
    refuse(
      parts,
      `route.rules[prefix=${prefix}].shares`,
      `Flagger splits the traffic between two versions of ${name}, so ${names} would get none`,
      'Declare a route with its own prefix on the other service, or remove either `canary` or `shares`.',
    );
  }
  if (gateway.api === 'istio' && route.redirect === true)
    refuse(
      parts,
      'route.redirect',
      'the VirtualService that Flagger generates does not support a redirect',
      'Configure the redirect on the Gateway, with `tls: { httpsRedirect: true }` on its HTTP server, and omit `redirect`.',
    );
  refuseDifferentRules(parts, route.rules);
}

/** All prefixes become matches of one rule. */
function refuseDifferentRules(parts: Parts, rules: readonly SettledRule[]): void {
  const [first, ...others] = rules.map(({ prefix, timeout, retries }) => ({
    prefix,
    said: [
      `a timeout of ${timeout}`,
      `${retries?.attempts ?? 0} retries`,
      retries?.perTry === undefined ? 'no timeout per try' : `a timeout of ${retries.perTry} per try`,
      `${retries?.idempotent === true ? 'idempotent' : 'non-idempotent'} requests`,
    ],
  }));
  for (const { prefix, said } of others) {
    said.forEach((other, index) => {
      const one = first!.said[index]!;
      if (one === other) return;
      refuse(
        parts,
        'route.rules',
        `${first!.prefix} has ${one} but ${prefix} has ${other}, and Flagger generates one rule for all prefixes`,
        'Use the same timeout and retries for all rules of the route, or move one of the prefixes to a separate service.',
      );
    });
  }
}

/** The DestinationRules of both versions follow the Canary, whose connection pool knows HTTP alone, and in which Flagger takes 0 for nothing said. */
function refuseUnlimited(parts: Parts, traffic: Traffic | undefined): void {
  const { maxConnections, maxRetries, maxEjectionPercent } = traffic?.circuitBreaker ?? {};
  const refuseLimit = (field: string, message: string, fix: string) =>
    refuse(parts, `traffic.circuitBreaker.${field}`, message, fix);
  if (maxConnections !== undefined)
    refuseLimit(
      'maxConnections',
      'a Canary cannot limit TCP connections',
      'Limit requests with `http2MaxRequests` and `http1MaxPendingRequests` instead, or omit `canary`.',
    );
  if (maxRetries === 0)
    refuseLimit('maxRetries', 'Flagger omits a limit of 0, so Istio applies no limit', 'Set it to 1 or more.');
  if (maxEjectionPercent === 0)
    refuseLimit(
      'maxEjectionPercent',
      'Flagger omits a percentage of 0, so Istio uses its default of 10%',
      'Set it to 1 or more, or omit `circuitBreaker`.',
    );
}

/**
 * Flagger 1.36 writes headers of an HTTPRoute in the order of a Go map, which changes; each time it takes that for a new route, and
 * writes it with all traffic on the old version. Of one header there is one order.
 */
function refuseRestless(parts: Parts, { route }: Edged): void {
  const { requestHeaders, responseHeaders, hsts } = route;
  const sent = hsts === undefined ? [] : ['Strict-Transport-Security'];
  const lists = [
    ['requestHeaders', 'set', Object.keys(requestHeaders?.set ?? {})],
    ['requestHeaders', 'add', Object.keys(requestHeaders?.add ?? {})],
    ['responseHeaders', 'set', [...Object.keys(responseHeaders?.set ?? {}), ...sent]],
    ['responseHeaders', 'add', Object.keys(responseHeaders?.add ?? {})],
  ] as const;
  for (const [prop, how, names] of lists) {
    if (names.length < 2) continue;
    refuse(
      parts,
      `route.${prop}`,
      `Flagger writes the headers ${names.join(', ')} in an order that changes (\`${how}\`), and restarts the analysis with each change, so that no version ever passes`,
      'Set one of them in the route and the others in the service, or use Istio.',
    );
  }
}
