/** Traces: where the collector receives them, and the variables with which a process sends them there. */
import type { Expression } from '../../model/expression';
import { text as interpolate } from '../../model/text';
import { Endpoint } from '../network/connections';
import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import type { Parts } from '../engine/parts';
import type { Tracing } from './tracing-props';
import { podField, type EnvValue } from '../workload/env-value';

/** Says whose spans they are, for the attribute that names the pod. */
const POD_NAME = 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME';
const HTTP = 'http/protobuf';

/** Where traces go. */
interface TraceTarget {
  readonly endpoint: Expression;
  readonly protocol: string;
}

/**
 * Variables by which every SDK of OpenTelemetry finds the collector ("OpenTelemetry Environment Variable Specification"); using
 * them declares the connection. Names of attributes are those of the semantic conventions.
 * @returns none where `tracing` is not given, or the platform does not declare a collector, which is reported
 */
export function tracingVariables(
  { name, facts, parts }: Subject,
  given: true | Tracing | undefined,
): Readonly<Record<string, EnvValue>> {
  if (given === undefined) return {};
  const { platform, namespace, environmentName, opinions } = facts;
  const { endpoint, sampling = opinions.traceSampling.value }: Tracing = given === true ? {} : given;
  const target = endpoint === undefined ? collectorOf(facts, parts) : { endpoint, protocol: HTTP };
  if (target === undefined) return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: target.endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: target.protocol,
    OTEL_SERVICE_NAME: name,
    OTEL_RESOURCE_ATTRIBUTES: interpolate`service.namespace=${platform},deployment.environment.name=${environmentName},k8s.namespace.name=${namespace},k8s.pod.name=${podField('metadata.name')}`,
    [POD_NAME]: podField('metadata.name'),
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: String(sampling),
  };
}

/** The collector that the platform declares. */
function collectorOf({ cluster }: Facts, parts: Parts): TraceTarget | undefined {
  const { tracing } = cluster;
  if (tracing === undefined) {
    parts.report({
      code: 'LS116',
      path: 'tracing',
      message: 'the platform does not declare a trace collector',
      fix: "Declare it on the Platform: cluster: { tracing: { namespace: 'opentelemetry', labels: { … }, service: 'collector' } }, or addOns: { openTelemetryCollector: {}, tempo: {} }; or set the URL of a service of the platform: tracing: { endpoint: collector.urlOf('otlp-http') }.",
    });
    return undefined;
  }
  const { namespace, service, labels, protocol = HTTP, port = protocol === 'grpc' ? 4317 : 4318 } = tracing;
  const party = { kind: 'cluster', name: 'tracing', namespace, labels } as const;
  const collector = new Endpoint(party, [{ port, protocol: 'TCP' }]);
  return { endpoint: interpolate`http://${service}.${namespace}.svc:${port}${collector}`, protocol };
}
