/** Alerts and recording rules. */
import type { Kind } from '../kind';

export const prometheusRule: Kind = {
  kind: 'PrometheusRule.monitoring.coreos.com',
  fields: {
    durations: ['spec.groups[*].interval', 'spec.groups[*].rules[*].for'].map((path) => ({
      path,
      format: 'prometheus',
    })),
  },
};
