/** `../exporter` for stores whose props still vary; goes with the last of them. */
import { report } from '../../../model/declarations';
import type { Normal } from '../../../model/fields';
import { containerSecurity, orUsual, resources } from '../../container';
import type { Identity } from '../../identity';
import { containerPorts } from '../../ports';
import { probes } from '../../probes';
import type { SealedKey } from '../../sealed';
import { joinVariables, variablesOf } from '../../variables';
import type { StoreExporter } from '../exporter';
import type { StorePort } from './services';

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
