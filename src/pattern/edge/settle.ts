/** Fills in what a route leaves out, and refuses what cannot hold whatever API routes it. */
import { seconds } from '../../model/syntax';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Manifest } from '../manifests';
import { hstsHeader } from './hsts';
import type { Retries, Route, RouteRule } from './route';
import type { Cors } from './settings';
import { takersOf, type Taker } from './shares';

/** A route with every default filled in, its rules in the order of matching. */
export interface SettledRoute extends Pick<
  Route,
  'redirect' | 'firewall' | 'cors' | 'requestHeaders' | 'responseHeaders'
> {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly rules: readonly SettledRule[];
  /** Value of the header; `undefined` when it is not sent. */
  readonly hsts: string | undefined;
}

export interface SettledRule extends Pick<RouteRule, 'prefix' | 'retries' | 'rateLimit' | 'bodySize'> {
  readonly timeout: string;
  /** Other services that take shares of its requests. */
  readonly takers: readonly Taker[];
}

/** An object that a route comes to. */
export interface RouteObject {
  /** Unique below the service, and of nothing that varies. */
  readonly id: string;
  readonly manifest: Manifest;
  /** Why other environments may lack it, in addition to those without the route. */
  readonly because?: string;
}

const DEFAULT_TIMEOUT = '30s';

/** @param drain how long a pod may finish what is under way; every stream must fit it */
export function settleRoute(subject: Subject, route: Route, drain: string): SettledRoute {
  const { name, parts } = subject;
  const { hosts, rules: given = [{ prefix: '/' }], hsts, cors } = route;
  const ordered = [...given].sort(({ prefix: a }, { prefix: b }) => b.length - a.length || (a < b ? -1 : 1));
  const rules = ordered.map((rule, index) => {
    const { prefix, retries, timeout = DEFAULT_TIMEOUT } = rule;
    refuseHidden(parts, prefix, ordered[index - 1]?.prefix);
    refuseLongRetries(parts, retries, timeout, `route.rules[prefix=${prefix}].retries`);
    if (rule.reconnects !== true) refuseLongStream(parts, prefix, timeout, drain);
    return {
      prefix,
      timeout,
      retries,
      // What a rule says of limits comes over what the route says.
      rateLimit: rule.rateLimit ?? route.rateLimit,
      bodySize: rule.bodySize ?? route.bodySize,
      takers: takersOf(subject, rule.shares),
    };
  });
  refuseCredentialsForAll(parts, cors);
  const { redirect, firewall, requestHeaders, responseHeaders } = route;
  return {
    name: route.name ?? name,
    hosts,
    rules,
    hsts: hsts && hstsHeader(hsts),
    redirect,
    firewall,
    cors,
    requestHeaders,
    responseHeaders,
  };
}

function refuseHidden(parts: Parts, prefix: string, before: string | undefined): void {
  if (before === prefix)
    parts.report({
      code: 'LS111',
      path: 'route.rules',
      message: `two rules match the prefix ${prefix}, so the second never matches a request`,
      fix: 'Merge them.',
    });
}

/** Only retries after a time-out need room for every try: the others repeat what failed at once. */
export function refuseLongRetries(parts: Parts, retries: Retries | undefined, timeout: string, path: string): void {
  if (retries?.idempotent !== true || retries.perTry === undefined) return;
  const { attempts, perTry } = retries;
  const tries = attempts + 1;
  const needed = tries * (seconds(perTry) ?? 0);
  const available = seconds(timeout) ?? 0;
  if (needed <= available) return;
  parts.report({
    code: 'LS112',
    path,
    message: `${tries} tries of ${perTry} each take up to ${needed}s, but the request times out after ${available}s`,
    fix: `Shorten perTry to ${Math.floor(available / tries)}s, reduce the number of tries, or increase the timeout.`,
  });
}

function refuseLongStream(parts: Parts, prefix: string, timeout: string, drain: string): void {
  if ((seconds(timeout) ?? 0) <= (seconds(drain) ?? 0)) return;
  parts.report({
    code: 'LS113',
    path: 'shutdown.drain',
    message: `requests to ${prefix} may take up to ${timeout}, but a terminating pod waits only ${drain} for them`,
    fix: `Set shutdown: { drain: '${timeout}' }, shorten the timeout of the route, or set \`reconnects: true\` if its clients reconnect on their own.`,
  });
}

/** Browsers refuse it, and so they should: any page could act as the user. */
function refuseCredentialsForAll(parts: Parts, cors: Cors | undefined): void {
  if (cors?.credentials === true && cors.origins.includes('*'))
    parts.report({
      code: 'LS114',
      path: 'route.cors',
      message: 'CORS allows credentials for every origin',
      fix: 'List the allowed origins, or omit `credentials`.',
    });
}
