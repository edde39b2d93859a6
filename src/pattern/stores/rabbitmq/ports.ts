/** What nodes of RabbitMQ listen on. */
import type { StorePort } from '../stateful/services';
import type { Port } from '../../workload/ports';

export const AMQP_PORT = 5672;
export const MANAGEMENT_PORT = 15672;
export const AMQPS_PORT = 5671;
export const MANAGEMENT_TLS_PORT = 15671;
const METRICS_PORT = 15692;

const port = (name: string, number: number): Port => ({ name, container: number, service: number });

/** Of the rabbitmq_prometheus plugin, without a login: the policy lets in nobody but Prometheus. */
const METRICS: StorePort = { ...port('metrics', METRICS_PORT), appProtocol: 'http' };

/** The port mapper of Erlang, and the port that nodes talk to each other on: AMQP plus 20000. */
export const PEERS: readonly Port[] = [port('epmd', 4369), port('distribution', AMQP_PORT + 20000)];

export interface Listeners {
  /** Whether the web interface and its API are served. */
  readonly management: boolean;
  readonly scraped: boolean;
  /** Whether callers speak TLS; Prometheus alone reads metrics in plain text. */
  readonly encrypted: boolean;
}

export function portsOf({ management, scraped, encrypted }: Listeners): readonly StorePort[] {
  const web = encrypted ? MANAGEMENT_TLS_PORT : MANAGEMENT_PORT;
  const amqp = encrypted ? port('amqps', AMQPS_PORT) : port('amqp', AMQP_PORT);
  const interfaces: StorePort = {
    ...port('management', web),
    appProtocol: encrypted ? 'tcp' : 'http',
    onCall: web,
  };
  return [{ ...amqp, appProtocol: 'tcp' }, ...(management ? [interfaces] : []), ...(scraped ? [METRICS] : [])];
}
