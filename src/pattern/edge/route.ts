/** One declaration of routes from outside to a service, whatever API the cluster routes by. */
import type { IConstruct } from 'constructs';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, flag, integer, list, object, required, text, type Shape } from '../../model/shape';
import { dnsLabel, duration, hostName, seconds } from '../../model/syntax';
import { combine, isVarying } from '../../model/varying';
import { or } from '../per-environment';

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

export interface RouteRule {
  /** Path that is matched by whole segments: `/mcp` takes `/mcp` and `/mcp/x`, not `/mcp-docs`. */
  readonly prefix: string;
  /** Until the answer is complete; for streams, how long one may last. Default: 30s. */
  readonly timeout?: string;
  /** Default: none. */
  readonly retries?: Retries;
}

export interface Route {
  /** Host names that the outside world uses. */
  readonly hosts: readonly string[];
  /** Default: one rule for `/`. The most specific prefix is matched first, whatever the order here. */
  readonly rules?: readonly RouteRule[];
  /** Name of the route object. Default: that of the service. */
  readonly name?: string;
}

export const routeShape: Shape = object<Route>({
  hosts: required(list(hostName, { atLeast: 1 })),
  rules: list(
    object<RouteRule>({
      prefix: required(fixed(text('an absolute path without a trailing slash', '/api', (path) => path === '/' || /^(\/[^/?#\s]+)+$/.test(path)))),
      timeout: duration,
      retries: fixed(object<Retries>({ attempts: required(integer({ min: 0 })), perTry: duration, idempotent: fixed(flag) })),
    }),
    { atLeast: 1 },
  ),
  name: dnsLabel,
});

/** A route with every default filled in, its rules in the order of matching. */
export interface SettledRoute {
  readonly name: string;
  readonly hosts: readonly unknown[];
  readonly rules: readonly SettledRule[];
}

export interface SettledRule {
  readonly prefix: string;
  readonly timeout: unknown;
  readonly retries: { readonly attempts: unknown; readonly perTry: unknown; readonly idempotent: boolean } | undefined;
}

const DEFAULT_TIMEOUT = '30s';

/** @param drain how long a pod may finish what is under way; every stream must fit it */
export function settleRoute(construct: IConstruct, route: Normal<Route>, serviceName: string, drain: unknown): SettledRoute {
  if (isVarying(route.hosts) || isVarying(route.rules)) {
    report(construct, { code: 'LS102', path: 'route', message: 'a list of the route varies as a whole', fix: 'Let hosts, and the fields of rules, vary one by one.' });
    return { name: serviceName, hosts: [], rules: [] };
  }
  refuseNoHost(construct, route.hosts);
  const listed = route.rules ?? [{ prefix: '/' }];
  if (listed.some((rule) => isVarying(rule))) {
    report(construct, { code: 'LS102', path: 'route.rules', message: 'a rule varies as a whole', fix: 'Let the fields of the rule vary; its prefix is the same everywhere.' });
    return { name: serviceName, hosts: [], rules: [] };
  }
  const given = listed as readonly Normal<RouteRule>[];
  const rules = given
    .map((rule) => ({
      prefix: String(rule.prefix),
      timeout: or(rule.timeout, DEFAULT_TIMEOUT),
      retries: rule.retries && { attempts: rule.retries.attempts, perTry: rule.retries.perTry, idempotent: rule.retries.idempotent === true },
    }))
    .sort((a, b) => b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1));
  rules.forEach((rule, index) => {
    refuseHidden(construct, rule, rules[index - 1]);
    refuseLongRetries(construct, rule);
    refuseLongStream(construct, rule, drain);
  });
  return { name: (route.name as string | undefined) ?? serviceName, hosts: route.hosts, rules };
}

/** A route without hosts would take those of everybody. */
function refuseNoHost(construct: IConstruct, hosts: readonly unknown[]): void {
  forEach(Object.fromEntries(hosts.entries()), (own, where) => {
    if (Object.values(own).some((host) => host !== undefined)) return;
    report(construct, { code: 'LS102', path: 'route.hosts', ...where, message: 'the route has no host', fix: 'Give one in every environment.' });
  });
}

function refuseHidden(construct: IConstruct, rule: SettledRule, before: SettledRule | undefined): void {
  if (before?.prefix !== rule.prefix) return;
  report(construct, { code: 'LS111', path: 'route.rules', message: `two rules match the prefix ${rule.prefix}, so the second never takes a request`, fix: 'Join them.' });
}

function refuseLongRetries(construct: IConstruct, { prefix, timeout, retries }: SettledRule): void {
  if (retries?.idempotent !== true || retries.perTry === undefined) return;
  forEach({ timeout, attempts: retries.attempts, perTry: retries.perTry }, (own, where) => {
    const tries = Number(own.attempts) + 1;
    const needed = tries * (seconds(String(own.perTry)) ?? 0);
    const available = seconds(String(own.timeout)) ?? 0;
    if (needed <= available) return;
    report(construct, {
      code: 'LS112',
      path: `route.rules[prefix=${prefix}].retries`,
      ...where,
      message: `${tries} tries of ${String(own.perTry)} take ${needed}s, the timeout ends the request after ${available}s`,
      fix: `Shorten perTry to ${Math.floor(available / tries)}s, try less often, or lengthen the timeout.`,
    });
  });
}

function refuseLongStream(construct: IConstruct, { prefix, timeout }: SettledRule, drain: unknown): void {
  forEach({ timeout, drain }, (own, where) => {
    const longest = seconds(String(own.timeout)) ?? 0;
    const available = seconds(String(own.drain)) ?? 0;
    if (longest <= available) return;
    report(construct, {
      code: 'LS113',
      path: 'shutdown.drain',
      ...where,
      message: `requests to ${prefix} may last ${String(own.timeout)}, a stopping pod waits ${String(own.drain)} for them`,
      fix: `Give shutdown: { drain: '${String(own.timeout)}' }, or shorten the timeout of the route.`,
    });
  });
}

function forEach<V extends Record<string, unknown>>(values: V, look: (own: Record<keyof V, unknown>, where: { environments?: readonly string[] }) => void): void {
  const combined = combine(values, (own) => own as Record<keyof V, unknown>);
  if (!isVarying(combined)) return look(combined, {});
  combined.values.forEach((own, index) => look(own as Record<keyof V, unknown>, { environments: [combined.set.names[index]!] }));
}
