/** What a route says beside where it leads: limits, CORS, headers. */
import { fixed, flag, integer, list, object, record, required, text, type Shape } from '../../model/shape';
import { duration, quantity } from '../../model/syntax';

/** How much one client address may ask for; more is answered by 429 or 503. Each replica of the gateway counts for itself. */
export interface RateLimit {
  readonly requestsPerSecond?: number;
  readonly requestsPerMinute?: number;
  /** Connections at the same time. */
  readonly connections?: number;
  /** How many times the rate may come at once. Default: that of the gateway, 5. */
  readonly burstMultiplier?: number;
}

/** Limits of requests: of a route, or of one rule. */
export interface Limits {
  /** Default: none. */
  readonly rateLimit?: RateLimit;
  /** Largest body of a request, as a quantity: `10Mi`. Default: that of the gateway (1Mi with ingress-nginx). */
  readonly bodySize?: string;
}

/** Which pages of other origins may call. */
export interface Cors {
  /** Origins such as `https://shop.example`, or `*`. */
  readonly origins: readonly string[];
  /** Default: GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS. */
  readonly methods?: readonly string[];
  /** Request headers that scripts may set. Default: those that need no permission. */
  readonly headers?: readonly string[];
  /** Response headers that scripts may read. Default: those that need no permission. */
  readonly exposeHeaders?: readonly string[];
  /** Whether cookies are sent along; not with `*`. Default: false. */
  readonly credentials?: boolean;
  /** How long a browser may remember the answer. Default: 24h. */
  readonly maxAge?: string;
}

/** Headers that the gateway changes. */
export interface HeaderChanges {
  /** Written over what is there. */
  readonly set?: Record<string, string>;
  /** Written beside what is there. */
  readonly add?: Record<string, string>;
  readonly remove?: readonly string[];
}

const token: Shape = text('the name of a header', 'X-Request-Id', (value) =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value),
);
const headerValue: Shape = text('the value of a header', 'DENY', (value) => value !== '' && !/[\r\n\0]/.test(value));
const origin: Shape = text(
  'an origin',
  'https://shop.example',
  (value) => value === '*' || /^https?:\/\/[^/\s,]+$/.test(value),
);
const method: Shape = text('a method', 'GET', (value) => /^[A-Z]+$/.test(value));
const count: Shape = integer({ min: 1 });

export const limitShapes = {
  rateLimit: object<RateLimit>({
    requestsPerSecond: count,
    requestsPerMinute: count,
    connections: count,
    burstMultiplier: count,
  }),
  bodySize: quantity,
};
export const corsShape: Shape = object<Cors>({
  origins: required(list(origin, { atLeast: 1 })),
  methods: list(method, { atLeast: 1 }),
  headers: list(token, { atLeast: 1 }),
  exposeHeaders: list(token, { atLeast: 1 }),
  credentials: flag,
  maxAge: duration,
});
export const headersShape: Shape = object<HeaderChanges>({
  set: record(headerValue, token),
  add: record(headerValue, token),
  remove: fixed(list(token, { atLeast: 1 })),
});

export const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export const CORS_MAX_AGE = '24h';
