import type { Platform } from 'cdk8s-lockstep';
import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr as Expr,
} from '../../imports/monitoring.coreos.com-prometheusrule';

/** Request and error rates of every service of the namespace, under the names that the dashboards of the team query. */
export function addRecording(platform: Platform): PrometheusRule {
  return new PrometheusRule(platform, 'http-rates', {
    metadata: { name: 'http-rates', labels: { ...platform.commonLabels, release: 'kube-prometheus-stack' } },
    spec: {
      groups: [
        {
          name: 'http-rates',
          interval: '15s',
          rules: [
            {
              record: 'http:requests:rate5m',
              expr: Expr.fromString('sum by (namespace, job) (rate(http_requests_total[5m]))'),
            },
            {
              record: 'http:errors:rate5m',
              expr: Expr.fromString('sum by (namespace, job) (rate(http_requests_total{status=~"5.."}[5m]))'),
            },
          ],
        },
      ],
    },
  });
}
