/** One declaration of routes from outside to a service, whatever API the cluster routes by. */
import { presenceShape } from '../../model/presence';
import {
  everywhere,
  fixed,
  flag,
  integer,
  list,
  object,
  required,
  text,
  type Shape,
  type PropsOf,
} from '../../model/shape';
import { dnsLabel, duration, hostName } from '../../model/syntax';
import { isVarying } from '../../model/varying';
import { hstsShape } from './hsts';
import { sharesShape } from './shares';
import { corsShape, headersShape, limitShapes } from './settings';

export interface Retries extends PropsOf<typeof retriesProps> {}
const retriesProps = {
  /** Number of tries after the first. */
  attempts: required(integer({ min: 0 })),
  /** Timeout of each try. */
  perTry: duration,
  /**
   * Whether a request may safely be sent twice. If so, failed and timed-out tries are repeated as well, and all tries
   * together must fit in the timeout. Default: false; only requests that never reached the service are repeated.
   */
  idempotent: fixed(flag),
};
export const retriesShape = object<Retries>(retriesProps);

export interface RouteRule extends PropsOf<typeof routeRuleProps> {}
const routeRuleProps = {
  /** Path prefix that matches whole segments: `/mcp` matches `/mcp` and `/mcp/x`, not `/mcp-docs`. */
  prefix: required(
    fixed(
      text(
        'an absolute path without a trailing slash',
        '/api',
        (path) => path === '/' || /^(\/[^/?#\s]+)+$/.test(path),
      ),
    ),
  ),
  /**
   * Time until the response is complete; for streams, their maximum duration. Default: 30s. ingress-nginx measures the
   * idle time between two reads instead, so an active WebSocket may stay open.
   */
  timeout: duration,
  /**
   * Whether clients reconnect on their own when a connection is closed, as WebSocket and event stream clients do. A
   * terminating pod then need not wait as long as a stream may last. Default: false.
   */
  reconnects: fixed(flag),
  ...limitShapes,
  /** Default: none. */
  retries: fixed(retriesShape),
  /**
   * Shares of its requests that other services receive, such as the next version: `[{ to: next.endpoint, percent: 10
   * }]`. The service of the route receives the rest. Default: none. Cannot be combined with `canary`.
   */
  shares: fixed(sharesShape),
};
const rulesShape = list(object<RouteRule>(routeRuleProps), { atLeast: 1 });

/** Objects are named after the prefixes of rules. */
const rules: Shape<readonly RouteRule[]> = (value, at) => {
  const varying = Array.isArray(value) ? value.findIndex(isVarying) : -1;
  if (varying === -1) return rulesShape(value, at);
  at.report({
    code: 'LS102',
    path: `${at.path}[${varying}]`,
    message: 'an entire rule cannot vary',
    fix: 'Vary the fields of the rule instead; its prefix must be the same in every environment.',
  });
};

/** What an API cannot express is refused, never left out: see `docs/edge.md`. */
export interface Route extends PropsOf<typeof routeProps> {}
const routeProps = {
  /** Public host names. */
  hosts: required(list(hostName, { atLeast: 1 })),
  /** Default: one rule for `/`. The most specific prefix is matched first, regardless of the order here. */
  rules,
  /** Name of the route object. Default: that of the service. */
  name: dnsLabel,
  ...limitShapes,
  /**
   * Whether its hosts are served over TLS. Default: true. If TLS is terminated at a Gateway of the cluster, that
   * Gateway decides.
   */
  tls: flag,
  /**
   * Name of the Secret with the certificate. Routes that name the same Secret share a certificate for all of their
   * hosts. Default: derived from the first host of the last environment, `api-shop-example-tls`.
   */
  certificate: fixed(dnsLabel),
  /**
   * Whether plain HTTP is redirected to HTTPS. Default: true for an Ingress with TLS; otherwise, the Gateway decides.
   */
  redirect: flag,
  /** Default: not sent. */
  hsts: everywhere(hstsShape),
  /** Default: none, so pages of other origins cannot call it. */
  cors: everywhere(corsShape),
  requestHeaders: everywhere(headersShape),
  responseHeaders: everywhere(headersShape),
  /**
   * Whether ModSecurity inspects requests with the OWASP core rules; the controller is configured to block or only to
   * report. Default: false.
   */
  firewall: flag,
  /** Environments in which it exists, if not all those of the service: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
export const routeShape = object<Route>(routeProps);
