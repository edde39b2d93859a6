/** Fills in what a route leaves out, and refuses what cannot hold whatever API routes it. */
import type { IConstruct } from 'constructs';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';
import { hstsHeader } from './hsts';
import type { Retries, Route, RouteRule } from './route';
import type { Cors, HeaderChanges, Limits } from './settings';
import { takersOf, type Share, type Taker } from './shares';

/** A route with every default filled in, its rules in the order of matching. */
export interface SettledRoute {
  readonly name: string;
  readonly hosts: readonly unknown[];
  readonly rules: readonly SettledRule[];
  /** Value of the header; `undefined` when it is not sent. */
  readonly hsts: unknown;
  readonly redirect: unknown;
  readonly firewall: unknown;
  readonly cors: Normal<Cors> | undefined;
  readonly requestHeaders: Normal<HeaderChanges> | undefined;
  readonly responseHeaders: Normal<HeaderChanges> | undefined;
}

export interface SettledRule extends Normal<Limits> {
  readonly prefix: string;
  readonly timeout: unknown;
  readonly retries: SettledRetries | undefined;
  /** Other services that take shares of its requests. */
  readonly takers: readonly Taker[];
}

export interface SettledRetries {
  readonly attempts: unknown;
  readonly perTry: unknown;
  readonly idempotent: boolean;
}

const DEFAULT_TIMEOUT = '30s';

/**
 * @param drain how long a pod may finish what is under way; every stream must fit it
 * @returns `undefined`, and reports, when the route cannot be built from
 */
export function settleRoute(identity: Identity, route: Normal<Route>, drain: unknown): SettledRoute | undefined {
  const { construct } = identity;
  const { hosts, rules: listed = [{ prefix: '/' }] } = route;
  if (isVarying(hosts) || isVarying(listed)) {
    report(construct, {
      code: 'LS102',
      path: 'route',
      message: 'a list of the route varies as a whole',
      fix: 'Let hosts, and the fields of rules, vary one by one.',
    });
    return undefined;
  }
  refuseNoHost(identity, hosts);
  if (listed.some((rule) => isVarying(rule))) {
    report(construct, {
      code: 'LS102',
      path: 'route.rules',
      message: 'a rule varies as a whole',
      fix: 'Let the fields of the rule vary; its prefix is the same everywhere.',
    });
    return undefined;
  }
  const given = listed as readonly Normal<RouteRule>[];
  const rules = given
    .map((rule) => ({ rule: settleRule(rule, route), reconnects: (rule.reconnects as boolean | undefined) === true }))
    .sort(({ rule: a }, { rule: b }) => b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1));
  rules.forEach(({ rule, reconnects }, index) => {
    refuseHidden(construct, rule, rules[index - 1]?.rule);
    refuseLongRetries(identity, rule.retries, rule.timeout, `route.rules[prefix=${rule.prefix}].retries`);
    if (!reconnects) refuseLongStream(identity, rule, drain);
  });
  refuseCredentialsForAll(identity, route.cors);
  return {
    name: (route.name as string | undefined) ?? identity.name,
    hosts,
    rules: rules.map(({ rule }) => rule),
    hsts: route.hsts && hstsHeader(route.hsts),
    redirect: route.redirect,
    firewall: route.firewall,
    cors: route.cors,
    requestHeaders: route.requestHeaders,
    responseHeaders: route.responseHeaders,
  };
}

/** What a rule says of limits comes over what the route says. */
function settleRule(rule: Normal<RouteRule>, route: Normal<Route>): SettledRule {
  const rateLimit = rule.rateLimit ?? route.rateLimit;
  const bodySize = or(rule.bodySize, route.bodySize) as Normal<Limits>['bodySize'];
  return {
    prefix: String(rule.prefix),
    timeout: or(rule.timeout, DEFAULT_TIMEOUT),
    retries: settleRetries(rule.retries),
    ...(rateLimit !== undefined && { rateLimit }),
    ...(bodySize !== undefined && { bodySize }),
    takers: takersOf((rule.shares ?? []) as readonly Normal<Share>[]),
  };
}

export function settleRetries(retries: Normal<Retries> | undefined): SettledRetries | undefined {
  return retries && { attempts: retries.attempts, perTry: retries.perTry, idempotent: retries.idempotent === true };
}

/** A route without hosts would take those of everybody. */
function refuseNoHost(identity: Identity, hosts: readonly unknown[]): void {
  inEachEnvironment(identity, Object.fromEntries(hosts.entries()), (own, where) => {
    if (Object.values(own).some((host) => host !== undefined)) return;
    report(identity.construct, {
      code: 'LS102',
      path: 'route.hosts',
      ...where,
      message: 'the route has no host',
      fix: 'Give one in every environment.',
    });
  });
}

function refuseHidden(construct: IConstruct, rule: SettledRule, before: SettledRule | undefined): void {
  if (before?.prefix !== rule.prefix) return;
  report(construct, {
    code: 'LS111',
    path: 'route.rules',
    message: `two rules match the prefix ${rule.prefix}, so the second never takes a request`,
    fix: 'Join them.',
  });
}

/** Only retries after a time-out need room for every try: the others repeat what failed at once. */
export function refuseLongRetries(
  identity: Identity,
  retries: SettledRetries | undefined,
  timeout: unknown,
  path: string,
): void {
  if (retries?.idempotent !== true || retries.perTry === undefined) return;
  inEachEnvironment(identity, { timeout, attempts: retries.attempts, perTry: retries.perTry }, (own, where) => {
    const tries = Number(own.attempts) + 1;
    const needed = tries * (seconds(String(own.perTry)) ?? 0);
    const available = seconds(String(own.timeout)) ?? 0;
    if (needed <= available) return;
    report(identity.construct, {
      code: 'LS112',
      path,
      ...where,
      message: `${tries} tries of ${String(own.perTry)} take ${needed}s, the timeout ends the request after ${available}s`,
      fix: `Shorten perTry to ${Math.floor(available / tries)}s, try less often, or lengthen the timeout.`,
    });
  });
}

function refuseLongStream(identity: Identity, { prefix, timeout }: SettledRule, drain: unknown): void {
  inEachEnvironment(identity, { timeout, drain }, (own, where) => {
    const longest = seconds(String(own.timeout)) ?? 0;
    const available = seconds(String(own.drain)) ?? 0;
    if (longest <= available) return;
    report(identity.construct, {
      code: 'LS113',
      path: 'shutdown.drain',
      ...where,
      message: `requests to ${prefix} may last ${String(own.timeout)}, a stopping pod waits ${String(own.drain)} for them`,
      fix: `Give shutdown: { drain: '${String(own.timeout)}' }, shorten the timeout of the route, or say that its clients come back: \`reconnects: true\`.`,
    });
  });
}

/** Browsers refuse it, and so they should: any page could act as the user. */
function refuseCredentialsForAll(identity: Identity, cors: Normal<Cors> | undefined): void {
  if (cors === undefined || isVarying(cors.origins)) return;
  inEachEnvironment(
    identity,
    { credentials: cors.credentials, ...Object.fromEntries(cors.origins.entries()) },
    ({ credentials, ...origins }, where) => {
      if (credentials !== true || !Object.values(origins).includes('*')) return;
      report(identity.construct, {
        code: 'LS114',
        path: 'route.cors',
        ...where,
        message: 'cookies are sent along to every origin',
        fix: 'Name the origins, or leave `credentials` out.',
      });
    },
  );
}
