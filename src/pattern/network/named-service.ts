/** The address of a service that is declared elsewhere, or later: calls may be cyclic, the order of constructors may not. */
import type { Construct } from 'constructs';
import { checkAtSynth, report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import { choose } from '../../model/nearest';
import type { Varying } from '../../model/varying';
import { Endpoint } from './connections';
import { scopeOf } from '../platform/scope';

/** What a service is called by. */
export interface ServicePorts {
  /** Port that the process listens on. */
  readonly port: number;
  /** Port of its Service. Default: 80. */
  readonly servicePort?: number;
}

/** A service, as its callers see it. */
export interface NamedService {
  readonly url: Expression;
  /** Only the connection, for `calls`. */
  readonly endpoint: Endpoint;
}

export const DEFAULT_SERVICE_PORT = 80;

/** The synth refuses a name that no service of the platform has, and ports that are not its own. */
export function namedService(
  scope: Construct,
  name: string,
  { port, servicePort = DEFAULT_SERVICE_PORT }: ServicePorts,
): NamedService {
  const platform = scopeOf(scope);
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': platform.node.id };
  const endpoint = new Endpoint(
    { kind: 'pods', name, labels, presence: undefined },
    [{ port, protocol: 'TCP' }],
    servicePort,
  );
  checkAtSynth(scope, () => {
    const { services } = platform;
    const own = services.get(name);
    if (own === undefined) {
      report(scope, {
        code: 'LS401',
        message: `the service "${name}" is referenced by name but does not exist`,
        fix: choose(name, [...services.keys()].sort()),
      });
    } else if (own.port !== port || own.servicePort !== servicePort) {
      report(scope, {
        code: 'LS403',
        message: `the service "${name}" is called on port ${port} (Service port ${servicePort}), but it listens on ${said(own.port)} (Service port ${said(own.servicePort)})`,
        fix: 'Use the ports that it declares; if they vary, reference the construct instead.',
      });
    }
  });
  return { endpoint, url: new Expression([`http://${name}${servicePort === 80 ? '' : `:${servicePort}`}`, endpoint]) };
}

function said(port: number | Varying<number>): string {
  return typeof port === 'number' ? String(port) : 'ports that vary';
}
