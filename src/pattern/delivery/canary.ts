/** New versions that get their share of the traffic step by step, and go back by themselves when they do worse: a Canary of Flagger. */
import type { ApiObject } from 'cdk8s';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { integer, object, record, required, text, type Shape } from '../../model/shape';
import { anyText, dnsLabel, duration, seconds } from '../../model/syntax';
import { derive, isVarying } from '../../model/varying';
import type { Autoscaling } from '../autoscaling/autoscaling';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { demandOperator } from '../operators';
import { inEachEnvironment, or } from '../per-environment';
import type { Port } from '../ports';
import { wholeSeconds } from '../probes';

/** A query that must stay within bounds. `{{ interval }}`, `{{ target }}` and `{{ namespace }}` are filled in by Flagger. */
export interface CanaryMetric {
  /** PromQL with one value. */
  readonly query: string;
  readonly min?: number;
  readonly max?: number;
}

export interface Canary {
  /** How often the new version is judged, and gets one step more. Default: 1m. */
  readonly interval?: string;
  /** After so many bad judgements it is taken back. Default: 5. */
  readonly threshold?: number;
  /** Percent of the traffic that a step adds. Default: 10. */
  readonly stepWeight?: number;
  /** Percent at which it has passed. Default: 50. */
  readonly maxWeight?: number;
  /** Least percent of answers that are no server errors, such as 99.5. Default: what the objective (`slo`) promises, else 99. */
  readonly success?: number;
  /** Longest time of 99 of 100 requests, such as `500ms`. Default: 500ms. */
  readonly latency?: string;
  /** Further queries, by a name of one's own. */
  readonly metrics?: Record<string, CanaryMetric>;
}

const percent = integer({ min: 1, max: 100, unit: 'percent' });
const share: Shape = (value, at) => {
  if (typeof value !== 'number' || !(value > 0 && value <= 100)) at.report({ code: 'LS102', path: at.path, message: `${String(value)} is no percentage above 0, up to 100`, fix: 'Give one such as 99.5.' });
};
const figure: Shape = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) at.report({ code: 'LS102', path: at.path, message: `${String(value)} is not a number`, fix: 'Give a number, without quotes.' });
};

export const canaryShape: Shape = object<Canary>({
  interval: duration,
  threshold: integer({ min: 1 }),
  stepWeight: percent,
  maxWeight: percent,
  success: share,
  latency: text('a time in milliseconds or seconds', '500ms', (value) => milliseconds(value) !== undefined),
  metrics: record(object<CanaryMetric>({ query: required(anyText), min: figure, max: figure }), dnsLabel),
});

function milliseconds(written: string): number | undefined {
  const match = /^([1-9]\d*)ms$/.exec(written);
  const whole = seconds(written);
  return match === null ? (whole === undefined ? undefined : whole * 1000) : Number(match[1]);
}

/**
 * The label by which the pods of the version that serves are told from those of the new one. Flagger rewrites the label that it
 * selects by (`selectorLabels`); this one is nothing else's, so that policies, budgets and monitors are those of both.
 */
export const TRACK = 'lockstep.dev/track';

export interface CanaryParts {
  readonly ports: readonly Port[];
  /** Objects of the route. */
  readonly routes: readonly ApiObject[];
  readonly autoscaling: Normal<Autoscaling> | undefined;
  readonly progressDeadline: unknown;
  /** Percent of requests that the objective of the service promises; `undefined` without one. */
  readonly promised: unknown;
}

/** The Canary, and a MetricTemplate for each query. Flagger makes the Services, and the Deployment that serves. */
export function addCanary(identity: Identity, given: Normal<Canary>, parts: CanaryParts): void {
  const { construct, platform, name, labels } = identity;
  const { opinions } = platform;
  demandOperator(identity, 'flagger');
  const [ingress] = parts.routes;
  refuse(identity, given, parts);
  if (ingress === undefined) return;
  const [port] = parts.ports;
  const further = Object.entries(given.metrics ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const templates = further.map(([own, metric]) => templateOf(identity, own, metric, or(given.interval, opinions.canaryInterval.value)));
  addObject(construct, 'Canary', 'edge', {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name, labels },
    spec: {
      provider: 'nginx',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
      ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: ingress.metadata.name },
      progressDeadlineSeconds: wholeSeconds(parts.progressDeadline),
      service: {
        port: port!.service,
        targetPort: port!.container,
        portName: port!.name,
        portDiscovery: parts.ports.length > 1,
      },
      analysis: {
        interval: or(given.interval, opinions.canaryInterval.value),
        threshold: or(given.threshold, opinions.canaryThreshold.value),
        stepWeight: or(given.stepWeight, opinions.canaryStep.value),
        maxWeight: or(given.maxWeight, opinions.canaryMaximum.value),
        metrics: [
          { name: 'request-success-rate', interval: '1m', thresholdRange: { min: or(or(given.success, parts.promised), opinions.canarySuccess.value) } },
          { name: 'request-duration', interval: '1m', thresholdRange: { max: derive(or(given.latency, opinions.canaryLatency.value) as string, milliseconds) } },
          ...templates,
        ],
      },
    },
  });
}

function templateOf({ construct, platform, name, labels }: Identity, own: string, { query, min, max }: Normal<CanaryMetric>, interval: unknown): unknown {
  const template = `${name}-${own}`;
  addObject(construct, `MetricTemplate-${own}`, 'configuration', {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: { name: template, labels },
    spec: { provider: { type: 'prometheus', address: platform.cluster.prometheus?.url }, query },
  });
  return { name: own, interval, templateRef: { name: template }, thresholdRange: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } };
}

function refuse(identity: Identity, given: Normal<Canary>, { routes, autoscaling, ports }: CanaryParts): void {
  const { construct, platform } = identity;
  const said = (message: string, fix: string, path = 'canary') => report(construct, { code: 'LS626', path, message, fix });
  if (autoscaling === undefined) {
    said('Flagger sets the number of pods of the new version, and the Deployment names one', 'Give `autoscaling` in place of `replicas`: the version that serves is scaled by a copy of it.');
  } else if (autoscaling.triggers !== undefined) {
    said('triggers of KEDA scale one version, and would count what both do', 'Scale by cpu, memory or metrics.', 'autoscaling.triggers');
  }
  const api = platform.cluster.gateway?.api;
  if (ports.length === 0 || routes.length === 0) {
    said('its traffic does not pass a gateway, so nothing can share it out', 'Give a `route`, or leave `canary` out.');
  } else if (isVarying(api) || api !== 'ingress') {
    said(`it is routed by ${String(api)}, where Flagger would write a second route for the same host`, "Take cluster: { gateway: { api: 'ingress' } }, or leave `canary` out.");
  } else if (routes.length > 1) {
    said(`its route becomes ${routes.length} Ingresses, and Flagger shares out the traffic of one`, 'Give all rules of the route the same timeout and limits.', 'route.rules');
  }
  if (Object.keys(given.metrics ?? {}).length > 0 && platform.cluster.prometheus?.url === undefined) {
    report(construct, { code: 'LS116', path: 'canary.metrics', message: 'Flagger asks Prometheus, and the platform does not say where that answers', fix: "Declare it on the Platform: cluster: { prometheus: { url: 'http://prometheus.monitoring.svc:9090', … } }." });
  }
  for (const [own, { min, max }] of Object.entries(given.metrics ?? {})) {
    inEachEnvironment(identity, { min, max }, (bounds, where) => {
      if (bounds.min !== undefined || bounds.max !== undefined) return;
      report(construct, { code: 'LS114', path: `canary.metrics.${own}`, ...where, message: 'it says no bound, so every value passes', fix: 'Give `min`, `max` or both.' });
    });
  }
  const { opinions } = platform;
  const weights = { step: or(given.stepWeight, opinions.canaryStep.value), most: or(given.maxWeight, opinions.canaryMaximum.value) };
  inEachEnvironment(identity, weights, ({ step, most }, where) => {
    if (Number(step) <= Number(most)) return;
    report(construct, { code: 'LS114', path: 'canary.stepWeight', ...where, message: `one step of ${String(step)} % is more than the ${String(most)} % at which it has passed`, fix: 'Give a smaller stepWeight.' });
  });
}
