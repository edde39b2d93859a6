/** An entry from outside without a route: a cloud load balancer that sends traffic directly to the pods. */
import { presenceShape } from '../../model/presence';
import { isObject } from '../../model/json';
import { fixed, list, object, record, required, type Shape, type PropsOf } from '../../model/shape';
import { anyText, cidr, portNumber } from '../../model/syntax';
import { isVarying } from '../../model/varying';
import type { Subject } from '../engine/build';
import { narrowed } from '../engine/narrowed';
import type { Service } from '../manifests';
import { NOT_PUBLIC } from '../network/policy';
import type { Port } from '../workload/ports';

/** A Service of type LoadBalancer, such as an NLB; TLS ends there where its annotations say so, or in the service. */
export interface LoadBalancer extends PropsOf<typeof loadBalancerProps> {}
const loadBalancerProps = {
  /** Port that it listens on. Default: 443. */
  port: portNumber,
  /**
   * Addresses that may connect; include those of the load balancer if it checks the health of pods itself. Default: any
   * public address.
   */
  sources: list(cidr, { atLeast: 1 }),
  /** Annotations for the cloud controller, such as `service.beta.kubernetes.io/aws-load-balancer-type`. */
  annotations: record(anyText),
  /** Controller that creates it (`loadBalancerClass`). Default: that of the cloud. */
  class: anyText,
  /** Environments in which it exists, if not all those of the service: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};

/** Where sources are absent, anybody may come: that is not left to a list which varies. */
const closed: Shape<LoadBalancer> = (value, at) => {
  if (!isObject(value) || !isVarying(value['sources'])) return object<LoadBalancer>(loadBalancerProps)(value, at);
  at.report({
    code: 'LS102',
    path: `${at.path}.sources`,
    message: 'an entire list cannot vary',
    fix: 'Vary its elements instead.',
  });
};

export interface Entry extends PropsOf<typeof entryProps> {}
const entryProps = { loadBalancer: required(closed) };
export const entryShape = object<Entry>(entryProps);

const DEFAULT_PORT = 443;
const ANYWHERE = ['0.0.0.0/0'];

/** The Service and the connection; the address of the client is kept, so that policies can tell who it is. */
export function addEntry(subject: Subject, entry: Entry | undefined, port: Port | undefined): void {
  if (entry === undefined || port === undefined) return;
  const { facts, labels, parts, pods, selector } = subject;
  const { sources, annotations, class: loadBalancerClass, only, port: own = DEFAULT_PORT } = entry.loadBalancer;
  if (!facts.includes(narrowed(parts, pods, only, 'entry.loadBalancer.only'))) return;
  const name = `${subject.name}-entry`;
  const service: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    // Another name in its labels: a monitor that selects the Service must not scrape each pod a second time by this one.
    metadata: { name, labels: { ...labels, 'app.kubernetes.io/name': name }, annotations },
    spec: {
      type: 'LoadBalancer',
      loadBalancerClass,
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: sources ?? ANYWHERE,
      selector,
      ports: [{ name: port.name, port: own, targetPort: port.container, protocol: 'TCP' }],
    },
  };
  parts.add('Service-entry', 'edge', service, only?.reason);
  parts.connect({
    from: {
      kind: 'addresses',
      name: 'load-balancer',
      cidrs: sources ?? ANYWHERE,
      except: sources === undefined ? NOT_PUBLIC : [],
    },
    to: pods,
    ports: [{ port: port.container, protocol: 'TCP' }],
  });
}
