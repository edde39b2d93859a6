/** How callers in a mesh treat a service: how long they wait, what they try again, and when they stop trying. */
import { everywhere, fixed, integer, object, type PropsOf } from '../../model/shape';
import { duration } from '../../model/syntax';
import { retriesShape } from '../edge/route';
import { refuseLongRetries } from '../edge/settle';
import { retryPolicy } from '../edge/virtual-service';
import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import type { Parts } from '../engine/parts';
import type { DestinationRule } from '../manifests';
import type { Port } from '../workload/ports';

const count = integer({ min: 1 });

/** Limits that protect a service from its callers, and callers from its pods that fail; names as in a DestinationRule of Istio. */
export interface CircuitBreaker extends PropsOf<typeof circuitBreakerProps> {}
const circuitBreakerProps = {
  /** Maximum TCP connections of one caller. Default: no limit. */
  maxConnections: count,
  /** Maximum requests of one caller that wait for a connection. Default: no limit. */
  http1MaxPendingRequests: count,
  /** Maximum concurrent requests of one caller. Default: no limit. */
  http2MaxRequests: count,
  /** Maximum concurrent retries of one caller, so that retries do not amplify a failure. Default: 3. */
  maxRetries: integer({ min: 0 }),
  /** Number of consecutive 5xx responses after which a pod is ejected for a while. Default: 5. */
  consecutive5xxErrors: count,
  /** Interval of that check. Default: 10s. */
  interval: duration,
  /** How long a pod is ejected the first time; longer each time after that. Default: 30s. */
  baseEjectionTime: duration,
  /** Maximum percentage of the pods that are ejected at the same time. Default: 50. */
  maxEjectionPercent: integer({ min: 0, max: 100, unit: 'percent' }),
};

/** Calls from inside of the mesh; those from outside are the route's. */
export interface Traffic extends PropsOf<typeof trafficProps> {}
const trafficProps = {
  /** Time until the response is complete. Default: none. */
  timeout: duration,
  /** Default: none. */
  retries: fixed(retriesShape),
  /** Default: none. */
  circuitBreaker: everywhere(object<CircuitBreaker>(circuitBreakerProps)),
};
export const trafficShape = object<Traffic>(trafficProps);

type TrafficPolicy = NonNullable<NonNullable<DestinationRule['spec']>['trafficPolicy']>;

/**
 * A DestinationRule where there is a mesh or a circuit breaker; a VirtualService for callers in the mesh where they wait or try again.
 * @param shifted whether a gateway of Istio sends to the two versions of a canary, each with a DestinationRule of Flagger's
 */
export function addTraffic(
  subject: Subject,
  given: Traffic | undefined,
  port: Port | undefined,
  shifted: boolean,
): void {
  if (port === undefined) return;
  const { facts, labels, name, parts } = subject;
  refuseWithoutMesh(subject, given);
  const trafficPolicy = trafficPolicyOf(facts, given);
  if (trafficPolicy !== undefined && (facts.cluster.mesh === 'sidecar' || !shifted)) {
    parts.add(
      'DestinationRule',
      'workload',
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name, labels },
        spec: { host: name, trafficPolicy },
      },
      'Flagger writes one for each version there',
    );
  }
  if (given?.timeout === undefined && given?.retries === undefined) return;
  const { timeout, retries } = given;
  refuseWithoutHttp(parts, port);
  if (timeout !== undefined) refuseLongRetries(parts, retries, timeout, 'traffic.retries');
  const route = [{ destination: { host: name, port: { number: port.service } } }];
  parts.add(
    'VirtualService-mesh',
    'workload',
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: `${name}-mesh`, labels },
      spec: { gateways: ['mesh'], hosts: [name], http: [{ route, timeout, retries: retryPolicy(retries) }] },
    },
    'calls are neither limited in time nor repeated there',
  );
}

/** How connections to it are made and limited; `undefined` where nothing is said of them. */
export function trafficPolicyOf(
  { cluster, opinions }: Facts,
  given: Traffic | undefined,
): Pick<TrafficPolicy, 'tls' | 'connectionPool' | 'outlierDetection'> | undefined {
  const tls = cluster.mesh === 'sidecar' ? ({ mode: 'ISTIO_MUTUAL' } as const) : undefined;
  const breaker = given?.circuitBreaker;
  if (breaker === undefined) return tls && { tls };
  const { maxConnections, http1MaxPendingRequests, http2MaxRequests } = breaker;
  return {
    tls,
    connectionPool: {
      tcp: maxConnections === undefined ? undefined : { maxConnections },
      http: {
        http1MaxPendingRequests,
        http2MaxRequests,
        maxRetries: breaker.maxRetries ?? opinions.retriesUnderWay.value,
      },
    },
    outlierDetection: {
      consecutive5xxErrors: breaker.consecutive5xxErrors ?? opinions.ejectionErrors.value,
      interval: breaker.interval ?? opinions.ejectionInterval.value,
      baseEjectionTime: breaker.baseEjectionTime ?? opinions.ejectionTime.value,
      maxEjectionPercent: breaker.maxEjectionPercent ?? opinions.ejectionShare.value,
    },
  };
}

function refuseWithoutMesh({ facts, parts }: Subject, given: Traffic | undefined): void {
  const { mesh, gateway } = facts.cluster;
  if (given === undefined || mesh === 'sidecar') return;
  const needs = [
    ...(given.timeout !== undefined || given.retries !== undefined ? ['timeouts and retries of calls'] : []),
    ...(given.circuitBreaker !== undefined && gateway?.api !== 'istio' ? ['a circuit breaker'] : []),
  ];
  if (needs.length === 0) return;
  parts.report({
    code: 'LS167',
    path: 'traffic',
    message: `nothing enforces ${needs.join(', and ')}: callers have no sidecar`,
    fix: "Declare the mesh, cluster: { mesh: 'sidecar' }, or let the callers handle it.",
  });
}

function refuseWithoutHttp(parts: Parts, { name }: Port): void {
  if (name !== 'tcp') return;
  parts.report({
    code: 'LS114',
    path: 'traffic',
    message: 'a mesh can apply timeouts and retries only to requests, but the service speaks plain TCP',
    fix: 'Omit timeout and retries, or set `protocol`.',
  });
}
