/** How requests to a service are counted: by itself, by the mesh, or by the ingress controller. */
import { matchers } from './promql';

/** Metrics of requests that a service gives, or somebody before it. */
export interface RequestMetrics {
  /**
   * Who counts them: the service itself, Istio (`istio_requests_total`, of the callers' side) or ingress-nginx
   * (`nginx_ingress_controller_requests`). Default: service.
   */
  readonly by?: 'service' | 'istio' | 'ingress-nginx';
  /** Counter of requests of the service. Default: `http_requests_total`. */
  readonly counter?: string;
  /** Matcher of those that failed. Default: `status=~"5.."`. */
  readonly failed?: string;
  /** Histogram of the seconds that requests took, without `_bucket`. Default: `http_request_duration_seconds`. */
  readonly duration?: string;
}

/** Series of requests of one service in one environment. */
export interface RequestSeries {
  readonly all: string;
  readonly failed: string;
  /** Those that took at most so many seconds, and all that were timed. */
  readonly within: (seconds: number) => string;
  readonly timed: string;
  /** The histogram itself, and what a second is in its unit. */
  readonly buckets: string;
  readonly second: number;
}

interface Flavour {
  readonly counter: string;
  readonly failed: string;
  readonly duration: string;
  /** What a second is in the unit of the histogram. */
  readonly second: number;
  readonly of: (namespace: string, name: string) => Readonly<Record<string, string>>;
}

const FLAVOURS: Readonly<Record<NonNullable<RequestMetrics['by']>, Flavour>> = {
  service: {
    counter: 'http_requests_total',
    failed: 'status=~"5.."',
    duration: 'http_request_duration_seconds',
    second: 1,
    of: (namespace, job) => ({ namespace, job }),
  },
  // Callers see what never reached the service as well (Istio, "Standard Metrics").
  istio: {
    counter: 'istio_requests_total',
    failed: 'response_code=~"5..|0"',
    duration: 'istio_request_duration_milliseconds',
    second: 1000,
    of: (namespace, name) => ({ reporter: 'source', destination_service_namespace: namespace, destination_service_name: name }),
  },
  // The labels of its own that Prometheus renames, since the pod that counts lies in another namespace.
  'ingress-nginx': {
    counter: 'nginx_ingress_controller_requests',
    failed: 'status=~"5.."',
    duration: 'nginx_ingress_controller_request_duration_seconds',
    second: 1,
    of: (namespace, service) => ({ exported_namespace: namespace, exported_service: service }),
  },
};

/** @param given of one environment */
export function requestSeries(given: RequestMetrics, namespace: string, name: string): RequestSeries {
  const flavour = FLAVOURS[given.by ?? 'service'];
  const { counter = flavour.counter, failed = flavour.failed, duration = flavour.duration } = given;
  const own = matchers(flavour.of(namespace, name));
  return {
    all: `${counter}{${own}}`,
    failed: `${counter}{${own},${failed}}`,
    within: (seconds) => `${duration}_bucket{${own},le="${seconds * flavour.second}"}`,
    timed: `${duration}_count{${own}}`,
    buckets: `${duration}_bucket{${own}}`,
    second: flavour.second,
  };
}
