import { addObject } from '../object';
import type { Identity } from '../identity';
import type { SettledRoute, SettledRule } from './route';

/** Causes after which a request surely never reached the service, so that repeating it is safe for any method. */
const NEVER_ARRIVED = 'connect-failure,refused-stream';
/** Further causes, for requests that may be sent twice. */
const FAILED = '5xx,reset';

/** Istio `networking.istio.io/v1` VirtualService. @param gateway as `namespace/name` */
export function addVirtualService({ construct, labels, name }: Identity, route: SettledRoute, gateway: unknown, port: unknown): void {
  addObject(construct, 'VirtualService', 'edge', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: route.name, labels },
    spec: {
      gateways: [gateway],
      hosts: route.hosts,
      http: route.rules.map((rule) => ({
        match: matches(rule.prefix),
        route: [{ destination: { host: name, port: { number: port } } }],
        timeout: rule.timeout,
        retries: retries(rule),
      })),
    },
  });
}

/** A prefix of Istio matches characters, not segments: `/mcp` alone would take `/mcp-docs` too. */
function matches(prefix: string): readonly unknown[] {
  return prefix === '/' ? [{ uri: { prefix } }] : [{ uri: { exact: prefix } }, { uri: { prefix: `${prefix}/` } }];
}

/** Written out even when there are none: Istio would retry twice by default. */
function retries({ retries: given }: SettledRule): Record<string, unknown> {
  if (given === undefined || given.attempts === 0) return { attempts: 0 };
  return {
    attempts: given.attempts,
    ...(given.perTry !== undefined && { perTryTimeout: given.perTry }),
    retryOn: given.idempotent ? `${NEVER_ARRIVED},${FAILED}` : NEVER_ARRIVED,
  };
}
