/** What the description says of the services, as it stands. */
import { Platform, WebService, type App, type WebServiceProps } from 'cdk8s-lockstep';
import { platform } from './platform';

function auth(app: App, props: Partial<WebServiceProps>): Platform {
  const own = platform(app);
  new WebService(own, 'auth-service', { image: 'auth-service', port: 3001, ...props });
  return own;
}

/** A dependency on a service that there is not. */
export function unknownPeer(app: App): Platform {
  const own = platform(app);
  const { url } = WebService.named(own, 'user-service', { port: 3001 });
  new WebService(own, 'auth-service', { image: 'auth-service', port: 3001, env: { USER_SERVICE_URL: url } });
  return own;
}

/** The port of the manifest, and that of the callers. */
export function driftingPort(app: App): Platform {
  const own = platform(app);
  const { url } = WebService.named(own, 'queue-service', { port: 3011, servicePort: 3011 });
  new WebService(own, 'queue-service', { image: 'queue-service', port: 3008, servicePort: 3008 });
  new WebService(own, 'api-gateway', { image: 'api-gateway', port: 3000, env: { QUEUE_SERVICE_URL: url } });
  return own;
}

/** Three tries of 3s after the first, within 10s. */
export const longRetries = (app: App): Platform =>
  auth(app, {
    route: {
      hosts: ['api.tickettoken.com'],
      rules: [{ prefix: '/auth', timeout: '10s', retries: { attempts: 3, perTry: '3s', idempotent: true } }],
    },
  });

/** A number of replicas beside an autoscaler. */
export const twoOwners = (app: App): Platform => auth(app, { replicas: 2, autoscaling: { min: 2, max: 10 } });

/** One instance of the gateway. */
export const oneGateway = (app: App): Platform => auth(app, { replicas: 1 });

/** The address of another namespace, as text. */
export function literalAddress(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'payment-service', { image: 'payment-service', port: 3006 });
  new WebService(own, 'auth-service', { image: 'auth-service', port: 3001, env: { PAYMENT_SERVICE_URL: 'http://payment-service:3006' } });
  return own;
}


/** Spans to the collector of the cluster, by one word. */
export const traced = (app: App): Platform => auth(app, { tracing: {} } as never);
