/** Traces: where the cluster takes them, and how a process sends them. */
import { Expression } from '../../model/expression';
import {
  either,
  instance,
  object,
  oneOf,
  record,
  required,
  whole,
  wrong,
  type PropsOf,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel, portNumber } from '../../model/syntax';

/** What takes traces over OTLP in the cluster: the OpenTelemetry collector, or the store itself. */
export interface TracingFacts extends PropsOf<typeof tracingFactsProps> {}
const tracingFactsProps = {
  /** Namespace of its pods and its Service, by name. */
  namespace: required(dnsLabel),
  /** Labels of its pods. Default: all pods of the namespace. */
  labels: record(anyText),
  /** Name of its Service. */
  service: required(dnsLabel),
  /**
   * Port of its pods and its Service. Default: 4318 for `http/protobuf`, 4317 for `grpc`, the registered OTLP ports.
   */
  port: portNumber,
  /** Protocol, as the OpenTelemetry SDKs name it. Default: http/protobuf, which they recommend. */
  protocol: oneOf('http/protobuf', 'grpc'),
};
export const tracingFactsShape = object<TracingFacts>(tracingFactsProps);

const share: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    wrong(at, value, 'a share from 0 to 1', 'Use a number such as 0.1.');
};
const TRUE: Shape<true> = (value, at) =>
  value === true ? undefined : wrong(at, value, 'true or { sampling: … }', 'Use true, or omit it.');

/** How a process sends traces. */
export interface Tracing extends PropsOf<typeof tracingProps> {}
const tracingProps = {
  /** URL of a trace receiver inside the platform (`http/protobuf`). Default: the collector of the cluster facts. */
  endpoint: whole(instance('the URL of a service', (value) => value instanceof Expression)),
  /**
   * Share of the traces starting here that are sent, from 0 to 1; the decision of a caller is kept. Default: 1, the
   * collector does the sampling.
   */
  sampling: share,
};
export const tracingShape = either<true | Tracing>(
  [(value) => typeof value === 'object', object<Tracing>(tracingProps)],
  [() => true, TRUE],
);
