/** Durations, each in the grammar of the controller that reads it. */
import { Plan } from '../plan';
import { list, text } from '../read';
import type { Check } from './report';

/** `go`: 1h30m, 500ms · `istio`: as Go, at least 1ms · `gateway`: GEP-2257 · `prometheus`: 1d, 30s, units in order */
type Format = 'go' | 'istio' | 'gateway' | 'prometheus';

const GO = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*)$/;
const GATEWAY = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const PROMETHEUS = /^(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

const VALID: Readonly<Record<Format, (written: string) => boolean>> = {
  go: (written) => GO.test(written),
  istio: (written) => GO.test(written) && seconds(written) >= 0.001,
  gateway: (written) => GATEWAY.test(written),
  prometheus: (written) => written !== '' && PROMETHEUS.test(written),
};
const EXAMPLE: Readonly<Record<Format, string>> = {
  go: '`90s`, `1h30m` or `500ms`',
  istio: '`30s`, `6h` or `250ms`, at least `1ms`',
  gateway: '`30s`, `6h` or `250ms`, without fractions',
  prometheus: '`30s`, `5m` or `1d`',
};

interface DurationSite {
  readonly path: string;
  readonly format: Format;
}

const DURATIONS: Readonly<Record<string, readonly DurationSite[]>> = {
  'VirtualService.networking.istio.io': [
    'timeout',
    'retries.perTryTimeout',
    'fault.delay.fixedDelay',
    'corsPolicy.maxAge',
  ].map((field) => ({
    path: `spec.http[*].${field}`,
    format: 'istio' as const,
  })),
  'Canary.flagger.app': [
    ...['timeout', 'retries.perTryTimeout', 'corsPolicy.maxAge'].map((field) => ({
      path: `spec.service.${field}`,
      format: 'istio' as const,
    })),
    { path: 'spec.analysis.interval', format: 'go' },
    { path: 'spec.analysis.metrics[*].interval', format: 'prometheus' },
  ],
  'DestinationRule.networking.istio.io': [
    'connectionPool.tcp.connectTimeout',
    'connectionPool.http.idleTimeout',
    'outlierDetection.interval',
    'outlierDetection.baseEjectionTime',
  ].map((field) => ({ path: `spec.trafficPolicy.${field}`, format: 'istio' as const })),
  'HTTPRoute.gateway.networking.k8s.io': [
    { path: 'spec.rules[*].timeouts.request', format: 'gateway' },
    { path: 'spec.rules[*].timeouts.backendRequest', format: 'gateway' },
    { path: 'spec.rules[*].retry.backoff', format: 'gateway' },
  ],
  'ServiceMonitor.monitoring.coreos.com': [
    { path: 'spec.endpoints[*].interval', format: 'prometheus' },
    { path: 'spec.endpoints[*].scrapeTimeout', format: 'prometheus' },
  ],
  'PodMonitor.monitoring.coreos.com': [
    { path: 'spec.podMetricsEndpoints[*].interval', format: 'prometheus' },
    { path: 'spec.podMetricsEndpoints[*].scrapeTimeout', format: 'prometheus' },
  ],
  'PrometheusRule.monitoring.coreos.com': [
    { path: 'spec.groups[*].interval', format: 'prometheus' },
    { path: 'spec.groups[*].rules[*].for', format: 'prometheus' },
  ],
  'Certificate.cert-manager.io': [
    { path: 'spec.duration', format: 'go' },
    { path: 'spec.renewBefore', format: 'go' },
  ],
  'ExternalSecret.external-secrets.io': [{ path: 'spec.refreshInterval', format: 'go' }],
  'Application.argoproj.io': [
    { path: 'spec.syncPolicy.retry.backoff.duration', format: 'go' },
    { path: 'spec.syncPolicy.retry.backoff.maxDuration', format: 'go' },
  ],
};

const plan = new Plan<DurationSite>();
for (const [kind, sites] of Object.entries(DURATIONS)) for (const site of sites) plan.add(kind, site);

export const checkDurations: Check = (kind, json, report) => {
  plan.each(kind, json, ({ format }, node, trail) => {
    if (node === undefined || (typeof node === 'string' && VALID[format](node))) return;
    report(
      'LS663',
      trail.slice(),
      `\`${typeof node === 'object' ? JSON.stringify(node) : String(node)}\` is not a duration.`,
      `Write it as ${EXAMPLE[format]}.`,
    );
  });
  if (!kind.endsWith('.monitoring.coreos.com')) return;
  for (const field of ['endpoints', 'podMetricsEndpoints']) {
    list(json, 'spec', field).forEach((endpoint, index) => {
      const [interval, timeout] = [text(endpoint, 'interval'), text(endpoint, 'scrapeTimeout')];
      if (interval === undefined || timeout === undefined || seconds(timeout) <= seconds(interval)) return;
      report(
        'LS663',
        ['spec', field, index, 'scrapeTimeout'],
        `\`scrapeTimeout\` ${timeout} is longer than the interval of ${interval}.`,
        'Shorten it: the Prometheus operator refuses the monitor.',
      );
    });
  }
};

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Of a duration that is valid; anything else counts as nothing. */
export function seconds(written: string): number {
  let sum = 0;
  for (const [, value, unit] of written.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|[smhdwy])/g))
    sum += Number(value) * UNITS[unit!]!;
  return written.startsWith('-') ? -sum : sum;
}
