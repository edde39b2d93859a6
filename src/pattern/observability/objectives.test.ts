import { parse } from 'yaml';
import { platform, told, vary } from '../../laws/example.test-support';
import { WebService } from '../workload/web-service';
import { refusalsOf, type Declare } from '../stores/stateful/store.test-support';
import { secondsOf } from './objectives';
import { brokenAt } from './promql';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

const api =
  (props: object): Declare =>
  (shop) =>
    new WebService(shop, 'api', { image: 'api', port: 3000, metrics: {}, ...props });

function groupsOf(slo: object, environment: 'dev' | 'prod' = 'prod'): Readonly<Record<string, readonly Rule[]>> {
  const { app, shop } = platform();
  api({ slo })(shop);
  const { findings, files } = app.preview();
  expect(told(findings)).toEqual([]);
  const [, text] = [...files].find(([path]) => path.endsWith(`${environment}/api/PrometheusRule-api-objectives.yaml`))!;
  const { spec } = parse(text) as { spec: { groups: readonly { name: string; rules: readonly Rule[] }[] } };
  return Object.fromEntries(spec.groups.map(({ name, rules }) => [name, rules]));
}

const BOTH = { availability: 99.9, latency: { threshold: '500ms', target: 99 } };

test('windows, factors and severities are those of the workbook', () => {
  const groups = groupsOf(BOTH);
  expect(Object.keys(groups)).toEqual(['api.availability', 'api.latency', 'api.objectives']);
  expect(groups['api.objectives']!.map(({ alert, labels }) => [alert, labels.severity])).toEqual([
    ['AvailabilityBurn1h', 'critical'],
    ['AvailabilityBurn6h', 'critical'],
    ['AvailabilityBurn1d', 'warning'],
    ['AvailabilityBurn3d', 'warning'],
    ['LatencyBurn1h', 'critical'],
    ['LatencyBurn6h', 'critical'],
    ['LatencyBurn1d', 'warning'],
    ['LatencyBurn3d', 'warning'],
  ]);
  const own = '{namespace="shop-prod",service="api"}';
  expect(groups['api.objectives']!.map(({ expr }) => expr).slice(0, 4)).toEqual([
    `service:availability_errors:ratio_rate1h${own} > 14.4 * 0.001 and service:availability_errors:ratio_rate5m${own} > 14.4 * 0.001`,
    `service:availability_errors:ratio_rate6h${own} > 6 * 0.001 and service:availability_errors:ratio_rate30m${own} > 6 * 0.001`,
    `service:availability_errors:ratio_rate1d${own} > 3 * 0.001 and service:availability_errors:ratio_rate2h${own} > 3 * 0.001`,
    `service:availability_errors:ratio_rate3d${own} > 1 * 0.001 and service:availability_errors:ratio_rate6h${own} > 1 * 0.001`,
  ]);
});

test('every alert reads what a rule records, and everything parses', () => {
  const rules = Object.values(groupsOf(BOTH)).flat();
  const recorded = rules.flatMap(({ record }) => record ?? []);
  for (const { alert, expr } of rules) {
    expect([alert, brokenAt(expr)]).toEqual([alert, undefined]);
    if (alert === undefined) continue;
    for (const [, name] of expr.matchAll(/(service:[a-z_]+:[a-z0-9_]+)\{/g)) expect(recorded).toContain(name);
  }
});

test('what fails is a share of all, of the service alone', () => {
  const [first] = groupsOf(BOTH)['api.availability']!.filter(
    ({ record }) => record === 'service:availability_errors:ratio_rate5m',
  );
  expect(first!.expr).toBe(
    '(sum(rate(http_requests_total{namespace="shop-prod",job="api",status=~"5.."}[5m])) or vector(0)) / (sum(rate(http_requests_total{namespace="shop-prod",job="api"}[5m])) > 0)',
  );
  const [late] = groupsOf(BOTH)['api.latency']!;
  expect(late!.expr).toContain('http_request_duration_seconds_bucket{namespace="shop-prod",job="api",le="0.5"}');
});

test.each([
  [
    { by: 'istio' },
    'istio_requests_total{reporter="source",destination_service_namespace="shop-prod",destination_service_name="api",response_code=~"5..|0"}',
  ],
  [
    { by: 'istio' },
    'istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="shop-prod",destination_service_name="api",le="500"}',
  ],
  [
    { by: 'ingress-nginx' },
    'nginx_ingress_controller_requests{exported_namespace="shop-prod",exported_service="api",status=~"5.."}',
  ],
  [
    { counter: 'calls_total', failed: 'code!="ok"', duration: 'call_seconds' },
    'calls_total{namespace="shop-prod",job="api",code!="ok"}',
  ],
  [
    { counter: 'calls_total', failed: 'code!="ok"', duration: 'call_seconds' },
    'call_seconds_count{namespace="shop-prod",job="api"}',
  ],
])('requests as %j counts them', (requests, expected) => {
  expect(
    JSON.stringify(
      Object.values(groupsOf({ ...BOTH, requests }))
        .flat()
        .map(({ expr }) => expr),
    ),
  ).toContain(JSON.stringify(expected).slice(1, -1));
});

test('objectives vary, and the window scales the factors', () => {
  const slo = { availability: vary({ dev: 95, staging: 99, prod: 99.95 }), window: '28d' };
  expect(groupsOf(slo)['api.objectives']![0]!.expr).toContain('> 13.44 * 0.0005');
  expect(groupsOf(slo, 'dev')['api.objectives']![0]!.expr).toContain('> 13.44 * 0.05');
});

test.each<[string, object, string]>([
  [
    'nothing counts',
    { metrics: undefined, slo: { availability: 99 } },
    'LS733 shop/api slo: there are no request metrics for api',
  ],
  [
    'no budget',
    { slo: { availability: 100 } },
    'LS102 shop/api slo.availability: 100 is not a percentage between 0 and 100',
  ],
  ['too much budget', { slo: { availability: 90 } }, 'LS734 shop/api slo.availability: with a target of 90%, even'],
  [
    'no time',
    { slo: { availability: 99, latency: { threshold: 'fast', target: 99 } } },
    'LS102 shop/api slo.latency.threshold: "fast" is not a time',
  ],
  [
    'no matcher',
    { slo: { availability: 99, requests: { failed: 'status=5' } } },
    'LS102 shop/api slo.requests.failed: "status=5" is not a matcher',
  ],
])('refuses objectives with %s', (_, props, start) => {
  expect(refusalsOf(api(props)).map((line) => line.slice(0, start.length))).toEqual([start]);
});

test.each([
  ['500ms', 0.5],
  ['1s', 1],
  ['2.5s', 2.5],
  ['0s', undefined],
  ['1m', undefined],
])('%s is %s seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});
