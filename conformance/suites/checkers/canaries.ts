import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../cleanup';
import type { DistEnvironment, Manifest } from '../../dist';
import { run } from '../../processes';
import { type Checker, oneByOne, type Violation } from './checker';

/**
 * What Flagger asks of each new version, answered by the query engine of Prometheus (`promtool test rules`): in each state, the
 * version has to pass exactly the bounds that it should. The series have the names and labels that ingress-nginx 1.15.1 gives
 * them (`socket.go`, `monitor.lua`, `balancer.lua`), and those that Prometheus adds to a pod of another namespace. Flagger itself
 * is simulated: the variables are filled in as `toMetricModel` of 1.36.1 does, and a query without an answer does not pass.
 */
export const canaries: Checker = {
  name: 'canaries',
  tools: ['promtool'],
  kind: 'Canary',
  check: oneByOne(async (environment, tool) => {
    const folder = temporaryFolder('canaries');
    const violations: Omit<Violation, 'environment'>[] = [];
    for (const { manifest } of environment.objects.filter((object) => object.manifest.kind === 'Canary')) {
      const file = join(folder, `${manifest.metadata.name}.test.yaml`);
      writeFileSync(file, stringify(testsOf(manifest, environment)));
      const result = await run(tool('promtool'), ['test', 'rules', file]);
      if (result.code !== 0)
        violations.push({
          rule: 'judgement',
          object: `Canary/${manifest.metadata.name}`,
          message: `${result.stdout}${result.stderr}`.trim(),
        });
    }
    return violations;
  }),
};

interface Canary {
  readonly targetRef: { readonly name: string };
  readonly service: { readonly port: number };
  readonly ingressRef?: { readonly name: string };
  readonly analysis: { readonly metrics: readonly Metric[] };
}

interface Metric {
  readonly name: string;
  readonly interval: string;
  readonly templateRef?: { readonly name: string };
  readonly thresholdRange: { readonly min?: number; readonly max?: number };
}

/** How a version does, and what the judgement has to say of it. */
interface State {
  readonly name: string;
  /** Requests per minute, by status, and the seconds that each takes. */
  readonly canary: readonly (readonly [status: string, perMinute: number, seconds: number])[];
  readonly serving: State['canary'];
  readonly scraped: boolean;
  /** By query, whether it passes; `undefined` where it has no answer. */
  readonly passes: Readonly<Record<string, boolean | undefined>>;
}

const STATES: readonly State[] = [
  {
    name: 'a good version beside one that fails and is slow',
    canary: [['200', 60, 0.01]],
    serving: [['500', 600, 9]],
    scraped: true,
    passes: { 'success-rate': true, latency: true },
  },
  {
    name: 'a version that fails half of the time',
    canary: [
      ['200', 60, 0.01],
      ['503', 60, 0.01],
    ],
    serving: [['200', 600, 0.01]],
    scraped: true,
    passes: { 'success-rate': false, latency: true },
  },
  {
    name: 'a slow version',
    canary: [['200', 60, 9]],
    serving: [['200', 600, 0.01]],
    scraped: true,
    passes: { 'success-rate': true, latency: false },
  },
  {
    name: 'a version that nobody calls',
    canary: [],
    serving: [],
    scraped: true,
    passes: { 'success-rate': true, latency: true },
  },
  {
    name: 'a version whose requests nobody counts',
    canary: [],
    serving: [],
    scraped: false,
    passes: { 'success-rate': undefined, latency: undefined },
  },
];

/** Upper bounds of the histogram (`prometheus.DefBuckets`). */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MINUTES = 10;

function testsOf(manifest: Manifest, environment: DistEnvironment): object {
  const spec = manifest['spec'] as Canary;
  const judged = spec.analysis.metrics.filter(({ name }) => name in STATES[0]!.passes);
  const queries = judged.map((metric) => [metric, queryOf(metric, manifest, spec, environment)] as const);
  const byIngress = queries.every(([, query]) => query.includes('nginx_ingress_controller_'));
  const source = byIngress ? ingressNginx(manifest, spec) : service(manifest, spec);
  return {
    evaluation_interval: '30s',
    tests: STATES.map((state) => ({
      name: state.name,
      interval: '30s',
      input_series: seriesOf(state, source),
      promql_expr_test: queries.map(([metric, query]) => ({
        expr: boundOf(metric, query),
        eval_time: `${MINUTES}m`,
        exp_samples: state.passes[metric.name] === undefined ? [] : [{ value: Number(state.passes[metric.name]) }],
      })),
    })),
  };
}

/** The query with Flagger's variables filled in. */
function queryOf(
  { name, interval, templateRef }: Metric,
  manifest: Manifest,
  spec: Canary,
  { objects }: DistEnvironment,
) {
  const template = objects.find(
    (object) => object.manifest.kind === 'MetricTemplate' && object.manifest.metadata.name === templateRef?.name,
  );
  if (template === undefined) throw new Error(`the query ${name} of ${manifest.metadata.name} has no MetricTemplate`);
  const variables: Readonly<Record<string, string | undefined>> = {
    namespace: manifest.metadata.namespace,
    target: spec.targetRef.name,
    service: spec.targetRef.name,
    ingress: spec.ingressRef?.name,
    interval,
  };
  const { query } = template.manifest['spec'] as { query: string };
  return query.replaceAll(/\{\{ (\w+) \}\}/g, (_, variable: string) => {
    const value = variables[variable];
    if (value === undefined) throw new Error(`Flagger does not know the variable ${variable}`);
    return value;
  });
}

/** 1 where the value is within the bounds, else 0. */
function boundOf({ thresholdRange: { min, max } }: Metric, query: string): string {
  if (min !== undefined) return `(${query}) >= bool ${min}`;
  return `(${query}) <= bool ${max}`;
}

/** Who counts the requests, and under what names. */
interface Source {
  readonly requests: string;
  readonly duration: string;
  /** Labels of the requests to the new version, and to the one that serves. */
  readonly canary: Labels;
  readonly serving: Labels;
  /** What says that the source is scraped. */
  readonly scraped: readonly (readonly [metric: string, labels: Labels])[];
}

type Labels = Readonly<Record<string, string>>;

function ingressNginx({ metadata: { namespace } }: Manifest, spec: Canary): Source {
  const metrics = 'ingress-nginx-controller-metrics';
  const pod = { namespace: 'ingress-nginx', service: metrics, job: metrics };
  const service = spec.targetRef.name;
  const of = { exported_namespace: namespace!, exported_service: service, ingress: spec.ingressRef!.name };
  return {
    requests: 'nginx_ingress_controller_requests',
    duration: 'nginx_ingress_controller_request_duration_seconds',
    canary: { ...pod, ...of, canary: `${namespace}-${service}-canary-${spec.service.port}` },
    serving: { ...pod, ...of, canary: '' },
    scraped: [['nginx_ingress_controller_build_info', pod]],
  };
}

/** The service itself, under the names that the pattern asks for by default; pods as a Deployment names them. */
function service({ metadata: { namespace } }: Manifest, { targetRef: { name } }: Canary): Source {
  const of = { namespace: namespace!, job: name };
  const canary = { ...of, pod: `${name}-6d4cf56db6-x2x4z` };
  const serving = { ...of, pod: `${name}-primary-7f9c6b5d4-q8w7r` };
  return {
    requests: 'http_requests_total',
    duration: 'http_request_duration_seconds',
    canary,
    serving,
    scraped: [
      ['up', canary],
      ['up', serving],
    ],
  };
}

function seriesOf(state: State, source: Source): object[] {
  if (!state.scraped) return [];
  const version = (requests: State['canary'], labels: Labels) =>
    requests.flatMap(([status, perMinute, seconds]) => {
      const rising = `0+${perMinute / 2}x${MINUTES * 2}`;
      return [
        series(source.requests, { ...labels, status }, rising),
        ...[...BUCKETS, Infinity].map((bound) =>
          series(
            `${source.duration}_bucket`,
            { ...labels, status, le: bound === Infinity ? '+Inf' : String(bound) },
            seconds <= bound ? rising : `0x${MINUTES * 2}`,
          ),
        ),
      ];
    });
  return [
    ...source.scraped.map(([metric, labels]) => series(metric, labels, `1x${MINUTES * 2}`)),
    ...version(state.serving, source.serving),
    ...version(state.canary, source.canary),
  ];
}

function series(metric: string, labels: Labels, values: string): object {
  const own = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return { series: `${metric}{${own.join(',')}}`, values };
}
