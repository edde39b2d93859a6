import { Construct } from 'constructs';
import { Expression } from '../model/expression';
import type { Input, Normal } from '../model/fields';
import { integer, object, oneOf, record, required } from '../model/shape';
import { dnsLabel } from '../model/syntax';
import { derive } from '../model/varying';
import { accept } from './accept';
import { Endpoint } from './connections';
import { addEdge } from './edge/edge';
import { routeShape, type Route } from './edge/route';
import { identify } from './identity';
import type { Opinions } from './opinions';
import { addMonitor, metricsShape } from './monitoring';
import { addService, type Port } from './ports';
import { runProcess, workerShapes, type Same, type WorkerProps } from './worker';

/** A service that is called. */
export interface WebServiceProps extends WorkerProps {
  /** Port that the process listens on. It becomes `PORT`, container port, probes, Service, policies and monitor. */
  readonly port: number;
  /** How others speak to it. Default: http. */
  readonly protocol?: 'http' | 'grpc' | 'tcp';
  /** Further ports by name, such as `{ admin: 9000 }`. */
  readonly ports?: Record<string, number>;
  /** Port of the Service. Default: 80. */
  readonly servicePort?: number;
  /** How the outside world reaches it. Default: not at all. */
  readonly route?: Route;
}

const shape = object<WebServiceProps>({
  ...workerShapes,
  port: required(integer({ min: 1, max: 65535, unit: 'port' })),
  protocol: oneOf('http', 'grpc', 'tcp'),
  ports: record(integer({ min: 1, max: 65535, unit: 'port' }), dnsLabel),
  servicePort: integer({ min: 1, max: 65535, unit: 'port' }),
  route: routeShape,
  metrics: metricsShape,
});

const DEFAULT_SERVICE_PORT = 80;

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

  constructor(scope: Construct, id: string, props: Input<WebServiceProps, Same>) {
    super(scope, id);
    const given = accept<WebServiceProps>(this, props, shape);
    const service = identify(this, 'web', props?.name, props?.only);
    const servicePort = given?.servicePort ?? DEFAULT_SERVICE_PORT;
    this.endpoint = new Endpoint(service.pods, [{ port: given?.port ?? 0, protocol: 'TCP' }]);
    this.url = new Expression(['http://', service.name, portSuffix(servicePort), this.endpoint]);
    if (given === undefined) return;

    const { port, ports = {}, metrics } = given;
    const protocol = (given.protocol ?? 'http') as 'http' | 'grpc' | 'tcp';
    const main: Port = { name: protocol, container: port, service: servicePort };
    const further = Object.entries(ports).map(([name, number]): Port => ({ name, container: number, service: number }));
    const scraped: Port | undefined = metrics?.port === undefined ? undefined : { name: 'metrics', container: metrics.port, service: metrics.port };
    const all = [main, ...further, ...(scraped === undefined ? [] : [scraped])];

    const shutdown = runProcess(service, given, { ports: all, variables: { PORT: port }, probes: { port, ...questions(protocol, port, service.platform.opinions) } });
    addService(service, all);
    if (given.route !== undefined) addEdge(service, given.route, { servicePort, containerPort: port, drain: shutdown.drain });
    if (metrics !== undefined) addMonitor(service, metrics, { name: (scraped ?? main).name, number: (scraped ?? main).container });
  }
}

function portSuffix(port: unknown) {
  return derive(port as number, (own) => (own === 80 ? '' : `:${own}`)) as string;
}

/** How a service answers probes when it says nothing else. */
function questions(protocol: 'http' | 'grpc' | 'tcp', port: Normal<number>, opinions: Opinions) {
  if (protocol === 'grpc') return { readiness: { grpc: '' }, liveness: { grpc: '' } };
  if (protocol === 'tcp') return { readiness: { tcp: port }, liveness: { tcp: port } };
  return { readiness: { http: opinions.readinessPath.value }, liveness: { http: opinions.livenessPath.value } };
}
