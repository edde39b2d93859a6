import { env, text } from './environments';
import { rateLimit } from './settings';

/** 99.95 % of requests, as the audit states the goal; and nineteen of twenty within half a second. */
export const objectives = { availability: 99.95, latency: { threshold: '500ms', target: 95 } };

const own = text`namespace="${env.namespace}",job="switchyard-api"`;

/** The alerts that the audit lists by figures, beside those that come with every construct. */
export const alerts = {
  HighErrorRate: {
    expr: text`sum(rate(http_requests_total{${own},status=~"5.."}[5m])) / sum(rate(http_requests_total{${own}}[5m])) > 0.01`,
    for: '5m',
    severity: 'critical',
    summary: 'More than one request in a hundred fails.',
  },
  HighLatency: {
    expr: text`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${own}}[5m]))) > 0.5`,
    for: '5m',
    severity: 'warning',
    summary: 'One request in twenty takes longer than 500 ms.',
  },
  RateLimitExceeded: {
    expr: text`sum(rate(http_requests_total{${own}}[5m])) * 60 > ${rateLimit.map(String)}`,
    for: '5m',
    severity: 'warning',
    summary: text`More than ${rateLimit.map(String)} requests a minute: the API refuses the rest.`,
  },
} as const;
