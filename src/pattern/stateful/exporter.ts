/** A process beside a store that turns what the store says of itself into metrics. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, instance, integer, list, object, record, required, whole, type Shape } from '../../model/shape';
import { absolutePath, anyText, envVarName } from '../../model/syntax';
import { containerSecurity, orUsual, resources, type Resources, resourcesShape } from '../container';
import type { Identity } from '../identity';
import { containerPorts } from '../ports';
import { probes } from '../probes';
import { SealedKey } from '../sealed';
import { envValueShape, joinVariables, variablesOf, type EnvValue } from '../variables';
import type { StorePort } from './services';

export interface StoreExporter {
  /** Name in `images.lock.yaml`. */
  readonly image: string;
  /** Port of its metrics. */
  readonly port: number;
  /** Path of its metrics. Default: `/metrics`. */
  readonly path?: string;
  readonly args?: readonly string[];
  readonly env?: Record<string, EnvValue>;
  readonly secrets?: Record<string, SealedKey>;
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  readonly resources?: Resources;
}

export const storeExporterShape: Shape = object<StoreExporter>({
  image: required(fixed(anyText)),
  port: required(integer({ min: 1, max: 65535, unit: 'port' })),
  path: absolutePath,
  args: list(anyText),
  env: record(whole(envValueShape), envVarName),
  secrets: record(whole(instance('a sealed key', (value) => value instanceof SealedKey)), envVarName),
  resources: resourcesShape,
});

export interface Sidecar {
  readonly container: Record<string, unknown>;
  readonly pullSecrets: readonly SealedKey[];
  readonly secrets: readonly SealedKey[];
  readonly port: StorePort;
}

/** It has no readiness probe: metrics that fail must not take the store out of service. */
export function storeExporter(store: Identity, given: Normal<StoreExporter>): Sidecar {
  const { construct, platform, name } = store;
  const variables = variablesOf(
    construct,
    joinVariables(construct, { 'exporter.env': given.env, 'exporter.secrets': given.secrets }),
    false,
  );
  for (const key of variables.secrets) platform.secrets.use(key, name, undefined, { presence: store.pods.presence });
  const { reference, pullSecrets } = platform.images.pin(construct, given.image as string, name);
  const amounts = orUsual(given.resources, {
    requests: { cpu: '10m', memory: '32Mi' },
    limits: { cpu: '100m', memory: '64Mi' },
  });
  const port: StorePort = { name: 'metrics', appProtocol: 'http', container: given.port, service: given.port };
  const container = {
    name: 'exporter',
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    ...(given.args !== undefined && { args: given.args }),
    ...(variables.entries.length > 0 && { env: variables.entries }),
    ports: containerPorts([port]),
    ...probes(
      construct,
      {},
      { port: given.port, readiness: undefined, liveness: { tcp: given.port } },
      platform.opinions,
    ),
    resources: resources(construct, amounts, {}, platform.opinions),
    securityContext: containerSecurity(),
  };
  return { container, pullSecrets, secrets: variables.secrets, port };
}

/** An exporter that is declared where nothing scrapes it would run for nobody. */
export function refuseIdleExporter({ construct }: Identity): void {
  const fix = 'Declare cluster: { prometheus: … } on the Platform, or leave `exporter` out.';
  report(construct, {
    code: 'LS114',
    path: 'exporter',
    message: 'an exporter is declared, and nothing scrapes it',
    fix,
  });
}
