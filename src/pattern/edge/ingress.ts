import type { ApiObject } from 'cdk8s';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { parseQuantity } from '../../model/quantity';
import { seconds } from '../../model/syntax';
import { absent, combine, derive, isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { inEachEnvironment } from '../per-environment';
import type { Port } from '../ports';
import { hstsHeader } from './hsts';
import type { Gateway } from './gateway';
import { CORS_MAX_AGE, CORS_METHODS, type Cors } from './settings';
import type { SettledRetries, SettledRoute, SettledRule } from './settle';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** Causes after which nginx may ask another pod; `non_idempotent` lets it repeat writes as well. */
const FAILED = 'error timeout http_502 http_503 http_504 non_idempotent';

/** How the hosts of a route are served by TLS. */
export interface IngressTls {
  /** May vary. */
  readonly on: unknown;
  /** The Secret with the certificate; absent where the controller's own serves the hosts. */
  readonly secret: unknown;
}

/**
 * Ingress `networking.k8s.io/v1` with the annotations of ingress-nginx. Annotations hold for the whole object, so rules that
 * differ in them get objects of their own; its prefixes match whole segments. Neither `rewrite-target`, which sends every path
 * to one, nor the annotation for the class, which the field replaced, is ever written.
 */
export function addIngress(
  identity: Identity,
  route: SettledRoute,
  gateway: Gateway,
  port: Port,
  tls: IngressTls,
): readonly ApiObject[] {
  const { construct, labels } = identity;
  refuseOtherHsts(identity, route, gateway);
  const groups = new Map<string, { annotations: Record<string, unknown>; rules: SettledRule[] }>();
  for (const rule of route.rules) {
    const annotations = annotationsOf(route, rule, port, tls);
    const key = Object.entries(annotations)
      .map(([name, value]) => `${name}=${told(value)}`)
      .join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { annotations, rules: [rule] });
    else group.rules.push(rule);
  }
  return [...groups.values()].map(({ annotations, rules }) => {
    // The rules come longest first: the object of the shortest prefix has the name of the route.
    const isMain = rules.at(-1) === route.rules.at(-1);
    const suffix = isMain ? '' : `-${slug(rules.at(-1)!.prefix)}`;
    return addObject(construct, `Ingress${suffix}`, 'edge', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: derive(route.name, (own) => `${own}${suffix}`), labels, annotations },
      spec: {
        ingressClassName: gateway.class,
        tls: derive(tls.on as boolean, (on) => (on ? [{ hosts: route.hosts, secretName: tls.secret }] : absent)),
        rules: route.hosts.map((host) =>
          derive(host, (own) => ({
            host: own,
            http: {
              paths: rules.map(({ prefix }) => ({
                path: prefix,
                pathType: 'Prefix',
                backend: { service: { name: identity.name, port: { number: port.service } } },
              })),
            },
          })),
        ),
      },
    });
  });
}

function annotationsOf(route: SettledRoute, rule: SettledRule, port: Port, tls: IngressTls): Record<string, unknown> {
  const { retries, timeout, rateLimit, bodySize } = rule;
  const given: Record<string, unknown> = {
    'ssl-redirect': combine({ tls: tls.on, redirect: route.redirect }, (own) =>
      String(own.tls === true && own.redirect !== false),
    ),
    ...timeouts(timeout, retries),
    ...(port.name === 'grpc' && { 'backend-protocol': 'GRPC' }),
    'proxy-body-size': bodySize && derive(bodySize, nginxSize),
    'limit-rps': rateLimit && wholeNumber(rateLimit.requestsPerSecond),
    'limit-rpm': rateLimit && wholeNumber(rateLimit.requestsPerMinute),
    'limit-connections': rateLimit && wholeNumber(rateLimit.connections),
    'limit-burst-multiplier': rateLimit && wholeNumber(rateLimit.burstMultiplier),
    ...(route.cors && cors(route.cors)),
    ...(route.firewall !== undefined && {
      'enable-modsecurity': derive(route.firewall as boolean, String),
      'enable-owasp-core-rules': derive(route.firewall as boolean, String),
    }),
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${PREFIX}${name}`, value]),
  );
}

/** Written out even without retries: ingress-nginx would ask up to three pods by default. */
function timeouts(timeout: unknown, retries: SettledRetries | undefined): Record<string, unknown> {
  const whole = wholeSeconds(timeout);
  const perTry =
    retries?.perTry === undefined
      ? whole
      : wholeSeconds(combine({ timeout, perTry: retries.perTry }, (own) => own.perTry ?? own.timeout));
  const of = (yes: (attempts: number) => unknown, no: unknown) =>
    derive((retries?.attempts ?? 0) as number, (attempts) => (attempts > 0 ? yes(attempts) : no));
  return {
    'proxy-read-timeout': perTry,
    'proxy-send-timeout': perTry,
    'proxy-next-upstream': of(() => FAILED, 'off'),
    'proxy-next-upstream-tries': of((attempts) => String(attempts + 1), '1'),
    ...(retries !== undefined && { 'proxy-next-upstream-timeout': whole }),
  };
}

function cors({
  origins,
  methods,
  headers,
  exposeHeaders,
  credentials,
  maxAge,
}: Normal<Cors>): Record<string, unknown> {
  const joined = (list: unknown): unknown =>
    Array.isArray(list)
      ? combine(Object.fromEntries(list.entries()), (own) =>
          Object.values(own)
            .filter((one) => one !== undefined)
            .join(', '),
        )
      : derive(list as readonly string[], (own) => own.join(', '));
  return {
    'enable-cors': 'true',
    'cors-allow-origin': joined(origins),
    'cors-allow-methods': joined(methods ?? CORS_METHODS),
    'cors-allow-headers': headers && joined(headers),
    'cors-expose-headers': exposeHeaders && joined(exposeHeaders),
    // The controller's own default is true.
    'cors-allow-credentials': combine({ credentials }, (own) => String(own.credentials === true)),
    'cors-max-age': combine({ maxAge }, (own) => String(seconds(String(own.maxAge ?? CORS_MAX_AGE)))),
  };
}

/** ingress-nginx sends one HSTS header for all hosts, from its ConfigMap; without TLS it sends none. */
function refuseOtherHsts(identity: Identity, { hsts }: SettledRoute, gateway: Gateway): void {
  if (hsts === undefined) return;
  inEachEnvironment(
    identity,
    { hsts, sent: gateway.hsts && hstsHeader(gateway.hsts) },
    ({ hsts: own, sent }, where) => {
      if (own === sent) return;
      report(identity.construct, {
        code: 'LS160',
        path: 'route.hsts',
        ...where,
        message: `ingress-nginx sends HSTS for all hosts alike, and ${sent === undefined ? 'the platform does not say what' : `says "${String(sent)}"`}; the route wants "${String(own)}"`,
        fix: 'Set hsts, hsts-max-age, hsts-include-subdomains and hsts-preload in the ConfigMap of the controller, and say so: cluster: { gateway: { hsts: { … } } }.',
      });
    },
  );
}

/** `10Mi` as nginx writes it, `10m`. */
function nginxSize(quantity: string): string {
  const bytes = (parseQuantity(quantity)?.nanos ?? 0n) / 1_000_000_000n;
  const [unit, size] = (
    [
      ['g', 1n << 30n],
      ['m', 1n << 20n],
      ['k', 1n << 10n],
    ] as const
  ).find(([, own]) => bytes % own === 0n) ?? ['', 1n];
  return `${bytes / size}${unit}`;
}

function wholeSeconds(duration: unknown): unknown {
  return derive(duration as string, (own) => String(seconds(own)));
}

function wholeNumber(value: unknown): unknown {
  return value === undefined ? undefined : derive(value as number, String);
}

function slug(prefix: string): string {
  return prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function told(value: unknown): string {
  return isVarying(value) ? value.values.map(String).join('|') : String(value);
}
