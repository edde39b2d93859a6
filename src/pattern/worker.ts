import { Construct } from 'constructs';
import { report } from '../model/declarations';
import type { Input, Normal } from '../model/fields';
import { Presence } from '../model/presence';
import { fixed, instance, integer, list, object, record, required, type Shape } from '../model/shape';
import { absolutePath, anyText, dnsLabel, envVarName } from '../model/syntax';
import { accept } from './accept';
import { addAccount, permissionsShape, type Permission } from './account';
import { addAvailability, availabilityShapes, topologySpread, type Availability } from './availability';
import { configure } from './configuration';
import { Endpoint, endpointsOf } from './connections';
import { containerSecurity, resources, resourcesShape, writableShape, writableVolumes, type Resources, type Writable } from './container';
import { identify, type Identity } from './identity';
import { addMonitor, metricsShape, type Metrics } from './monitoring';
import { addPolicy } from './policy';
import { addService, containerPorts, refuseClashes, type Port } from './ports';
import { probes, probesShape, type ProbeDefaults, type Probes } from './probes';
import { SealedKey } from './sealed';
import { envValueShape, type EnvValue } from './variables';
import { addDeployment, settleShutdown, shutdownShape, type SettledShutdown, type Shutdown } from './workload';

/** A process that runs all the time. */
export interface WorkerProps extends Availability {
  /** Name in `images.lock.yaml`, which pins it by digest for each environment. */
  readonly image: string;
  /** Name of its objects. Default: the id. */
  readonly name?: string;
  /** Replaces the entry point of the image; no shell is involved. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  /** Variables. Using the `url` of another construct declares the connection to it. */
  readonly env?: Record<string, EnvValue>;
  /** Variables whose values are sealed. */
  readonly secrets?: Record<string, SealedKey>;
  /** Name of a ConfigMap that is to hold the literal variables. Default: they stand in the Deployment. */
  readonly configMap?: string;
  /** Further targets, beside those that variables name. */
  readonly calls?: readonly Endpoint[];
  readonly probes?: Probes;
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  readonly resources?: Resources;
  readonly writable?: Writable;
  /** User and group id that the process runs as; not 0. Default: 10001. */
  readonly user?: number;
  readonly shutdown?: Shutdown;
  /** What it may do at the API server. Default: nothing, and no token. */
  readonly permissions?: readonly Permission[];
  readonly metrics?: Metrics;
  /** Further labels of its pods. */
  readonly podLabels?: Record<string, string>;
  readonly podAnnotations?: Record<string, string>;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

/** Props that are the same in every environment. */
export type Same = 'image' | 'name' | 'configMap' | 'only';

export const workerShapes: { readonly [K in keyof Required<WorkerProps>]: Shape | ReturnType<typeof required> } = {
  ...availabilityShapes,
  image: required(fixed(anyText)),
  name: fixed(dnsLabel),
  command: list(anyText, { atLeast: 1 }),
  args: list(anyText),
  workingDir: absolutePath,
  env: record(envValueShape, envVarName),
  secrets: record(instance('a sealed key', (value) => value instanceof SealedKey), envVarName),
  configMap: fixed(dnsLabel),
  calls: list(instance('the endpoint of a construct', (value) => value instanceof Endpoint)),
  probes: probesShape,
  resources: resourcesShape,
  writable: writableShape,
  user: integer({ min: 1, unit: 'user id' }),
  shutdown: shutdownShape,
  permissions: permissionsShape,
  metrics: metricsShape,
  podLabels: record(anyText),
  podAnnotations: record(anyText),
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};

/** A process without a port: it calls, and nobody calls it. */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, props: Input<WorkerProps, Same>) {
    super(scope, id);
    const given = accept<WorkerProps>(this, props, object<WorkerProps>(workerShapes));
    const worker = identify(this, 'worker', props?.name, props?.only);
    if (given === undefined) return;
    const metrics = given.metrics?.port === undefined ? [] : [{ name: 'metrics', container: given.metrics.port, service: given.metrics.port }];
    runProcess(worker, given, { ports: metrics, probes: { port: undefined, readiness: undefined, liveness: undefined }, variables: {} });
    if (given.metrics !== undefined && metrics[0] !== undefined) {
      addService(worker, metrics);
      addMonitor(worker, given.metrics, { name: 'metrics', number: metrics[0].container });
    }
  }
}

/** What a kind of process adds to what all have. */
export interface ProcessKind {
  readonly ports: readonly Port[];
  readonly probes: ProbeDefaults;
  /** Variables that follow from declarations, such as `PORT`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Everything from account to policy that a process has, with or without ports. */
export function runProcess(identity: Identity, given: Normal<WorkerProps>, kind: ProcessKind): SettledShutdown {
  const { construct, platform, labels, pods } = identity;
  const { opinions } = platform;
  refuseClashes(construct, kind.ports);

  const account = addAccount(identity, (given.permissions ?? []) as readonly unknown[]);
  const configuration = configure(identity, { ...kind.variables, ...given.env, ...given.secrets }, given.configMap as string | undefined);
  const shutdown = settleShutdown(identity, given.shutdown ?? {});
  const disk = writableVolumes(given.writable ?? {});
  const pullSecret = platform.images.pullSecret(construct, given.image as string);
  if (pullSecret !== undefined) platform.secrets.use(pullSecret, identity.name, 'kubernetes.io/dockerconfigjson');

  addDeployment(identity, {
    user: given.user ?? opinions.user.value,
    account,
    shutdown,
    container: {
      name: identity.name,
      image: platform.images.reference(construct, given.image as string),
      imagePullPolicy: 'IfNotPresent',
      ...(given.command !== undefined && { command: given.command }),
      ...(given.args !== undefined && { args: given.args }),
      ...(given.workingDir !== undefined && { workingDir: given.workingDir }),
      ...(configuration.envFrom !== undefined && { envFrom: configuration.envFrom }),
      ...(configuration.entries.length > 0 && { env: configuration.entries }),
      ...(kind.ports.length > 0 && { ports: containerPorts(kind.ports) }),
      ...probes(construct, given.probes ?? {}, kind.probes, opinions),
      ...shutdown.lifecycle,
      resources: resources(construct, given.resources ?? {}, given.writable ?? {}, opinions),
      securityContext: containerSecurity(),
      ...(disk.mounts.length > 0 && { volumeMounts: disk.mounts }),
    },
    volumes: disk.volumes,
    pullSecrets: pullSecret === undefined ? [] : [pullSecret],
    podLabels: given.podLabels ?? {},
    podAnnotations: { ...configuration.checksums, ...given.podAnnotations },
    spread: topologySpread(identity),
    deployment: addAvailability(identity, given),
  });

  for (const endpoint of [...configuration.endpoints, ...((given.calls ?? []) as readonly unknown[]).flatMap(endpointsOf)]) {
    platform.connections.add({ from: pods, to: endpoint.party, ports: endpoint.ports });
  }
  if (account.token) connectApiServer(identity);
  addPolicy(construct, platform, pods, labels);
  return shutdown;
}

/** A service with permissions talks to the API server; default deny would stop it. */
export function connectApiServer({ construct, platform, pods }: Identity): void {
  const { apiServer } = platform.cluster;
  if (apiServer === undefined) {
    missingApiServer(construct);
    return;
  }
  platform.connections.add({
    from: pods,
    to: { kind: 'addresses', name: 'api-server', cidrs: apiServer.cidrs as readonly unknown[], except: [] },
    ports: [{ port: apiServer.port, protocol: 'TCP' }],
  });
}

function missingApiServer(construct: Construct): void {
  report(construct, {
    code: 'LS116',
    message: 'its pods talk to the API server, and the platform does not say at which address',
    fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
  });
}
