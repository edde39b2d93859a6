/** A process beside a store that turns what the store reports of itself into metrics. */
import type { Subject } from '../engine/build';
import type { Container, VolumeMount } from '../manifests';
import type { SealedKey } from '../sealed';
import { containerSecurity, nonEmpty, resources } from '../workload/container';
import { containerPorts } from '../workload/ports';
import { probes } from '../workload/probes';
import { joinVariables, variablesOf } from '../workload/variables';
import type { StoreExporter } from './exporter';

export interface ExporterSidecar {
  readonly container: Container;
  readonly pullSecrets: readonly { readonly name: string }[];
  readonly secrets: readonly SealedKey[];
}

/** It has no readiness probe: metrics that fail must not take the store out of service. */
export function exporterSidecar(
  { parts, facts, name }: Subject,
  given: StoreExporter,
  mounts: readonly VolumeMount[] = [],
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
  const asked = { port: given.port, readiness: undefined, liveness: { tcp: given.port } };
  const container: Container = {
    name: 'exporter',
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    args: given.args,
    env: nonEmpty(entries),
    ports: containerPorts([{ name: 'metrics', container: given.port, service: given.port }]),
    ...probes(parts, {}, asked, opinions),
    resources: resources(parts, amounts, {}, opinions),
    securityContext: containerSecurity(),
    volumeMounts: nonEmpty(mounts),
  };
  return { container, pullSecrets, secrets };
}

/** An exporter that is declared where nothing scrapes it would run for nobody. */
export function refuseIdle({ parts }: Pick<Subject, 'parts'>): void {
  parts.report({
    code: 'LS114',
    path: 'exporter',
    message: 'an exporter is declared, and nothing scrapes it',
    fix: 'Declare cluster: { prometheus: … } on the Platform, or leave `exporter` out.',
  });
}
