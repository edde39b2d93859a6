/** Settings of a route other than its target: limits, CORS, headers. */
import { fixed, flag, integer, list, object, record, required, text, type PropsOf } from '../../model/shape';
import { duration, quantity } from '../../model/syntax';

/** Limits of requests: of a route, or of one rule. */
export interface Limits {
  /** Default: none. */
  readonly rateLimit?: RateLimit;
  /** Maximum size of a request body, as a quantity: `10Mi`. Default: that of the gateway (1Mi with ingress-nginx). */
  readonly bodySize?: string;
}

const token = text('the name of a header', 'X-Request-Id', (value) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value));
const headerValue = text('the value of a header', 'DENY', (value) => value !== '' && !/[\r\n\0]/.test(value));
const origin = text(
  'an origin',
  'https://shop.example',
  (value) => value === '*' || /^https?:\/\/[^/\s,]+$/.test(value),
);
const method = text('a method', 'GET', (value) => /^[A-Z]+$/.test(value));
const count = integer({ min: 1 });

/** How much one client address may ask for; more is answered by 429 or 503. Each replica of the gateway counts for itself. */
export interface RateLimit extends PropsOf<typeof rateLimitProps> {}
const rateLimitProps = {
  requestsPerSecond: count,
  requestsPerMinute: count,
  /** Number of concurrent connections. */
  connections: count,
  /** Allowed burst, as a multiple of the rate. Default: that of the gateway, 5. */
  burstMultiplier: count,
};
export const limitShapes = {
  rateLimit: object<RateLimit>(rateLimitProps),
  bodySize: quantity,
};

/** Which pages of other origins may call. */
export interface Cors extends PropsOf<typeof corsProps> {}
const corsProps = {
  /** Origins such as `https://shop.example`, or `*`. */
  origins: required(list(origin, { atLeast: 1 })),
  /** Default: GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS. */
  methods: list(method, { atLeast: 1 }),
  /** Request headers that scripts may set. Default: those that need no permission. */
  headers: list(token, { atLeast: 1 }),
  /** Response headers that scripts may read. Default: those that need no permission. */
  exposeHeaders: list(token, { atLeast: 1 }),
  /** Whether cookies are sent; not with `*`. Default: false. */
  credentials: flag,
  /** How long a browser may cache the response. Default: 24h. */
  maxAge: duration,
};
export const corsShape = object<Cors>(corsProps);

/** Headers that the gateway changes. */
export interface HeaderChanges extends PropsOf<typeof headerChangesProps> {}
const headerChangesProps = {
  /** Replaces existing headers. */
  set: record(headerValue, token),
  /** Added to existing headers. */
  add: record(headerValue, token),
  remove: fixed(list(token, { atLeast: 1 })),
};
export const headersShape = object<HeaderChanges>(headerChangesProps);

export const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export const CORS_MAX_AGE = '24h';
