/** How callers in a mesh treat a service: how long they wait, what they try again, and when they stop trying. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { everywhere, fixed, integer, object, type Shape } from '../../model/shape';
import { duration } from '../../model/syntax';
import { retriesShape, type Retries } from '../edge/route';
import { refuseLongRetries, settleRetries } from '../edge/settle';
import { retries as retryPolicy } from '../edge/virtual-service';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { or } from '../per-environment';
import type { Port } from '../ports';

/** Limits that protect a service from its callers, and callers from its pods that fail; names as in a DestinationRule of Istio. */
export interface CircuitBreaker {
  /** TCP connections of one caller at most. Default: no limit. */
  readonly maxConnections?: number;
  /** Requests of one caller that wait for a connection at most. Default: no limit. */
  readonly http1MaxPendingRequests?: number;
  /** Requests of one caller under way at most. Default: no limit. */
  readonly http2MaxRequests?: number;
  /** Retries of one caller under way at most, so that a failure does not multiply. Default: 3. */
  readonly maxRetries?: number;
  /** Answers 5xx in a row after which a pod gets no requests for a while. Default: 5. */
  readonly consecutive5xxErrors?: number;
  /** How often that is looked at. Default: 10s. */
  readonly interval?: string;
  /** How long the pod gets none, the first time; longer each time after. Default: 30s. */
  readonly baseEjectionTime?: string;
  /** Share of the pods, in percent, that may be left out at the same time. Default: 50. */
  readonly maxEjectionPercent?: number;
}

/** Calls from inside of the mesh; those from outside are the route's. */
export interface Traffic {
  /** Until the answer is complete. Default: none. */
  readonly timeout?: string;
  /** Default: none. */
  readonly retries?: Retries;
  /** Default: none. */
  readonly circuitBreaker?: CircuitBreaker;
}

const count = integer({ min: 1 });
export const trafficShape: Shape = object<Traffic>({
  timeout: duration,
  retries: fixed(retriesShape),
  circuitBreaker: everywhere(
    object<CircuitBreaker>({
      maxConnections: count,
      http1MaxPendingRequests: count,
      http2MaxRequests: count,
      maxRetries: integer({ min: 0 }),
      consecutive5xxErrors: count,
      interval: duration,
      baseEjectionTime: duration,
      maxEjectionPercent: integer({ min: 0, max: 100, unit: 'percent' }),
    }),
  ),
});

/**
 * A DestinationRule where there is a mesh or a circuit breaker; a VirtualService for callers in the mesh where they wait or try again.
 * @param shifted whether a gateway of Istio sends to the two versions of a canary, each with a DestinationRule of Flagger's
 */
export function addTraffic(
  identity: Identity,
  given: Normal<Traffic> | undefined,
  port: Port | undefined,
  shifted: boolean,
): void {
  if (port === undefined) return;
  const { construct, labels, name, platform } = identity;
  const meshed = platform.cluster.mesh === 'sidecar';
  refuseWithoutMesh(identity, given, meshed);
  const policy = trafficPolicyOf(identity, given);
  if (policy !== undefined && (meshed || !shifted)) {
    addObject(construct, 'DestinationRule', 'workload', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name, labels },
      spec: { host: name, trafficPolicy: policy },
    });
  }
  if (given?.timeout === undefined && given?.retries === undefined) return;
  refuseWithoutHttp(identity, port);
  const retries = settleRetries(given.retries);
  if (given.timeout !== undefined) refuseLongRetries(identity, retries, given.timeout, 'traffic.retries');
  addObject(construct, 'VirtualService-mesh', 'workload', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: `${name}-mesh`, labels },
    spec: {
      gateways: ['mesh'],
      hosts: [name],
      http: [
        {
          route: [{ destination: { host: name, port: { number: port.service } } }],
          timeout: given.timeout,
          retries: retryPolicy(retries),
        },
      ],
    },
  });
}

/** How connections to it are made and limited; `undefined` where nothing is said of them. */
export function trafficPolicyOf(
  identity: Identity,
  given: Normal<Traffic> | undefined,
): Record<string, unknown> | undefined {
  const meshed = identity.platform.cluster.mesh === 'sidecar';
  const breaker = given?.circuitBreaker;
  if (!meshed && breaker === undefined) return undefined;
  return { ...(meshed && { tls: { mode: 'ISTIO_MUTUAL' } }), ...(breaker && limits(breaker, identity)) };
}

function limits(breaker: Normal<CircuitBreaker>, { platform }: Identity): Record<string, unknown> {
  const { opinions } = platform;
  const { maxConnections, http1MaxPendingRequests, http2MaxRequests, maxRetries } = breaker;
  return {
    connectionPool: {
      ...(maxConnections !== undefined && { tcp: { maxConnections } }),
      http: { http1MaxPendingRequests, http2MaxRequests, maxRetries: or(maxRetries, opinions.retriesUnderWay.value) },
    },
    outlierDetection: {
      consecutive5xxErrors: or(breaker.consecutive5xxErrors, opinions.ejectionErrors.value),
      interval: or(breaker.interval, opinions.ejectionInterval.value),
      baseEjectionTime: or(breaker.baseEjectionTime, opinions.ejectionTime.value),
      maxEjectionPercent: or(breaker.maxEjectionPercent, opinions.ejectionShare.value),
    },
  };
}

function refuseWithoutMesh(
  { construct, platform }: Identity,
  given: Normal<Traffic> | undefined,
  meshed: boolean,
): void {
  if (given === undefined || meshed) return;
  const needs = [
    ...(given.timeout !== undefined || given.retries !== undefined ? ['timeouts and retries of calls'] : []),
    ...(given.circuitBreaker !== undefined && platform.edge.gateway?.api !== 'istio' ? ['a circuit breaker'] : []),
  ];
  if (needs.length === 0) return;
  report(construct, {
    code: 'LS167',
    path: 'traffic',
    message: `nobody enforces ${needs.join(', and ')}: callers have no sidecar`,
    fix: "Declare the mesh, cluster: { mesh: 'sidecar' }, or leave it to the callers themselves.",
  });
}

function refuseWithoutHttp({ construct }: Identity, { name }: Port): void {
  if (name !== 'tcp') return;
  report(construct, {
    code: 'LS114',
    path: 'traffic',
    message: 'a mesh can time and repeat requests, and the service speaks plain TCP',
    fix: 'Leave timeout and retries out, or say what it speaks: `protocol`.',
  });
}
