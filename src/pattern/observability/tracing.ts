/** Traces: where the collector takes them, and what a process has to be told to send them there. */
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Normal } from '../../model/fields';
import {
  either,
  instance,
  integer,
  object,
  oneOf,
  record,
  required,
  whole,
  wrong,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { text as interpolate } from '../../model/text';
import { combine, derive, varies, Varying, type Absent } from '../../model/varying';
import { Endpoint } from '../connections';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import { podField } from '../variables';

/** What takes traces over OTLP in the cluster: the OpenTelemetry collector, or the store itself. */
export interface TracingFacts {
  /** Namespace of its pods and of its Service, by its name. */
  readonly namespace: string;
  /** Labels of its pods; all pods of the namespace when left out. */
  readonly labels?: Record<string, string>;
  /** Name of its Service. */
  readonly service: string;
  /** Port of its pods, and of its Service. Default: 4318 for `http/protobuf`, 4317 for `grpc`, as registered for OTLP. */
  readonly port?: number;
  /** As the SDKs of OpenTelemetry name it. Default: http/protobuf, which they recommend. */
  readonly protocol?: 'http/protobuf' | 'grpc';
}

export const tracingFactsShape: Shape = object<TracingFacts>({
  namespace: required(dnsLabel),
  labels: record(anyText),
  service: required(dnsLabel),
  port: integer({ min: 1, max: 65535, unit: 'port' }),
  protocol: oneOf('http/protobuf', 'grpc'),
});

/** How a process sends traces. */
export interface Tracing {
  /** Where to, in `http/protobuf`: the URL of what takes traces within the platform. Default: where the platform says that its traces go. */
  readonly endpoint?: Expression;
  /** Share of the requests that begin here whose traces are sent, from 0 to 1; what a caller decided stands. Default: 1, the collector samples. */
  readonly sampling?: number;
}

const share: Shape = (value, at) => {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    wrong(at, value, 'a share from 0 to 1', 'Give a number such as 0.1.');
};
const TRUE: Shape = (value, at) =>
  value === true ? undefined : wrong(at, value, 'true or { sampling: … }', 'Give true, or leave it out.');
export const tracingShape: Shape = either(
  [
    (value) => typeof value === 'object',
    object<Tracing>({
      endpoint: whole(instance('the URL of a service', (value) => value instanceof Expression)),
      sampling: share,
    }),
  ],
  [() => true, TRUE],
);

type Given = Normal<Tracing> | true | Varying<true | Absent>;

/** Says whose spans they are, for the attribute that names the pod. */
const POD_NAME = 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME';

/**
 * Variables by which every SDK of OpenTelemetry finds the collector ("OpenTelemetry Environment Variable Specification"); using
 * them declares the connection. Names of attributes are those of the semantic conventions.
 * @returns none where `tracing` is not given, or nobody says where the collector is, which is reported
 */
export function tracingVariables(identity: Identity, given: Given | undefined): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  const { platform, name } = identity;
  const target =
    given !== true && !varies(given) && given.endpoint !== undefined
      ? { endpoint: given.endpoint, protocol: 'http/protobuf' }
      : targetOf(identity);
  if (target === undefined) return {};
  const environment = new Varying<string>(platform.environments, platform.environments.names);
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: target.endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: target.protocol,
    OTEL_SERVICE_NAME: name,
    OTEL_RESOURCE_ATTRIBUTES: new Expression([
      interpolate`service.namespace=${platform.node.id},deployment.environment.name=${environment},k8s.namespace.name=${platform.namespaceName},k8s.pod.name=` as Varying<string>,
      podField('metadata.name'),
    ]),
    [POD_NAME]: podField('metadata.name'),
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: derive(samplingOf(given, platform.opinions.traceSampling.value) as number, String),
  };
}

/** What the platform says that takes traces. */
function targetOf({
  construct,
  platform,
}: Identity): { readonly endpoint: unknown; readonly protocol: unknown } | undefined {
  const { tracing } = platform.cluster;
  if (tracing === undefined) {
    report(construct, {
      code: 'LS116',
      path: 'tracing',
      message: 'the platform does not say what takes its traces',
      fix: "Declare it on the Platform: cluster: { tracing: { namespace: 'opentelemetry', labels: { … }, service: 'collector' } }, or addOns: { openTelemetryCollector: {}, tempo: {} }; or give the URL of a service of it: tracing: { endpoint: collector.urlOf('otlp-http') }.",
    });
    return undefined;
  }
  const { namespace, service, labels } = tracing;
  const protocol = or(tracing.protocol, 'http/protobuf');
  const port = combine({ port: tracing.port, protocol }, (own) => own.port ?? (own.protocol === 'grpc' ? 4317 : 4318));
  const collector = new Endpoint({ kind: 'cluster', name: 'tracing', namespace, labels }, [{ port, protocol: 'TCP' }]);
  return {
    endpoint: interpolate`http://${service as string}.${namespace as string}.svc:${port as number}${collector}`,
    protocol,
  };
}

/** Where some environments say true and others a share, the prop varies as a whole. */
function samplingOf(given: Given, whole: number): unknown {
  if (varies(given)) return given.map((own: unknown) => (own === true ? whole : ((own as Tracing).sampling ?? whole)));
  return given === true ? whole : or(given.sampling, whole);
}
