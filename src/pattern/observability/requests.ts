/** How requests to a service are counted: by itself, by the mesh, or by the ingress controller. */
import { fixed, object, oneOf, text, type PropsOf } from '../../model/shape';
import { brokenAt, matchers } from './promql';

const metricName = text('the name of a metric', 'http_requests_total', (value) =>
  /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(value),
);

/** Request metrics from a service, or from a proxy in front of it. */
export interface RequestMetrics extends PropsOf<typeof requestMetricsProps> {}
const requestMetricsProps = {
  /**
   * Source of the metrics: the service itself, Istio (`istio_requests_total`, as seen by the callers) or ingress-nginx
   * (`nginx_ingress_controller_requests`). Default: service.
   */
  by: fixed(oneOf('service', 'istio', 'ingress-nginx')),
  /** Request counter of the service. Default: `http_requests_total`. */
  counter: metricName,
  /** Matcher of failed requests. Default: `status=~"5.."`. */
  failed: text(
    'a matcher of a label',
    'status=~"5.."',
    (value) => value.trim() !== '' && brokenAt(`requests{${value}}`) === undefined,
  ),
  /** Histogram of request durations in seconds, without `_bucket`. Default: `http_request_duration_seconds`. */
  duration: metricName,
};
export const requestMetricsShape = object<RequestMetrics>(requestMetricsProps);

/** How requests are counted, and of what. */
export interface CountedRequests extends RequestMetrics {
  /** Whether a canary makes a Service for each of two versions, to which a gateway sends. */
  readonly twoVersions?: boolean;
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

/** Series of the requests to a new version. */
export interface CanarySeries extends RequestSeries {
  /** 1 if the source of the request metrics is scraped, so that a missing series means no requests; otherwise 0 or no value. */
  readonly reported: string;
}

interface Flavour {
  readonly counter: string;
  readonly failed: string;
  readonly duration: string;
  /** What a second is in the unit of the histogram. */
  readonly second: number;
  /** Matchers of the requests to a service. */
  readonly of: (namespace: string, name: string, twoVersions: boolean) => string;
  /** Matchers of the requests to the new version alone, where Flagger fills in the names. */
  readonly ofCanary: string;
  /** `reported` of `CanarySeries`. */
  readonly reported: string;
}

/** Pods of the version that serves have one part more in their names. */
const CANARY_PODS = `${matchers({ namespace: '{{ namespace }}', job: '{{ target }}' })},pod=~"{{ target }}-[a-z0-9]+-[a-z0-9]{5}"`;

const FLAVOURS: Readonly<Record<NonNullable<RequestMetrics['by']>, Flavour>> = {
  service: {
    counter: 'http_requests_total',
    failed: 'status=~"5.."',
    duration: 'http_request_duration_seconds',
    second: 1,
    of: (namespace, job) => matchers({ namespace, job }),
    ofCanary: CANARY_PODS,
    reported: `(min(up{${CANARY_PODS}}) == bool 1)`,
  },
  // Callers see what never reached the service as well (Istio, "Standard Metrics").
  istio: {
    counter: 'istio_requests_total',
    failed: 'response_code=~"5..|0"',
    duration: 'istio_request_duration_milliseconds',
    second: 1000,
    of: (namespace, name, twoVersions) => {
      const of = { reporter: 'source', destination_service_namespace: namespace };
      return twoVersions
        ? `${matchers(of)},destination_service_name=~"${name}(-primary|-canary)?"`
        : matchers({ ...of, destination_service_name: name });
    },
    // By Service, not by workload: a request that no pod took has no workload.
    ofCanary: matchers({
      reporter: 'source',
      destination_service_namespace: '{{ namespace }}',
      destination_service_name: '{{ service }}-canary',
    }),
    // Every Envoy proxy of Istio says its build (istio/proxy, extensions/stats).
    reported: 'clamp_max(count(istio_build{component="proxy"}), 1)',
  },
  // The labels of its own that Prometheus renames, because the counting pod is in another namespace.
  'ingress-nginx': {
    counter: 'nginx_ingress_controller_requests',
    failed: 'status=~"5.."',
    duration: 'nginx_ingress_controller_request_duration_seconds',
    second: 1,
    of: (namespace, service, twoVersions) =>
      twoVersions
        ? `${matchers({ exported_namespace: namespace })},exported_service=~"${service}(-canary)?"`
        : matchers({ exported_namespace: namespace, exported_service: service }),
    // The controller names the Service of the path, and in `canary` the one that took the request instead (monitor.lua, balancer.lua, 1.15.1).
    ofCanary: `${matchers({ exported_namespace: '{{ namespace }}', exported_service: '{{ service }}' })},canary!=""`,
    reported: 'clamp_max(count(nginx_ingress_controller_build_info), 1)',
  },
};

/** @param given of one environment */
export function requestSeries(given: CountedRequests, namespace: string, name: string): RequestSeries {
  return seriesOf(given, FLAVOURS[given.by ?? 'service'].of(namespace, name, given.twoVersions === true));
}

/** The requests that the new version alone has answered, with the variables of Flagger for names. @param given of one environment */
export function canarySeries(given: RequestMetrics): CanarySeries {
  const { ofCanary, reported } = FLAVOURS[given.by ?? 'service'];
  return { ...seriesOf(given, ofCanary), reported };
}

function seriesOf(given: RequestMetrics, own: string): RequestSeries {
  const flavour = FLAVOURS[given.by ?? 'service'];
  const { counter = flavour.counter, failed = flavour.failed, duration = flavour.duration } = given;
  return {
    all: `${counter}{${own}}`,
    failed: `${counter}{${own},${failed}}`,
    within: (seconds) => `${duration}_bucket{${own},le="${seconds * flavour.second}"}`,
    timed: `${duration}_count{${own}}`,
    buckets: `${duration}_bucket{${own}}`,
    second: flavour.second,
  };
}
