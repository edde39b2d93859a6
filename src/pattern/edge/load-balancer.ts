/** A way in from outside that is no route: a load balancer of the cloud, straight to the pods. */
import { declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { fixed, instance, integer, list, object, record, required, type Shape } from '../../model/shape';
import { anyText, cidr } from '../../model/syntax';
import { derive, isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { narrowed, or } from '../per-environment';
import { NOT_PUBLIC } from '../policy';
import type { Port } from '../ports';

/** A Service of type LoadBalancer, such as an NLB; TLS ends there where its annotations say so, or in the service. */
export interface LoadBalancer {
  /** Port that it listens on. Default: 443. */
  readonly port?: number;
  /**
   * Addresses that may come; those of the balancer too, where it asks pods itself whether they are well. Default: any public one.
   */
  readonly sources?: readonly string[];
  /** What the controller of the cloud reads, such as `service.beta.kubernetes.io/aws-load-balancer-type`. */
  readonly annotations?: Record<string, string>;
  /** Which controller makes it (`loadBalancerClass`). Default: that of the cloud. */
  readonly class?: string;
  /** Where it exists, when not wherever the service does: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

export interface Entry {
  readonly loadBalancer: LoadBalancer;
}

export const entryShape: Shape = object<Entry>({
  loadBalancer: required(
    object<LoadBalancer>({
      port: integer({ min: 1, max: 65535, unit: 'port' }),
      sources: list(cidr, { atLeast: 1 }),
      annotations: record(anyText),
      class: anyText,
      only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
    }),
  ),
});

const DEFAULT_PORT = 443;
const ANYWHERE = ['0.0.0.0/0'];

/** The Service and the connection; the address of the client is kept, so that policies can tell who it is. */
export function addEntry(identity: Identity, given: Normal<Entry> | undefined, port: Port | undefined): void {
  if (given === undefined || port === undefined) return;
  const { construct, platform, name, labels, selector, pods } = identity;
  const { sources = ANYWHERE, annotations, class: className, only, ...balancer } = given.loadBalancer;
  if (isVarying(sources)) {
    report(construct, {
      code: 'LS102',
      path: 'entry.loadBalancer.sources',
      message: 'the list varies as a whole',
      fix: 'Let its elements vary.',
    });
    return;
  }
  const entry = `${name}-entry`;
  const service = addObject(construct, 'Service-entry', 'edge', {
    apiVersion: 'v1',
    kind: 'Service',
    // Another name in its labels: a monitor that selects the Service must not scrape each pod a second time by this one.
    metadata: {
      name: entry,
      labels: { ...labels, 'app.kubernetes.io/name': entry },
      ...(annotations && { annotations }),
    },
    spec: {
      type: 'LoadBalancer',
      ...(className !== undefined && { loadBalancerClass: className }),
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: sources,
      selector,
      ports: [
        derive(port.container, (targetPort) => ({
          name: port.name,
          port: or(balancer.port, DEFAULT_PORT),
          targetPort,
          protocol: 'TCP',
        })),
      ],
    },
  });
  if (only instanceof Presence) declarations(service).presence = only;
  platform.connections.add({
    from: {
      kind: 'addresses',
      name: 'load-balancer',
      cidrs: sources,
      except: given.loadBalancer.sources === undefined ? NOT_PUBLIC : [],
    },
    to: { ...pods, presence: narrowed(identity, only as Presence | undefined, 'entry.loadBalancer.only') },
    ports: [{ port: port.container, protocol: 'TCP' }],
  });
}
