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
  /** Tries after the first. */
  attempts: required(integer({ min: 0 })),
  /** Longest time of one try. */
  perTry: duration,
  /**
   * Whether a request may safely be sent twice. Then failed and timed-out tries are repeated as well, and the tries together
   * must fit the timeout. Default: false; only requests that never reached the service are repeated.
   */
  idempotent: fixed(flag),
};
export const retriesShape = object<Retries>(retriesProps);

export interface RouteRule extends PropsOf<typeof routeRuleProps> {}
const routeRuleProps = {
  /** Path that is matched by whole segments: `/mcp` takes `/mcp` and `/mcp/x`, not `/mcp-docs`. */
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
   * Until the answer is complete; for streams, how long one may last. Default: 30s. ingress-nginx measures the silence between
   * two reads instead, so that a WebSocket that says something within it may stay.
   */
  timeout: duration,
  /**
   * Whether clients come back by themselves when a connection is cut, as those of WebSockets and event streams do. A stopping
   * pod then need not wait for as long as a stream may last. Default: false.
   */
  reconnects: fixed(flag),
  ...limitShapes,
  /** Default: none. */
  retries: fixed(retriesShape),
  /**
   * Parts of its requests that other services take, such as a next version: `[{ to: next.endpoint, percent: 10 }]`. What is left
   * goes to the service of the route. Default: none. A `canary` moves its own, and leaves none to others.
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
  /** Host names that the outside world uses. */
  hosts: required(list(hostName, { atLeast: 1 })),
  /** Default: one rule for `/`. The most specific prefix is matched first, whatever the order here. */
  rules,
  /** Name of the route object. Default: that of the service. */
  name: dnsLabel,
  ...limitShapes,
  /** Whether its hosts are served by TLS. Default: true. Where TLS ends at a Gateway of the cluster, that Gateway decides. */
  tls: flag,
  /**
   * Name of the Secret with the certificate. Routes that name one Secret share the certificate, which then has the hosts of all
   * of them. Default: from the first host as the last environment has it, `api-shop-example-tls`.
   */
  certificate: fixed(dnsLabel),
  /** Whether plain HTTP is answered by a redirect to HTTPS. Default: true with an Ingress that has TLS; else as the Gateway does. */
  redirect: flag,
  /** Default: not sent. */
  hsts: everywhere(hstsShape),
  /** Default: none, so that pages of other origins cannot call. */
  cors: everywhere(corsShape),
  requestHeaders: everywhere(headersShape),
  responseHeaders: everywhere(headersShape),
  /** Whether ModSecurity with the OWASP core rules looks at requests; blocking or reporting is a setting of the controller. Default: false. */
  firewall: flag,
  /** Where it exists, when not wherever the service does: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
export const routeShape = object<Route>(routeProps);
