import { parseQuantity } from '../../model/quantity';
import { seconds } from '../../model/syntax';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Ingress } from '../manifests';
import type { Port } from '../workload/ports';
import type { IngressController } from './gateway';
import { hstsHeader } from './hsts';
import type { Retries } from './route';
import { CORS_MAX_AGE, CORS_METHODS, type Cors } from './settings';
import type { RouteObject, SettledRoute, SettledRule } from './settle';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** Causes after which nginx may ask another pod; `non_idempotent` lets it repeat writes as well. */
const FAILED = 'error timeout http_502 http_503 http_504 non_idempotent';

/** How the hosts of a route are served by TLS. */
export interface IngressTls {
  readonly on: boolean;
  /** The Secret with the certificate; `undefined` where the controller's own serves the hosts. */
  readonly secret: string | undefined;
}

/**
 * Ingress `networking.k8s.io/v1` with the annotations of ingress-nginx. Annotations hold for the whole object, so rules that
 * differ in them get objects of their own; its prefixes match whole segments. Neither `rewrite-target`, which sends every path
 * to one, nor the annotation for the class, which the field replaced, is ever written.
 */
export function ingressesOf(
  { labels, name, parts }: Subject,
  route: SettledRoute,
  gateway: IngressController,
  port: Port,
  tls: IngressTls,
): readonly RouteObject[] {
  refuseOtherHsts(parts, route, gateway);
  const groups = new Map<string, { readonly annotations: Annotations; readonly rules: SettledRule[] }>();
  for (const rule of route.rules) {
    const annotations = annotationsOf(route, rule, port, tls);
    const key = JSON.stringify(annotations);
    const group = groups.get(key) ?? { annotations, rules: [] };
    groups.set(key, group);
    group.rules.push(rule);
  }
  const backend = { service: { name, port: { number: port.service } } };
  return [...groups.values()].map(({ annotations, rules }) => {
    // The rules come longest first: the object of the shortest prefix has the name of the route.
    const isMain = rules.at(-1) === route.rules.at(-1);
    const suffix = isMain ? '' : `-${slug(rules.at(-1)!.prefix)}`;
    const paths = rules.map(({ prefix }) => ({ path: prefix, pathType: 'Prefix' as const, backend }));
    const manifest: Ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: `${route.name}${suffix}`, labels, annotations },
      spec: {
        ingressClassName: gateway.class,
        tls: tls.on ? [{ hosts: route.hosts, secretName: tls.secret }] : undefined,
        rules: route.hosts.map((host) => ({ host, http: { paths } })),
      },
    };
    return { id: `Ingress${suffix}`, manifest, because: 'its rules do not differ from the others there' };
  });
}

type Annotations = Readonly<Record<string, string>>;

function annotationsOf(route: SettledRoute, rule: SettledRule, port: Port, tls: IngressTls): Annotations {
  const { retries, timeout, rateLimit, bodySize } = rule;
  const given: Readonly<Record<string, string | number | boolean | undefined>> = {
    'ssl-redirect': tls.on && route.redirect !== false,
    ...timeouts(timeout, retries),
    'backend-protocol': port.name === 'grpc' ? 'GRPC' : undefined,
    'proxy-body-size': bodySize === undefined ? undefined : nginxSize(bodySize),
    'limit-rps': rateLimit?.requestsPerSecond,
    'limit-rpm': rateLimit?.requestsPerMinute,
    'limit-connections': rateLimit?.connections,
    'limit-burst-multiplier': rateLimit?.burstMultiplier,
    ...(route.cors && cors(route.cors)),
    'enable-modsecurity': route.firewall,
    'enable-owasp-core-rules': route.firewall,
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${PREFIX}${name}`, String(value)]),
  );
}

/** Written out even without retries: ingress-nginx would ask up to three pods by default. */
function timeouts(timeout: string, retries: Retries | undefined) {
  const { attempts = 0, perTry = timeout } = retries ?? {};
  return {
    'proxy-read-timeout': seconds(perTry),
    'proxy-send-timeout': seconds(perTry),
    'proxy-next-upstream': attempts > 0 ? FAILED : 'off',
    'proxy-next-upstream-tries': attempts + 1,
    'proxy-next-upstream-timeout': retries && seconds(timeout),
  };
}

function cors({ origins, methods = CORS_METHODS, headers, exposeHeaders, credentials = false, maxAge }: Cors) {
  return {
    'enable-cors': true,
    'cors-allow-origin': origins.join(', '),
    'cors-allow-methods': methods.join(', '),
    'cors-allow-headers': headers?.join(', '),
    'cors-expose-headers': exposeHeaders?.join(', '),
    // The controller's own default is true.
    'cors-allow-credentials': credentials,
    'cors-max-age': seconds(maxAge ?? CORS_MAX_AGE),
  };
}

/** ingress-nginx sends one HSTS header for all hosts, from its ConfigMap; without TLS it sends none. */
function refuseOtherHsts(parts: Parts, { hsts }: SettledRoute, gateway: IngressController): void {
  const sent = gateway.hsts && hstsHeader(gateway.hsts);
  if (hsts === undefined || hsts === sent) return;
  parts.report({
    code: 'LS160',
    path: 'route.hsts',
    message: `ingress-nginx sends the same HSTS header for all hosts, and ${sent === undefined ? 'the platform does not declare its value' : `its value is "${sent}"`}; the route requires "${hsts}"`,
    fix: 'Set hsts, hsts-max-age, hsts-include-subdomains and hsts-preload in the ConfigMap of the controller, and declare them: cluster: { gateway: { hsts: { … } } }.',
  });
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

function slug(prefix: string): string {
  return prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
