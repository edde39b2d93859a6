// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Rule {
  readonly alert?: string | undefined;
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly expr: string | number;
  readonly for?: string | undefined;
  readonly keep_firing_for?: string | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly record?: string | undefined;
}

export interface Group {
  readonly interval?: string | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly limit?: number | undefined;
  readonly name: string;
  readonly partial_response_strategy?: string | undefined;
  readonly query_offset?: string | undefined;
  readonly rules?: readonly Rule[] | undefined;
}

export interface PrometheusRuleSpec {
  readonly groups?: readonly Group[] | undefined;
}

/** `monitoring.coreos.com/v1` PrometheusRule */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: ObjectMeta;
  readonly spec: PrometheusRuleSpec;
}
