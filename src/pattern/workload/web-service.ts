import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Input } from '../../model/fields';
import { choose } from '../../model/nearest';
import { everywhere, fixed, object, oneOf, record, required, type PropsOf } from '../../model/shape';
import { dnsLabel, envVarName, portNumber } from '../../model/syntax';
import { Absent, derive, valueAt, type Varying } from '../../model/varying';
import { addAutoscaling } from '../autoscaling/autoscaling';
import { Endpoint } from '../network/connections';
import { canaryShape } from '../delivery/canary-props';
import { TRACK } from '../delivery/track';
import { entryShape } from '../edge/load-balancer';
import { routeShape } from '../edge/route';
import { acceptProps } from '../engine/accepted';
import { build, varyingOf, type PerEnvironment, type Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import { identify, type Identity } from '../engine/identity';
import { trafficShape } from '../mesh/traffic';
import { addMonitor } from '../observability/monitor';
import { DEFAULT_SERVICE_PORT, namedService, type NamedService, type ServicePorts } from '../network/named-service';
import { addDashboard } from '../observability/dashboards/dashboard';
import { addAlerts } from '../observability/add-alerts';
import { addObjectives } from '../observability/objectives';
import { tracingVariables } from '../observability/tracing';
import type { CountedRequests } from '../observability/requests';
import { deploymentAlerts } from '../observability/workload';
import { mountOperatorFiles } from './operator-files';
import type { Opinions } from '../platform/opinions';
import { addOutside } from '../edge/outside';
import { processShapes, type ProcessProps, type Same } from './process';
import { applySettings } from '../settings/apply';
import { addAccount, call } from './account';
import { addAvailability } from './availability';
import { addConfiguration } from './configuration';
import { containerOf, writableVolumes } from './container';
import { addDeployment } from './deployment';
import { addService, refuseClashes, type Port } from './ports';
import { probes, type ProbeDefaults } from './probes';
import { mountSecretFiles } from './secret-files';
import { settleShutdown } from './shutdown';
import { joinVariables, type Values } from './variables';
import { addPolicy } from '../network/policy';

/** What kinds of process differ in. */
export interface ProcessKind {
  readonly ports: readonly Port[];
  /** Variables that follow from declarations, such as `PORT`. */
  readonly variables: Values;
  /** How it is probed when it says nothing else. */
  readonly probes: ProbeDefaults;
  readonly canary: boolean;
}

/** What the pattern makes of a process, in order. Each step answers what later ones need. */
export function addProcess(subject: Subject, props: ProcessProps, kind: ProcessKind): void {
  const { facts, name, parts } = subject;
  const { opinions } = facts;
  refuseClashes(parts, kind.ports);

  const settings = applySettings(subject, props);
  const account = addAccount(subject, props.permissions);
  const files = mountSecretFiles(subject, props.secretFiles);
  const variables = joinVariables(parts, {
    port: kind.variables,
    tracing: tracingVariables(subject, props.tracing),
    configuration: settings.variables,
    env: props.env,
    secrets: props.secrets,
  });
  const configuration = addConfiguration(subject, variables, props.configMap, files.keys);
  const authorities = mountOperatorFiles(configuration.files);
  const image = facts.image(props.image);
  const shutdown = settleShutdown(facts, props.shutdown);
  const disk = writableVolumes(props.writable);
  addDeployment(subject, {
    account,
    graceSeconds: shutdown.graceSeconds,
    availability: addAvailability(subject, props),
    user: props.user ?? opinions.user.value,
    container: containerOf(subject, props, {
      image: image.reference,
      configuration,
      ports: kind.ports,
      ...probes(parts, props.probes, kind.probes, opinions),
      lifecycle: shutdown.lifecycle,
      mounts: [...disk.mounts, ...files.mounts, ...settings.mounts, ...authorities.mounts],
    }),
    volumes: [...disk.volumes, ...files.volumes, ...settings.volumes, ...authorities.volumes],
    pullSecrets: image.pullSecrets,
    ...(kind.canary && { track: { [TRACK]: name } }),
    podLabels: props.podLabels ?? {},
    podAnnotations: { ...configuration.checksums, ...settings.checksums, ...props.podAnnotations },
  });
  // With a canary, Flagger makes the Services: one for each version, and one that leads to the version that serves.
  if (!kind.canary) addService(subject, kind.ports);
  call(subject, [...configuration.endpoints, ...account.endpoints, ...(props.calls ?? [])]);
  addPolicy(subject);
  addMonitor(subject, props.metrics, kind.ports, kind.canary);
  addObjectives(subject, props.slo, props.metrics !== undefined, kind.canary);
  const names = `${name}${kind.canary ? '(-primary)?' : ''}-[a-z0-9]+-[a-z0-9]{5}`;
  addDashboard(subject, { pods: names, container: name, requests: countedBy(props, kind) }, props.dashboard);
  if (props.autoscaling !== undefined) addAutoscaling(subject, props.autoscaling, Object.keys(variables));
  addAlerts(subject, props.alerts, deploymentAlerts(facts, name, props.autoscaling !== undefined));
}

/** Everything of a service in one environment, as part of a pattern of others. */
export function runWebService(subject: Subject, props: WebServiceProps): ProcessKind {
  const kind = webKind(props, subject.facts);
  addProcess(subject, props, kind);
  addOutside(subject, props, kind.ports);
  return kind;
}

/** How its requests are counted: as its objective says, or by itself where it speaks HTTP and has metrics. */
function countedBy({ slo, metrics }: ProcessProps, { ports, canary }: ProcessKind): CountedRequests | undefined {
  if (slo !== undefined) return { ...slo.requests, twoVersions: canary };
  return metrics !== undefined && ports[0]?.name === 'http' ? {} : undefined;
}

/** A service that is called. */
export interface WebServiceProps extends PropsOf<typeof webServiceProps> {}
const webServiceProps = {
  ...processShapes,
  /** Port that the process listens on. It becomes the variable `PORT`, container port, probes, Service, policies and monitor. */
  port: required(portNumber),
  /** Name of the variable that contains the port. Default: PORT. */
  portVariable: fixed(envVarName),
  /** Application protocol. Default: http. */
  protocol: fixed(oneOf('http', 'grpc', 'tcp')),
  /** Additional ports by name, such as `{ admin: 9000 }`. */
  ports: record(portNumber, dnsLabel),
  /** Port of the Service. Default: 80. */
  servicePort: portNumber,
  /** Route from outside. Default: none. */
  route: everywhere(routeShape),
  /** Load balancer without a route. Default: none. */
  entry: everywhere(entryShape),
  /** Shifts traffic to a new version step by step, and rolls back if it performs worse. Default: a rolling update. */
  canary: everywhere(canaryShape),
  /** How callers in the mesh reach it. Default: the defaults of the mesh. */
  traffic: everywhere(trafficShape),
};
const shape = object<WebServiceProps>(webServiceProps);

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
  private readonly further: Readonly<Record<string, number | Varying<number>>> = {};

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
    const accepted = acceptProps<WebServiceProps>(this, props, shape);
    const service = (this.identity = identify(this, 'web', props?.name, props?.only));
    if (accepted === undefined) {
      this.endpoint = new Endpoint(service.pods, [{ port: 0, protocol: 'TCP' }], DEFAULT_SERVICE_PORT);
      this.url = new Expression(['http://', service.name, this.endpoint]);
      return;
    }
    const kinds = build(service, accepted, runWebService);
    const [port, servicePort] = [varyingOf(service, kinds, portOf), varyingOf(service, kinds, servicePortOf)];
    this.further = furtherOf(service, kinds);
    this.endpoint = new Endpoint(service.pods, [{ port, protocol: 'TCP' }], servicePort);
    this.url = new Expression(['http://', service.name, portSuffix(servicePort), this.endpoint]);
    service.platform.services.set(service.name, { port, servicePort });
  }

  /**
   * The URL of one of `ports`.
   * @param port its name; the synth refuses one that the service does not have, or not everywhere
   * @example new WebService(shop, 'orders', { image: 'orders', port: 3005, env: { FLAGS_ADMIN_URL: flags.urlOf('admin') } });
   */
  urlOf(port: string): Expression {
    const { construct, name, pods, platform } = this.identity;
    const number = this.further[port];
    const lacking = platform.environments.names.filter(
      (_, index) => pods.presence?.present[index] !== false && valueAt(number, index) instanceof Absent,
    );
    for (const where of number === undefined ? [{}] : lacking.map((environment) => ({ environments: [environment] })))
      report(construct, {
        code: 'LS103',
        path: 'ports',
        ...where,
        message: `the URL of the port "${port}" is used, but the port is not declared`,
        fix: choose(port, Object.keys(this.further).sort()),
      });
    return new Expression([
      'http://',
      name,
      portSuffix(number ?? 0),
      new Endpoint(pods, [{ port: number ?? 0, protocol: 'TCP' }]),
    ]);
  }
}

/** What a service is, in one environment. */
function webKind(props: WebServiceProps, { opinions }: Facts): ProcessKind {
  const { port, protocol = 'http', ports = {}, servicePort = DEFAULT_SERVICE_PORT, metrics } = props;
  const further = Object.entries(ports).map(([name, number]): Port => ({ name, container: number, service: number }));
  const scraped =
    metrics?.port === undefined ? [] : [{ name: 'metrics', container: metrics.port, service: metrics.port }];
  return {
    ports: [{ name: protocol, container: port, service: servicePort }, ...further, ...scraped],
    variables: { [props.portVariable ?? 'PORT']: port },
    probes: { port, ...questions(protocol, port, opinions) },
    canary: props.canary !== undefined,
  };
}

/** How a service answers probes when it says nothing else. */
function questions(protocol: Protocol, port: number, { readinessPath, livenessPath }: Opinions) {
  if (protocol === 'grpc') return { readiness: { grpc: '' }, liveness: { grpc: '' } };
  if (protocol === 'tcp') return { readiness: { tcp: port }, liveness: { tcp: port } };
  return { readiness: { http: readinessPath.value }, liveness: { http: livenessPath.value } };
}

type Protocol = NonNullable<WebServiceProps['protocol']>;

const portOf = ({ ports }: ProcessKind): number => ports[0]!.container;
const servicePortOf = ({ ports }: ProcessKind): number => ports[0]!.service;

/** Numbers of the further ports, each of which may vary. */
function furtherOf(
  service: Identity,
  kinds: PerEnvironment<ProcessKind>,
): Readonly<Record<string, number | Varying<number>>> {
  const names = new Set(kinds.flatMap((kind) => kind?.ports.slice(1).map(({ name }) => name) ?? []));
  names.delete('metrics');
  const numberOf =
    (name: string) =>
    ({ ports }: ProcessKind) =>
      ports.find((port) => port.name === name)?.container;
  return Object.fromEntries([...names].map((name) => [name, varyingOf(service, kinds, numberOf(name)) as number]));
}

function portSuffix(port: number | Varying<number>) {
  return derive(port, (own) => (own === 80 ? '' : `:${own}`)) as string;
}
