/** One declaration of routes from outside to a service, whatever API the cluster routes by. */
import { Presence } from '../../model/presence';
import {
  everywhere,
  fixed,
  flag,
  instance,
  integer,
  list,
  object,
  required,
  text,
  type Shape,
} from '../../model/shape';
import { dnsLabel, duration, hostName } from '../../model/syntax';
import { isVarying } from '../../model/varying';
import { hstsShape, type Hsts } from './hsts';
import { sharesShape, type Share } from './shares';
import { corsShape, headersShape, limitShapes, type Cors, type HeaderChanges, type Limits } from './settings';

export interface Retries {
  /** Tries after the first. */
  readonly attempts: number;
  /** Longest time of one try. */
  readonly perTry?: string;
  /**
   * Whether a request may safely be sent twice. Then failed and timed-out tries are repeated as well, and the tries together
   * must fit the timeout. Default: false; only requests that never reached the service are repeated.
   */
  readonly idempotent?: boolean;
}

export interface RouteRule extends Limits {
  /** Path that is matched by whole segments: `/mcp` takes `/mcp` and `/mcp/x`, not `/mcp-docs`. */
  readonly prefix: string;
  /**
   * Until the answer is complete; for streams, how long one may last. Default: 30s. ingress-nginx measures the silence between
   * two reads instead, so that a WebSocket that says something within it may stay.
   */
  readonly timeout?: string;
  /**
   * Whether clients come back by themselves when a connection is cut, as those of WebSockets and event streams do. A stopping
   * pod then need not wait for as long as a stream may last. Default: false.
   */
  readonly reconnects?: boolean;
  /** Default: none. */
  readonly retries?: Retries;
  /**
   * Parts of its requests that other services take, such as a next version: `[{ to: next.endpoint, percent: 10 }]`. What is left
   * goes to the service of the route. Default: none. A `canary` moves its own, and leaves none to others.
   */
  readonly shares?: readonly Share[];
}

/** What an API cannot express is refused, never left out: see `docs/edge.md`. */
export interface Route extends Limits {
  /** Host names that the outside world uses. */
  readonly hosts: readonly string[];
  /** Default: one rule for `/`. The most specific prefix is matched first, whatever the order here. */
  readonly rules?: readonly RouteRule[];
  /** Name of the route object. Default: that of the service. */
  readonly name?: string;
  /** Whether its hosts are served by TLS. Default: true. Where TLS ends at a Gateway of the cluster, that Gateway decides. */
  readonly tls?: boolean;
  /**
   * Name of the Secret with the certificate. Routes that name one Secret share the certificate, which then has the hosts of all
   * of them. Default: from the first host as the last environment has it, `api-shop-example-tls`.
   */
  readonly certificate?: string;
  /** Whether plain HTTP is answered by a redirect to HTTPS. Default: true with an Ingress that has TLS; else as the Gateway does. */
  readonly redirect?: boolean;
  /** Default: not sent. */
  readonly hsts?: Hsts;
  /** Default: none, so that pages of other origins cannot call. */
  readonly cors?: Cors;
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
  /** Whether ModSecurity with the OWASP core rules looks at requests; blocking or reporting is a setting of the controller. Default: false. */
  readonly firewall?: boolean;
  /** Where it exists, when not wherever the service does: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

export const retriesShape = object<Retries>({
  attempts: required(integer({ min: 0 })),
  perTry: duration,
  idempotent: fixed(flag),
});

const rulesShape: Shape = list(
  object<RouteRule>({
    prefix: required(
      fixed(
        text(
          'an absolute path without a trailing slash',
          '/api',
          (path) => path === '/' || /^(\/[^/?#\s]+)+$/.test(path),
        ),
      ),
    ),
    timeout: duration,
    reconnects: fixed(flag),
    ...limitShapes,
    retries: fixed(retriesShape),
    shares: fixed(sharesShape),
  }),
  { atLeast: 1 },
);

/** Objects are named after the prefixes of rules. */
const rules: Shape = (value, at) => {
  const varying = Array.isArray(value) ? value.findIndex(isVarying) : -1;
  if (varying === -1) return rulesShape(value, at);
  at.report({
    code: 'LS102',
    path: `${at.path}[${varying}]`,
    message: 'a rule varies as a whole',
    fix: 'Let the fields of the rule vary; its prefix is the same everywhere.',
  });
};

export const routeShape = object<Route>({
  hosts: required(list(hostName, { atLeast: 1 })),
  rules,
  name: dnsLabel,
  ...limitShapes,
  tls: flag,
  certificate: fixed(dnsLabel),
  redirect: flag,
  hsts: everywhere(hstsShape),
  cors: everywhere(corsShape),
  requestHeaders: everywhere(headersShape),
  responseHeaders: everywhere(headersShape),
  firewall: flag,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
});
