import { Construct } from 'constructs';
import { report } from '../model/declarations';
import { Expression } from '../model/expression';
import type { Input, Normal } from '../model/fields';
import { choose } from '../model/nearest';
import { everywhere, fixed, integer, object, oneOf, record, required } from '../model/shape';
import { dnsLabel, envVarName } from '../model/syntax';
import { derive } from '../model/varying';
import { accept } from './accept';
import { addAccount } from './account';
import { addAvailability } from './availability';
import { addConfiguration } from './configuration';
import { Endpoint, connect } from './connections';
import { containerOf, writableVolumes } from './container';
import { addCanary } from './delivery/canary';
import { canaryShape, type Canary } from './delivery/canary-props';
import { TRACK } from './delivery/track';
import { addEdge } from './edge/edge';
import { addEntry, entryShape, type Entry } from './edge/load-balancer';
import { routeShape, type Route } from './edge/route';
import { identify, type Identity } from './identity';
import { addTraffic, trafficShape, type Traffic } from './mesh/traffic';
import { addMonitor, metricsPort } from './monitoring';
import { DEFAULT_SERVICE_PORT, makeKnown, namedService, type NamedService, type ServicePorts } from './named-service';
import { addDashboard } from './observability/dashboards/dashboard';
import { addAlertsFrom } from './observability/bridge';
import { addObjectives } from './observability/objectives';
import { tracingVariables } from './observability/tracing';
import type { CountedRequests } from './observability/requests';
import { deploymentAlerts } from './observability/workload';
import { mountOperatorFiles } from './operator-files';
import type { Opinions } from './opinions';
import { addPolicy } from './policy';
import { addService, refuseClashes, type Port } from './ports';
import { probes, type ProbeDefaults } from './probes';
import { processShapes, type ProcessProps, type Same } from './process';
import { mountSecretFiles } from './secret-files';
import { applySettings } from './settings/apply';
import { settleShutdown } from './shutdown';
import { joinVariables } from './variables';
import { addDeployment } from './workload';
import { inEachEnvironment, or } from './per-environment';

/** A service that is called. */
export interface WebServiceProps extends ProcessProps {
  /** Port that the process listens on. It becomes the variable `PORT`, container port, probes, Service, policies and monitor. */
  readonly port: number;
  /** Name of the variable that tells the process its port. Default: PORT. */
  readonly portVariable?: string;
  /** How others speak to it. Default: http. */
  readonly protocol?: 'http' | 'grpc' | 'tcp';
  /** Further ports by name, such as `{ admin: 9000 }`. */
  readonly ports?: Record<string, number>;
  /** Port of the Service. Default: 80. */
  readonly servicePort?: number;
  /** How the outside world reaches it. Default: not at all. */
  readonly route?: Route;
  /** A way in from outside that is no route. Default: none. */
  readonly entry?: Entry;
  /** A new version gets its share of the traffic step by step, and is taken back when it does worse. Default: it replaces the old one pod by pod. */
  readonly canary?: Canary;
  /** How callers in the mesh treat it. Default: as the mesh does. */
  readonly traffic?: Traffic;
}

/** What kinds of process differ in. */
export interface ProcessKind {
  readonly ports: readonly Port[];
  /** Variables that follow from declarations, such as `PORT`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** How it is probed when it says nothing else. */
  readonly probes: ProbeDefaults;
  readonly route?: Normal<Route>;
  readonly entry?: Normal<Entry>;
  readonly canary?: Normal<Canary>;
  readonly traffic?: Normal<Traffic>;
}

/** The pattern: what a service consists of, in order. Each step adds its objects to the tree and answers what later ones need. */
export function addPattern(service: Identity, given: Normal<ProcessProps>, kind: ProcessKind): void {
  const { construct, platform } = service;
  refuseClashes(construct, kind.ports);

  const account = addAccount(service, given.permissions);
  const files = mountSecretFiles(service, given.secretFiles);
  const settings = applySettings(service, given);
  const variables = joinVariables(construct, {
    port: kind.variables,
    tracing: tracingVariables(service, given.tracing),
    configuration: settings.variables,
    env: given.env,
    secrets: given.secrets,
  });
  const configuration = addConfiguration(service, variables, given.configMap, files.keys);
  const authorities = mountOperatorFiles(configuration.files);
  const image = platform.images.pin(construct, given.image as string, service.name);
  const shutdown = settleShutdown(service, given.shutdown ?? {});
  const disk = writableVolumes(given.writable ?? {});
  const availability = addAvailability(
    service,
    given,
    Object.keys({ ...kind.variables, ...settings.variables, ...given.env, ...given.secrets }),
  );
  addDeployment(service, {
    account,
    shutdown,
    availability,
    user: or(given.user, platform.opinions.user.value),
    container: containerOf(service, given, {
      image: image.reference,
      configuration,
      ports: kind.ports,
      probes: probes(construct, given.probes ?? {}, kind.probes, platform.opinions),
      lifecycle: shutdown.lifecycle,
      mounts: [...disk.mounts, ...files.mounts, ...settings.mounts, ...authorities.mounts],
    }),
    volumes: [...disk.volumes, ...files.volumes, ...settings.volumes, ...authorities.volumes],
    pullSecrets: image.pullSecrets,
    ...(kind.canary !== undefined && { track: { [TRACK]: service.name } }),
    podLabels: given.podLabels ?? {},
    podAnnotations: { ...configuration.checksums, ...settings.checksums, ...given.podAnnotations },
  });
  // With a canary, Flagger makes the Services: one for each version, and one that leads to the version that serves.
  if (kind.canary === undefined) addService(service, kind.ports);
  connect(platform.connections, service.pods, [...configuration.endpoints, ...account.endpoints], given.calls);
  addPolicy(service);
  const canary = kind.canary !== undefined;
  const edge = addEdge(service, kind.route, kind.ports[0], shutdown.drain, canary);
  addEntry(service, kind.entry, kind.ports[0]);
  addTraffic(service, kind.traffic, kind.ports[0], canary && edge?.gateway.api === 'istio');
  addMonitor(service, given.metrics, kind.ports, canary);
  addObjectives(service, given.slo, given.metrics !== undefined, canary);
  if (kind.canary !== undefined) {
    const progressDeadline = or(given.rollout?.progressDeadline, platform.opinions.progressDeadline.value);
    const { autoscaling, slo, metrics } = given;
    addCanary(service, kind.canary, {
      ports: kind.ports,
      edge,
      traffic: kind.traffic,
      autoscaling,
      progressDeadline,
      slo,
      metrics,
    });
  }
  addDashboard(
    service,
    {
      pods: `${service.name}${canary ? '(-primary)?' : ''}-[a-z0-9]+-[a-z0-9]{5}`,
      container: service.name,
      requests: countedBy(given, kind),
    },
    given.dashboard,
  );
  const scaled = given.autoscaling !== undefined;
  addAlertsFrom(service, given.alerts, [], (facts) => deploymentAlerts(facts, service.name, scaled));
}

/** How its requests are counted: as its objective says, or by itself where it speaks HTTP and has metrics. */
function countedBy(
  { slo, metrics }: Normal<ProcessProps>,
  { ports, canary }: ProcessKind,
): Normal<CountedRequests> | undefined {
  if (slo !== undefined) return { ...slo.requests, twoVersions: canary !== undefined };
  return metrics !== undefined && ports[0]?.name === 'http' ? {} : undefined;
}

const shape = object<WebServiceProps>({
  ...processShapes,
  port: required(integer({ min: 1, max: 65535, unit: 'port' })),
  portVariable: fixed(envVarName),
  protocol: fixed(oneOf('http', 'grpc', 'tcp')),
  ports: record(integer({ min: 1, max: 65535, unit: 'port' }), dnsLabel),
  servicePort: integer({ min: 1, max: 65535, unit: 'port' }),
  route: everywhere(routeShape),
  entry: everywhere(entryShape),
  canary: everywhere(canaryShape),
  traffic: everywhere(trafficShape),
});

/**
 * A stateless service with everything that belongs to it.
 * @param props a field may vary between environments; what does not fit is reported by the synth, all of it together
 * @example new WebService(shop, 'api', { image: 'api', port: 3000, env: { DATABASE_URL: db.url } });
 */
export class WebService extends Construct {
  /** Its address inside of the cluster. Using it in `env` declares the connection. */
  readonly url: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  private readonly identity: Identity;
  private readonly further: Readonly<Record<string, unknown>>;

  /**
   * The address of a service that is declared later, so that two services can call each other.
   * @param scope anything below the platform
   * @param name of the service
   * @param ports the same as the service declares; the synth says where they are not
   * @example new WebService(shop, 'orders', { image: 'orders', port: 3005, env: { PAYMENTS_URL: WebService.named(shop, 'payments', { port: 3006 }).url } });
   */
  static named(scope: Construct, name: string, ports: ServicePorts): NamedService {
    return namedService(scope, name, ports);
  }

  constructor(scope: Construct, id: string, props: Input<WebServiceProps, Same | 'portVariable' | 'protocol'>) {
    super(scope, id);
    const given = accept<WebServiceProps>(this, props, shape);
    const service = (this.identity = identify(this, 'web', props?.name, props?.only));
    this.further = given?.ports ?? {};
    const servicePort = or(given?.servicePort, DEFAULT_SERVICE_PORT);
    this.endpoint = new Endpoint(service.pods, [{ port: given?.port ?? 0, protocol: 'TCP' }], servicePort);
    this.url = new Expression(['http://', service.name, portSuffix(servicePort), this.endpoint]);
    if (given === undefined) return;
    makeKnown(service.platform, service.name, { port: given.port, servicePort });
    const { port, metrics, route, entry, traffic } = given;
    const protocol = (given.protocol ?? 'http') as Protocol;
    const further = Object.entries(this.further).map(([name, number]): Port => ({
      name,
      container: number,
      service: number,
    }));
    addPattern(service, given, {
      ports: [{ name: protocol, container: port, service: servicePort }, ...further, ...metricsPort(metrics)],
      variables: { [(given.portVariable as string | undefined) ?? 'PORT']: port },
      probes: { port, ...questions(protocol, port, service.platform.opinions) },
      ...(route !== undefined && { route }),
      ...(entry !== undefined && { entry }),
      ...(given.canary !== undefined && { canary: given.canary }),
      ...(traffic !== undefined && { traffic }),
    });
  }

  /**
   * The address of one of `ports`, for callers as `url` is.
   * @param port its name; the synth refuses one that the service does not have, or not everywhere
   * @example new WebService(shop, 'orders', { image: 'orders', port: 3005, env: { FLAGS_ADMIN_URL: flags.urlOf('admin') } });
   */
  urlOf(port: string): Expression {
    const { construct, name, pods } = this.identity;
    const number = this.further[port];
    inEachEnvironment(this.identity, { number }, (own, where) => {
      if (own.number !== undefined) return;
      const message = `the URL of its port "${port}" is used, and it has no such port`;
      report(construct, {
        code: 'LS103',
        path: 'ports',
        ...where,
        message,
        fix: choose(port, Object.keys(this.further).sort()),
      });
    });
    return new Expression([
      'http://',
      name,
      portSuffix(number ?? 0),
      new Endpoint(pods, [{ port: number ?? 0, protocol: 'TCP' }]),
    ]);
  }
}

type Protocol = 'http' | 'grpc' | 'tcp';

function portSuffix(port: unknown) {
  return derive(port as number, (own) => (own === 80 ? '' : `:${own}`)) as string;
}

/** How a service answers probes when it says nothing else. */
function questions(protocol: Protocol, port: Normal<number>, { readinessPath, livenessPath }: Opinions) {
  if (protocol === 'grpc') return { readiness: { grpc: '' }, liveness: { grpc: '' } };
  if (protocol === 'tcp') return { readiness: { tcp: port }, liveness: { tcp: port } };
  return { readiness: { http: readinessPath.value }, liveness: { http: livenessPath.value } };
}
