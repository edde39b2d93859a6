/** What nodes of RabbitMQ listen on. */
import { absent, derive } from '../../model/varying';
import type { Port } from '../ports';
import type { StorePort } from '../stateful/varying/services';

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

/**
 * @param management whether the web interface and its API are served; may vary
 * @param encrypted whether callers speak TLS; metrics are spoken in plain text to Prometheus alone
 */
export function portsOf(management: unknown, scraped: boolean, encrypted: boolean): readonly StorePort[] {
  const amqp: StorePort = { ...(encrypted ? port('amqps', AMQPS_PORT) : port('amqp', AMQP_PORT)), appProtocol: 'tcp' };
  const web = derive<unknown, unknown>(management, (on) =>
    on === true ? (encrypted ? MANAGEMENT_TLS_PORT : MANAGEMENT_PORT) : absent,
  );
  return [
    amqp,
    ...(web === absent
      ? []
      : [
          {
            name: 'management',
            appProtocol: encrypted ? ('tcp' as const) : ('http' as const),
            container: web,
            service: web,
            onCall: encrypted ? MANAGEMENT_TLS_PORT : MANAGEMENT_PORT,
          },
        ]),
    ...(scraped ? [METRICS] : []),
  ];
}
