/** What the description says of routes, as it stands. */
import { Platform, WebService, type App, type RouteRule, type Shutdown } from 'cdk8s-lockstep';
import { env, platform } from './platform';

function routed(app: App, rules: readonly RouteRule[], shutdown: Shutdown = {}): Platform {
  const own = platform(app);
  new WebService(own, 'server', { image: 'server', port: 3000, shutdown, route: { hosts: [env.host], rules } });
  return own;
}

/** Each try may take as long as all of them together. */
export const triesBeyondTimeout = (app: App): Platform =>
  routed(app, [{ prefix: '/', timeout: '30s', retries: { attempts: 3, perTry: '30s', idempotent: true } }]);

/** The second rule takes no request. */
export const hiddenRoute = (app: App): Platform =>
  routed(app, [
    { prefix: '/mcp', timeout: '30s' },
    { prefix: '/mcp', timeout: '10s' },
  ]);

/** Streams of six hours, and a pod that stops after thirty seconds. */
export const streamsCut = (app: App): Platform => routed(app, [{ prefix: '/mcp', timeout: '6h' }, { prefix: '/' }]);

/** TLS ends at a gateway whose certificate is for other hosts. */
export function uncoveredHost(app: App): Platform {
  const gateway = {
    api: 'istio',
    name: 'istio-system/istio-https-gateway',
    namespace: 'istio-system',
    hosts: ['*.devostack.com'],
  } as const;
  const own = platform(app, { cluster: { gateway } });
  new WebService(own, 'server', { image: 'server', port: 3000, route: { hosts: [env.host] } });
  return own;
}
