// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta } from './meta';

export interface SecretRef {
  readonly name: string;
}

export interface Provider {
  readonly address?: string | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
  readonly region?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
  readonly type:
    'prometheus' | 'influxdb' | 'datadog' | 'stackdriver' | 'cloudwatch' | 'newrelic' | 'graphite' | 'dynatrace';
}

export interface MetricTemplateSpec {
  readonly provider: Provider;
  readonly query: string;
}

/** `flagger.app/v1beta1` MetricTemplate */
export interface MetricTemplate {
  readonly apiVersion: 'flagger.app/v1beta1';
  readonly kind: 'MetricTemplate';
  readonly metadata: ObjectMeta;
  readonly spec?: MetricTemplateSpec | undefined;
}
