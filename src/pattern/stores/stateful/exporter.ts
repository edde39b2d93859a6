/** A sidecar that converts what a store reports about itself into metrics. */
import { fixed, list, object, record, required, whole, type PropsOf } from '../../../model/shape';
import { absolutePath, anyText, envVarName, portNumber } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { Container, VolumeMount } from '../../manifests';
import type { Probe } from '../../workload/probes';
import { sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import { envValueShape } from '../../workload/env-value';
import { nonEmpty, sidecarOf } from '../../workload/container';
import { containerPorts } from '../../workload/ports';
import { probes } from '../../workload/probes';
import { joinVariables, variablesOf } from '../../workload/variables';
import type { StorePort } from './services';
import type { Sidecar } from './sidecar';

export interface StoreExporter extends PropsOf<typeof storeExporterProps> {}
const storeExporterProps = {
  /** Name in `images.lock.yaml`. */
  image: required(fixed(anyText)),
  /** Port of its metrics. */
  port: required(portNumber),
  /** Path of its metrics. Default: `/metrics`. */
  path: absolutePath,
  args: list(anyText),
  env: record(whole(envValueShape), envVarName),
  secrets: record(whole(sealedKeyShape), envVarName),
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  resources: resourcesShape,
};

export const storeExporterShape = object<StoreExporter>(storeExporterProps);

export interface ExporterSidecar {
  readonly container: Container;
  readonly pullSecrets: readonly { readonly name: string }[];
  readonly secrets: readonly SealedKey[];
  readonly port: StorePort;
}

/** What the exporter of a known store needs in addition to its props. */
export interface ExporterNeeds {
  readonly mounts?: readonly VolumeMount[];
  /** How its liveness is probed. Default: whether its port accepts connections. */
  readonly liveness?: Probe;
}

/** It has no readiness probe: metrics that fail must not take the store out of service. */
export function exporterSidecar(
  { parts, facts, name }: Subject,
  given: StoreExporter,
  { mounts = [], liveness = { tcp: given.port } }: ExporterNeeds = {},
): ExporterSidecar {
  const groups = { 'exporter.env': given.env, 'exporter.secrets': given.secrets };
  const { entries, secrets } = variablesOf(parts, joinVariables(parts, groups), false);
  for (const key of secrets) parts.read({ key, readBy: name });
  const { reference, pullSecrets } = facts.image(given.image, name);
  const amounts = {
    requests: { cpu: '10m', memory: '32Mi', ...given.resources?.requests },
    limits: { cpu: '100m', memory: '64Mi', ...given.resources?.limits },
  };
  const { opinions } = facts;
  const port: StorePort = { name: 'metrics', appProtocol: 'http', container: given.port, service: given.port };
  const container = sidecarOf(parts, opinions, amounts, {
    name: 'exporter',
    image: reference,
    args: given.args,
    env: nonEmpty(entries),
    ports: containerPorts([port]),
    ...probes(parts, {}, { port: given.port, readiness: undefined, liveness }, opinions),
    volumeMounts: nonEmpty(mounts),
  });
  return { container, pullSecrets, secrets, port };
}

/** Whether metrics are scraped: as `metrics` says, or else where the platform says which Prometheus. An exporter for nobody is reported. */
export function isScraped(
  { facts, parts }: Pick<Subject, 'facts' | 'parts'>,
  { metrics = facts.cluster.prometheus !== undefined, exporter }: { metrics?: boolean; exporter?: Sidecar },
): boolean {
  if (!metrics && exporter !== undefined)
    parts.report({
      code: 'LS114',
      path: 'exporter',
      message: 'an exporter is declared, but nothing scrapes it',
      fix: 'Declare cluster: { prometheus: … } on the Platform, or remove `exporter`.',
    });
  return metrics;
}
